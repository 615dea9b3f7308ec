"""Casework for other systems: cases in ``/api/v1/``, and Open311 GeoReport v2 at its own addresses."""

from heli.loops.grid import policies
from heli.loops.grid.api.addresses import urlpatterns
from heli.loops.grid.enums import CALL_KIND
from heli.loops.grid.flows import CASE_FLOW
from heli.shell.api.showing import show_calls, show_entries


show_entries(CASE_FLOW.code, policies.see_case)
show_calls(CALL_KIND, policies.staff_of)

__all__ = ["urlpatterns"]

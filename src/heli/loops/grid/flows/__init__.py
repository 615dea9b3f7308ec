"""The flows of this loop, as data: the case, and what goes on beside it."""

from heli.core.flow.definitions import register
from heli.loops.grid.flows.appeal import APPEAL_FLOW
from heli.loops.grid.flows.assist import ASSIST_FLOW
from heli.loops.grid.flows.case import CASE_FLOW
from heli.loops.grid.flows.summary import SUMMARY_FLOW


def register_flows() -> None:
    """Make the definitions known to the engine."""
    for flow in (CASE_FLOW, ASSIST_FLOW, APPEAL_FLOW, SUMMARY_FLOW):
        register(flow)


__all__ = ["APPEAL_FLOW", "ASSIST_FLOW", "CASE_FLOW", "SUMMARY_FLOW", "register_flows"]

"""Firms' matters whose next step is over its time."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from heli.core.flow.definitions import Flow
from heli.core.flow.models import Entry
from heli.core.flow.queries import dues
from heli.kit.worktime import Calendar
from heli.loops.services.enums import Stage
from heli.loops.services.flows import MEDIATION_FLOW, NEED


BATCH = 200
_calendar = Calendar()


def late(at: datetime) -> Iterator[Entry]:
    """Open matters that wait for the desk or a department longer than they may."""
    return _over_time(NEED, at, state__in=(Stage.ASKED, Stage.ROUTED))


def late_mediations(at: datetime) -> Iterator[Entry]:
    """Mediations that wait for the one in charge, for the sides or for an end longer than they may."""
    return _over_time(MEDIATION_FLOW, at)


def _over_time(flow: Flow, at: datetime, **more: Any) -> Iterator[Entry]:
    after = 0
    rows = Entry.objects.filter(flow__begins=f"{flow.code}@", is_open=True, **more)
    rows = rows.select_related("call__issuer", "org", "party").order_by("pk")
    while some := list(rows.filter(pk__gt=after)[:BATCH]):
        after = some[-1].pk
        found = dues(some, calendar=_calendar, at=at)
        yield from (one for one in some if one.pk in found and found[one.pk].deadline.at < at)

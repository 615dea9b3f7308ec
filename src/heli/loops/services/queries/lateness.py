"""Firms' matters whose next step is over its time."""

from collections.abc import Iterator
from datetime import datetime

from heli.core.flow.models import Entry
from heli.core.flow.queries import dues
from heli.kit.worktime import Calendar
from heli.loops.services.enums import Stage
from heli.loops.services.flows import NEED


BATCH = 200
_calendar = Calendar()


def late(at: datetime) -> Iterator[Entry]:
    """Open matters that wait for the desk or a department longer than they may."""
    after = 0
    rows = Entry.objects.filter(
        flow__startswith=f"{NEED.code}@", is_open=True, state__in=(Stage.ASKED, Stage.ROUTED)
    )
    rows = rows.select_related("call__issuer", "org", "party").order_by("pk")
    while some := list(rows.filter(pk__gt=after)[:BATCH]):
        after = some[-1].pk
        found = dues(some, calendar=_calendar, at=at)
        yield from (one for one in some if one.pk in found and found[one.pk].deadline.at < at)

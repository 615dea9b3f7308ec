"""Keeping the responsibility list: lines are added and ended, never changed."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Invalid, action, current_record, local_day
from heli.core.flow.models import Call
from heli.core.parties.models import Party
from heli.core.places.models import Area
from heli.loops.grid import policies
from heli.loops.grid.models import Responsibility


@action("grid.list.add", policy=policies.manage_desk)
def add_line(
    call: Call,
    *,
    unit: Party,
    category: str = "",
    condition: str = "",
    area: Area | None = None,
    assists: Sequence[Party] = (),
    since: date | None = None,
    until: date | None = None,
    basis: str = "",
    by: Actor,
    at: datetime,
) -> Responsibility:
    """Add a line to the responsibility list: who is in charge of what, where, from a day on.

    ``category`` is a code, a group of codes, or empty for all. What holds already for the very same
    matters ends on that day.
    """
    day = since or local_day(at)
    if until is not None and until <= day:
        raise Invalid(what=_("it ends before it begins"), field="until")
    same = Responsibility.objects.filter(
        call=call, category=category, condition=condition, area=area, until__isnull=True
    )
    for row in same.filter(since__lte=day):
        row.until = day
        row.save(update_fields=["until"])
    made = Responsibility(
        call=call,
        category=category,
        condition=condition,
        area=area,
        unit=unit,
        assists=[str(one.uid) for one in assists],
        since=day,
        until=until,
        basis=basis.strip(),
    )
    made.save(force_insert=True)
    current_record().wrote(made, {"unit": str(unit.uid), "category": category, "since": day})
    return made


@action("grid.list.end", policy=policies.manage_desk)
def end_line(
    call: Call, *, line: Responsibility, until: date | None = None, by: Actor, at: datetime
) -> Responsibility:
    """End a line of the list: from ``until`` (today) on it no longer holds."""
    day = until or local_day(at)
    if line.call_id != call.pk or day < line.since:
        raise Invalid(what=_("it ends before it begins"), field="until")
    line.until = day
    line.save(update_fields=["until"])
    return line

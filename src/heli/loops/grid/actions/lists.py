"""Keeping the responsibility list: lines are added and ended, never changed."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Digest, Invalid, Refusal, action, current_record, local_day
from heli.core.flow.models import Call
from heli.core.parties.models import Party
from heli.core.places.models import Area
from heli.loops.grid import policies
from heli.loops.grid.models import Responsibility
from heli.loops.grid.queries.responsibility import Line, planned


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


class FaultyList(Refusal):
    """A list is taken over whole, or not at all."""

    message = _("There is nothing in this list that could be taken over.")
    status = 422


@action("grid.list.take_over", policy=policies.manage_desk)
def take_over_list(
    call: Call,
    *,
    lines: Annotated[Sequence[Line], Digest],
    since: date,
    whole: bool = False,
    source: str = "",
    by: Actor,
    at: datetime,
) -> None:
    """Take over a list of lines from a day on, all of them or none.

    Lines that say the same as before stay; others about the same matters end on that day. ``whole``
    ends also those that are not in the list. ``source`` names the file. What it changes,
    :func:`~heli.loops.grid.queries.responsibility.planned` shows beforehand.
    """
    if not lines:
        raise FaultyList(field="file")
    plan, record = planned(call, lines, since=since, whole=whole), current_record()
    for row in plan.ends:
        row.until = max(since, row.since)
        row.save(update_fields=["until"])
        record.wrote(row, {"until": row.until})
    for line in plan.begins:
        made = Responsibility(
            call=call,
            category=line.category,
            condition=line.condition,
            area=line.area,
            unit=line.unit,
            assists=list(line.assists),
            since=since,
            basis=line.basis,
        )
        made.save(force_insert=True)
        record.wrote(made, {"unit": str(line.unit.uid), "category": line.category, "since": since})


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

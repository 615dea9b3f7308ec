"""Who is in charge: the dated responsibility list, read for a case on a day; and how it may be mended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from heli.core.flow.models import Call, Entry, Step
from heli.core.parties.models import Party
from heli.core.places.models import Area
from heli.loops.grid.enums import Tag
from heli.loops.grid.models import Responsibility


@dataclass(frozen=True, slots=True)
class Route:
    """The unit that the list names, those that help, and the line that says so."""

    unit: Party
    assists: tuple[str, ...]
    line: Responsibility


def lines_on(call: Call, day: date) -> QuerySet[Responsibility]:
    """The lines of the list that hold on a day."""
    ends = Q(until__isnull=True) | Q(until__gt=day)
    rows = Responsibility.objects.filter(ends, call=call, since__lte=day)
    return rows.select_related("unit", "area")


def route(
    call: Call, *, category: str, group: str, condition: str, area: Area | None, on: date
) -> Route | None:
    """The most exact line for a matter: its code before its group, its area before those around it.

    None when the list says nothing: somebody must choose, and say why. One query.
    """
    inside = [int(key) for key in area.path.split("/") if key] + [area.pk] if area else []
    rows = lines_on(call, on).filter(
        Q(area__isnull=True) | Q(area__in=inside),
        category__in={category, group, ""},
        condition__in={condition, ""},
    )
    depth = {key: level for level, key in enumerate(inside, 1)}

    def exactness(row: Responsibility) -> tuple[int, int, int, date, int]:
        by_code = 2 if row.category and row.category == category else int(bool(row.category))
        where = depth.get(row.area_id or 0, 0)
        return (by_code, int(bool(row.condition)), where, row.since, row.pk)

    best = max(rows, key=exactness, default=None)
    return None if best is None else Route(best.unit, tuple(best.assists), best)


def route_of(entry: Entry, *, on: date) -> Route | None:
    """The unit that the list names for a case."""
    case = entry.case
    return route(
        entry.call,
        category=case.category,
        group=case.group,
        condition=case.condition,
        area=entry.area,
        on=on,
    )


@dataclass(frozen=True, slots=True)
class Mend:
    """A line of the list that a return with a basis speaks against."""

    line: Responsibility
    returned: Step
    basis: str


def to_mend(call: Call) -> list[Mend]:
    """Lines that still hold although a return was upheld against them, latest return first."""
    steps = Step.objects.filter(
        entry__call=call, tag=Tag.RETURNED, sign=1, reversed_by__isnull=True
    ).select_related("entry", "org", "actor")
    named = {str(step.facts.get("line", "")): step for step in steps.order_by("seq", "pk")}
    rows = Responsibility.objects.filter(
        uid__in=[uid for uid in named if uid], until__isnull=True
    ).select_related("unit", "area")
    found = [_mend(row, named[str(row.uid)]) for row in rows]
    return sorted(found, key=lambda one: -one.returned.pk)


def _mend(row: Responsibility, step: Step) -> Mend:
    return Mend(row, step, str(step.facts.get("basis", "")))


def overlapping(row: Responsibility, among: Sequence[Responsibility]) -> list[Responsibility]:
    """Lines that say something for the very same matters on the same days."""
    return [
        other
        for other in among
        if other.pk != row.pk
        and (other.category, other.condition, other.area_id)
        == (row.category, row.condition, row.area_id)
        and (other.until is None or other.until > row.since)
        and (row.until is None or row.until > other.since)
    ]

"""What the desk is shown while it notes a report: what may be the same, and where it will go."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from heli.core.flow.models import Call, Entry
from heli.core.places.models import Area
from heli.loops.grid.queries.cases import cases
from heli.loops.grid.queries.near import DAYS, MOST, Among, Spot, alike
from heli.loops.grid.queries.office import office_of
from heli.loops.grid.queries.packs import Category
from heli.loops.grid.queries.routing import route


@dataclass(frozen=True, slots=True)
class Heard:
    """What is known of a report so far: its category, its place, its words."""

    category: Category | None
    area: Area | None = None
    lat: int | None = None
    lon: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A case that may be the same matter; metres where both have a position, percent where both have words."""

    entry: Entry
    metres: int | None = None
    percent: int = 0


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a report goes: the unit that the list names and why, or nobody yet; and what happens before."""

    unit: str = ""
    basis: str = ""
    is_looked_at: bool = False


def candidates(call: Call, heard: Heard, *, at: datetime) -> list[Candidate]:
    """Cases of the desk that may be the same matter: the nearest, else those of the same grid."""
    if heard.lat is None or heard.lon is None:
        return [Candidate(entry) for entry in _in_the_area(call, heard, at)[:MOST]]
    code, group = (heard.category.code, heard.category.group) if heard.category else ("", "")
    spot = Spot(heard.lat, heard.lon, code, group, heard.text)
    code_set = office_of(call).code_set_on(at.date())
    found = alike(call, spot, at=at, code_set=code_set, among=Among.OPEN_OR_CLOSED)
    return [Candidate(one.entry, one.metres, one.percent) for one in found]


def _in_the_area(call: Call, heard: Heard, at: datetime) -> QuerySet[Entry]:
    if heard.area is None:
        return cases().none()
    since = at - timedelta(days=DAYS)
    rows = cases().filter(call=call, area=heard.area, is_open=True, case__reported_at__gte=since)
    if heard.category is not None:
        rows = rows.filter(case__group__in=(heard.category.group, ""))
    return rows.order_by("-case__reported_at")


def destination(call: Call, heard: Heard, *, channel: str, on: date) -> Destination:
    """Where such a matter goes there, as the list says on that day."""
    looks = channel in office_of(call).verify_first
    if heard.category is None:
        return Destination(is_looked_at=looks)
    found = route(
        call,
        category=heard.category.code,
        group=heard.category.group,
        condition="",
        area=heard.area,
        on=on,
    )
    if found is None:
        return Destination(is_looked_at=looks)
    return Destination(found.unit.name, found.line.basis, looks)

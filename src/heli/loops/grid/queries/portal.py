"""What the public pages ask: where things lie, what may be the same, who will deal with it."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol
from uuid import UUID

from django.db.models import QuerySet

from heli.core.flow.models import Call, Entry
from heli.core.places.models import Area, AreaKind
from heli.core.places.queries import within
from heli.loops.grid.enums import Stage
from heli.loops.grid.queries.near import DAYS, MOST, Among, Spot, alike
from heli.loops.grid.queries.office import office_of
from heli.loops.grid.queries.packs import UNSURE, Codes
from heli.loops.grid.queries.public import PublicCase, as_public, public_cases
from heli.loops.grid.queries.routing import route


FEW = 3
"""A village with fewer cases than this is not counted out."""
SMALL_AREAS = (AreaKind.COMMUNITY, AreaKind.GRID)


class Told(Protocol):
    """What a report says so far."""

    @property
    def lat(self) -> int | None: ...
    @property
    def lon(self) -> int | None: ...
    @property
    def area(self) -> str: ...
    @property
    def text(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Same:
    """A public case that may be what somebody is about to report; metres if both have a position."""

    uid: UUID
    case: PublicCase
    metres: int | None


def areas_of(call: Call) -> QuerySet[Area]:
    """The villages and grids of a centre, in the order of the map."""
    area = call.issuer.area
    found = within(area) if area else Area.objects.none()
    return found.filter(kind__in=SMALL_AREAS, until__isnull=True).order_by("code", "name", "pk")


def likely_same(call: Call, told: Told, *, at: datetime) -> list[Same]:
    """Public cases that may be the same matter: nearest first, else those of the same village.

    Only what anybody may see anyway: nothing private is suggested.
    """
    if told.lat is not None and told.lon is not None:
        spot = Spot(told.lat, told.lon, text=told.text)
        code_set = office_of(call).code_set_on(at.date())
        near = alike(call, spot, at=at, code_set=code_set, among=Among.PUBLIC)
        shown = {
            entry.pk: entry
            for entry in public_cases(call).filter(pk__in=[n.entry.pk for n in near])
        }
        return [
            Same(one.entry.uid, as_public(shown[one.entry.pk]), round(one.metres, -1))
            for one in near
            if one.entry.pk in shown
        ]
    if not told.area:
        return []
    lately = public_cases(call).filter(
        area__uid=told.area, is_open=True, case__reported_at__gte=at - timedelta(days=DAYS)
    )
    lately = lately.exclude(state__in=(Stage.MERGED, Stage.VOID, Stage.REFUSED))
    return [Same(entry.uid, as_public(entry), None) for entry in lately[:MOST]]


def guessed(codes: Codes, text: str) -> str:
    """The category whose words stand in a text most often; none is better than a wrong one."""
    hits = Counter(
        {one.code: sum(word in text for word in (*one.words, one.name)) for one in codes.categories}
    )
    ranked = hits.most_common(2)
    if not ranked or ranked[0][1] == 0 or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return UNSURE
    return ranked[0][0]


def goes_to(call: Call, codes: Codes | None, code: str, area: Area | None, *, on: date) -> str:
    """The unit that deals with such a matter there, as the list says; "" when it says nothing."""
    category = codes.find(code) if codes else None
    if category is None:
        return ""
    found = route(
        call, category=category.code, group=category.group, condition="", area=area, on=on
    )
    return found.unit.name if found else ""


def by_village(call: Call, *, since: datetime) -> list[tuple[str, int | None]]:
    """How many public cases each village has; None where so few would point at somebody."""
    rows = public_cases(call).filter(case__reported_at__gte=since, area__isnull=False)
    names = rows.order_by().values_list("area__kind", "area__name", "area__parent__name")
    counts = Counter(parent if kind == AreaKind.GRID else name for kind, name, parent in names)
    return [(name, n if n >= FEW else None) for name, n in sorted(counts.items()) if name]


def window(rows: QuerySet[Entry], state: str) -> QuerySet[Entry]:
    """Those that are open, or those that are done."""
    return rows.filter(is_open=state == "open") if state in ("open", "done") else rows

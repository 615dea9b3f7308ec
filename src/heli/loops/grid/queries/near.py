"""What lies near: squares of the ground, distances, and reports that may mean the same thing."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from functools import lru_cache
from math import ceil, cos, hypot, radians
from typing import Any, NamedTuple

from django.db.models import OuterRef, Q, Subquery, Value

from heli.core.acts import Prepared, given
from heli.core.flow.models import Call, Entry
from heli.core.texts.grams import likeness, pairs_of
from heli.loops.grid.enums import Stage
from heli.loops.grid.models import Case, Report
from heli.loops.grid.queries.office import codes_called


MICRO = 1_000_000
CELL = 3_000
"""The side of a square in millionths of a degree: about 330 metres from south to north."""

METRES = 0.111_32
"""Metres in a millionth of a degree of latitude."""

DAYS = 30
MOST = 5
LOOKED_AT = 60
_COLUMNS = 1 << 20


def micro(degrees: float) -> int:
    """Degrees as they are kept."""
    return round(degrees * MICRO)


def cell_of(lat: int, lon: int) -> int:
    """The number of the square in which a point lies."""
    return lat // CELL * _COLUMNS + lon // CELL


def cells_around(lat: int, lon: int, metres: int) -> list[int]:
    """The squares that a circle touches."""
    up = ceil(metres / METRES)
    side = ceil(metres / (METRES * max(cos(radians(lat / MICRO)), 0.01)))
    rows = range((lat - up) // CELL, (lat + up) // CELL + 1)
    columns = range((lon - side) // CELL, (lon + side) // CELL + 1)
    return [row * _COLUMNS + column for row in rows for column in columns]


def metres_between(lat: int, lon: int, other_lat: int, other_lon: int) -> float:
    """The distance of two points, exact to a metre within a town."""
    narrow = cos(radians((lat + other_lat) / 2 / MICRO))
    return hypot((lat - other_lat) * METRES, (lon - other_lon) * METRES * narrow)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where and what a new report is, as far as it is known."""

    lat: int
    lon: int
    category: str = ""
    group: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Alike:
    """A case that may be the same matter: how far away, and how alike its text is in percent."""

    entry: Entry
    metres: int
    percent: int


class Among(Enum):
    """Which cases a new report is compared with: those it could be joined to.

    What is left out does not take one of the five places from what can still be joined.
    """

    OPEN = auto()
    OPEN_OR_CLOSED = auto()
    """A case that is closed can be opened again by who reports it once more; an archived one cannot."""
    PUBLIC = auto()
    """What anybody may see, whatever became of it."""


_WHICH = {
    Among.OPEN: Q(entry__is_open=True),
    Among.OPEN_OR_CLOSED: Q(entry__is_open=True) | Q(entry__state=Stage.CLOSED),
    Among.PUBLIC: Q(is_public=True),
}


def alike(
    call: Call,
    spot: Spot,
    *,
    at: datetime,
    code_set: str,
    among: Among,
    but: Entry | None = None,
) -> list[Alike]:
    """The cases near a spot that may mean the same, the likeliest first. Two queries.

    Same group of categories (any, while the category is not known), within the radius of the
    category, of the last thirty days. Ranked by nearness, category and likeness of text.
    """
    category = codes_called(code_set).find(spot.category)
    radius = category.radius if category else 100
    group = category.group if category else spot.group
    rows = _nearby(call, spot, radius, group, at, among)
    others = [row for row in rows if but is None or row.entry_id != but.pk]
    found = _likeliest(others, spot, radius)
    return [
        Alike(entry, one.metres, one.percent)
        for one, entry in zip(found, _read([one.entry_id for one in found]), strict=True)
    ]


class _Near(NamedTuple):
    """What a case near a spot is judged by."""

    entry_id: int
    lat: int
    lon: int
    category: str
    text: str | None


class _Judged(NamedTuple):
    """How likely it is the same matter."""

    weight: float
    entry_id: int
    metres: int
    percent: int


_BEST: Prepared[Entry] = Prepared(
    Entry.objects.filter(pk__in=[given(Entry, "pk", f"k{n}") for n in range(MOST)])
    .select_related("case")
    .only("uid", "code", "title", "case__place")
)


def _read(keys: Sequence[int]) -> list[Entry]:
    """The best of sixty, in their order: the others are only looked at."""
    if not keys:
        return []
    asked = {f"k{n}": keys[min(n, len(keys) - 1)] for n in range(MOST)}
    known = {entry.pk: entry for entry in _BEST.records(**asked)}
    return [known[key] for key in keys]


def _nearby(
    call: Call, spot: Spot, radius: int, group: str, at: datetime, among: Among
) -> list[_Near]:
    cells = cells_around(spot.lat, spot.lon, radius)
    asked = _asking(len(cells), among, in_group=bool(group), with_texts=bool(spot.text))
    found = asked.rows_of(
        **{f"cell_{n}": cell for n, cell in enumerate(cells)},
        **({"group": group} if group else {}),
        reported_at=at - timedelta(days=DAYS),
        call_id=call.pk,
    )
    return [_Near._make(row) for row in found]  # noqa: SLF001  -- public, in spite of its name


@lru_cache(maxsize=64)
def _asking(cells: int, among: Among, *, in_group: bool, with_texts: bool) -> Prepared[Any]:
    """The cases in so many squares, the latest first; with the words of each first report, if asked for."""
    wanted = Q(
        cell__in=[given(Case, "cell", f"cell_{n}") for n in range(cells)],
        reported_at__gte=given(Case, "reported_at"),
        entry__call=given(Entry, "call_id"),
    )
    if in_group:
        wanted &= Q(group__in=(given(Case, "group"), ""))
    wanted &= _WHICH[among]
    gone = (Stage.REFUSED, Stage.VOID, Stage.MERGED)
    rows = Case.objects.filter(wanted).exclude(entry__state__in=gone)
    told = Report.objects.filter(entry=OuterRef("entry")).order_by("pk").values("text")[:1]
    words = Subquery(told) if with_texts else Value("")
    said = rows.order_by("-reported_at").annotate(words=words)
    return Prepared(said.values_list("entry_id", "lat", "lon", "category", "words")[:LOOKED_AT])


def _likeliest(rows: Iterable[_Near], spot: Spot, radius: int) -> list[_Judged]:
    """The best five. The words of a row are compared only while they could still bring it among these."""
    words = pairs_of(spot.text)
    most = 1.0 if words else 0.0
    best: list[_Judged] = []
    for weight, metres, row in sorted(_within(rows, spot, radius), key=lambda one: -one[0]):
        if len(best) == MOST and weight + most <= best[-1].weight:
            break
        same = likeness(words, row.text or "") if words else 0.0
        best.append(_Judged(weight + same, row.entry_id, round(metres), round(same * 100)))
        best = sorted(best, key=lambda judged: -judged.weight)[:MOST]
    return best


def _within(rows: Iterable[_Near], spot: Spot, radius: int) -> Iterator[tuple[float, float, _Near]]:
    """What lies within the radius: what speaks for it but its words, and how far away it is."""
    for row in rows:
        metres = metres_between(spot.lat, spot.lon, row.lat, row.lon)
        if metres <= radius:
            exact = 0.5 if spot.category and row.category == spot.category else 0.0
            yield (1 - metres / radius) + exact, metres, row

"""Records with a position: what lies in a window, and what lies nearest."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Q, QuerySet

from heli.core.places.models import Located
from heli.kit.geo import Box, Crs, Point, box_around, convert, metres_between, runs, units


L = TypeVar("L", bound=Located)
RINGS = (250.0, 1_000.0, 4_000.0, 16_000.0, 64_000.0, 256_000.0)
"""How far is looked before looking farther, in metres."""


@dataclass(frozen=True, slots=True)
class Found(Generic[L]):
    """A record, and how far away it is in metres."""

    what: L
    metres: float


def in_window(box: Box) -> Q:
    """Records of any :class:`Located` model whose position lies in a window (in WGS-84).

    Asks the index of cells where the window is not larger than some twenty kilometres, and
    compares whole numbers, so that every database answers the same.
    """
    inside = Q(
        x__gte=units(box.west), x__lte=units(box.east),
        y__gte=units(box.south), y__lte=units(box.north),
    )  # fmt: skip
    cells = Q()
    for first, last in runs(box):
        cells |= Q(cell__gte=first, cell__lte=last)
    return cells & inside


def nearest(
    among: QuerySet[L],
    point: Point,
    *,
    count: int = 5,
    within_metres: float | None = None,
    crs: Crs = Crs.WGS84,
) -> list[Found[L]]:
    """The ``count`` records of ``among`` that lie nearest to a point (not farther than said).

    Looks in growing circles: one query where there are enough close by.
    """
    there = convert(point, crs)
    for radius in (r for r in RINGS if within_metres is None or r < within_metres):
        found = _within(among, there, radius)
        if len(found) >= count:
            return found[:count]
    if within_metres is not None:
        return _within(among, there, within_metres)[:count]
    return _measured(among.filter(cell__isnull=False), there)[:count]


def _within(among: QuerySet[L], point: Point, radius: float) -> list[Found[L]]:
    found = _measured(among.filter(in_window(box_around(point, radius))), point)
    return [one for one in found if one.metres <= radius]


def _measured(among: QuerySet[L], point: Point) -> list[Found[L]]:
    found = [Found(one, metres_between(point, place)) for one in among if (place := one.point)]
    return sorted(found, key=lambda one: (one.metres, one.what.pk))

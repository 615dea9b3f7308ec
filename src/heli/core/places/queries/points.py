"""Which areas hold a point, and which are near it. All of this is computed in memory."""

from dataclasses import dataclass
from datetime import date
from heapq import nsmallest

from heli.core.places.indexing import Drawn, atlas, locator
from heli.core.places.models import Area, AreaKind
from heli.kit.geo import Crs, Point, convert


@dataclass(frozen=True, slots=True)
class Near:
    """Something that was found, and how far away it is in metres (0: the point lies in it)."""

    what: Area
    metres: float


def grid_at(point: Point, *, on: date, crs: Crs = Crs.WGS84) -> Area | None:
    """The grid that held a point on a day; None outside all grids. Two queries.

    On the border between two grids it is the northern or eastern one. For many points of one day
    ask :func:`~heli.core.places.indexing.locator` once.
    """
    found = locator(AreaKind.GRID, on=on).at(point, crs=crs)
    return None if found is None else Area.objects.get(pk=found)


def areas_at(point: Point, *, on: date, crs: Crs = Crs.WGS84) -> list[Area]:
    """The areas of all levels that held a point on a day, the largest first. Two queries."""
    there, copy = convert(point, crs), atlas()
    keys = [key for kind in AreaKind.values for key in copy.index(kind, on).at(there)]
    found = Area.objects.in_bulk(keys)
    return [found[key] for key in keys]


def nearest_areas(
    point: Point, *, on: date, kind: str = AreaKind.GRID, count: int = 5, crs: Crs = Crs.WGS84
) -> list[Near]:
    """The ``count`` areas of a level that lie nearest to a point. Two queries."""
    there = convert(point, crs)
    drawn = atlas().valid(kind, on)
    near = nsmallest(count, _distances(drawn, there, count))
    found = Area.objects.in_bulk([key for _metres, key in near])
    return [Near(found[key], metres) for metres, key in near]


def _distances(drawn: list[Drawn], point: Point, count: int) -> list[tuple[float, int]]:
    """Distances of all that can be among the nearest; boxes tell which cannot."""
    ranked = sorted((one.box.metres_to(point), one.area_id, one) for one in drawn)
    measured: list[tuple[float, int]] = []
    for least, key, one in ranked:
        if len(measured) >= count and least > sorted(measured)[count - 1][0]:
            break
        measured.append((one.shape.metres_to(point), key))
    return measured

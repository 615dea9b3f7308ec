"""Does a position, or a whole outline, look as if something was mixed up?

Nothing is corrected here: the answer is a word, and a person decides.
"""

from collections.abc import Callable, Sequence
from enum import StrEnum

from heli.kit.geo.datums import SHIFTED, Crs, convert
from heli.kit.geo.points import Point, is_on_earth


class Suspicion(StrEnum):
    """What may have been mixed up."""

    SWAPPED_AXES = "swapped_axes"
    LOOKS_LIKE_GCJ02 = "looks_like_gcj02"
    LOOKS_LIKE_BD09 = "looks_like_bd09"
    LOOKS_LIKE_WGS84 = "looks_like_wgs84"
    IN_METRES = "in_metres"
    NULL_POINT = "null_point"
    ELSEWHERE = "elsewhere"


Fits = Callable[[Point], bool]
"""Whether a position, in WGS-84, lies where it is expected."""

CLEARLY_BETTER = 0.02
"""Share of the points by which another reading must fit better before it is suspected."""
READINGS = {
    Suspicion.LOOKS_LIKE_GCJ02: Crs.GCJ02,
    Suspicion.LOOKS_LIKE_BD09: Crs.BD09,
    Suspicion.LOOKS_LIKE_WGS84: Crs.WGS84,
}
METRES_BEGIN = 1000


def in_the_country(point: Point) -> bool:
    """What is expected when nothing better is known."""
    return SHIFTED.holds(point)


def suspect(
    points: Sequence[Point], *, crs: Crs = Crs.WGS84, fits: Fits = in_the_country
) -> Suspicion | None:
    """What seems to be mixed up in positions that are said to be in ``crs``; None if nothing.

    ``fits`` tells which positions are expected, such as :meth:`Shape.contains` of the town that a
    village is to lie in. When all fit as they are, nothing is suspected. Otherwise the reading
    under which clearly more of them fit is named: exchanged axes, another reference system. When
    no reading fits better and not one position is where it should be, they are ``ELSEWHERE``.
    """
    if not points:
        return None
    if any(max(abs(p.lon), abs(p.lat)) > METRES_BEGIN for p in points):
        return Suspicion.IN_METRES
    if all(abs(p.lon) < 1 and abs(p.lat) < 1 for p in points):
        return Suspicion.NULL_POINT
    share = _share(points, crs, fits)
    if share == 1:
        return None
    turned = [Point(p.lat, p.lon) for p in points]
    better = {Suspicion.SWAPPED_AXES: _share(turned, crs, fits)} | {
        word: _share(points, reading, fits)
        for word, reading in READINGS.items()
        if reading != crs and {reading, crs} != {Crs.WGS84, Crs.CGCS2000}
    }
    best = max(better, key=lambda word: better[word])
    if better[best] > share + CLEARLY_BETTER:
        return best
    return Suspicion.ELSEWHERE if share == 0 else None


def _share(points: Sequence[Point], crs: Crs, fits: Fits) -> float:
    """Which part of the positions fits when they are read as being in ``crs``."""
    return sum(is_on_earth(p) and fits(convert(p, crs)) for p in points) / len(points)

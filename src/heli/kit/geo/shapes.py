"""Outlines: polygons with holes, and which points lie in them.

**The border.** A point on a border belongs to the side that lies north or east of it. So of two
outlines that share a border exactly one has the point, and no point of a town that is cut into
grids is in two grids or in none, but for the outermost northern and eastern border itself.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import cos, hypot, radians

from heli.kit.geo.datums import Crs, convert
from heli.kit.geo.points import METRES_PER_DEGREE, Box, Point, box_of


Ring = tuple[Point, ...]
"""A closed line; the first point is not repeated at the end."""
Edge = tuple[float, float, float, float]
"""Longitude and latitude of the southern end, then of the northern."""


@dataclass(frozen=True, slots=True)
class Polygon:
    """One outer ring, and the rings of its holes."""

    outer: Ring
    holes: tuple[Ring, ...] = ()

    def rings(self) -> Iterator[Ring]:
        """All rings, the outer one first."""
        yield self.outer
        yield from self.holes


@dataclass(frozen=True, slots=True)
class Shape:
    """An outline: one polygon or several that do not overlap."""

    polygons: tuple[Polygon, ...]

    def rings(self) -> Iterator[Ring]:
        """All rings of all polygons."""
        for polygon in self.polygons:
            yield from polygon.rings()

    def points(self) -> Iterator[Point]:
        """Every corner."""
        for ring in self.rings():
            yield from ring

    def box(self) -> Box:
        """The smallest box around it."""
        return box_of(point for polygon in self.polygons for point in polygon.outer)

    def contains(self, point: Point) -> bool:
        """Whether the point lies in it; on a border, see above."""
        return crosses_oddly(edges(self.rings()), *point)

    def converted(self, source: Crs, target: Crs = Crs.WGS84) -> "Shape":
        """The outline, given in ``source``, told in ``target``: corner by corner."""
        if source == target:
            return self
        return Shape(
            tuple(
                Polygon(
                    _converted(polygon.outer, source, target),
                    tuple(_converted(ring, source, target) for ring in polygon.holes),
                )
                for polygon in self.polygons
            )
        )

    def metres_to(self, point: Point) -> float:
        """How far a point is from it; 0 inside. On a plane touching the earth at the point."""
        if self.contains(point):
            return 0.0
        squeeze = cos(radians(point.lat))
        return METRES_PER_DEGREE * min(
            _to_line((x1 - point.lon) * squeeze, y1 - point.lat, (x2 - x1) * squeeze, y2 - y1)
            for ring in self.rings()
            for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True)
        )

    def square_metres(self) -> float:
        """Its area, on the sphere laid flat around its middle: good to 0.1 % for a county."""
        return abs(self._doubled_moments()[0]) / 2 * METRES_PER_DEGREE**2

    def centroid(self) -> Point:
        """Its centre of gravity, which may lie outside it. ``ValueError`` for an empty area."""
        doubled, x_moment, y_moment, middle, squeeze = self._doubled_moments()
        if doubled == 0:
            raise ValueError("an outline without area has no centroid")
        return Point(
            middle.lon + x_moment / (3 * doubled) / squeeze,
            middle.lat + y_moment / (3 * doubled),
        )

    def label_point(self) -> Point:
        """A point inside where its name can stand: the centroid, or the widest place beside it."""
        centre = self.centroid()
        if self.contains(centre):
            return centre
        box = self.box()
        rows = [box.south + (box.north - box.south) * part / 16 for part in range(1, 16)]
        spans = [span for lat in rows for span in self._spans(lat)]
        west, east, lat = max(spans, key=lambda span: span[1] - span[0])
        return Point((west + east) / 2, lat)

    def _spans(self, lat: float) -> Iterator[tuple[float, float, float]]:
        cuts = sorted(
            x1 + (lat - y1) * (x2 - x1) / (y2 - y1)
            for x1, y1, x2, y2 in edges(self.rings())
            if y1 <= lat < y2
        )
        for west, east in zip(cuts[::2], cuts[1::2], strict=True):
            yield west, east, lat

    def _doubled_moments(self) -> tuple[float, float, float, Point, float]:
        """Twice the area in square degrees of latitude, its first moments, middle and squeeze."""
        box = self.box()
        middle = Point((box.west + box.east) / 2, (box.south + box.north) / 2)
        squeeze = cos(radians(middle.lat))
        sums = [0.0, 0.0, 0.0]
        for polygon in self.polygons:
            for position, ring in enumerate(polygon.rings()):
                flat = [((x - middle.lon) * squeeze, y - middle.lat) for x, y in ring]
                part = _ring_moments(flat)
                sign = (1 if part[0] > 0 else -1) * (-1 if position else 1)
                sums = [total + sign * one for total, one in zip(sums, part, strict=True)]
        return sums[0], sums[1], sums[2], middle, squeeze


def _converted(ring: Ring, source: Crs, target: Crs) -> Ring:
    return tuple(convert(point, source, target) for point in ring)


def _to_line(x: float, y: float, along_x: float, along_y: float) -> float:
    """How far a stretch that begins at (x, y) passes from the origin."""
    length = along_x * along_x + along_y * along_y
    part = 0.0 if length == 0 else -(x * along_x + y * along_y) / length
    part = min(1.0, max(0.0, part))
    return hypot(x + part * along_x, y + part * along_y)


def _ring_moments(ring: list[tuple[float, float]]) -> tuple[float, float, float]:
    area = x_moment = y_moment = 0.0
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = x1 * y2 - x2 * y1
        area += cross
        x_moment += (x1 + x2) * cross
        y_moment += (y1 + y2) * cross
    return area, x_moment, y_moment


def edges(rings: Iterable[Ring]) -> list[Edge]:
    """The edges that a ray to the east can cross, each told from south to north.

    Told the same way in both outlines that share it, so that both compute the same crossing.
    """
    found = []
    for ring in rings:
        for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
            if y1 < y2:
                found.append((x1, y1, x2, y2))
            elif y2 < y1:
                found.append((x2, y2, x1, y1))
    return found


def crosses_oddly(among: Iterable[Edge], lon: float, lat: float) -> bool:
    """Whether a ray from the point to the east crosses an odd number of edges."""
    inside = False
    for x1, y1, x2, y2 in among:
        if y1 <= lat < y2 and lon < x1 + (lat - y1) * (x2 - x1) / (y2 - y1):
            inside = not inside
    return inside

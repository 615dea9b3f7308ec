"""Points and boxes on the earth, in degrees; distances on it, in metres."""

from collections.abc import Iterable
from math import asin, cos, hypot, isfinite, radians, sin, sqrt
from typing import NamedTuple


EARTH_RADIUS = 6_371_008.8
"""Mean radius of the earth in metres (IUGG)."""
METRES_PER_DEGREE = EARTH_RADIUS * radians(1)
MARGIN = 1.000_001
"""A box that is to hold a circle is never too small by rounding."""
HALF_TURN, QUARTER_TURN = 180, 90
UNITS_PER_DEGREE = 10_000_000
"""Coordinates are kept as whole ten-millionths of a degree: about a centimetre."""


class Point(NamedTuple):
    """A position: longitude first, as GeoJSON has it (RFC 7946 §3.1.1)."""

    lon: float
    lat: float


class Box(NamedTuple):
    """What lies from ``west`` to ``east`` and from ``south`` to ``north``, all borders included."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, point: Point) -> bool:
        """Whether the point lies in the box or on its border."""
        return self.west <= point.lon <= self.east and self.south <= point.lat <= self.north

    def meets(self, other: "Box") -> bool:
        """Whether the two have a point in common."""
        return (
            self.west <= other.east
            and other.west <= self.east
            and self.south <= other.north
            and other.south <= self.north
        )

    def metres_to(self, point: Point) -> float:
        """How far a point is from it at least; 0 inside."""
        across = max(self.west - point.lon, 0.0, point.lon - self.east)
        up = max(self.south - point.lat, 0.0, point.lat - self.north)
        widest = min(90.0, max(abs(self.south), abs(self.north), abs(point.lat)))
        return METRES_PER_DEGREE * hypot(across * cos(radians(widest)), up) / MARGIN

    def grown(self, metres: float) -> "Box":
        """The box with a margin of so many metres, or a little more, on every side."""
        up = metres / METRES_PER_DEGREE * MARGIN
        widest = min(89.0, max(abs(self.south), abs(self.north)) + up)
        across = up / cos(radians(widest))
        return Box(self.west - across, self.south - up, self.east + across, self.north + up)


def box_of(points: Iterable[Point]) -> Box:
    """The smallest box that holds all points. ``ValueError`` if there are none."""
    lons, lats = zip(*points, strict=True)
    return Box(min(lons), min(lats), max(lons), max(lats))


def box_around(point: Point, metres: float) -> Box:
    """A box that holds everything within so many metres of a point."""
    return Box(*point, *point).grown(metres)


def metres_between(a: Point, b: Point) -> float:
    """The distance on a sphere (haversine): right within 0.6 %, as the earth is not quite one."""
    up = sin(radians(b.lat - a.lat) / 2) ** 2
    across = sin(radians(b.lon - a.lon) / 2) ** 2
    return (
        2
        * EARTH_RADIUS
        * asin(min(1.0, sqrt(up + cos(radians(a.lat)) * cos(radians(b.lat)) * across)))
    )


def is_on_earth(point: Point) -> bool:
    """Whether it is a pair of numbers that can be a longitude and a latitude."""
    lon, lat = point
    return isfinite(lon) and isfinite(lat) and abs(lon) <= HALF_TURN and abs(lat) <= QUARTER_TURN


def rounded(point: Point, places: int) -> Point:
    """A position told less exactly, for the public: 4 places are about 10 m, 3 about 100 m."""
    return Point(round(point.lon, places), round(point.lat, places))


def units(degrees: float) -> int:
    """Degrees as they are kept: whole ten-millionths."""
    return round(degrees * UNITS_PER_DEGREE)


def degrees(kept: int) -> float:
    """What is kept, as degrees."""
    return kept / UNITS_PER_DEGREE

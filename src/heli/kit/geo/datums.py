"""Reference systems met in China, and the way from one to another.

WGS-84 is what receivers give; CGCS2000, the national system, differs from it by centimetres and
counts as the same here. GCJ-02 is WGS-84 with an irregular shift of some hundred metres, as online
maps show it; BD-09 shifts GCJ-02 once more. The shift applies inside a box around the country;
outside, all systems agree. The formulas are those that circulate publicly; nobody publishes them
officially. The way back has no formula: it is found by repeating the way forth until it hits.
"""

from collections.abc import Callable
from enum import StrEnum
from math import atan2, cos, pi, radians, sin, sqrt

from heli.kit.geo.points import Box, Point


class Crs(StrEnum):
    """A reference system of coordinates in degrees."""

    WGS84 = "wgs84"
    CGCS2000 = "cgcs2000"
    GCJ02 = "gcj02"
    BD09 = "bd09"


SHIFTED = Box(72.004, 0.8293, 137.8347, 55.8271)
"""Where the shift applies, as all public implementations have it."""
SEMI_MAJOR = 6_378_245.0
ECCENTRICITY = 0.006_693_421_622_965_943
BAIDU_TURN = pi * 3000 / 180
CLOSE_ENOUGH = 1e-11
"""Degrees: about a micrometre."""
STEPS = 30

_SAME = frozenset({Crs.WGS84, Crs.CGCS2000})


def convert(point: Point, source: Crs, target: Crs = Crs.WGS84) -> Point:
    """A position given in ``source``, told in ``target``.

    There and back gives the same position within a micrometre, except within a kilometre of the
    border of :data:`SHIFTED`, where the shift begins all at once.
    """
    if source == target or (source in _SAME and target in _SAME):
        return point
    return _from_wgs(_to_wgs(point, source), target)


def _to_wgs(point: Point, source: Crs) -> Point:
    if source in _SAME:
        return point
    if source is Crs.BD09:
        return _back(point, _wgs_to_bd)
    return _back(point, _wgs_to_gcj)


def _from_wgs(point: Point, target: Crs) -> Point:
    if target in _SAME or not SHIFTED.holds(point):
        return point
    return _wgs_to_gcj(point) if target is Crs.GCJ02 else _wgs_to_bd(point)


def _back(point: Point, forth: Callable[[Point], Point]) -> Point:
    """The position that ``forth`` leads to ``point``; itself where the shift does not apply."""
    lon, lat = point
    for _step in range(STEPS):
        there = forth(Point(lon, lat))
        off_lon, off_lat = point.lon - there.lon, point.lat - there.lat
        lon, lat = lon + off_lon, lat + off_lat
        if abs(off_lon) < CLOSE_ENOUGH and abs(off_lat) < CLOSE_ENOUGH:
            break
    found = Point(lon, lat)
    return found if SHIFTED.holds(found) else point


def _wgs_to_bd(point: Point) -> Point:
    lon, lat = _wgs_to_gcj(point)
    reach = sqrt(lon * lon + lat * lat) + 0.00002 * sin(lat * BAIDU_TURN)
    turn = atan2(lat, lon) + 0.000003 * cos(lon * BAIDU_TURN)
    return Point(reach * cos(turn) + 0.0065, reach * sin(turn) + 0.006)


def _wgs_to_gcj(point: Point) -> Point:
    lon, lat = point
    x, y = lon - 105.0, lat - 35.0
    root, ripple = sqrt(abs(x)), _ripple(x)
    north = (
        -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root
        + ripple
        + (sin(y * pi) * 20 + sin(y / 3 * pi) * 40) * 2 / 3
        + (sin(y / 12 * pi) * 160 + sin(y * pi / 30) * 320) * 2 / 3
    )  # fmt: skip
    east = (
        300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root
        + ripple
        + (sin(x * pi) * 20 + sin(x / 3 * pi) * 40) * 2 / 3
        + (sin(x / 12 * pi) * 150 + sin(x / 30 * pi) * 300) * 2 / 3
    )  # fmt: skip
    turn = radians(lat)
    flat = 1 - ECCENTRICITY * sin(turn) ** 2
    per_lat = SEMI_MAJOR * (1 - ECCENTRICITY) / (flat * sqrt(flat)) * pi / 180
    per_lon = SEMI_MAJOR / sqrt(flat) * cos(turn) * pi / 180
    return Point(lon + east / per_lon, lat + north / per_lat)


def _ripple(x: float) -> float:
    return (sin(6 * x * pi) * 20 + sin(2 * x * pi) * 20) * 2 / 3

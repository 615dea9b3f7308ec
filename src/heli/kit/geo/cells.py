"""Cells of half a kilometre: one whole number per position, for windows and nearness in a database.

Cells are numbered along each row from west to east, so that a window is a handful of runs of
numbers: an ordinary index answers it, on any database, without an extension.
"""

from math import floor

from heli.kit.geo.points import Box, Point


PER_DEGREE = 200
"""Cells per degree: 1/200 degree is 556 m from south to north, less from west to east."""
ROW = 360 * PER_DEGREE
MOST_RUNS = 48
"""A window over more rows than that is better asked by its borders alone."""


def cell_of(point: Point) -> int:
    """The number of the cell that a position lies in."""
    return _row(point.lat) * ROW + _column(point.lon)


def runs(box: Box) -> list[tuple[int, int]]:
    """The cells that a window touches, as runs (first, last); empty if they would be too many."""
    first, last = _row(box.south), _row(box.north)
    if last - first >= MOST_RUNS:
        return []
    west, east = _column(box.west), _column(box.east)
    return [(row * ROW + west, row * ROW + east) for row in range(first, last + 1)]


def _row(lat: float) -> int:
    return floor((min(90.0, max(-90.0, lat)) + 90) * PER_DEGREE)


def _column(lon: float) -> int:
    return floor((min(180.0, max(-180.0, lon)) + 180) * PER_DEGREE)

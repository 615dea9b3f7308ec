"""Outlines laid over each other: uniting, cutting, thinning out, and whether they are whole.

These are the jobs for which one takes GEOS (through shapely) instead of writing it again.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from heli.kit.geo.points import METRES_PER_DEGREE, Point
from heli.kit.geo.reading import Flaw, Flawed, checked
from heli.kit.geo.shapes import Polygon, Ring, Shape


if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

SLIVER = 1e-10
"""Square degrees: about a square metre. Less than that is rounding, not land."""


def whole(shape: Shape) -> Shape:
    """The outline, if no line of it crosses another. Refuses with :class:`Flawed` and the place."""
    from shapely.validation import explain_validity

    drawn = _drawn(shape)
    if not drawn.is_valid:
        why = explain_validity(drawn)
        raise Flawed(Flaw.CROSSES_ITSELF, why.partition("[")[2].rstrip("]").replace(" ", ", "))
    if drawn.area < SLIVER:
        raise Flawed(Flaw.EMPTY)
    return shape


def united(shapes: Iterable[Shape]) -> Shape:
    """One outline of everything that lies in one of them; borders between them are gone."""
    from shapely import union_all

    return _shape(union_all([_drawn(shape) for shape in shapes]))


def cut(shape: Shape, line: Sequence[Point]) -> list[Shape]:
    """The parts into which a line cuts an outline, the largest first; one if it does not cut it."""
    from shapely import LineString
    from shapely.ops import split

    parts = [_shape(part) for part in split(_drawn(shape), LineString(line)).geoms]
    return sorted(parts, key=lambda part: -part.square_metres())


def shared(one: Shape, other: Shape) -> float:
    """How many square metres lie in both."""
    return _metres(_drawn(one).intersection(_drawn(other)))


def outside(one: Shape, other: Shape) -> float:
    """How many square metres of ``one`` do not lie in ``other``."""
    return _metres(_drawn(one).difference(_drawn(other)))


def thinned(shapes: Sequence[Shape], metres: float) -> list[Shape]:
    """The outlines with fewer corners, for drawing: off by about ``metres``, none of them gone.

    Borders that two of them share stay shared, where the outlines really meet.
    """
    from shapely import coverage_simplify

    if not shapes:
        return []
    tolerance = metres / METRES_PER_DEGREE
    return [
        _shape(thin) if thin.area > SLIVER else shape
        for shape, thin in zip(
            shapes, coverage_simplify([_drawn(shape) for shape in shapes], tolerance), strict=True
        )
    ]


def overlaps(shapes: Sequence[Shape], *, least: float = 1.0) -> list[tuple[int, int, float]]:
    """Which pairs (by position) have more than ``least`` square metres in common, and how many."""
    from shapely import STRtree

    drawn = [_drawn(shape) for shape in shapes]
    tree = STRtree(drawn)
    pairs = sorted(
        (first, int(second)) for first, one in enumerate(drawn) for second in tree.query(one)
    )
    common = (
        (first, second, _metres(drawn[first].intersection(drawn[second])))
        for first, second in pairs
        if first < second
    )
    return [pair for pair in common if pair[2] > least]


def _metres(drawn: "BaseGeometry") -> float:
    return sum(Shape((polygon,)).square_metres() for polygon in _polygons(drawn) if drawn.area > 0)


def _drawn(shape: Shape) -> "BaseGeometry":
    from shapely.geometry import MultiPolygon

    return MultiPolygon([(polygon.outer, polygon.holes) for polygon in shape.polygons])


def _shape(drawn: "BaseGeometry") -> Shape:
    found = tuple(_polygons(drawn))
    if not found:
        raise Flawed(Flaw.EMPTY)
    return Shape(found)


def _polygons(drawn: "BaseGeometry") -> Iterable[Polygon]:
    """The polygons of any geometry, each as large as it is; points and lines left between go."""
    for part in getattr(drawn, "geoms", [drawn]):
        if part.geom_type == "Polygon" and part.area > 0:
            yield Polygon(
                _ring(part.exterior.coords), tuple(_ring(r.coords) for r in part.interiors)
            )
        elif hasattr(part, "geoms"):
            yield from _polygons(part)


def _ring(points: Iterable[tuple[float, ...]]) -> Ring:
    found = [checked(Point(x, y)) for x, y, *_height in points]
    return tuple(p for p, after in pairwise(found) if p != after)

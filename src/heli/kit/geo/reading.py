"""Outlines and positions out of GeoJSON, distrusted; and back into it."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import Any

from heli.kit.geo.points import UNITS_PER_DEGREE, Point, is_on_earth
from heli.kit.geo.shapes import Polygon, Ring, Shape


PLACES = 7
"""Decimal places that are kept: a centimetre."""
MOST_POINTS = 50_000
"""Corners of one outline; the border of a province, drawn finely, has fewer."""
LEAST_CORNERS = 3
FARTHEST_DEGREE = 360


class Flaw(StrEnum):
    """What can be wrong with an outline."""

    NOT_AN_OUTLINE = "not_an_outline"
    NOT_A_POSITION = "not_a_position"
    OFF_EARTH = "off_earth"
    IN_METRES = "in_metres"
    SWAPPED_AXES = "swapped_axes"
    NOT_CLOSED = "not_closed"
    TOO_FEW_CORNERS = "too_few_corners"
    TOO_MANY_CORNERS = "too_many_corners"
    CROSSES_ITSELF = "crosses_itself"
    EMPTY = "empty"


class Flawed(ValueError):
    """An outline cannot be used; ``flaw`` says why, ``where`` (a position, if one is known) where."""

    def __init__(self, flaw: Flaw, where: str = "") -> None:
        super().__init__(f"{flaw.value} {where}".strip())
        self.flaw, self.where = flaw, where


def read_shape(geometry: object) -> Shape:
    """The outline that a GeoJSON Polygon or MultiPolygon describes, rounded to a centimetre.

    Refuses with :class:`Flawed`. Whether its lines cross, :func:`heli.kit.geo.overlay.whole` says.
    """
    if not isinstance(geometry, Mapping):
        raise Flawed(Flaw.NOT_AN_OUTLINE)
    kind, found = geometry.get("type"), geometry.get("coordinates")
    if kind == "Polygon":
        found = [found]
    elif kind != "MultiPolygon":
        raise Flawed(Flaw.NOT_AN_OUTLINE, str(kind)[:40])
    shape = Shape(tuple(_polygon(one) for one in _list(found, Flaw.NOT_AN_OUTLINE)))
    if sum(len(ring) for ring in shape.rings()) > MOST_POINTS:
        raise Flawed(Flaw.TOO_MANY_CORNERS)
    return shape


def read_point(geometry: object) -> Point:
    """The position that a GeoJSON Point describes. Refuses with :class:`Flawed`."""
    if not isinstance(geometry, Mapping) or geometry.get("type") != "Point":
        raise Flawed(Flaw.NOT_A_POSITION)
    return position(geometry.get("coordinates"))


def position(pair: object) -> Point:
    """A position out of ``[lon, lat]`` or ``[lon, lat, height]``. Refuses with :class:`Flawed`."""
    found = _list(pair, Flaw.NOT_A_POSITION)
    if not 2 <= len(found) <= 4:  # noqa: PLR2004  -- longitude, latitude, height, measure
        raise Flawed(Flaw.NOT_A_POSITION, _say(pair))
    lon, lat = (_number(one) for one in found[:2])
    return checked(Point(lon, lat))


def checked(point: Point) -> Point:
    """A position rounded to a centimetre. Refuses with :class:`Flawed` what is not on the earth."""
    if not is_on_earth(point):
        raise Flawed(_why_not(point), _say(point))
    # Whole units first, so that a position has one spelling and never is minus zero.
    return Point(
        round(point.lon * UNITS_PER_DEGREE) / UNITS_PER_DEGREE,
        round(point.lat * UNITS_PER_DEGREE) / UNITS_PER_DEGREE,
    )


def _why_not(point: Point) -> Flaw:
    if is_on_earth(Point(point.lat, point.lon)):
        return Flaw.SWAPPED_AXES
    far = max(abs(point.lon), abs(point.lat))
    return Flaw.IN_METRES if FARTHEST_DEGREE < far < float("inf") else Flaw.OFF_EARTH


def _polygon(rings: object) -> Polygon:
    found = _list(rings, Flaw.NOT_AN_OUTLINE)
    outer, *holes = (_ring(ring) for ring in found)
    return Polygon(outer, tuple(holes))


def _ring(points: object) -> Ring:
    listed = _list(points, Flaw.NOT_AN_OUTLINE)
    if len(listed) > MOST_POINTS:
        raise Flawed(Flaw.TOO_MANY_CORNERS)
    found = [position(pair) for pair in listed]
    if found[0] != found[-1]:
        raise Flawed(Flaw.NOT_CLOSED, _say(found[0]))
    ring = tuple(p for p, after in pairwise(found) if p != after)
    if len(set(ring)) < LEAST_CORNERS:
        raise Flawed(Flaw.TOO_FEW_CORNERS, _say(found[0]))
    return ring


def _list(value: object, flaw: Flaw) -> Sequence[object]:
    if not isinstance(value, (list, tuple)):
        raise Flawed(flaw, _say(value))
    if not value:
        raise Flawed(Flaw.EMPTY)
    return value


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise Flawed(Flaw.NOT_A_POSITION, _say(value))
    try:
        return float(value)
    except OverflowError as error:
        raise Flawed(Flaw.OFF_EARTH) from error


def _say(value: object) -> str:
    return f"{value.lon:g}, {value.lat:g}" if isinstance(value, Point) else repr(value)[:40]


def from_geojson(geometry: Mapping[str, Any]) -> Shape:
    """The outline that :func:`as_geojson` wrote down, which is sound: nothing of it is asked again."""
    found = geometry["coordinates"]
    polygons = [found] if geometry["type"] == "Polygon" else found
    return Shape(tuple(_kept_polygon(rings) for rings in polygons))


def _kept_polygon(rings: Sequence[Sequence[Sequence[float]]]) -> Polygon:
    outer, *holes = (tuple(Point(lon, lat) for lon, lat in ring[:-1]) for ring in rings)
    return Polygon(outer, tuple(holes))


def as_geojson(shape: Shape) -> dict[str, object]:
    """The outline as a GeoJSON geometry, every ring closed and turned as RFC 7946 wants."""
    polygons = [
        [_closed(ring, leftwards=not place) for place, ring in enumerate(polygon.rings())]
        for polygon in shape.polygons
    ]
    if len(polygons) == 1:
        return {"type": "Polygon", "coordinates": polygons[0]}
    return {"type": "MultiPolygon", "coordinates": polygons}


def _closed(ring: Ring, *, leftwards: bool) -> list[list[float]]:
    turned = sum(
        (b.lon - a.lon) * (b.lat + a.lat) for a, b in zip(ring, ring[1:] + ring[:1], strict=True)
    )
    inner = ring if (turned < 0) == leftwards else (ring[0], *ring[:0:-1])
    return [[point.lon, point.lat] for point in (*inner, inner[0])]

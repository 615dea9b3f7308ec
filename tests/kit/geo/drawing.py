"""Outlines for the tests, in the open country; and the slow way to everything."""

from math import cos, pi, sin

from hypothesis import strategies as st

from heli.kit.geo import Point, Polygon, Shape


TOWN = Point(119.80, 31.40)
INLAND = st.builds(
    Point,
    st.floats(75, 135, allow_nan=False),
    st.floats(5, 53, allow_nan=False),
)
"""Positions in the country, away from where the shift begins."""
NEAR_TOWN = st.builds(Point, st.floats(119.75, 119.85), st.floats(31.35, 31.45))


def square(west: float, south: float, side: float = 0.01) -> Shape:
    east, north = west + side, south + side
    return Shape(
        (Polygon((Point(west, south), Point(east, south), Point(east, north), Point(west, north))),)
    )


def ring_road(west: float = 119.8, south: float = 31.4) -> Shape:
    """A square of 0.03 degrees with a hole of 0.01 in its middle."""
    outer = square(west, south, 0.03).polygons[0].outer
    hole = square(west + 0.01, south + 0.01).polygons[0].outer
    return Shape((Polygon(outer, (hole,)),))


@st.composite
def blobs(draw: st.DrawFn, centre: Point = TOWN) -> Shape:
    """A star-shaped outline around a place: it never crosses itself."""
    reaches = draw(st.lists(st.floats(0.002, 0.03), min_size=3, max_size=24))
    turn = 2 * pi / len(reaches)
    ring = tuple(
        Point(centre.lon + reach * cos(turn * i), centre.lat + reach * sin(turn * i))
        for i, reach in enumerate(reaches)
    )
    return Shape((Polygon(ring),))


@st.composite
def cut_towns(draw: st.DrawFn) -> list[Shape]:
    """A town cut into grids by crooked lines; neighbours share their corners exactly."""
    columns, rows = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    wiggle = st.floats(-0.003, 0.003)
    corner = {
        (c, r): Point(
            119.75 + 0.01 * c + (draw(wiggle) if 0 < c < columns else 0.0),
            31.35 + 0.01 * r + (draw(wiggle) if 0 < r < rows else 0.0),
        )
        for c in range(columns + 1)
        for r in range(rows + 1)
    }
    return [
        Shape((Polygon((corner[c, r], corner[c + 1, r], corner[c + 1, r + 1], corner[c, r + 1])),))
        for c in range(columns)
        for r in range(rows)
    ]

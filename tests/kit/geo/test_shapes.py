"""What lies in an outline, how large it is, and where its middle is."""

import pytest
from hypothesis import given, strategies as st

from heli.kit.geo import Box, Point, Polygon, Shape, ShapeIndex, box_around, metres_between
from kit.geo.drawing import NEAR_TOWN, TOWN, blobs, cut_towns, ring_road, square


def test_a_hole_does_not_belong_to_it() -> None:
    shape = ring_road()

    assert shape.contains(Point(119.805, 31.405))
    assert not shape.contains(Point(119.815, 31.415))
    assert not shape.contains(Point(119.835, 31.415))


def test_a_border_belongs_to_the_side_north_and_east_of_it() -> None:
    left, right = square(119.8, 31.4), square(119.81, 31.4)
    on_border = Point(119.81, 31.405)

    assert (left.contains(on_border), right.contains(on_border)) == (False, True)
    assert left.contains(Point(119.8, 31.4))
    assert not right.contains(Point(119.815, 31.41))


@given(cut_towns(), st.data())
def test_every_point_of_a_town_lies_in_exactly_one_of_its_grids(
    grids: list[Shape], data: st.DataObject
) -> None:
    corners = [corner for grid in grids for corner in grid.points()]
    point = data.draw(NEAR_TOWN | st.sampled_from(corners))
    town = Box(
        min(c.lon for c in corners), min(c.lat for c in corners),
        max(c.lon for c in corners), max(c.lat for c in corners),
    )  # fmt: skip
    inside = town.west <= point.lon < town.east and town.south <= point.lat < town.north

    assert sum(grid.contains(point) for grid in grids) == int(inside)


@given(cut_towns(), st.lists(NEAR_TOWN, max_size=20))
def test_the_index_answers_as_each_outline_does(grids: list[Shape], points: list[Point]) -> None:
    index = ShapeIndex(enumerate(grids))
    corners = [corner for grid in grids for corner in grid.points()]

    for point in [*points, *corners]:
        expected = [n for n, grid in enumerate(grids) if grid.contains(point)]
        assert index.at(point) == expected
        assert index.first_at(point) == (expected[0] if expected else None)


@given(st.lists(blobs(), max_size=6), st.lists(NEAR_TOWN, max_size=20))
def test_outlines_that_lie_over_each_other_are_all_found(
    shapes: list[Shape], points: list[Point]
) -> None:
    index = ShapeIndex(enumerate([*shapes, ring_road(119.78, 31.38)]))

    for point in points:
        assert index.at(point) == [n for n, s in index.shapes if s.contains(point)]


def test_an_empty_index_finds_nothing() -> None:
    index: ShapeIndex[int] = ShapeIndex([])

    assert (index.at(TOWN), index.first_at(TOWN), len(index)) == ([], None, 0)


def test_areas_are_those_of_the_earth() -> None:
    side = metres_between(Point(119.8, 31.405), Point(119.81, 31.405))
    height = metres_between(Point(119.8, 31.4), Point(119.8, 31.41))

    assert square(119.8, 31.4).square_metres() == pytest.approx(side * height, rel=1e-4)
    assert ring_road().square_metres() == pytest.approx(8 * side * height, rel=1e-3)


def test_the_middle_of_a_square_and_of_a_ring() -> None:
    assert square(119.8, 31.4).centroid() == pytest.approx((119.805, 31.405))
    assert ring_road().centroid() == pytest.approx((119.815, 31.415))
    assert not ring_road().contains(ring_road().centroid())
    with pytest.raises(ValueError, match="no centroid"):
        Shape((Polygon((TOWN, TOWN, TOWN)),)).centroid()


@given(blobs())
def test_a_name_stands_inside(shape: Shape) -> None:
    assert shape.contains(shape.label_point())
    assert ring_road().contains(ring_road().label_point())


@given(blobs(), NEAR_TOWN)
def test_what_lies_inside_is_no_way_off_and_what_lies_outside_is(
    shape: Shape, point: Point
) -> None:
    way = shape.metres_to(point)

    assert (way == 0) == shape.contains(point) or way < 0.001
    assert shape.box().metres_to(point) <= way + 1e-6
    assert way <= min(metres_between(point, corner) for corner in shape.points()) * 1.001 + 0.001


@given(NEAR_TOWN, st.floats(0, 3000), st.floats(0, 6.3))
def test_a_box_around_a_point_holds_what_is_near(point: Point, metres: float, turn: float) -> None:
    box = box_around(TOWN, metres)

    if metres_between(TOWN, point) <= metres:
        assert box.holds(point)

"""Cells and runs of cells, as an index of a database uses them."""

from hypothesis import given, strategies as st

from heli.kit.geo import Box, Point, cell_of, degrees, rounded, runs, units
from kit.geo.drawing import NEAR_TOWN, TOWN


@given(NEAR_TOWN, NEAR_TOWN, NEAR_TOWN)
def test_whatever_lies_in_a_window_lies_in_its_runs(a: Point, b: Point, point: Point) -> None:
    box = Box(min(a.lon, b.lon), min(a.lat, b.lat), max(a.lon, b.lon), max(a.lat, b.lat))

    if box.holds(point):
        assert any(first <= cell_of(point) <= last for first, last in runs(box))


def test_a_country_is_not_asked_by_cells() -> None:
    assert runs(Box(73, 18, 135, 54)) == []


@given(st.floats(-180, 180), st.floats(-90, 90))
def test_every_place_on_earth_has_a_cell_and_is_kept_to_a_centimetre(
    lon: float, lat: float
) -> None:
    assert cell_of(Point(lon, lat)) >= 0
    assert abs(degrees(units(lon)) - lon) <= 5.1e-8


def test_the_public_sees_less_exactly() -> None:
    assert rounded(Point(119.812345, 31.456789), 4) == (119.8123, 31.4568)
    assert rounded(TOWN, 3) == (119.8, 31.4)

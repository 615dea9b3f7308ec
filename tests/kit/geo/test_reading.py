"""Outlines out of GeoJSON, trusted in nothing."""

from contextlib import suppress
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from heli.kit.geo import (
    Flaw,
    Flawed,
    Point,
    Shape,
    as_geojson,
    from_geojson,
    read_point,
    read_shape,
)
from heli.kit.geo.overlay import whole
from kit.geo.drawing import blobs, ring_road, square


BOX = [[119.8, 31.4], [119.81, 31.4], [119.81, 31.41], [119.8, 31.4]]
WRONG: list[tuple[object, Flaw]] = [
    (None, Flaw.NOT_AN_OUTLINE),
    ([], Flaw.NOT_AN_OUTLINE),
    ({"type": "Point", "coordinates": [1, 2]}, Flaw.NOT_AN_OUTLINE),
    ({"type": "Polygon"}, Flaw.NOT_AN_OUTLINE),
    ({"type": "Polygon", "coordinates": []}, Flaw.EMPTY),
    ({"type": "Polygon", "coordinates": [[]]}, Flaw.EMPTY),
    ({"type": "MultiPolygon", "coordinates": []}, Flaw.EMPTY),
    ({"type": "Polygon", "coordinates": [BOX[:3]]}, Flaw.NOT_CLOSED),
    ({"type": "Polygon", "coordinates": [[BOX[0], BOX[1], BOX[0]]]}, Flaw.TOO_FEW_CORNERS),
    ({"type": "Polygon", "coordinates": [[BOX[0]] * 5]}, Flaw.TOO_FEW_CORNERS),
    ({"type": "Polygon", "coordinates": [[[True, 3], *BOX[1:]]]}, Flaw.NOT_A_POSITION),
    ({"type": "Polygon", "coordinates": [[["1", 3], *BOX[1:]]]}, Flaw.NOT_A_POSITION),
    ({"type": "Polygon", "coordinates": [[[1], *BOX[1:]]]}, Flaw.NOT_A_POSITION),
    ({"type": "Polygon", "coordinates": [[[1, float("nan")], *BOX[1:]]]}, Flaw.OFF_EARTH),
    ({"type": "Polygon", "coordinates": [[[1e308, 1], *BOX[1:]]]}, Flaw.IN_METRES),
    ({"type": "Polygon", "coordinates": [[[10**400, 1], *BOX[1:]]]}, Flaw.OFF_EARTH),
    ({"type": "Polygon", "coordinates": [[[float("inf"), 1], *BOX[1:]]]}, Flaw.OFF_EARTH),
    ({"type": "Polygon", "coordinates": [[[40_500_000.5, 3_500_000], *BOX]]}, Flaw.IN_METRES),
    ({"type": "Polygon", "coordinates": [[[31.4, 119.8], *BOX[1:]]]}, Flaw.SWAPPED_AXES),
    ({"type": "Polygon", "coordinates": [[[200, 1], *BOX[1:]]]}, Flaw.OFF_EARTH),
    ({"type": "Polygon", "coordinates": [[BOX[0]] * 50_001]}, Flaw.TOO_MANY_CORNERS),
    ({"type": "MultiPolygon", "coordinates": [[BOX]] * 20_000}, Flaw.TOO_MANY_CORNERS),
]


@pytest.mark.parametrize(("geometry", "flaw"), WRONG)
def test_what_is_no_outline_is_refused_by_name(geometry: object, flaw: Flaw) -> None:
    with pytest.raises(Flawed) as refused:
        read_shape(geometry)

    assert refused.value.flaw == flaw


def test_a_bow_tie_is_found_and_its_knot_named() -> None:
    tie = [[119.8, 31.4], [119.81, 31.41], [119.81, 31.4], [119.8, 31.41], [119.8, 31.4]]
    shape = read_shape({"type": "Polygon", "coordinates": [tie]})

    with pytest.raises(Flawed, match=r"crosses_itself 119.805, 31.405"):
        whole(shape)


def test_an_outline_as_thin_as_a_line_is_empty() -> None:
    line = [[119.8, 31.4], [119.801, 31.4], [119.8010001, 31.4000001], [119.8, 31.4]]

    with pytest.raises(Flawed, match="empty"):
        whole(read_shape({"type": "Polygon", "coordinates": [line]}))


@given(blobs())
def test_what_is_written_is_read_again(shape: Shape) -> None:
    kept = read_shape(as_geojson(shape))

    assert read_shape(as_geojson(kept)) == kept
    assert from_geojson(as_geojson(kept)) == kept
    assert kept.square_metres() == pytest.approx(shape.square_metres(), rel=1e-3)
    assert whole(kept) is kept


def test_rings_are_closed_and_turned_as_the_standard_wants() -> None:
    written = as_geojson(ring_road())

    assert written["type"] == "Polygon"
    for ring, leftwards in zip(written["coordinates"], (True, False), strict=True):  # type: ignore[arg-type]
        turned = sum((b[0] - a[0]) * (b[1] + a[1]) for a, b in pairwise(ring))
        assert ring[0] == ring[-1]
        assert (turned < 0) == leftwards
    two = Shape((*square(1, 1).polygons, *square(2, 2).polygons))
    assert as_geojson(two)["type"] == "MultiPolygon"
    assert read_shape(as_geojson(two)).square_metres() == pytest.approx(two.square_metres())


@given(st.recursive(st.none() | st.floats() | st.text() | st.integers(), st.lists))
def test_whatever_stands_for_coordinates_is_read_or_refused(found: object) -> None:
    for kind in ("Polygon", "MultiPolygon"):
        with suppress(Flawed):
            assert read_shape({"type": kind, "coordinates": found}).polygons


def test_heights_are_left_out_and_a_point_is_read() -> None:
    assert read_point({"type": "Point", "coordinates": [119.8, 31.4, 12.5]}) == Point(119.8, 31.4)
    with pytest.raises(Flawed):
        read_point({"type": "Polygon", "coordinates": []})

"""From one reference system to another and back."""

import pytest
from hypothesis import given, strategies as st

from heli.kit.geo import Crs, Point, convert, metres_between
from kit.geo.drawing import INLAND


# Published pairs of the formulas in circulation (coordtransform, eviltransform): Tiananmen.
KNOWN = Point(116.404, 39.915)


@given(INLAND, st.sampled_from(Crs), st.sampled_from(Crs))
def test_there_and_back_is_the_same_place(point: Point, one: Crs, other: Crs) -> None:
    back = convert(convert(point, one, other), other, one)

    assert metres_between(back, point) < 1e-4


@given(INLAND)
def test_the_shift_is_some_hundred_metres_and_baidu_shifts_once_more(point: Point) -> None:
    shifted = convert(point, Crs.WGS84, Crs.GCJ02)
    twice = convert(point, Crs.WGS84, Crs.BD09)

    assert 10 < metres_between(point, shifted) < 1500
    assert 300 < metres_between(shifted, twice) < 1500


def test_values_that_other_implementations_print() -> None:
    gcj = convert(KNOWN, Crs.WGS84, Crs.GCJ02)

    assert gcj == pytest.approx((116.41024449916938, 39.91640428150164), abs=1e-9)
    assert convert(KNOWN, Crs.GCJ02, Crs.BD09) == pytest.approx(
        (116.41036949371029, 39.92133699351022), abs=1e-9
    )
    assert convert(KNOWN, Crs.BD09, Crs.GCJ02) == pytest.approx(
        (116.39762729119315, 39.90865673957631), abs=1e-5
    )


@pytest.mark.parametrize("crs", list(Crs))
@pytest.mark.parametrize("place", [(2.35, 48.85), (-70.6, -33.4), (139.7, 35.7), (0.0, 0.0)])
def test_abroad_nothing_is_shifted(place: tuple[float, float], crs: Crs) -> None:
    point = Point(*place)

    assert convert(point, Crs.WGS84, crs) == point
    assert convert(point, crs, Crs.WGS84) == point


def test_the_national_system_counts_as_the_same() -> None:
    assert convert(KNOWN, Crs.CGCS2000, Crs.WGS84) == KNOWN
    assert convert(KNOWN, Crs.CGCS2000, Crs.GCJ02) == convert(KNOWN, Crs.WGS84, Crs.GCJ02)

"""Mixed-up coordinates are suspected, named, and left as they are."""

from hypothesis import given, strategies as st

from heli.kit.geo import Crs, Point, Shape, Suspicion, convert, suspect
from kit.geo.drawing import blobs, square


TOWN = square(119.75, 31.35, 0.1)
TIGHT = square(119.8, 31.4, 0.01)
CORNERS = [Point(119.8001 + 0.0049 * i, 31.4001 + 0.0049 * j) for i in range(3) for j in range(3)]


def test_what_fits_is_not_suspected() -> None:
    assert suspect(CORNERS, fits=TIGHT.contains) is None
    assert suspect([], fits=TIGHT.contains) is None


@given(blobs())
def test_exchanged_axes_are_named(shape: Shape) -> None:
    turned = [Point(lat, lon) for lon, lat in shape.points()]

    assert suspect(turned) == Suspicion.SWAPPED_AXES
    assert suspect(turned, fits=TOWN.contains) == Suspicion.SWAPPED_AXES


def test_latitudes_that_are_none_are_taken_for_exchanged() -> None:
    assert suspect([Point(31.4, 119.8)]) == Suspicion.SWAPPED_AXES


@given(st.sampled_from([Crs.GCJ02, Crs.BD09]))
def test_another_reference_system_is_named(crs: Crs) -> None:
    shifted = [convert(point, Crs.WGS84, crs) for point in CORNERS]
    named = {
        Crs.GCJ02: Suspicion.LOOKS_LIKE_GCJ02,
        Crs.BD09: Suspicion.LOOKS_LIKE_BD09,
    }

    assert suspect(shifted, fits=TIGHT.contains) == named[crs]
    assert suspect(shifted, crs=crs, fits=TIGHT.contains) is None
    assert suspect(CORNERS, crs=crs, fits=TIGHT.contains) == Suspicion.LOOKS_LIKE_WGS84


def test_nothing_measured_metres_and_far_away() -> None:
    assert suspect([Point(0, 0)]) == Suspicion.NULL_POINT
    assert suspect([Point(40_500_000, 3_475_000)]) == Suspicion.IN_METRES
    assert suspect([Point(2.35, 48.85)]) == Suspicion.ELSEWHERE
    assert suspect([Point(float("nan"), 1), Point(2, 2)]) == Suspicion.ELSEWHERE


def test_a_village_that_reaches_over_the_border_a_little_is_not_suspected() -> None:
    assert suspect([*CORNERS, Point(119.79, 31.405)], fits=TIGHT.contains) is None

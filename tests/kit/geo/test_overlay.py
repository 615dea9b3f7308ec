"""Uniting, cutting and thinning out outlines."""

import pytest
from hypothesis import given, settings

from heli.kit.geo import Point, Shape
from heli.kit.geo.overlay import cut, outside, overlaps, shared, thinned, united
from kit.geo.drawing import blobs, cut_towns, ring_road, square


@settings(max_examples=30)
@given(cut_towns())
def test_the_grids_of_a_town_are_the_town(grids: list[Shape]) -> None:
    town = united(grids)

    assert town.square_metres() == pytest.approx(sum(g.square_metres() for g in grids), rel=1e-5)
    assert overlaps(grids) == []
    assert all(outside(grid, town) < 1 for grid in grids)


def test_a_line_cuts_an_outline_into_parts() -> None:
    whole = square(119.8, 31.4)
    parts = cut(whole, [Point(119.803, 31.39), Point(119.803, 31.42)])

    assert len(parts) == 2
    assert parts[0].square_metres() == pytest.approx(0.7 * whole.square_metres(), rel=1e-4)
    assert united(parts).square_metres() == pytest.approx(whole.square_metres(), rel=1e-6)
    assert len(cut(whole, [Point(119.7, 31.39), Point(119.7, 31.42)])) == 1


def test_what_two_outlines_share_and_do_not() -> None:
    one, other = square(119.8, 31.4), square(119.805, 31.4)

    assert shared(one, other) == pytest.approx(one.square_metres() / 2, rel=1e-4)
    assert outside(one, other) == pytest.approx(one.square_metres() / 2, rel=1e-4)
    assert overlaps([one, square(119.9, 31.4), other]) == [
        (0, 2, pytest.approx(one.square_metres() / 2, rel=1e-4))
    ]
    assert shared(one, square(119.81, 31.4)) == 0


@settings(max_examples=30)
@given(cut_towns())
def test_thinned_out_grids_still_meet(grids: list[Shape]) -> None:
    thin = thinned(grids, 50)

    assert len(thin) == len(grids)
    assert overlaps(thin) == []


@settings(max_examples=30)
@given(blobs())
def test_no_outline_is_thinned_out_to_nothing(shape: Shape) -> None:
    assert thinned([shape], 5_000)[0].square_metres() > 0
    assert thinned([], 10) == []


def test_a_hole_stays_a_hole() -> None:
    assert united([ring_road()]).square_metres() == pytest.approx(
        ring_road().square_metres(), rel=1e-6
    )

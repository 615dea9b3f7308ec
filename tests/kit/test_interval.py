"""What a stated quantity asserts."""

from decimal import Decimal, Inexact

import pytest
from hypothesis import given, strategies as st

from heli.kit.interval import Exactness, Interval, asserted, last_place, total


numbers = st.decimals(-20, 20, places=1)


@st.composite
def intervals_with_member(draw: st.DrawFn) -> tuple[Interval, Decimal]:
    member = draw(numbers)
    below, above = draw(st.integers(0, 9)), draw(st.none() | st.integers(0, 9))
    interval = Interval(
        member - below,
        None if above is None else member + above,
        low_open=below > 0 and draw(st.booleans()),
        high_open=above != 0 and draw(st.booleans()),
    )
    return interval, member


intervals = intervals_with_member().map(lambda pair: pair[0])


@pytest.mark.parametrize(
    ("number", "exactness", "place", "reads"),
    [
        (56, Exactness.EXACT, 1, "[56, 56]"),
        (100, Exactness.OVER, 100, "(100, 200)"),
        (1300, Exactness.OVER, 100, "(1300, 1400)"),
        (59_000_000, Exactness.OVER, 1_000_000, "(59000000, 60000000)"),
        (100_000, Exactness.OVER, 10_000, "(100000, 110000)"),
        (500, Exactness.NEARLY, 100, "[450, 500)"),
        (18_000, Exactness.NEARLY, 1_000, "[17500, 18000)"),
        (10, Exactness.NEARLY, 10, "[5, 10)"),
        (30_000, Exactness.ABOUT, 10_000, "[25000, 35000)"),
        (100, Exactness.AT_LEAST, 100, "[100, ∞)"),
        (15, Exactness.AT_MOST, 5, "[0, 15]"),
        (20, Exactness.INDEFINITE, 10, "[20, 100)"),
        (2, Exactness.INDEFINITE, 1, "[2, 10)"),
        (20_000, Exactness.INDEFINITE, 10_000, "[20000, 100000)"),
        (2, Exactness.INDEFINITE, 0, "[2, ∞)"),
    ],
)
def test_asserted_by_each_wording(
    number: int, exactness: Exactness, place: int, reads: str
) -> None:
    assert str(asserted(number, exactness=exactness, place=place)) == reads


def test_asserted_nearly_stops_at_zero() -> None:
    near = asserted(1, exactness=Exactness.NEARLY, place=10)

    assert near == Interval(Decimal(0), Decimal(1), high_open=True)


def test_asserted_about_a_decrease_may_be_negative() -> None:
    about = asserted(-10, exactness=Exactness.ABOUT, place=10)

    assert about == Interval(Decimal(-15), Decimal(-5), high_open=True)


@pytest.mark.parametrize("exactness", ["over", "nearly", "about"])
def test_asserted_without_a_place_is_refused(exactness: str) -> None:
    with pytest.raises(ValueError, match="place of the last stated digit"):
        asserted(5, exactness=Exactness(exactness), place=0)


def test_asserted_with_a_negative_place_is_refused() -> None:
    with pytest.raises(ValueError, match="place of the last stated digit"):
        asserted(5, exactness=Exactness.EXACT, place=-1)


@pytest.mark.parametrize(
    ("number", "place"),
    [
        ("5900", "100"),
        ("12200", "100"),
        ("1.22", "0.01"),
        ("1.20", "0.1"),
        ("7", "1"),
        ("0", "1"),
        ("0.00", "1"),
        ("1E+5", "100000"),
    ],
)
def test_last_place_is_that_of_the_last_digit_not_zero(number: str, place: str) -> None:
    assert last_place(Decimal(number)) == Decimal(place)


def test_last_place_of_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="finite"):
        last_place(Decimal("NaN"))


@pytest.mark.parametrize(
    ("low", "high", "low_open", "high_open"),
    [
        ("5", "4", False, False),
        ("5", "5", True, False),
        ("5", "5", False, True),
        ("NaN", "5", False, False),
        ("0", "Infinity", False, False),
    ],
)
def test_interval_without_a_number_is_refused(
    *, low: str, high: str, low_open: bool, high_open: bool
) -> None:
    with pytest.raises(ValueError, match=r"interval|no number"):
        Interval(Decimal(low), Decimal(high), low_open=low_open, high_open=high_open)


def test_interval_without_limit_has_one_spelling() -> None:
    assert Interval(Decimal(2), None, high_open=True) == Interval(Decimal(2), None)


def test_is_point_only_of_exact_numbers() -> None:
    assert Interval.exactly(56).is_point
    assert not asserted(500, exactness=Exactness.OVER, place=100).is_point
    assert not Interval(Decimal(2), None).is_point


def test_contains_respects_open_ends() -> None:
    over = asserted(5900, exactness=Exactness.OVER, place=100)

    inside = [value for value in (5899, 5900, 5901, 5999, 6000) if over.contains(value)]

    assert inside == [5901, 5999]


def test_contains_respects_closed_ends() -> None:
    share = Interval(Decimal(75), Decimal(80))

    assert [value for value in (74, 75, 80, 81) if share.contains(value)] == [75, 80]


def test_intersects_when_one_number_satisfies_both() -> None:
    over, near = (
        asserted(400, exactness=Exactness.OVER, place=100),
        asserted(500, exactness=Exactness.NEARLY, place=100),
    )

    assert over.intersects(near)
    assert not near.intersects(Interval.exactly(500))
    assert not over.intersects(Interval.exactly(400))
    assert Interval(Decimal(2), None).intersects(Interval.exactly(7))


def test_part_and_whole_of_which_4000_of_5900() -> None:
    part = asserted(40_000_000, exactness=Exactness.OVER, place=10_000_000)
    whole = asserted(59_000_000, exactness=Exactness.OVER, place=1_000_000)

    assert part.may_be_at_most(whole)
    assert part.must_be_at_most(whole)
    assert not whole.may_be_at_most(part)


def test_part_that_touches_the_whole_fits_only_closed_ends() -> None:
    whole = Interval(Decimal(0), Decimal(40), high_open=True)

    assert Interval.exactly(40).may_be_at_most(Interval.exactly(40))
    assert not Interval.exactly(40).may_be_at_most(whole)
    assert not Interval(Decimal(2), None).must_be_at_most(Interval.exactly(40))


def test_total_of_the_gifts_leaves_four_wan_unlisted() -> None:
    listed = total(Interval.exactly(n * 10_000) for n in (1000, 100, 23))

    assert listed == Interval.exactly(11_230_000)
    assert not listed.contains(11_270_000)


def test_total_of_nothing_is_zero() -> None:
    assert total([]) == Interval.exactly(0)


def test_sum_with_an_unlimited_part_is_unlimited_and_open() -> None:
    over = asserted(100, exactness=Exactness.OVER, place=100)

    assert over + Interval(Decimal(2), None) == Interval(Decimal(102), None, low_open=True)


def test_product_keeps_open_ends_and_no_limit() -> None:
    over = asserted(100, exactness=Exactness.OVER, place=100)

    assert str(over * 10_000) == "(1000000, 2000000)"
    assert str(3 * Interval(Decimal(2), None)) == "[6, ∞)"
    assert over * 0 == Interval.exactly(0)


def test_product_with_a_negative_number_is_refused() -> None:
    with pytest.raises(ValueError, match="zero or a positive"):
        Interval.exactly(1) * -1


def test_arithmetic_never_rounds() -> None:
    long = Interval.exactly(Decimal("1" * 60 + ".01"))

    assert (long + Interval.exactly(1)).low == Decimal("1" * 59 + "2.01")
    with pytest.raises(Inexact):
        Interval.exactly(Decimal("1E+3000")) + Interval.exactly(1)


@given(intervals_with_member(), intervals_with_member())
def test_sum_contains_the_sums(
    one: tuple[Interval, Decimal], other: tuple[Interval, Decimal]
) -> None:
    assert (one[0] + other[0]).contains(one[1] + other[1])


@given(intervals_with_member(), st.integers(0, 1000))
def test_product_contains_the_products(one: tuple[Interval, Decimal], factor: int) -> None:
    assert (one[0] * factor).contains(one[1] * factor)


@given(intervals_with_member(), intervals_with_member())
def test_part_that_is_at_most_the_whole_is_no_contradiction(
    part: tuple[Interval, Decimal], whole: tuple[Interval, Decimal]
) -> None:
    assert part[0].may_be_at_most(whole[0]) or part[1] > whole[1]
    assert part[1] <= whole[1] or not part[0].must_be_at_most(whole[0])


@given(intervals_with_member(), intervals)
def test_intersects_whenever_a_member_is_shared(
    one: tuple[Interval, Decimal], other: Interval
) -> None:
    assert one[0].intersects(other) == other.intersects(one[0])
    assert one[0].intersects(other) or not other.contains(one[1])

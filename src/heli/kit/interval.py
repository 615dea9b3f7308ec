"""What a stated quantity asserts: an interval of numbers, with open or closed ends.

All arithmetic is exact: a bound is never rounded, however long it is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Context, Decimal, DivisionByZero, Inexact, InvalidOperation, Overflow
from enum import StrEnum


EXACT_ARITHMETIC = Context(prec=2000, traps=[Inexact, InvalidOperation, DivisionByZero, Overflow])
"""Raises ``decimal.Inexact`` instead of rounding; 2,000 digits are more than any record holds."""

ZERO = Decimal(0)


class Exactness(StrEnum):
    """How a number is qualified in the text: 余 is over, 近 is nearly, 约 is about."""

    EXACT = "exact"
    OVER = "over"
    NEARLY = "nearly"
    ABOUT = "about"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    INDEFINITE = "indefinite"


@dataclass(frozen=True, slots=True)
class Interval:
    """The numbers from ``low`` to ``high``; no ``high`` means without upper limit.

    An open end does not belong to the interval. Refuses with ``ValueError`` an interval that
    holds no number, and bounds that are not finite.
    """

    low: Decimal
    high: Decimal | None
    low_open: bool = False
    high_open: bool = False

    def __post_init__(self) -> None:
        if not self.low.is_finite() or (self.high is not None and not self.high.is_finite()):
            raise ValueError("the bounds of an interval are finite numbers")
        if self.high is None:
            # One spelling per interval, so that equality means the same numbers.
            object.__setattr__(self, "high_open", False)
        elif self.low > self.high or (self.low == self.high and (self.low_open or self.high_open)):
            raise ValueError(f"no number lies in {self}")

    @classmethod
    def exactly(cls, value: Decimal | int) -> "Interval":
        """Return the interval that holds only ``value``."""
        return cls(Decimal(value), Decimal(value))

    @property
    def is_point(self) -> bool:
        """Whether exactly one number is asserted."""
        return self.low == self.high

    def contains(self, value: Decimal | int) -> bool:
        """Whether ``value`` is one of the asserted numbers."""
        return self._low_end_is_below(value) and self._high_end_is_above(value)

    def intersects(self, other: "Interval") -> bool:
        """Whether both assertions can be true of one number."""
        return self.may_be_at_most(other) and other.may_be_at_most(self)

    def may_be_at_most(self, whole: "Interval") -> bool:
        """Whether a part that lies here can fit a whole that lies in ``whole``.

        False is a contradiction: no pair of numbers has part <= whole.
        """
        if whole.high is None or self.low < whole.high:
            return True
        return self.low == whole.high and not (self.low_open or whole.high_open)

    def must_be_at_most(self, whole: "Interval") -> bool:
        """Whether every part that lies here fits every whole that lies in ``whole``."""
        return self.high is not None and self.high <= whole.low

    def __add__(self, other: "Interval") -> "Interval":
        """Return the sums of a number here and a number there."""
        high = None
        if self.high is not None and other.high is not None:
            high = EXACT_ARITHMETIC.add(self.high, other.high)
        return Interval(
            EXACT_ARITHMETIC.add(self.low, other.low),
            high,
            low_open=self.low_open or other.low_open,
            high_open=self.high_open or other.high_open,
        )

    def __mul__(self, factor: Decimal | int) -> "Interval":
        """Return the multiples by ``factor``; a negative one raises ``ValueError``."""
        scale = Decimal(factor)
        if scale < 0:
            raise ValueError("an interval is multiplied by zero or a positive number")
        if scale == 0:
            return Interval.exactly(0)
        high = None if self.high is None else EXACT_ARITHMETIC.multiply(self.high, scale)
        low = EXACT_ARITHMETIC.multiply(self.low, scale)
        return Interval(low, high, low_open=self.low_open, high_open=self.high_open)

    __rmul__ = __mul__

    def __str__(self) -> str:
        """Write as in mathematics: ``[450, 500)``, ``(5900, 6000)``, ``[2, ∞)``."""
        left = "(" if self.low_open else "["
        if self.high is None:
            return f"{left}{plain(self.low)}, ∞)"
        return f"{left}{plain(self.low)}, {plain(self.high)}{')' if self.high_open else ']'}"

    def _low_end_is_below(self, value: Decimal | int) -> bool:
        return self.low < value or (self.low == value and not self.low_open)

    def _high_end_is_above(self, value: Decimal | int) -> bool:
        if self.high is None or value < self.high:
            return True
        return value == self.high and not self.high_open


def total(intervals: Iterable[Interval]) -> Interval:
    """Return what the sum of the quantities asserts; of nothing, exactly zero."""
    result = Interval.exactly(0)
    for interval in intervals:
        result += interval
    return result


def plain(number: Decimal) -> str:
    """Return all digits, without an exponent and without zeros at the end of decimals."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def last_place(number: Decimal | int) -> Decimal:
    """Return the place of the last digit that is not zero: 100 in 5900, 0.01 in 1.22.

    This is the precision of a number as written; of zero it is 1.
    """
    _, digits, exponent = Decimal(number).as_tuple()
    if not isinstance(exponent, int):
        raise ValueError("only a finite number has digits")  # noqa: TRY004  -- the value is wrong
    for place, digit in enumerate(reversed(digits), exponent):
        if digit:
            return Decimal((0, (1,), place))
    return Decimal(1)


def asserted(number: Decimal | int, *, exactness: Exactness, place: Decimal | int) -> Interval:
    """Return the interval that a qualified number asserts.

    ``place`` is the place of the last stated digit (``last_place``, but 10,000 for
    10万余): over n lies strictly between n and n + place, nearly n at most half a place
    below n, about n within half a place, and none of these reaches below zero. An
    indefinite word has its least value as ``number`` and its base as ``place``: 数十 is
    20 with place 10, [20, 100); 几 is 2 with place 1, [2, 10); with place 0 there is no
    upper limit (若干, 多). Of over, the upper bound is the point from which on the
    wording contradicts the record, although readers expect less.
    """
    stated, step = Decimal(number), Decimal(place)
    if step < 0 or (step == 0 and exactness in _NEEDS_PLACE):
        raise ValueError("the place of the last stated digit is positive")
    if exactness is Exactness.EXACT:
        return Interval(stated, stated)
    half = EXACT_ARITHMETIC.multiply(step, Decimal("0.5"))
    below = EXACT_ARITHMETIC.subtract(stated, half)
    if stated > 0:
        below = max(below, ZERO)
    match exactness:
        case Exactness.OVER:
            above = EXACT_ARITHMETIC.add(stated, step)
            return Interval(stated, above, low_open=True, high_open=True)
        case Exactness.NEARLY:
            return Interval(below, stated, high_open=True)
        case Exactness.ABOUT:
            return Interval(below, EXACT_ARITHMETIC.add(stated, half), high_open=True)
        case Exactness.AT_LEAST:
            return Interval(stated, None)
        case Exactness.AT_MOST:
            return Interval(min(stated, ZERO), stated)
    high = EXACT_ARITHMETIC.multiply(step, Decimal(10)) if step else None
    return Interval(stated, high, high_open=True)


_NEEDS_PLACE = frozenset({Exactness.OVER, Exactness.NEARLY, Exactness.ABOUT})

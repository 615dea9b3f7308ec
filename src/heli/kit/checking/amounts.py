"""Amounts in words, as a clerk writes them: 4 万元, 22250 元."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from heli.kit.checking.page import Item
from heli.kit.interval import EXACT_ARITHMETIC, Interval, plain, total


_WAN: Final = Decimal(10_000)
_YI: Final = Decimal(100_000_000)
_FINE: Final = 100


def worded(number: Decimal, like: Item) -> str:
    """``number`` (base units) in the unit of ``like``, with blanks as in 未列明 4 万元."""
    value = number / like.factor
    value = value.quantize(Decimal("0.01")) if value != value.to_integral_value() else value
    value = Decimal(plain(value))
    unit = like.unit
    if abs(value) >= _YI and value % (_YI / _FINE) == 0:
        return f"{plain(value / _YI)} 亿{unit}"
    if abs(value) >= _WAN and value % _FINE == 0:
        return f"{plain(value / _WAN)} 万{unit}"
    return f"{plain(value)} {unit}".rstrip()


def missing(number: Decimal, like: Item) -> str:
    """The wording of a gap: 未列明 4 万元 is not yet an error."""
    return f"未列明 {worded(number, like)}"


def sum_of(items: Iterable[Item]) -> Interval:
    """What the sum of the amounts allows, tolerance included."""
    return total(item.amount for item in items if item.amount is not None)


def point_sum(items: Iterable[Item]) -> Decimal | None:
    """The sum of the numbers as stated, or None where one of them is not a single number."""
    result = Decimal(0)
    for item in items:
        if item.number is None:
            return None
        result = EXACT_ARITHMETIC.add(result, item.number)
    return result


def portion(parts: Iterable[Item], whole: Item) -> Decimal | None:
    """How much of the whole the parts come to: 1 is all of it; None where one of them is not a single number."""
    listed = point_sum(parts)
    return None if listed is None or not whole.number else listed / whole.number


def added(items: Iterable[Item]) -> str:
    """The parts as written: 1000萬元 + 100萬元 + 23萬元."""
    return " + ".join(item.reading.text.replace(" ", "").replace("\n", "") for item in items)

"""What a reading asserts and what a measure holds, both in base units."""

from decimal import Decimal
from typing import Final

from heli.kit.figure_matching.faces import MeasureFace
from heli.kit.interval import EXACT_ARITHMETIC, Exactness, Interval
from heli.kit.reading import Reading, UnitTable


_MULTIPLES: Final = {"百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
_HALF: Final = Decimal("0.5")


def factor(unit: str, table: UnitTable) -> Decimal:
    """How many base units one ``unit`` is: 1,000 for 公斤 (in 克), 10,000 for 万元."""
    times = Decimal(1)
    while unit not in table.by_name and unit[:1] in _MULTIPLES:
        times *= _MULTIPLES[unit[0]]
        unit = unit[1:]
    known = table.by_name.get(unit)
    return EXACT_ARITHMETIC.multiply(times, known.factor if known else Decimal(1))


def asserted_by(reading: Reading, table: UnitTable) -> Interval:
    """The amounts that the wording allows, in base units.

    An exact number written in 万 or with decimals may have been rounded or cut off at its last
    stated place: it allows half a place below and, short of it, one place above. 5900余 and
    近500 already say their own bounds.
    """
    low = reading.low if reading.low is not None else Decimal(0)
    stated = Interval(low, reading.high, low_open=reading.low_open, high_open=reading.high_open)
    if reading.exactness == Exactness.EXACT and _is_rounded(reading) and stated.high is not None:
        below = max(low - reading.precision * _HALF, Decimal(0))
        stated = Interval(below, stated.high + reading.precision, high_open=True)
    return stated * factor(reading.unit, table)


def _is_rounded(reading: Reading) -> bool:
    return reading.precision > 1 or "." in reading.text or "．" in reading.text


def recorded(face: MeasureFace, table: UnitTable) -> Decimal | None:
    """The value of a measure in base units, or None where nothing is recorded."""
    if face.value is None:
        return None
    return EXACT_ARITHMETIC.multiply(face.value, factor(face.unit, table))


def likely(stated: Interval, value: Decimal) -> bool:
    """Whether a clerk would have worded ``value`` so: 100余 is expected below 150.

    Without an upper bound (超5万, 100以上) values up to a tenth more are expected.
    """
    if stated.is_point:
        return True
    if stated.high is None:
        return value <= stated.low * Decimal("1.1")
    if stated.low_open and stated.high_open:
        return value <= stated.low + (stated.high - stated.low) * _HALF
    return True

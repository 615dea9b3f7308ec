"""Ranges: 300-500户, 280-240天, 八个月至一年零两个月, 三百元以上两千元以下."""

import re
from decimal import Decimal
from typing import Final

from heli.kit.interval import EXACT_ARITHMETIC, Exactness, Interval
from heli.kit.reading.mention import Mention
from heli.kit.reading.numerals import NUMERAL, Amount, amount, exactly, spanning
from heli.kit.reading.units import Unit


TO: Final = re.compile(r"(?:-{1,2}|~{1,2}|至|到)(?=[\d零一二两三四五六七八九十百千几数半])")
JOINS: Final = frozenset("-~至到")


def range_from(text: str, end: int, low: Amount) -> tuple[Amount, int]:
    """300-500户, 3至5名: the far end before the unit; a scale after it counts for both (3-5万).

    What is measured may fall as well (280-240天): ``falls`` tells.
    """
    to = TO.match(text, end)
    found = NUMERAL.match(text, to.end()) if to else None
    high = amount(found.group()) if found else None
    if high is None or found is None:
        return low, end
    merged = spanning(_scaled_like(low, high), high)
    if merged is None and text[end] in "-~" and _same_length(low, high):
        merged = spanning(high, low)
    return (merged, found.end()) if merged else (low, end)


def _scaled_like(low: Amount, high: Amount) -> Amount:
    for scale in _SHARED_SCALES:
        if low.number < scale <= high.number and low.precision < scale <= high.precision * 100:
            lifted = EXACT_ARITHMETIC.multiply(low.number, scale)
            if lifted < high.number:
                return exactly(lifted, low.precision * scale, arabic=low.arabic)
    return low


_SHARED_SCALES: Final = tuple(map(Decimal, (1_000_000_000_000, 100_000_000, 10_000)))
"""Scales that a range names once for both its ends: 3-5万, 20到30万亿."""


def _same_length(one: Amount, other: Amount) -> bool:
    """Whether both have as many digits, two at least: no score, no number behind a prefix."""
    length = one.number.adjusted()
    return one.arabic and other.arabic and length == other.number.adjusted() >= 1


def falls(first: Amount, ranged: Amount) -> bool:
    """Whether a range whose ``first`` number is the greater one was turned round."""
    return ranged.upto == first.number


def alike(low: Amount, unit: Unit, high: Amount, far: Unit) -> tuple[Amount, Amount, Unit | None]:
    """Both ends in the smaller of two units of one base: 八个月 and 一年 in months; else no unit."""
    if not unit.base or unit.base != far.base:
        return low, high, None
    if unit.factor > far.factor:
        return _times(low, unit.factor / far.factor), high, far
    return low, _times(high, far.factor / unit.factor), unit


def _times(value: Amount, factor: Decimal) -> Amount:
    number = EXACT_ARITHMETIC.multiply(value.number, factor)
    return exactly(number, value.precision, arabic=value.arabic)


LIMIT: Final = re.compile(
    r"(?P<open>不满|不足|不到|未满|不超过)|(?P<plain>至|、?(?=[\d一二两三四五六七八九十百千]))"
)
BELOW: Final = ("以下", "以内", "之内")
"""What closes a range of the law: 两日以上五日以下; the number itself belongs to it."""
LIMIT_SIGNS: Final = frozenset("不未至、0123456789一二两三四五六七八九十百千")


def close_above(mention: Mention, high: Amount, end: int, unit: Unit, *, open_end: bool) -> None:
    """Make ``mention`` (三百元以上) reach to ``high`` (两千元以下) at ``end``, if it is in its unit."""
    top = high.interval.high
    if mention.unit not in ("", unit.name) or top is None or mention.low is None:
        return
    if mention.low >= top:
        return
    mention.bound(Interval(mention.low, top, high_open=open_end))
    mention.end, mention.kind, mention.unit = end, unit.kind, unit.name
    mention.exactness, mention.rule = Exactness.EXACT, f"quantity.{unit.kind.value}.between"
    mention.precision = min(mention.precision, high.precision)

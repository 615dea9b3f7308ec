"""The numeral itself: Arabic, Chinese and mixed digits, and where 余, 多, 来 and 几 stand in it.

``NUMERAL`` finds the span, ``amount`` says what it states. Both work on folded text (simplified
script, half width). All arithmetic is exact.
"""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from heli.kit.interval import EXACT_ARITHMETIC, Exactness, Interval, asserted, last_place
from heli.kit.reading.digits import DIGITS, LARGE, SCALES, TENS, arabic_value, chinese_value


class Amount(NamedTuple):
    """What a numeral states: the number as written and how it is qualified from inside.

    ``number`` is the printed value, ``upto`` the other end of a range (三四十). ``step`` is the
    place of the last digit that is not zero (10 of 40, but 10,000 of 10万余): the width of 余,
    近 and 约. ``precision`` is the place of the last digit written (10,000 of 1000万).
    """

    number: Decimal
    upto: Decimal | None
    step: Decimal
    precision: Decimal
    exactness: Exactness
    interval: Interval
    arabic: bool = False


_FORMAL: Final = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")

_ARABIC = r"\d++(?:,\d{3}(?!\d))*+(?:\.\d++)?+"
_SCALE = r"(?:十万亿?|百万亿?|千万亿?|百亿|千亿|十亿|万亿|[万亿]|[百十](?![元分])|千(?![克米瓦卡伏家方帕焦周]))"
_MIXED = rf"{_ARABIC}(?:[余多几来]?+{_SCALE}(?:零?\d++(?:,\d{{3}}(?!\d))*+(?:\.\d++)?+(?:[十百千](?:[余多]?万)?|[余多]?万)(?![克米瓦]))*+(?:(?<=[十百千])[余多几来][万亿])?+(?:(?<=万)(?:\d{{4}}(?![\d.,年])|\d(?=[，。;!?])))?+)?+"
# 百万千瓦: behind a greater number 千 before 瓦 or 克 belongs to the unit.
_THOUSAND = r"(?:(?<![十百万亿])千|千(?![瓦克米卡伏帕焦赫]))"
_CHINESE = rf"[几数]?+(?:[零〇一二两三四五六七八九十百万亿廿卅]|{_THOUSAND}){{1,18}}+(?:[余多几来][百千万亿]{{1,2}}+)?+"
_FORMAL_SUM = r"[壹贰叁肆伍陆柒捌玖][壹贰叁肆伍陆柒捌玖拾佰仟万亿零]{1,20}+"
_AFTER = r"(?:余|多(?:(?<=[0十百千万亿]多)|(?![样种方层次形维点头媒]))(?![样维媒少数为是在由达以来])|几(?!乎|何)|来(?![自访宾华自到自源，。、;!?])|好几)?+"
NUMERAL: Final = re.compile(rf"(?:{_MIXED}|{_CHINESE}|{_FORMAL_SUM}){_AFTER}")

_CORE = re.compile(
    r"([几数]?)([\d,.零〇一二两三四五六七八九十百千万亿廿卅]{0,40})([余多几来]?)([十百千万亿]{0,4})"
)
_NEIGHBOURS: Final = {
    "一二": (1, 2),
    "一两": (1, 2),
    "两三": (2, 3),
    "二三": (2, 3),
    "三四": (3, 4),
    "三五": (3, 5),
    "四五": (4, 5),
    "五六": (5, 6),
    "六七": (6, 7),
    "七八": (7, 8),
    "八九": (8, 9),
}
_PAIR = re.compile(
    r"(.{0,40}?)(一二|一两|两三|二三|三四|三五|四五|五六|六七|七八|八九)([十百千万亿]{0,4})"
)
_LONGEST = 40
_WAN: Final = 10_000
ONE: Final = Decimal(1)


@lru_cache(maxsize=8192)
def amount(numeral: str) -> Amount | None:
    """What ``numeral`` states, or None when it is not one number (八一, 万千, 二〇二〇)."""
    if len(numeral) > _LONGEST:
        return None
    if numeral.isascii() and numeral.isdigit():
        return _whole(numeral)
    if numeral.isascii() and "," not in numeral:
        return _decimal(numeral)
    text = numeral.translate(_FORMAL).replace(",", "")
    arabic = text[0].isdigit()
    match = _CORE.fullmatch(text)
    if match is None:
        return None
    vague, core, marker, multiple = match.groups()
    scale = _product(multiple)
    if vague:
        return _vague(vague, core, marker, scale)
    if not core:
        return None
    if not arabic and (pair := _PAIR.fullmatch(core)) and not marker:
        return _neighbours(pair)
    value = arabic_value if arabic else chinese_value
    hundreds, yi, rest = core.rpartition("亿")
    if scale == _WAN and yi and rest:  # 1亿3千多万: only what follows 亿 is multiplied
        whole, part = value(hundreds + yi), value(rest.lstrip("零〇"))
        if whole is None or part is None:
            return None
        return _beyond(whole, _qualified(rest, part, marker, scale, arabic=arabic))
    number = value(core)
    if number is None:
        return None
    return _qualified(core, number, marker, scale, arabic=arabic)


def _beyond(whole: Decimal, part: Amount) -> Amount:
    """``part`` on top of so many hundred millions."""
    add, stated = EXACT_ARITHMETIC.add, part.interval
    interval = Interval(
        add(whole, stated.low),
        None if stated.high is None else add(whole, stated.high),
        stated.low_open,
        stated.high_open,
    )
    number, upto, step, precision, exactness, _, arabic = part
    return Amount(add(whole, number), upto, step, precision, exactness, interval, arabic)


def _whole(digits: str) -> Amount:
    """What most numerals are, digits alone: the same without taking them apart."""
    number = Decimal(digits)
    stated = digits.rstrip("0")
    step = Decimal((0, (1,), len(digits) - len(stated))) if stated else ONE
    return Amount(number, None, step, ONE, Exactness.EXACT, Interval(number, number), arabic=True)


def _decimal(numeral: str) -> Amount | None:
    """What 86.37 states: as ``_whole``, one place per decimal."""
    whole, dot, decimals = numeral.partition(".")
    if not dot or not (whole + decimals).isdigit():
        return None
    number = Decimal(numeral)
    precision = ONE.scaleb(-len(decimals))
    kept = decimals.rstrip("0")
    step = ONE.scaleb(-len(kept)) if kept else _whole(whole).step
    return Amount(
        number, None, step, precision, Exactness.EXACT, Interval(number, number), arabic=True
    )


@lru_cache(maxsize=4096)
def exactly(number: Decimal, precision: Decimal, *, arabic: bool) -> Amount:
    """The amount that states exactly ``number``."""
    return _stated(number, last_place(number), precision, Exactness.EXACT, arabic=arabic)


def over(value: Amount, *, ones: bool = False) -> Amount:
    """The amount that states more than an exact ``value``; after its unit 多 counts in ones."""
    if value.exactness is not Exactness.EXACT or value.upto is not None:
        return value
    step = min(value.precision, value.step) if ones else value.step
    return _stated(value.number, step, value.precision, Exactness.OVER, arabic=value.arabic)


def spanning(low: Amount, high: Amount) -> Amount | None:
    """The range from one amount to another, or None when it would run backwards."""
    top = high.interval.high
    if top is None or low.interval.low >= top:
        return None
    interval = Interval(low.interval.low, top)
    precision = min(low.precision, high.precision)
    return Amount(low.number, top, low.step, precision, Exactness.EXACT, interval, low.arabic)


def _qualified(core: str, number: Decimal, marker: str, scale: int, *, arabic: bool) -> Amount:
    total = EXACT_ARITHMETIC.multiply(number, Decimal(scale))
    precision = _precision(core, scale, arabic=arabic)
    step = last_place(total)
    if not marker:
        return _stated(total, step, precision, Exactness.EXACT, arabic=arabic)
    if scale == 1 and core[-1] in LARGE:
        # 余 after 万 or 亿 counts in that magnitude: 10万余 is below 11万.
        step = min(step, precision)
    if marker == "来":
        low = EXACT_ARITHMETIC.subtract(total, EXACT_ARITHMETIC.divide(step, Decimal(10)))
        interval = Interval(low, EXACT_ARITHMETIC.add(total, step), high_open=True)
        return Amount(total, None, step, precision, Exactness.ABOUT, interval, arabic)
    return _stated(total, step, precision, Exactness.OVER, arabic=arabic)


def _stated(
    total: Decimal,
    step: Decimal,
    precision: Decimal,
    exactness: Exactness,
    *,
    arabic: bool,
) -> Amount:
    interval = asserted(total, exactness=exactness, place=step)
    return Amount(total, None, step, precision, exactness, interval, arabic)


def _vague(vague: str, core: str, marker: str, scale: int) -> Amount | None:
    """数十, 几百, 数万, 几十万; 几 and 数 alone are 2 to 10."""
    if any(c in DIGITS or c in TENS for c in core):
        return None
    base = Decimal(_product(core) * scale)
    low = EXACT_ARITHMETIC.multiply(base, Decimal(2))
    interval = asserted(low, exactness=Exactness.INDEFINITE, place=base)
    return Amount(low, interval.high, base, base, Exactness.INDEFINITE, interval)


def _neighbours(pair: re.Match[str]) -> Amount | None:
    """三四十人 is 30 to 40, 十五六 is 15 to 16: neighbouring digits are a range.

    Behind a scale they fill the next place: 两万七八 is 27,000 to 28,000.
    """
    head, digits, tail = pair.groups()
    if head and head[-1] not in SCALES:
        return None
    first, second = _NEIGHBOURS[digits]
    scale = SCALES[head[-1]] // 10 if head and not tail else _product(tail)
    if head and tail and SCALES[head[-1]] <= SCALES[tail[0]]:
        low = chinese_value(head + _digit(first) + tail)
        high = chinese_value(head + _digit(second) + tail)
    else:
        base = (chinese_value(head) or Decimal(0)) if head else Decimal(0)
        low, high = base + first * scale, base + second * scale
    if low is None or high is None:
        return None
    interval = Interval(low, high)
    step = Decimal(scale)
    return Amount(low, high, step, step, Exactness.EXACT, interval)


def _digit(value: int) -> str:
    return "零一二三四五六七八九"[value]


def _product(scales: str) -> int:
    total = 1
    for scale in scales:
        total *= SCALES[scale]
    return total


def _precision(core: str, scale: int, *, arabic: bool) -> Decimal:
    """The place of the last digit written: 100 of 1.22万, 10,000 of 1000万, 0.01 of 41379.99."""
    large = scale
    end = len(core)
    while end and core[end - 1] in SCALES and (arabic or core[end - 1] in LARGE):
        large *= SCALES[core[end - 1]]
        end -= 1
    _, dot, decimals = core[:end].rpartition(".")
    return Decimal(large).scaleb(-len(decimals)) if dot else Decimal(large)

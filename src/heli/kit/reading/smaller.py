"""Halves and smaller units behind a quantity: 一年半, 一年零三个月, 3元5角, 六米二, 四天四夜."""

import re
from decimal import Decimal
from typing import Final

from heli.kit.reading.digits import DIGITS
from heli.kit.reading.model import Kind
from heli.kit.reading.numerals import Amount, amount, exactly
from heli.kit.reading.units import Unit, UnitTable


Stated = tuple[Amount, int, Unit]
"""What a number with a unit states, and where it ends."""
HALF: Final = Decimal("0.5")
_HALF: Final = re.compile(r"半(?![数年月天径山岛封夜程])")
_COMPOUND: Final = re.compile(
    r"零?(\d{1,3}|[一二两三四五六七八九十]{1,3})(个月|天|小时|分钟|分|秒钟|秒|角|两)"
)
_GOES_ON: Final = frozenset("0123456789零一二两三四五六七八九十")
_SMALLER: Final = {
    "年": {"个月": 12},
    "个月": {"天": 30},
    "周": {"天": 7},
    "天": {"小时": 24},
    "小时": {"分钟": 60, "分": 60},
    "分钟": {"秒": 60, "秒钟": 60},
    "分": {"秒": 60, "秒钟": 60},
    "元": {"角": 10},
    "斤": {"两": 10},
}


def with_smaller(text: str, end: int, value: Amount, unit: Unit, table: UnitTable) -> Stated:
    """一年半, 一年零三个月, 3元5角: a half or a smaller unit added to the larger one."""
    following = text[end : end + 1]
    if following == "半" and _HALF.match(text, end):
        return exactly(value.number + HALF, HALF, arabic=value.arabic), end + 1, unit
    if following not in _GOES_ON:
        return value, end, unit
    if unit.name == "米" and (tenth := _TENTH.match(text, end)):
        more_of_it = Decimal(DIGITS[tenth.group()]) / 10
        return exactly(value.number + more_of_it, _TENTH_PLACE, arabic=value.arabic), end + 1, unit
    if unit.name == "天" and (nights := _NIGHTS.match(text, end)):
        return value, nights.end(), unit
    parts = _SMALLER.get(unit.name)
    match = _COMPOUND.match(text, end) if parts else None
    factor = parts.get(match.group(2)) if parts and match else None
    more = amount(match.group(1)) if match else None
    if match is None or factor is None or more is None:
        return value, end, unit
    if unit.name in {"元", "斤"}:
        total = value.number + more.number / factor
        return exactly(total, Decimal(1) / factor, arabic=value.arabic), match.end(), unit
    smaller = table.by_name["分钟" if match.group(2) == "分" else match.group(2)]
    total = value.number * factor + more.number
    return exactly(total, more.precision, arabic=value.arabic), match.end(), smaller


_TENTH: Final = re.compile(r"[一二三四五六七八九](?=[，。;、!?)的宽高长深厚多左])")
"""六米二: tenths of a metre are said without their unit."""
_TENTH_PLACE: Final = Decimal("0.1")
_NIGHTS: Final = re.compile(r"[一二两三四五六七八九十\d]{1,2}夜(?![里间晚色])")
"""四天四夜: the nights between the days."""


def half_from(text: str, place: int, table: UnitTable) -> Stated | None:
    """The far end of 15分钟到半个小时."""
    unit = table.at(text, place + 1 + text.startswith("个", place + 1))
    if unit is None or unit[1].kind is not Kind.DURATION:
        return None
    return exactly(HALF, HALF, arabic=False), *unit

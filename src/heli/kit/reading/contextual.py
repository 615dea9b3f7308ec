"""Signs that are units only beside what they count: rounds beside bullets, classes beside a school."""

import re
from decimal import Decimal
from typing import Final

from heli.kit.interval import EXACT_ARITHMETIC, Exactness
from heli.kit.reading.model import Kind
from heli.kit.reading.numerals import Amount, exactly, over
from heli.kit.reading.units import Unit


SIGNS: Final = frozenset("发班月")
_BEFORE_BULLETS: Final = re.compile(r"发[\u3400-\u9fff]{0,3}弹")
_ALONE: Final = re.compile(r"发(?![\u3400-\u9fff])")
_BULLETS: Final = re.compile(r"弹[^，。;、\n]{0,10}$")
_CLASS: Final = re.compile(r"班(?![级长子组次车会主干机底])")
_SCHOOL: Final = re.compile(
    r"(?:轨|规模[为达]?|开设|[共现]有|[增扩]至|每[周天日])约?[\d一二两三四五六七八九十]{1,3}$"
)
_ROUND: Final = Unit("发", Kind.COUNT)
_GROUP: Final = Unit("班", Kind.COUNT)
_MONTHS: Final = Unit("个月", Kind.DURATION, "个月")
_TWO_MONTHS: Final = re.compile(r"月(?![份底初末饼球])")
"""两月不涨: of a month nobody says 两."""


def unit_beside(text: str, place: int) -> Unit | None:
    """子弹300发, 2发炮弹, 6轨36班: what a number before ``place`` counts, if its surroundings tell."""
    sign = text[place : place + 1]
    if sign not in SIGNS or not sign:
        return None
    if sign == "月":
        return (
            _MONTHS if text[place - 1 : place] == "两" and _TWO_MONTHS.match(text, place) else None
        )
    before = max(place - 16, 0)
    if sign == "班":
        told = _CLASS.match(text, place) and _SCHOOL.search(text, before, place)
        return _GROUP if told else None
    told = _BEFORE_BULLETS.match(text, place) or (
        _ALONE.match(text, place) and _BULLETS.search(text, before, place)
    )
    return _ROUND if told else None


NONE: Final = Unit("", Kind.COUNT)
YI: Final = Decimal(100_000_000)


def hundred_millions(text: str, place: int, value: Amount) -> tuple[Amount, int, Unit] | None:
    """一个亿, 三个亿, 6000多个亿: 个 before 亿 counts no thing."""
    if text[place + 1 : place + 2] != "亿" or text[place + 2 : place + 3] == "万":
        return None
    if value.upto is not None:
        return None
    number = EXACT_ARITHMETIC.multiply(value.number, YI)
    stated = exactly(number, YI, arabic=value.arabic)
    if value.exactness is Exactness.OVER:
        stated = over(stated)
    elif value.exactness is not Exactness.EXACT:
        return None
    return stated, place + 2, NONE

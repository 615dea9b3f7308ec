"""Quantities: a numeral with its range, its unit and its qualifiers."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Final

from heli.kit.interval import EXACT_ARITHMETIC, Exactness
from heli.kit.reading.context import AFTER_FIRST, LAST, after, before, qualified
from heli.kit.reading.contextual import NONE, hundred_millions, unit_beside
from heli.kit.reading.digits import DIGITS, SCALES
from heli.kit.reading.mention import Mention
from heli.kit.reading.model import Kind, Role
from heli.kit.reading.money import (
    LAST as AFTER_CURRENCY,
    currency_before,
    tenths_after,
    word_before,
)
from heli.kit.reading.numerals import NUMERAL, Amount, amount, exactly, over, spanning
from heli.kit.reading.ranges import (
    BELOW,
    JOINS,
    LIMIT,
    LIMIT_SIGNS,
    TO,
    alike,
    close_above,
    falls,
    range_from,
)
from heli.kit.reading.smaller import HALF, Stated, half_from, with_smaller
from heli.kit.reading.units import Unit, UnitTable


_GE: Final = re.compile(
    r"个(多|半)(?=小时|月|星期|钟(?![表点楼声])|世纪|工作日|百分点|学期|礼拜|季度)"
)
_DIVISIBLE: Final = frozenset((Kind.DURATION, Kind.MONEY, Kind.MEASURE, Kind.PERCENT))

Unitless = Callable[[int, int, Amount], Mention | None]


def quantity_from(
    text: str, match: re.Match[str], table: UnitTable, unitless: Unitless
) -> tuple[Mention | None, int]:
    """The quantity whose numeral is ``match``; one without a unit goes to ``unitless``.

    The second value is where the numeral (or the whole quantity) ends.
    """
    (place, end), numeral = match.span(), match.group()
    found = amount(numeral)
    if found is None or (numeral in _NOTHING and not _NOUGHT.match(text, place - 1)):
        return None, end
    ranged = found
    if text[end : end + 1] in JOINS:
        ranged, end = range_from(text, end, found)
    if text[end : end + 1] == "+" and (more := _MORE.match(text, end)):
        return _and_more(text, (place, more.end()), found, table, unitless)
    stated = _unit(text, end, ranged, table)
    if ranged is not found and falls(found, ranged) and not _may_fall(stated):
        ranged, end = found, match.end()
        stated = _unit(text, end, found, table)
    if stated is None and ranged is not found:
        if mention := unitless(place, end, ranged):
            return _closed(text, mention, table)
        ranged, end = found, match.end()
        stated = _unit(text, end, found, table)
    if stated is None:
        mention = unitless(place, end, ranged)
        return _closed(text, mention, table) if mention else (None, end)
    mention = mention_of(text, place, stated)
    mention.numeral_end = end
    if mention.exactness is Exactness.AT_LEAST:
        return _closed(text, mention, table)
    return mention, mention.end


def _closed(text: str, mention: Mention, table: UnitTable) -> tuple[Mention, int]:
    """两万元以上五万元以下, 三年以上不满七年: the law names both ends, and they are one figure."""
    end = mention.end
    if text[end - 1] == "上" and text[end : end + 1] in LIMIT_SIGNS:
        _close(text, mention, end, table)
    return mention, mention.end


def _close(text: str, mention: Mention, end: int, table: UnitTable) -> None:
    limit = LIMIT.match(text, end)
    far = _with_unit(text, limit.end(), table) if limit else None
    if limit is None or far is None:
        return
    high, end, unit = far
    below = text.startswith(BELOW, end)
    if below or limit["open"]:
        close_above(mention, high, end + 2 * below, unit, open_end=not below)


_FALLING: Final = frozenset((Kind.DURATION, Kind.MEASURE))


def _may_fall(stated: Stated | None) -> bool:
    """What is measured may be told from the greater to the smaller (280-240天); 25-21分 is a score."""
    return stated is not None and stated[2].kind in _FALLING and stated[2].name != "分"


_NOTHING: Final = frozenset("零〇")
"""Alone it begins a word (零件, 零投诉)."""
_NOUGHT: Final = re.compile(r"为零(?=[，。;、!?)])")
_RULES: Final = {kind: f"quantity.{kind.value}" for kind in Kind}
_MORE: Final = re.compile(r"\+(?![\dA-Za-z+])")


def _and_more(
    text: str, span: tuple[int, int], value: Amount, table: UnitTable, unitless: Unitless
) -> tuple[Mention | None, int]:
    """1.2万+ is that or more."""
    place, end = span
    stated = _unit(text, end, value, table)
    mention = mention_of(text, place, stated) if stated else unitless(place, end, value)
    if mention is None:
        return None, end
    mention.numeral_end = end
    _reword(mention, value, Exactness.AT_LEAST, below=False)
    return mention, mention.end


def pointed_from(text: str, place: int, table: UnitTable) -> Mention | None:
    """一点八年, 三点五亿元: a decimal in words, with its unit."""
    match = _POINTED.match(text, place)
    whole = amount(match.group(1)) if match else None
    if match is None or whole is None:
        return None
    decimals = "".join(str(DIGITS[sign]) for sign in match.group(2))
    scale = Decimal(SCALES.get(match.group(3), 1))
    number = EXACT_ARITHMETIC.multiply(whole.number + Decimal("0." + decimals), scale)
    value = exactly(number, scale.scaleb(-len(decimals)), arabic=False)
    stated = _unit(text, match.end(), value, table)
    if stated is None and match.group(3):
        stated = value, match.end(), NONE
    if stated is None or stated[2].name in _OF_CLOCKS:
        return None
    mention = mention_of(text, place, stated)
    mention.numeral_end = match.end()
    return mention


_POINTED: Final = re.compile(
    r"([零一二两三四五六七八九十百廿卅]{1,5})[点.]([零〇一二三四五六七八九]{1,4})(?![十百千点刻])([万亿]?)"
)
_OF_CLOCKS: Final = frozenset(("分", "秒"))


def mention_of(text: str, place: int, stated: Stated) -> Mention:
    """A figure from what is stated, widened by the qualifiers around it."""
    value, end, unit = stated
    if unit.name == "块" and (paid := tenths_after(text, end, value)):
        (value, end), unit = paid, _PAID
    elif unit.name == "块" and _is_paid(text, place, end):
        unit = _PAID
    elif unit.name == "分" and text[end - 1] == "半":
        unit = _MINUTES
    stated_in = value.interval
    mention = Mention(
        place,
        end,
        unit.kind,
        Role.FIGURE,
        _RULES[unit.kind],
        stated_in.low,
        stated_in.high,
        stated_in.low_open,
        stated_in.high_open,
        value.exactness,
        value.precision,
        unit.name,
        arabic=value.arabic,
    )
    if text[place - 1 : place] in LAST or text[end : end + 1] in AFTER_FIRST:
        _qualify(text, mention, value)
    sign = text[mention.start - 1 : mention.start]
    if (
        sign in AFTER_CURRENCY
        and unit.name in _YUAN
        and (currency := currency_before(text, mention.start))
    ):
        mention.start, mention.unit = currency
        if mention.exactness is Exactness.EXACT and (word := word_before(text, mention.start)):
            _qualify_currency(text, mention, value, word[0])
    elif sign == "-" and _is_signed(text, mention) and mention.exactness is Exactness.EXACT:
        _negate(text, mention)
    elif sign == "+" and unit.name in _SIGNED and _opens(text, mention.start - 1):
        mention.start -= 1
    return mention


def _qualify_currency(text: str, mention: Mention, value: Amount, start: int) -> None:
    """超过港币120万元: a qualifier before the currency, which begins at ``start``, is one of the sum."""
    sum_at = mention.start
    if start and text[start - 1] in LAST:
        mention.start = start
        _qualify(text, mention, value)
        if mention.exactness is Exactness.EXACT:
            mention.start = sum_at


_PAID: Final = Unit("元", Kind.MONEY)
_MINUTES: Final = Unit("分钟", Kind.DURATION)
"""两分半 is a time; a mark has its half in decimals."""


def _is_paid(text: str, place: int, end: int) -> bool:
    """去年卖六块，今年八块都有人抢: what is bought and sold for so many 块 is money."""
    plain = text[end : end + 1] in _BEHIND_MONEY
    dealt = text[place - 1 : place] in _DEALS or text[place - 2 : place] in _YEARS
    return (plain and dealt) or _PRICED.search(text, max(place - 3, 0), place) is not None


_DEALS: Final = frozenset("到卖花赚收涨降省掏欠罚贴补付要")
_PRICED: Final = re.compile(r"[钱费价租薪票][就只才是]?$")
"""工钱就12块: what is paid stands before."""
_YEARS: Final = frozenset(("个月", "一天", "去年", "今年", "现在", "以前", "每斤", "一斤"))
_BEHIND_MONEY: Final = frozenset(("", *"，。、;!?)都就也才一"))
_YUAN: Final = frozenset(("元", "新台币"))
_BEFORE_PLUS: Final = frozenset("(:，、。 \n)】")
"""（+2.15%）: a sign that says upwards, as - says downwards."""
_SIGNED: Final = frozenset(("%", "‰", "摄氏度"))
_BEFORE_MINUS: Final = frozenset("为是至到(、，:")


def _opens(text: str, sign: int) -> bool:
    """Whether a plus stands where nothing is added to anything."""
    return not sign or text[sign - 1] in _BEFORE_PLUS


def _is_signed(text: str, mention: Mention) -> bool:
    """利润为-3.8亿元 is a loss; in 成人票-80元 the dash says nothing."""
    if mention.unit in _SIGNED:
        return True
    before = text[mention.start - 2] if mention.start > 1 else ""
    return mention.unit == "元" and before in _BEFORE_MINUS


def _negate(text: str, mention: Mention) -> None:
    """-3.2% and -5℃ are below zero; a dash between two words or numbers is none of theirs."""
    before = text[mention.start - 2 : mention.start - 1]
    if (before.isalnum() and not "\u3400" <= before <= "\u9fff") or before in ("-", "%", "‰", "℃"):
        return
    if mention.low is not None and mention.high is not None:
        mention.low, mention.high = -mention.high, -mention.low
        mention.start -= 1


def _unit(text: str, end: int, value: Amount, table: UnitTable) -> Stated | None:
    sign = text[end : end + 1]
    if sign == "分" and text.startswith("分多钟", end):
        return over(value), end + 3, table.by_name["分钟"]
    if sign == "个" and (yi := hundred_millions(text, end, value)):
        return yi
    if sign == "个" and (ge := _GE.match(text, end)):
        return _after_ge(text, ge, value, table)
    found = table.at(text, end)
    if found is None:
        return (value, end + 1, unit) if (unit := unit_beside(text, end)) else None
    end, unit = found
    stated = value, end, unit
    if unit.kind in _DIVISIBLE and value.exactness is Exactness.EXACT and value.upto is None:
        stated = with_smaller(text, end, value, unit, table)
    if text[stated[1] : stated[1] + 1] in JOINS and (far := _far_end(text, stated, table)):
        return far
    return stated


def _far_end(text: str, stated: Stated, table: UnitTable) -> Stated | None:
    """The far end of a range that repeats its unit: 63%~68%, 5万元至10万元, 八个月至一年零两个月."""
    low, end, unit = stated
    to = TO.match(text, end)
    far = _with_unit(text, to.end(), table) if to else None
    if to and far is None and text[to.end()] == "半":
        far = half_from(text, to.end(), table)
    if far is None:
        return None
    high, end, second = far
    common: Unit | None = unit
    if second is not unit:
        low, high, common = alike(low, unit, high, second)
    merged = spanning(low, high) if common is not None else None
    return (merged, end, common) if merged is not None and common is not None else None


def _with_unit(text: str, place: int, table: UnitTable) -> Stated | None:
    """The number that begins at ``place`` with its unit and a smaller one behind it."""
    found = NUMERAL.match(text, place)
    value = amount(found.group()) if found else None
    unit = table.at(text, found.end()) if found else None
    if value is None or unit is None:
        return None
    if unit[1].kind is Kind.DURATION and value.exactness is Exactness.EXACT:
        return with_smaller(text, unit[0], value, unit[1], table)
    return value, *unit


def _after_ge(text: str, ge: re.Match[str], value: Amount, table: UnitTable) -> Stated | None:
    """一个多小时 is one to two hours, 两个半月 two and a half months."""
    found = table.at(text, ge.end())
    if found is None and text.startswith("月", ge.end()):
        found = ge.end() + 1, table.by_name["个月"]
    if found is None and text.startswith("钟", ge.end()):
        found = ge.end() + 1, table.by_name["小时"]
    if found is None:
        return None
    end, unit = found
    if ge.group(1) == "多":
        return over(value), end, unit
    return exactly(value.number + HALF, HALF, arabic=value.arabic), end, unit


_PERIODS: Final = frozenset(("年", "个月", "周", "天", "季度"))
_LASTING: Final = re.compile(
    r"(?:经过|历时|耗时|为期|长达|达|用时|花|花了|费时|用了|了|时间|已经?|已有)$"
)


def _qualify(text: str, mention: Mention, value: Amount) -> None:
    lead = before(text, mention.start, mention.end)
    if lead is not None:
        start, meaning, below = lead
        if text[start] == "近" and _is_recent(text, mention, start):
            mention.role, mention.rule = Role.REFERENCE, "duration.recent"
            mention.start = start
        else:
            mention.start = start
            _reword(mention, value, meaning, below=below)
    tail = after(text, mention.end, measured=mention.kind is not Kind.COUNT)
    if tail is not None:
        end, meaning = tail
        mention.end = end
        if meaning is Exactness.EXACT:
            return
        if lead is None and meaning is Exactness.OVER:
            _settle(mention, over(value, ones=not text.endswith("出头", 0, end)))
        elif lead is None:
            _reword(mention, value, meaning, below=text.endswith("不到", 0, end))


def _is_recent(text: str, mention: Mention, start: int) -> bool:
    """近三年 are the recent three years, but 历时近三年 took nearly three."""
    if mention.kind is not Kind.DURATION or mention.unit not in _PERIODS:
        return False
    return _LASTING.search(text[max(start - 3, 0) : start]) is None


def _reword(mention: Mention, value: Amount, meaning: Exactness, *, below: bool) -> None:
    """Apply a qualifier; what 余, 数 or a range already said stays as it is."""
    if value.exactness is Exactness.EXACT and value.upto is None:
        mention.bound(qualified(value, meaning, below=below))
        mention.exactness = meaning
        mention.rule += f".{meaning.value}"


def _settle(mention: Mention, value: Amount) -> None:
    if mention.exactness is Exactness.EXACT:
        mention.bound(value.interval)
        mention.exactness = value.exactness
        mention.rule += ".over"

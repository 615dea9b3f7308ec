"""Shares and halves: 百分之六十, 三分之二, 六成, 过半, 半年; and counts without a numeral (多家)."""

import re
from decimal import Decimal
from typing import Final

from heli.kit.interval import Exactness, Interval, asserted
from heli.kit.reading.context import qualified
from heli.kit.reading.digits import DIGITS
from heli.kit.reading.mention import Mention
from heli.kit.reading.model import Kind, Role
from heli.kit.reading.numerals import Amount, amount, exactly
from heli.kit.reading.quantity import mention_of
from heli.kit.reading.tries import listed
from heli.kit.reading.units import Unit, UnitTable


_PARTS: Final = {"百": "%", "千": "‰", "万": "‱"}
_SHARE: Final = re.compile(
    r"(?P<below>[百千万]|[二两三四五六七八九十]{1,3})分之(?P<above>\d++(?:\.\d++)?+|[零一二两三四五六七八九十百几]{1,7}+(?:点[零一二三四五六七八九]{1,4}+)?+)(?P<more>[余多]?)"
)
_TENTHS: Final = re.compile(
    r"(?P<low>[一二两三四五六七八九]|\d(?:\.\d)?)(?:[到至~-]?(?P<upto>[二三四五六七八九2-9]))?成(?P<half>[半一二三四五六七八九]?)(?![员功立果都效为就本分熟长交绩人型绩像语份因品天活百])(?P<more>多?)"
)
_HALVES: Final = re.compile(
    r"半(?:数(?!据|字|码)|个多(?=小时|月|钟头)|个(?=小时|钟头|月|世纪|学期|工作日)|(?=[年天日月]|小时|分钟|学期|学年|世纪)|(?=米(?![饭粉])|公里|公斤|斤(?!八)|吨|亩))"
)
_ONE_HALF: Final = re.compile(r"一半(?![天夜路截点山空途])")
_HALF: Final = Decimal("0.5")
_RATIO = Unit("", Kind.PERCENT)


def share_at(text: str, place: int, table: UnitTable) -> Mention | None:
    """The share whose first numeral character stands at ``place``."""
    if match := _SHARE.match(text, place):
        return _fraction(text, match, table)
    if slashed := _SLASHED.match(text, place):
        return _slashed(text, slashed)
    if _ONE_HALF.match(text, place):
        value = exactly(_HALF, Decimal("0.1"), arabic=False)
        mention = mention_of(text, place, (value, place + 2, _RATIO))
        mention.rule = "share.half"
        return mention
    match = _TENTHS.match(text, place)
    return _tenths(text, match, table) if match else None


def _fraction(text: str, match: re.Match[str], table: UnitTable) -> Mention | None:
    above = _decimal(match.group("above"))
    if above is None:
        return None
    sign = _PARTS.get(match.group("below"))
    if sign is not None:
        unit = table.by_name.get(sign, _RATIO)
        value = _more(above, bool(match.group("more")))
        return mention_of(text, match.start(), (value, match.end(), unit))
    below = amount(match.group("below"))
    if below is None or not below.number:
        return None
    value = _share(above / below.number, arabic=False)
    mention = mention_of(text, match.start(), (value, match.end(), _RATIO))
    mention.rule = "share.fraction"
    return mention


_SLASHED: Final = re.compile(r"([1-9])/([2-9]|10)(?![\d/])")


def _slashed(text: str, match: re.Match[str]) -> Mention | None:
    """1/4 is a quarter."""
    above, below = Decimal(match.group(1)), Decimal(match.group(2))
    if above >= below or (match.start() and text[match.start() - 1] in "/-."):
        return None
    value = _share(above / below, arabic=True)
    mention = mention_of(text, match.start(), (value, match.end(), _RATIO))
    mention.rule = "share.fraction"
    return mention


def _share(number: Decimal, *, arabic: bool) -> Amount:
    """A fraction as its decimal; 近 and 约 give it a tenth, as they give 一半."""
    interval = Interval(number, number)
    return Amount(number, None, _TENTH, _HUNDREDTH, Exactness.EXACT, interval, arabic)


_TENTH: Final = Decimal("0.1")
_HUNDREDTH: Final = Decimal("0.01")


def _more(number: Decimal, more: bool) -> Amount:  # noqa: FBT001  -- a private helper of one caller
    value = exactly(number, Decimal(1), arabic=False)
    if not more:
        return value
    interval = asserted(number, exactness=Exactness.OVER, place=value.step)
    return Amount(number, None, value.step, value.precision, Exactness.OVER, interval)


def _decimal(numeral: str) -> Decimal | None:
    whole, point, digits = numeral.partition("点")
    value = amount(whole)
    if value is None:
        return None
    if not point:
        return value.number
    return value.number + Decimal("0." + "".join(str(DIGITS[c]) for c in digits))


def _tenths(text: str, match: re.Match[str], table: UnitTable) -> Mention | None:
    """六成 is about 60 %: five points either way (a tenth is all it states)."""
    low = _decimal(match.group("low"))
    if low is None:
        return None
    half = match.group("half")
    number = low * 10 + (5 if half == "半" else DIGITS.get(half, 0))
    upto = match.group("upto")
    high = 10 * (DIGITS.get(upto) or int(upto)) if upto else None
    ten = Decimal(1 if half else 10)
    if high is not None:
        interval = Interval(number, Decimal(high)) if high > number else None
        if interval is None:
            return None
        value = Amount(number, interval.high, ten, ten, Exactness.EXACT, interval)
    elif match.group("more"):
        interval = asserted(number, exactness=Exactness.OVER, place=ten)
        value = Amount(number, None, ten, ten, Exactness.OVER, interval)
    else:
        value = exactly(number, ten, arabic=False)
    mention = mention_of(text, match.start(), (value, match.end(), table.by_name["%"]))
    if mention.exactness is Exactness.EXACT and high is None:
        mention.bound(qualified(value, Exactness.ABOUT, below=False))
        mention.exactness = Exactness.ABOUT
    mention.rule = "share.tenths"
    return mention


def half_at(text: str, place: int, table: UnitTable) -> Mention | None:
    """半年, 半个月, 半小时, 半数; also 一个半小时 is read elsewhere, as a quantity."""
    match = _HALVES.match(text, place)
    part = bool(place) and text[place - 1] in "上下前后大小多"
    if match is None or (part and text[place - 2 : place] not in _MOVED):
        return None
    if match.group().startswith("半数"):
        value = exactly(_HALF, Decimal("0.1"), arabic=False)
        mention = mention_of(text, place, (value, place + 2, _RATIO))
        mention.rule = "share.half"
        return mention
    found = table.at(text, match.end())
    if text.startswith("月", match.end()):
        found = match.end() + 1, table.by_name["个月"]
    if found is None or found[1].kind not in _HALVED:
        return None
    value = exactly(_HALF, _HALF, arabic=False)
    if match.group() == "半个多":
        interval = Interval(_HALF, Decimal(1), low_open=True, high_open=True)
        value = Amount(_HALF, None, _HALF, _HALF, Exactness.OVER, interval)
    return mention_of(text, place, (value, found[0], found[1]))


_HALVED: Final = frozenset((Kind.DURATION, Kind.MEASURE))
_MOVED: Final = frozenset(("提前", "推后", "延后", "滞后", "落后"))
_SOME: Final = re.compile(r"若干(?=(?P<unit>.?))")
_TWO: Final = Interval(Decimal(2), None)
_ONE: Final = Interval(Decimal(1), None)
_FEW: Final = Interval(Decimal(2), Decimal(10), high_open=True)
_YI: Final = Interval(Decimal(200_000_000), Decimal(1_000_000_000), high_open=True)


_GROWING: Final = frozenset("越更")


def indefinite_at(text: str, place: int, table: UnitTable) -> Mention | None:
    """若干, 多家, 几天, 数名: a count or duration without a number."""
    few = text[place] in "几数"
    if not few and text[place - 1 : place] in _GROWING:
        return None  # 越来越多人
    if text[place] == "几" and text.startswith("个亿", place + 1):
        mention = _vague(place, place + 3, Unit("", Kind.COUNT), _YI, "indefinite.few")
        return _good_many(text, mention)
    bare = text.startswith("若干", place)
    found = table.at(text, place + (2 if bare else 1))
    if found is None:
        if not bare or text[place + 2 : place + 3] not in _STOPS:
            return None
        return _vague(place, place + 2, Unit("", Kind.COUNT), _ONE, "indefinite.some")
    end, unit = found
    if unit.name not in _COUNTABLE and unit.kind is not Kind.DURATION:
        return None
    if text[place] == "多" and text.startswith("少", end):
        return None  # 车多人少
    if text[place] == "多" and (unit.kind is Kind.DURATION and unit.name not in _LONG):
        return None
    interval = _FEW if few else _TWO
    mention = _vague(place, end, unit, interval, "indefinite.few" if few else "indefinite.many")
    if place and text[place - 1] == "近" and unit.kind is Kind.DURATION:
        mention.role, mention.start = Role.REFERENCE, place - 1
    return _good_many(text, mention)


def _good_many(text: str, mention: Mention) -> Mention:
    """好几亩; 正好几亩 and 友好几国 say nothing of the kind."""
    start = mention.start
    if text[start] == "几" and text[start - 1 : start] == "好" and text[:start][-2:-1] not in _GOOD:
        mention.start = start - 1
    return mention


_GOOD: Final = frozenset("正友刚恰最良美爱只")


_STOPS: Final = frozenset(("", *"，。、,;!?)\n"))
_LONG: Final = frozenset(("年",))
_COUNTABLE: Final = listed(
    "人次 人 名 位 户 家 次 场 场次 批 批次 期 篇 条 件 份 项 个 种 所 支 部 册 本 套 只 辆 艘 架 台 座 栋 "
    "幢 间 块 片 瓶 桶 箱 袋 盒 幅 张 首 封 起 例 宗 笔 轮 届 处 类 款 组 队 对 棵 株 头 元 吨 公斤 斤 米 公里 亩 倍 "
    "省 市 县 区 国 村 镇 乡 户次 遍 趟 回 轮次 门 道 方 层 级 点 番 车次"
)


def _vague(start: int, end: int, unit: Unit, interval: Interval, rule: str) -> Mention:
    mention = Mention(start, end, unit.kind, Role.FIGURE, rule, unit=unit.name)
    mention.bound(interval)
    mention.exactness, mention.arabic = Exactness.INDEFINITE, False
    mention.numeral_end = end - len(unit.name)
    return mention

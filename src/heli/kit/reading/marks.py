"""Numbers that rank or list: 一、 and 一是, 第三批, 十九届, 一等奖, 前五名."""

import re
from decimal import Decimal
from typing import Final

from heli.kit.reading.dates import number_of
from heli.kit.reading.mention import Mention
from heli.kit.reading.model import Kind, Role
from heli.kit.reading.numerals import NUMERAL, amount
from heli.kit.reading.units import UnitTable


_OPENING: Final = frozenset("\n。;:，,!?”) ")
_MARK_CN: Final = re.compile(
    r"([二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])(、|(?=是(?!否|不是|指|日)|要(?!求|点|素|务|闻|件)|来(?=是|自)))"
)
_MARK_ARABIC: Final = re.compile(
    r"(\d{1,2})(?:\.(?=(?:19|20)\d\d年)|\.(?!\d(?!\d?月))|(?=、)|(?=[)]))"
)

_MARK_LINE: Final = re.compile(
    r"(\d{1,2})(?:\.(?=(?:19|20)\d\d年)|\.(?!\d(?!\d?月|\d{0,4}[个名家位户件场次所篇支](?!百分|月|小时|工作日)))|(?=、)|(?=[)]))"
)
"""At the beginning of a line 6.57个 is the sixth item, and 57 of them."""


def mark_at(text: str, place: int) -> Mention | None:
    """A list mark: 一、 or 1. at the start of a line, 一是 or 二要 at the start of a clause."""
    before = text[place - 1] if place else "\n"
    if before not in _OPENING and before != "(":
        return None
    arabic = _MARK_LINE if before == "\n" else _MARK_ARABIC
    pattern = arabic if text[place].isdigit() else _MARK_CN
    match = pattern.match(text, place)
    if match is None:
        return None
    sign = text[match.end() : match.end() + 1]
    listed = match.group().endswith("、") or sign == "、"
    if listed and before not in "\n。;”) ":
        return None
    if before == "(" and sign != ")":
        return None
    end = match.end(1) if listed else match.end()
    value = Decimal(number_of(match.group(1)))
    mention = Mention(place, end, Kind.ORDINAL, Role.STRUCTURE, "ordinal.mark")
    mention.low = mention.high = value
    mention.what = "enumerator " + text[place : end + 1]
    return mention


_RANKED: Final = re.compile(
    r"[号批届场次期卷章节条轮名位个只站版辑集讲课号项类组天年支家篇回局代排块座件枚套句首张季轴楼层组届次式页幕例]"
)
_FIRST: Final = re.compile(
    r"首(?:[批届次个家支例期场轮站套座只部条单列位艘台架本届年块项组]|日(?=成交|票房))(?!先|席|都|长)"
)


def ordinal_at(text: str, place: int, table: UnitTable) -> Mention | None:
    """第一批, 第22届, 第六(指导组), 首批: a rank, named by the classifier after it."""
    if text[place] == "首":
        match = _FIRST.match(text, place)
        if match is None:
            return None
        mention = Mention(place, match.end(), Kind.ORDINAL, Role.REFERENCE, "ordinal.first")
        mention.low = mention.high = Decimal(1)
        mention.unit = text[match.end() - 1]
        return mention
    match = NUMERAL.match(text, place + 1)
    value = amount(match.group()) if match else None
    if match is None or value is None:
        return None
    end = match.end()
    mention = Mention(place, end, Kind.ORDINAL, Role.NAME, "ordinal.numbered")
    mention.low, mention.high = value.number, value.upto or value.number
    if to := _RANGE.match(text, end):
        far = amount(to.group(1))
        end = to.end() if far else end
        mention.high = far.number if far else mention.high
    if text.startswith("季度", end):
        mention.role, end, mention.unit = Role.REFERENCE, end + 2, "季度"
    elif _RANKED.match(text, end) and not text.startswith(("名录", "组织", "代表", "次日"), end):
        mention.role, mention.unit, end = Role.REFERENCE, text[end], end + 1
    mention.end = end
    return mention


_RANGE: Final = re.compile(r"[-~至到]第?(\d{1,4}|[一二三四五六七八九十百]{1,4})")
_TERM: Final = re.compile(
    r"([一二三四五六七八九十]{1,4}|\d{1,2})届(?=[一二三四五六七八九十]{1,2}[次中]|全会|全国|人大|政协|中央|中纪委|省委|市委|县委|区委|理事|委员|常委|党代|代表)"
)
_SESSION: Final = re.compile(
    r"([一二三四五六七八九十]{1,4})(中(?=全会)|次(?=全会|党代|会议|代表大会|全体|理事会|常委会|常务|会员|团代|妇代|代会|全委))"
)
_GRADE: Final = re.compile(
    r"([一二三四五六七八九十])([级等](?=响应|甲等|乙等|医院|教授|奖|功|预警|警|战备|保护|学科|巡视员|调研员|主任|科员|高级|法人|文物|公路|建造|资质|市场|网络|勤务|文学|运动|士官|残|伤|品|标准|题|目录|指标|财务|单位|裁判|社会|心理|律师|演员|美术|编剧|及))"
)
_TOP: Final = re.compile(
    r"(?:(?<![目此日当之以从先提空年天月时])前|(?<=排名)后|(?<=名列)后|(?<=位列)后)(?=([一二三四五六七八九十百]{1,3}|\d{1,4})(名|位|列|强|百分之|[%茅甲]))"
)


def rank_at(text: str, place: int) -> Mention | None:
    """Ranks without 第: 十九届四中全会, 一等奖, 一级响应, 前五名."""
    for pattern in (_TERM, _SESSION, _GRADE):
        match = pattern.match(text, place)
        if match:
            mention = Mention(place, match.end(), Kind.ORDINAL, Role.NAME, "ordinal.rank")
            mention.low = mention.high = Decimal(number_of_any(match.group(1)))
            mention.unit = text[match.end(1)] if match.end(1) < len(text) else ""
            return mention
    if place and text[place - 1] in "前后" and (match := _TOP.match(text, place - 1)):
        end = match.end() + len(match.group(1))
        if match.group(2) not in ("名", "位", "强"):
            return None
        mention = Mention(place - 1, end + 1, Kind.ORDINAL, Role.REFERENCE, "ordinal.top")
        mention.low = mention.high = Decimal(number_of_any(match.group(1)))
        mention.unit = match.group(2)
        return mention
    return None


def number_of_any(numeral: str) -> Decimal:
    """The value of a plain numeral that a pattern has already vetted."""
    value = amount(numeral)
    return value.number if value else Decimal(0)

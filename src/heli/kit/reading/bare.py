"""Numbers without a unit: 数十万群众, 100万经费, 30余社会组织, 阅读量超10万, 存入银行500万."""

import re
from typing import Final

from heli.kit.interval import Exactness
from heli.kit.reading.context import before
from heli.kit.reading.contextual import NONE
from heli.kit.reading.mention import ONE, Mention
from heli.kit.reading.money import currency_before
from heli.kit.reading.numerals import Amount
from heli.kit.reading.units import UnitTable
from heli.kit.reading.unnamed import (
    INDEX,
    ROUND,
    ROUND_SIGNS,
    great,
    is_toll,
    joint,
    made,
    shared,
)
from heli.kit.reading.words import Words


_HOTLINE: Final = re.compile(r"[\u3400-\u9fff]{0,6}?(?:热线|专线|举报电话)")
"""12345市民服务热线: a number to call."""
_STOPS: Final = frozenset(("", *"，。、,;!?)\n+的"))
_GIVING: Final = re.compile(
    r"(?:捐款|捐资|捐助|捐赠|善款|资金|经费|补助|补贴|奖金|奖励|投资(?!人|者|机构|客)|出资|募集|筹集|拨付|拨款|贷款|收入|支出|预算|罚款|认捐|注资|产值|营收|销售额|增收|流水|赚|挣|亏|欠|花掉?了|捐[了出]|工资|月薪|年薪|房租|摊位费|学费|电费|运费)[^，。;、]{0,6}$"
)
_EARNED: Final = re.compile(
    r"(?:(?:赚|挣|亏|欠|花)[了着]?|工资|月薪|年薪|房租|摊位费|学费|电费|运费)$"
)
"""上个月赚了六千八, 摊位费四百八: said of money alone."""
_REACH: Final = re.compile(
    r"(?:量|数|次|人气|粉丝|受众|人口|总人口|点赞|播放|阅读|浏览|点击|转发|观看|访问|关注|人员|人数|人次|惠及|覆盖|发放|下载|参与|达到|达|录得|录|约为|约|为|共|突破|超|超过|逾|近)$"
)


def bare_at(
    text: str, place: int, end: int, value: Amount, table: UnitTable, words: Words
) -> Mention | None:
    """The figure of a number that no unit follows, or None when it says nothing countable."""
    if currency := currency_before(text, place):
        start, name = currency
        mention = made(text, place, end, value, table.by_name[name], "bare.currency")
        mention.start, mention.unit = min(start, mention.start), name
        return mention
    if words.money.match(text, end):
        if value.number < _LEAST_MONEY:
            return None
        return made(text, place, end, value, table.by_name["元"], "bare.money")
    if text[end - 1] == "+" and value.number >= ROUND:
        return made(text, place, end, value, NONE, "bare.more")
    if text[place:end] in _CODES:
        return None
    rounded = value.exactness is not Exactness.EXACT or value.step >= ROUND
    if _HOTLINE.match(text, end):
        return None
    counted = words.persons.match(text, end) or words.bodies.match(text, end)
    if counted and (value.precision >= ONE or value.number >= ROUND):
        if (value.arabic and not _YEAR.fullmatch(text, place, end)) or rounded:
            return made(text, place, end, value, NONE, "bare.counted")
        return joint(text, place, end, value)
    if is_toll(text, place, end):
        return made(text, place, end, value, NONE, "bare.toll")
    if value.precision < ONE and (listed := shared(text, place, end, value, table)):
        return listed
    if text[end : end + 1] not in _STOPS:
        return great(text, place, end, value)
    return _closing(text, place, end, value, table)


def _closing(text: str, place: int, end: int, value: Amount, table: UnitTable) -> Mention | None:
    """What a number is that a stop follows: a sum, a reach, an index, or something great."""
    lead = before(text, place, end)
    start = lead[0] if lead else place
    leading = text[max(start - 10, 0) : start]
    enough = _LEAST_MONEY if value.arabic or _EARNED.search(leading) else _WAN
    if value.number >= enough and _GIVING.search(leading):
        return made(text, place, end, value, table.by_name["元"], "bare.money")
    if _LARGE.search(text, place, end) and (lead or _REACH.search(leading)):
        return made(text, place, end, value, NONE, "bare.reach")
    if value.arabic and value.number >= _LEAST_MONEY and _COUNTED.search(leading):
        return made(text, place, end, value, NONE, "bare.reach")
    if lead and text[place] in ROUND_SIGNS and text[end : end + 1] != "的":
        return made(text, place, end, value, NONE, "bare.reach")
    if value.exactness is Exactness.OVER and value.number >= _LEAST_MONEY:
        return made(text, place, end, value, NONE, "bare.more")
    if (value.precision < ONE or not value.number) and INDEX.search(leading):
        return made(text, place, end, value, NONE, "bare.index")
    return great(text, place, end, value)


_COUNTED: Final = re.compile(r"(?:(?:次数|人数|数量|总数|数)[^，。;、]{0,3}为|达到?了?)$")
"""消费次数达到了2708，: what is counted stands before; no year is reached so."""
_CODES: Final = frozenset(("985", "211", "863", "973", "119", "110", "120", "122"))
_YEAR: Final = re.compile(r"(?:19|20)\d[1-9]")
"""2023青年论坛: held in that year."""
_LEAST_MONEY: Final = 100
_WAN: Final = 10_000
_LARGE: Final = re.compile(r"[万亿]")

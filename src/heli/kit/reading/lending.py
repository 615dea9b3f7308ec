"""Whether a figure without a noun of its own may count what the figure before it counts."""

import re
from typing import Final

from heli.kit.reading.ahead import PEOPLE
from heli.kit.reading.alike import kin_of
from heli.kit.reading.mention import Mention
from heli.kit.reading.model import Kind
from heli.kit.reading.nouns import Nouns
from heli.kit.reading.phrases import NOTHING, Span
from heli.kit.reading.wholes import AREA, INHABITED


def lends(finder: Nouns, text: str, last: Mention, mention: Mention, start: int) -> bool:
    """Whether what ``last`` counts can be what ``mention`` counts: no people are paid, no thing lasts."""
    if last.unit == "岁" and mention.unit != "岁":
        return False
    if mention.start == last.end or mention.kind is Kind.PERCENT or mention.unit == "岁":
        return True
    if mention.unit in _PERSONS and last.kind is not Kind.COUNT:
        return finder.names_people(text, last.what_span)
    if _people_for_things(finder, text, last, mention) or _own_clause(text, last, mention, start):
        return False
    if mention.kind is last.kind:
        return True
    lasts = mention.kind is Kind.DURATION and mention.unit not in _PERIODS
    return not lasts and last.kind is not Kind.DURATION


_PERSONS: Final = frozenset("人名位")
_PERIODS: Final = frozenset(("年", "季度"))
"""Over which something changed: 生产总值121万元，五年年均增长5.2%."""


def _people_for_things(finder: Nouns, text: str, last: Mention, mention: Mention) -> bool:
    """两个孩子，一年借了360本: neither people nor a whole place are counted in the units of things."""
    if last.unit in PEOPLE and mention.unit not in PEOPLE:
        listed_on = mention.kind is Kind.MONEY and text[last.end : mention.start] == "、"
        return not listed_on or finder.names_people(text, last.what_span)
    if counts_things(finder, text, mention, last.what_span):
        return True
    what = last.what_span
    if what == NOTHING or mention.unit in PEOPLE or mention.unit == last.unit:
        return False
    if mention.unit not in INHABITED and AREA.fullmatch(text, *what):
        return True
    return mention.kind is Kind.MONEY and finder.does(text, *what)


def counts_things(finder: Nouns, text: str, mention: Mention, what: Span) -> bool:
    """Whether ``what`` names people and ``mention`` counts in a unit that no people are counted in."""
    if what == NOTHING or mention.unit in _OF_PEOPLE or mention.kind is Kind.DURATION:
        return False
    return finder.names_people(text, what)


_OF_PEOPLE: Final = PEOPLE | frozenset("个户家组队对批支代群班所村")


def _own_clause(text: str, last: Mention, mention: Mention, start: int) -> bool:
    """发电34万度，卖了23.8万元: whether the clause of a figure says itself what was done."""
    alike = mention.unit == last.unit
    if alike and mention.kind is Kind.COUNT:
        return False
    if text[start - 1] in _ENDS:
        return text[start - 1] in ";:" and not alike
    if text[start - 1] in _TO_WHOM:
        return True
    if not _DONE.search(text, max(last.end, start - _TAIL), start):
        return False
    return _CLAUSE.search(text, last.end, start) is not None


def headless(finder: Nouns, text: str, mention: Mention, last: Mention | None, start: int) -> Span:
    """听课的有1.3万人次, 盈利的7家: what the last figure of the same unit counts, else what is lent."""
    if kin := kin_of(text, mention):
        return kin.what_span
    if last is None or _PART.search(text, last.end, start):
        return NOTHING
    return last.what_span if lends(finder, text, last, mention, start) else NOTHING


_TO_WHOM: Final = frozenset("他她它我你咱")
"""车间奖励他500元: who got it, and no name of what it was."""


def of_one_named(
    finder: Nouns, text: str, mention: Mention, last: Mention | None, room: tuple[int, int]
) -> Span | None:
    """最大的93岁, 正常运转的只有41家: no noun stands behind 的, but what was spoken of before; None elsewhere."""
    start, near = room
    if _SUPERLATIVE.search(text, near, start):
        alike = last is not None and last.unit == mention.unit
        return last.what_span if last is not None and alike else NOTHING
    of_which = mention.kind is Kind.COUNT and _OF_WHICH.search(text, near, start)
    if of_which or _HEADLESS.search(text, near, start):
        return headless(finder, text, mention, last, start)
    return None


NEAR_THAT: Final = 9
_HEADLESS: Final = re.compile(r"的(?:只有|仅有|已有|现有|还有|也有|只占|仅占|占|约占|有)$")
_OF_WHICH: Final = re.compile(r"(?<![初先来年期月日])的[由从]?$")
"""正常运转的只有41家, 持平的12家: of what a figure before counts."""


_SUPERLATIVE: Final = re.compile(
    r"(?:(?<![\u3400-\u9fff“”》)])最[高低大小长短深浅重轻快慢多少远近贵老厚宽窄久早晚]"
    r"|最[高低大小长短深浅重轻快慢多少远近贵久早晚]的[\u3400-\u9fff]{1,2}[了过]"
    r"|最(?:[高低大小长短深浅重轻快慢多少远近贵老厚宽窄]|年[长轻]|便宜)(?:处|者|的|的一[个名位块座条只处件笔]))[重高长宽深达有为是]?$"
)
"""最大的93岁, 最深处4.2米: of what was spoken of just before."""


_PART: Final = re.compile(r"[。!?\n;]")
_ENDS: Final = frozenset("，。;:\n")
_CLAUSE: Final = re.compile(r"[，。;:\n]")
_TAIL: Final = 3
_DONE: Final = re.compile(
    r"[花卖赚亏省剩挣凑产领拿住请打走熬睡锈争跑吃付掏欠赔](?:了|到|出|掉|完|下|得|过|取|取到|死了)?$|只收$"
)
"""Verbs whose object is the figure itself."""


def lend_back(finder: Nouns, text: str, first: Mention, second: Mention) -> None:
    """四批30多名支教志愿者, 56条76公里农村公路: both numbers count what the second names."""
    unnamed = first.what_span == NOTHING or finder.only_done(text, first.what_span)
    if unnamed and second.what_span[0] >= second.end:
        first.what_span, first.tied = second.what_span, True

"""How far from a figure its noun is looked for: over a date, not beyond the number behind it."""

import re
from collections.abc import Sequence
from typing import Final

from heli.kit.reading.ahead import NEAR, is_bound
from heli.kit.reading.mention import Mention
from heli.kit.reading.model import Kind, Role
from heli.kit.reading.nouns import Nouns


def limit_of(text: str, mentions: Sequence[Mention], following: int) -> int:
    """Where the next number begins; 18层 of 三栋18层住宅 and 十年以上 of 两起十年以上积案 belong to the noun."""
    if following < len(mentions) and (
        mentions[following].rule in _OF_NOUNS
        or is_bound(mentions[following - 1], mentions[following])
    ):
        following += 1
    return mentions[following].start if following < len(mentions) else len(text)


_OF_NOUNS: Final = frozenset(("role.build", "role.age_group"))


def room_of(
    finder: Nouns, text: str, mentions: Sequence[Mention], index: int, last: Mention | None
) -> tuple[int, int]:
    """From where and how far back to look; 从2014年的2300元 steps over the date."""
    start, floor = mentions[index].start, last.end if last else 0
    before = mentions[index - 1] if index else None
    if before is None or before.role is not Role.REFERENCE:
        return start, floor
    if before.kind is Kind.DATE and _THAN.match(text, before.end, start):
        than = text[before.start - 1 : before.start]
        return before.start - (than in _AGAINST), floor
    if before.kind is Kind.DATE or before.kind is Kind.DURATION:
        then = text[before.end : start]
        if before.start and text[before.start - 1] in _IN and then in _WAS:
            return before.start - 1, floor
        if then in _OF_DATE or _since(finder, text, before, start):
            return before.start, floor
        if before.kind is Kind.DATE:
            floor = max(floor, before.end)
    return start, floor


def _since(finder: Nouns, text: str, period: Mention, start: int) -> bool:
    """基地5年来增至41所: whose number it is stands before the period."""
    if period.kind is not Kind.DURATION or start - period.end > NEAR:
        return False
    return text[period.end : finder.without_fillers(text, period.end, start)] in _SINCE


_IN: Final = frozenset("在于")
_WAS: Final = frozenset(("", "为", "达", "达到", "有", "是"))
"""借阅量在2014年为291万册."""
_SINCE: Final = frozenset(("来", "以来", "间", "内"))


_AGAINST: Final = frozenset("与较比同")


_THAN: Final = re.compile(
    r"(?:的?同期|的?水平|底|末)(?:的|相比|比较|基数|，|分别|同比|也|均|又|多|少)*+"
)


_OF_DATE: Final = frozenset(("", "的", "末的", "末", "底", "前的", "前", "初的"))


def out_of_brackets(
    text: str, last: Mention, mention: Mention, outside: Mention | None
) -> tuple[Mention, Mention | None]:
    """支出4亿元(其中专项2亿元)，增幅65%: behind a bracket the sentence goes on with what stood before it."""
    closed = text.rfind(")", last.end, mention.start)
    if text.rfind("(", last.end, mention.start) > closed:
        return last, last
    return (outside, None) if closed >= 0 and outside is not None else (last, outside)

"""What a share or a part is one of: 受访村民中，76.4%, 其中4人考上大学, 占财政支出的八成."""

import re
from typing import Final

from heli.kit.reading.ahead import NEAR, is_noun
from heli.kit.reading.behind import SENTENCE
from heli.kit.reading.lexicon import LINK, NOUN, VERB
from heli.kit.reading.mention import Mention
from heli.kit.reading.model import Kind
from heli.kit.reading.nouns import Nouns
from heli.kit.reading.phrases import NOTHING, Span
from heli.kit.reading.tries import listed


def taken(finder: Nouns, text: str, mention: Mention, start: int, limit: int) -> Span | None:
    """将2,215人次纳入失信名单: what they are put into, when the figure stands for those it counts."""
    if text[start - 1 : start] not in _TAKING or not start:
        return None
    verb = _INTO.match(text, mention.end, limit)
    into = finder.after(text, verb.end(), limit) if verb else NOTHING
    return into if is_noun(text, into) else None


_TAKING: Final = frozenset("将把")


_INTO: Final = re.compile(
    r"(?:纳入|列入|列为|评为|选为|编入|划入|并入|录入|移入|转入|归入|确定为|认定为)"
)


def is_part(finder: Nouns, text: str, mention: Mention, last: Mention, start: int) -> bool:
    """其中4人考上大学: behind 其中 and before a verb, a figure counts what its whole counts."""
    if mention.kind is not Kind.COUNT or text[start - 2 : start] not in _OF_THESE:
        return False
    alike = last.unit == mention.unit or {last.unit, mention.unit} <= PERSONAL
    if not alike or last.what_span == NOTHING:
        return False
    if SENTENCE.search(text, last.end, start) and start - last.end > _ACROSS:
        return False
    room = min(len(text), mention.end + NEAR)
    first = next(finder.lexicon.onward(text, mention.end, room), None)
    return first is not None and first[2] in (VERB, LINK) and text[mention.end] not in _ARE


_ACROSS: Final = 3
"""37位。其中11人: 其中 at the beginning of a sentence is of what the last one ended with."""
_OF_THESE: Final = frozenset(("其中", "当中"))
PERSON: Final = "人"
PERSONAL: Final = frozenset((PERSON, "名", "位"))
"""Units in which people are counted one by one."""


_ARE: Final = frozenset("是为属系")


def nominal(finder: Nouns, text: str, mention: Mention, limit: int) -> Span | None:
    """8.3万份申请: a verb that only its classifier makes a noun."""
    start = mention.end
    for end in (start + 4, start + 3, start + 2):
        if end <= limit and text[start:end] in finder.nominal and text[end : end + 1] in ENDS:
            return start, end
    return None


NOMINAL_UNITS: Final = listed("份 件 项 宗 起 次 场 条 笔 例 类 种 个 单 轮 批 封 篇 处 届")


def among(finder: Nouns, text: str, mention: Mention, start: int, floor: int) -> Span | None:
    """受访村民中，76.4%认为…: a share is that of those among whom it stands."""
    if text.startswith("是", mention.end):
        return None
    among = _AMONG.search(text, max(floor, start - 6), start)
    if among is None:
        return None
    whole = finder.before(text, among.start(), floor)
    return whole if whole[1] - whole[0] > 1 else None


AMONG_SIGNS: Final = frozenset("中里，有仅过近")
"""What such a phrase ends in before its share."""
_AMONG: Final = re.compile(r"(?:当|之|(?<!其))[中里]，?(?:有|约有|仅有|只有|仅|超过|近)?$")


INHABITED: Final = frozenset(("人", "户"))


AREA: Final = re.compile(
    r"(?:全|我|本)(?:[市县区省国镇乡村校院厂港澳台球网队班场程]|小区|社区|街道)里?"
)


AREAS: Final = frozenset("省市县区州旗乡镇村街")
ENDS: Final = frozenset(("", *"，。;、:!?)”\n"))
"""Behind these no noun stands beside a quantity."""


def shared(finder: Nouns, text: str, start: int, floor: int) -> Span | None:
    """民生支出占财政支出的八成: the share is that of what stands before 占."""
    first = max(floor, start - _LONGEST_SHARE)
    at = text.rfind("占", first, start - 1)
    if at < 0 and (reaches := _REACHES.search(text, first, start)):
        at = reaches.start()
    if at <= floor or CLAUSE.search(text, at, start) or text[at - 1] in "，、;。":
        return None
    whole = finder.before(text, at, floor)
    return whole if whole[1] - whole[0] > 1 else None


_REACHES: Final = re.compile(r"达[^，。;、]{2,8}(?:总数|总量|总额|总人数)的?$")
"""受惠人数达长者总数9成: whose share it is stands before 达."""


def opens(text: str, mention: Mention, start: int) -> bool:
    """八成居民…: a share that opens its clause is one of those named after it."""
    if not mention.rule.startswith("share."):
        return False
    return (
        start == 0
        or text[start - 1] in _OPENING
        or AREA.fullmatch(text, start - 2, start) is not None
    )


_OPENING: Final = frozenset("，。;:!?、\n“”( 是")


def of_whom(finder: Nouns, text: str, mention: Mention, limit: int) -> Span | None:
    first = next(finder.lexicon.onward(text, mention.end, min(limit, mention.end + NEAR)), None)
    if first is None or (first[2] != NOUN and text[slice(*first[:2])] not in finder.sorts):
        return None
    ahead = finder.after(text, mention.end, limit)
    return (
        (finder.owner(text, ahead) or finder.actors(text, ahead)) if is_noun(text, ahead) else None
    )


_LONGEST_SHARE: Final = 18


CLAUSE: Final = re.compile(r"[，。:!?\n,;]")

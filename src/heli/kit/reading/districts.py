"""In a list of places the numbers count what was counted before it: 共有仓库21座，其中南京8座、镇江4座."""

import re
from collections.abc import Sequence
from typing import Final

from heli.kit.reading.lexicon import LOOSE
from heli.kit.reading.mention import Mention
from heli.kit.reading.model import Role
from heli.kit.reading.nouns import nouns
from heli.kit.reading.phrases import NOTHING, Span
from heli.kit.reading.proposals import clause_of
from heli.kit.reading.wholes import AREAS, ENDS


def spread(text: str, mentions: Sequence[Mention]) -> None:
    """Let the places of a list count what the last figure of their unit counts, instead of themselves."""
    counted: dict[str, Mention] = {}
    listed: Mention | None = None
    for mention in mentions:
        if mention.role is not Role.FIGURE or mention.dense:
            continue
        whole = counted.get(mention.unit)
        floor = whole.end if whole is not None else 0
        named = None
        if text[mention.end : mention.end + 1] in _ENDS:
            named = _PLACE.search(text, max(floor, mention.start - _LONG), mention.start)
        if (
            named is not None
            and (
                is_place(named[1])
                or (named[1][-1] in AREAS and (listed is not None or _goes_on(text, mention)))
            )
            and (shared := _shared(text, whole, named.start(), mention)) != NOTHING
        ):
            mention.what_span, mention.tied = shared, True
            listed = mention
        else:
            listed = None if named is None else listed
        if mention.what_span != NOTHING and not _in_brackets(text, mention.start):
            counted[mention.unit] = mention


def _shared(text: str, whole: Mention | None, sign: int, mention: Mention) -> Span:
    """What the places behind ``sign`` share: what is named before 中 there, else what the last figure of the unit counts."""
    if text[sign - 1 : sign] == "中" and text[sign - 2 : sign] != "其中":
        return nouns().before(text, sign - 1, clause_of(text, sign - 1))
    if whole is None or _NEW.search(text, whole.end, mention.start):
        return NOTHING
    return whole.what_span


def _in_brackets(text: str, place: int) -> bool:
    """Whether ``place`` is in brackets: 台湾地区19666例（出院13742例，死亡…）goes on with what was counted before."""
    opened = text.rfind("(", max(0, place - _BRACKETED), place)
    return opened >= 0 and text.find(")", opened, place) < 0


def _goes_on(text: str, mention: Mention) -> bool:
    """万州区1例、南岸区2例: whether a list of districts begins here, by what comes next in it; 贫困县3个、贫困村5个 is none."""
    return mention.unit != "个" and _NEXT.match(text, mention.end) is not None


def is_place(phrase: str) -> bool:
    """Whether a phrase is a region, a city or a country, or called by its kind: 浦口区, no 贫困县; or its office."""
    regions, phrase = nouns().regions, _OFFICE.sub("", phrase)
    if phrase in regions or phrase[:-1] in regions:
        return True
    if phrase[-1] not in AREAS or len(phrase) <= len("某区"):
        return False
    return all(kind == LOOSE for *_, kind in nouns().lexicon.words_of(phrase))


_LONG: Final = 14
_ENDS: Final = ENDS | {"("}
_NEXT: Final = re.compile(r"[、，;][\u3400-\u9fff]{1,5}[市区县州旗镇乡]\d")
_NEW: Final = re.compile(r"[。!?\n](?!其中|包括)")
"""Where a new sentence begins that does not go on with the list."""
_BRACKETED: Final = 40
_OFFICE: Final = re.compile(
    r"(?<=[\u3400-\u9fff]{2}[省市区县镇乡])(?:人民)?(?:政府|法院|检察院)$|(?<=[\u3400-\u9fff]{2})特别行政区$"
)
_PLACE: Final = re.compile(
    r"[，、;:(\n](?:其中|包括|分别为?|为)?([\u3400-\u9fff]{2,7}?)(?:境内|地区|段|片)?(?:各?报告|新增|有|为|建|占)?$"
)

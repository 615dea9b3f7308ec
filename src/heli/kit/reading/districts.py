"""In a list of places the numbers count what was counted before it: 共有仓库21座，其中南京8座、镇江4座."""

import re
from collections.abc import Sequence
from typing import Final

from heli.kit.reading.behind import SENTENCE
from heli.kit.reading.lexicon import LOOSE
from heli.kit.reading.mention import Mention
from heli.kit.reading.model import Role
from heli.kit.reading.nouns import nouns
from heli.kit.reading.phrases import NOTHING
from heli.kit.reading.wholes import AREAS, ENDS


def spread(text: str, mentions: Sequence[Mention]) -> None:
    """Let the places of a list count what the last figure of their unit counts, instead of themselves."""
    counted: dict[str, Mention] = {}
    listed: Mention | None = None
    for mention in mentions:
        if mention.role is not Role.FIGURE or mention.dense:
            continue
        whole = counted.get(mention.unit)
        if (
            whole is not None
            and text[mention.end : mention.end + 1] in ENDS
            and (named := _PLACE.search(text, max(whole.end, mention.start - _LONG), mention.start))
            and (is_place(named[1]) or (whole is listed and named[1][-1] in AREAS))
            and not SENTENCE.search(text, whole.end, mention.start)
        ):
            mention.what_span, mention.tied = whole.what_span, True
            listed = mention
        if mention.what_span != NOTHING:
            counted[mention.unit] = mention


def is_place(phrase: str) -> bool:
    """Whether a phrase is a region, a city or a country, or called by its kind: 浦口区, no 贫困县; or its office."""
    regions, phrase = nouns().regions, _OFFICE.sub("", phrase)
    if phrase in regions or phrase[:-1] in regions:
        return True
    if phrase[-1] not in AREAS or len(phrase) <= len("某区"):
        return False
    return all(kind == LOOSE for *_, kind in nouns().lexicon.words_of(phrase))


_LONG: Final = 14
_OFFICE: Final = re.compile(r"(?<=[\u3400-\u9fff]{2}[省市区县镇乡])(?:人民)?(?:政府|法院|检察院)$")
_PLACE: Final = re.compile(
    r"[，、;:(\n](?:其中|包括|分别为?)?([\u3400-\u9fff]{2,7}?)(?:境内|地区|段|片)?(?:有|为|建|占)?$"
)

"""Figures that count what an earlier one counts: 办结1893个, 9件获奖, 高出全市平均水平0.9个百分点."""

import re
from functools import lru_cache
from typing import Final

from heli.kit.reading.ahead import FATES, PEOPLE
from heli.kit.reading.behind import SENTENCE
from heli.kit.reading.lexicon import LINK, NOUN, VERB, Word
from heli.kit.reading.mention import Mention
from heli.kit.reading.model import Kind
from heli.kit.reading.nouns import Nouns, nouns
from heli.kit.reading.phrases import NOTHING, REMEMBERED, SHORTEST, WHERE, Span
from heli.kit.reading.tries import listed
from heli.kit.reading.wholes import AREA, ENDS


EVENTS: Final = listed("届 场 场次 期 轮 讲 集 次")
_REACH: Final = 120
"""So far back a figure is looked for; a sentence that goes on longer has lost its noun."""


def kin_of(text: str, mention: Mention) -> Mention | None:
    """The last figure of the same unit, where it stands near in the same sentence."""
    kin = mention.kin
    if kin is None or mention.start - kin.end > _REACH:
        return None
    return None if SENTENCE.search(text, kin.end, mention.start) else kin


def goes_on(text: str, mention: Mention, start: int) -> Mention | None:
    """57个学会完成改革，11个转为实体化: the same unit without a noun, at the beginning of a clause."""
    start -= text[start - 1 : start] in _ONLY
    if mention.kind is not Kind.COUNT or start <= 0 or text[start - 1] not in "，;、":
        return None
    return kin_of(text, mention)


_ONLY: Final = frozenset("仅只")
"""就地调处319起，仅9起移交."""


def of_household(text: str, mention: Mention, last: Mention, start: int) -> bool:
    """贫困户61户、158人: the people in the households that are counted just before."""
    if mention.unit not in PEOPLE or text[mention.end : mention.end + 1] not in ENDS:
        return False
    return text[last.end : start] in ("", "、")


def of_those(
    finder: Nouns, text: str, mention: Mention, last: Mention, start: int
) -> Mention | None:
    """七个伙计有五个是…, 30名选手里8个受伤, 九种沖到只剩四种: some of those counted just before."""
    if mention.kind is not Kind.COUNT or _names_ahead(finder, text, mention.end):
        return None
    if text[start - 1] == "剩":
        return kin_of(text, mention) if _LEFT.search(text, start - 3, start) else None
    alike = last.unit == mention.unit or {last.unit, mention.unit} <= _ONES
    end = max(last.what_span[1], last.end)
    return last if alike and start - end < _NEXT and _OF_THOSE.fullmatch(text, end, start) else None


def _names_ahead(finder: Nouns, text: str, end: int) -> bool:
    """三个村有五个水库: whether a noun of its own stands behind a figure."""
    if text[end : end + 1] in _NO_OWN:
        return False
    first = next(finder.lexicon.onward(text, end, min(len(text), end + _NEXT)), None)
    return first is None or first[2] == NOUN


_NO_OWN: Final = ENDS | frozenset("是无没未不")
_LEFT: Final = re.compile(r"[到得]?[只仅]剩$")
_ONES: Final = frozenset(("人", "名", "位", "个"))
_NEXT: Final = 5
_OF_THOSE: Final = re.compile(
    r"(?:里|中|当中)?(?:只|仅|已|也|还|就|却)?有|[里中][挑选抽]出?|里|中|当中"
)


def others(text: str, mention: Mention, start: int) -> Mention | None:
    """6个站装了系统，另5个年内动工: others of the same unit."""
    if mention.kind is not Kind.COUNT or text[start - 1 : start] not in _OTHER_SIGNS:
        return None
    said = _OTHERS.search(text, max(start - 4, 0), start)
    return kin_of(text, mention) if said else None


_OTHER_SIGNS: Final = frozenset("另外有剩下余只")
_OTHERS: Final = re.compile(
    r"[，;、](?:另外?有?|还有|还剩|剩下|剩|其余|余下|仍有|尚有|只有|仅有|只|仅)$"
)


def moved(text: str, mention: Mention, last: Mention, start: int) -> bool:
    """由15%降至4%, 从五成摔到两成: both ends of a change are of one thing."""
    if last.kind is not mention.kind or last.unit != mention.unit or not last.start:
        return False
    if start - last.end > _LONGEST_CHANGE + _OF_YEAR or not (
        text[last.start - 1] in _FROM
        or _WHENCE.search(text, max(last.start - _FURTHEST, 0), last.start)
    ):
        return False
    return _TO.fullmatch(text, last.end, start) is not None


_FROM: Final = frozenset("由从自")
_LONGEST_CHANGE: Final = 8
_OF_YEAR: Final = 7
_TO: Final = re.compile(r"(?:以[上下]|左右)?[\u3400-\u9fff]{0,5}[至到为成](?:\d{4}年[底末初]?的?)?")


def shifts(finder: Nouns, text: str, mention: Mention, start: int) -> Span | None:
    """贫困人口从2013年底的625万人减少到17万人: what changed stands before 从."""
    if not _GOAL.match(text, mention.end):
        return None
    whence = _WHENCE.search(text, max(start - _FURTHEST, 0), start)
    if whence is None:
        return None
    named = finder.before(text, whence.start(), max(0, whence.start() - _REACH))
    return named if named[1] - named[0] > 1 else None


_WHENCE: Final = re.compile(r"[从由自](?:\d{4}年(?:\d{1,2}月)?[底末初]?的?|[^，。;:、\d]{2,10}的)$")
_GOAL: Final = re.compile(
    r"[\u3400-\u9fff]{0,5}[至到为成](?:\d{4}年[底末初]?的?)?(?:约|近|超|仅)?\d"
)


def is_done(
    finder: Nouns, text: str, mention: Mention, behind: Span, last: Mention | None
) -> Mention | None:
    """收集问题2037个，办结1893个: only what was done, with the unit of the figure before it."""
    if mention.kin is None or mention.unit in PEOPLE or mention.unit == "例":
        return None
    if mention.kin is not last and text[slice(*behind)] not in _SELECTS:
        return None
    kin = kin_of(text, mention) if _only_does(text, mention, behind) else None
    if kin is None or AREA.fullmatch(text, *kin.what_span):
        return None
    acts = finder.acts(text, kin.what_span) and not _closes(finder, text, kin.what_span)
    return None if acts or finder.only_done(text, kin.what_span) else kin


def _closes(finder: Nouns, text: str, span: Span) -> bool:
    """购机补贴申请: whether the verb a phrase ends in is a noun there."""
    start, end, _ = finder.lexicon.last(text, *span)
    return text[start:end] in finder.nominal


def _only_does(text: str, mention: Mention, behind: Span) -> bool:
    """Whether a phrase is a verb alone, or a verb with who did it."""
    first = max(behind[0] - SHORTEST, 0)
    counted = mention.unit in EVENTS or mention.kind is Kind.MONEY
    return _is_deed(text[first : behind[1]], behind[0] - first, counted)


@lru_cache(maxsize=REMEMBERED)
def _is_deed(text: str, first: int, counted: bool) -> bool:  # noqa: FBT001 -- part of what is remembered
    """The same of the phrase from ``first`` on; what is ``counted`` keeps verbs that are nouns as well."""
    finder, behind = nouns(), (first, len(text))
    if text[:first] in _INTO:
        return True
    start, end, kind = next(finder.lexicon.backward(text, *behind), (0, 0, VERB))
    if kind != VERB and text[start:end] not in finder.either:
        return False
    words = list(finder.lexicon.onward(text, *behind))
    while words and (words[0][2] == LINK or text[slice(*words[0][:2])] in _ANEW):
        del words[0]
    if not words:
        return False
    start, end, kind = words[-1]
    verb = text[start:end]
    if not (kind == VERB or verb in finder.either) or (counted and verb in finder.nominal):
        return False
    if text[slice(*words[0][:2])] not in WHERE and all(
        word[2] == VERB or text[slice(*word[:2])] in finder.either for word in words
    ):
        return True
    return kind == VERB and _by_somebody(finder, text, behind, words)


_SELECTS: Final = listed(
    "选送 选取 选出 选用 入选 获奖 采用 采纳 录用 办结 办复 整改 销号 答复 回复 转办"
)
"""What is done with some of those named before, though others were counted in between."""
_INTO: Final = frozenset(("列入", "纳入", "移入", "记入"))
"""整治违规组织19家，列入异常名录3家: what was entered stands before."""
_ANEW: Final = frozenset("新又再")


def _by_somebody(finder: Nouns, text: str, behind: Span, words: list[Word]) -> bool:
    """被省级以上采用, 市协会入选: a verb with who did it and nothing else."""
    start, end, _ = words[-1]
    if "被" in text[max(behind[0] - 1, 0) : behind[0] + 1]:
        return True
    served = text[max(behind[0] - 1, 0) : behind[0]] in _FOR
    return end - start > 1 and not served and finder.does(text, behind[0], start)


_FOR: Final = frozenset("为给替对")
"""为老年人退赔112万元: those for whom it was done did nothing."""


def fared(finder: Nouns, text: str, mention: Mention, ahead: Span, start: int) -> Mention | None:
    """选送作品21件，9件获奖: what follows is only how they fared."""
    if mention.kin is None or NOTHING in (mention.kin.what_span, ahead):
        return None
    word = text[slice(*ahead)]
    if (
        word in finder.nominal
        or word in FATES
        or not (word in finder.either or finder.only_done(text, ahead))
    ):
        return None
    kin = goes_on(text, mention, start)
    return kin or (others(text, mention, start) if mention.unit in PEOPLE else None)


def is_whole(text: str, mention: Mention, start: int) -> bool:
    """占年度计划20亿元的53%: only what something is a share of, which the sentence does not go on with."""
    if (
        not text.startswith("的", mention.end)
        or not text[mention.end + 1 : mention.end + 2].isdigit()
    ):
        return False
    return text.find("占", max(start - _FURTHEST, 0), start) >= 0


def stated_before(finder: Nouns, text: str, start: int, floor: int) -> Span | None:
    """参保率偏低，仅为27.5%: what is measured stands in the clause before, with what is said of it."""
    match = _STATED.search(text, max(floor, start - _FURTHEST), start)
    if match:
        return finder.before(text, match.end(1), floor)
    better = _BETTER.search(text, max(start - _FARTHEST, 0), start)
    if better is None or SENTENCE.search(text, better.start(), start):
        return None
    return finder.before(text, better.start(), max(floor - _FARTHEST, 0))


STATING: Final = frozenset("为有达占，")
_STATED: Final = re.compile(
    r"([\u3400-\u9fff]{2,10}[率额价])[\u3400-\u9fff]{1,5}，(?:仅|只|约|已|才|也)?(?:为|有|达|占)?$"
)


_FARTHEST: Final = 36
_BETTER: Final = re.compile(
    r"(?:也|均|都|更|更加|更为|日益|有所|稳步|持续|显著|不断|进一步|大幅|明显|逐步|逐年){1,3}"
    r"(?:提升|提高|上升|下降|回升|改善|增长|增加|增多|减少|扩大|优化|合理|均衡|均等|向好)，"
    r"(?:\d{4}年|今年|去年|目前|现|各|已|约)?(?:达到|达|为|占)?$"
)
"""健康素养水平稳步提升，2022年达38.2%: whose share it is stands before what is said of it."""


def compared(finder: Nouns, text: str, start: int, floor: int) -> Span | None:
    """比例高出全市平均水平0.9个百分点: what is compared stands before; nothing where it is not named there."""
    if not _THAN_SIGNS.search(text, max(floor, start - _FURTHEST), start):
        return None
    than = _THAN.search(text, max(floor, start - _FURTHEST), start)
    if than is None:
        return None
    named = finder.before(text, than.start(), floor)
    return named if named[1] - named[0] > 1 else NOTHING


_FURTHEST: Final = 20
_THAN_SIGNS: Final = re.compile(r"[于出]")
_THAN: Final = re.compile(
    r"(?:高出|高于|低于|超出|优于|快于|慢于|多于|少于|落后于?|领先于?|强于|好于)[^，。;:、\n\d]{3,14}$"
)

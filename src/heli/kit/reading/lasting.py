"""What a duration is said of: a time that has a name or what went on; most of the time it names nothing."""

import re
from typing import Final

from heli.kit.reading.emptiness import PRONOUNS
from heli.kit.reading.mention import Mention
from heli.kit.reading.nouns import Nouns
from heli.kit.reading.persons import is_somebody
from heli.kit.reading.phrases import NOTHING, Span


def lasting(finder: Nouns, text: str, mention: Mention, span: Span) -> Span:
    """``span`` when it is something that lasts, else nothing."""
    went_on = _WENT_ON.search(text, max(mention.start - 9, 0), mention.start)
    if went_on and (went_on[1] in finder.intransitive or went_on[1] in finder.predicates):
        return went_on.span(1)
    if span == NOTHING:
        return NOTHING
    ahead = span[0] >= mention.end
    idle = _is_idle_ahead if ahead else _is_idle_behind
    return NOTHING if idle(finder, text, mention, span) else span


def _is_idle_ahead(finder: Nouns, text: str, mention: Mention, span: Span) -> bool:
    """三年没动, 两天全烂, 四十年的英姐, 三个月以后: how somebody or something fared in that time."""
    if text[span[0]] in _FARED and text[span[0] : span[0] + 2] not in finder.raw:
        return True
    if text[span[0] : span[1]] in _THEN:
        return True
    of = text.startswith("的", mention.end)
    if span[0] > mention.end + of or (not of and text[mention.start - 1 : mention.start] in _DONE):
        return True  # 开了26年夜车: the object of the verb lasts no more than the verb
    return of and (is_somebody(text, *span) or finder.names_people(text, span))


def _is_idle_behind(finder: Nouns, text: str, mention: Mention, span: Span) -> bool:
    """罗永才在这儿守了26年, 本会创立七十七载, 从江边跑一趟要50分钟: somebody did it so long."""
    first, last = span
    gap = text[last : mention.start]
    if text[last - 1] in _BY or text[last - 1] in PRONOUNS or _ROUND.search(text, first, last):
        return True
    if done := _AS_LONG.search(text, max(first, mention.start - 6), mention.start):
        verb = done.start()
        pair = text[verb - 1 : verb + 1]
        if pair not in finder.lexicon.classes or pair[0] in _AT_HOME:
            return True
    if text[first] in _THIS and finder.acts(text, span):
        return True
    return len(gap) < _NEAR and is_somebody(text, first, last)


_WENT_ON: Final = re.compile(r"([\u3400-\u9fff]{2})(?:持续|连续|长|累计|共)?(?:了|达|长达)?$")
"""每天停电12个小时, 停电持续了十天: what went on so long."""
_THIS: Final = frozenset("本这该此")
"""本会创立七十七载: how long ago it was."""
_FARED: Final = frozenset("没不未全就才都无仍便还只")
_DONE: Final = frozenset("了过")
_THEN: Final = frozenset(("以后", "之后", "后", "以前", "之前", "以来"))
_BY: Final = frozenset("以用靠要")
_ROUND: Final = re.compile(r"[\u3400-\u9fff](?:一|两|三|几)[趟回遍圈轮次转程]|一[\u3400-\u9fff]$")
"""跑一趟要50分钟: a clause."""
_AS_LONG: Final = re.compile(
    r"(?<![\u3400-\u9fff]了)(?<=[\u3400-\u9fff])[\u3400-\u9fff][了过](?:他|她|我|足足|整整)?$"
)
_AT_HOME: Final = frozenset("家里上在")
"""回娘家住了半个月: no word 家住."""
_NEAR: Final = 6

"""The phrases that may name what a figure counts: beside it, behind it, and what was named just before."""

import re
from collections.abc import Iterator
from typing import Final

from heli.kit.reading.ahead import is_noun
from heli.kit.reading.lexicon import LINK, VERB, Word
from heli.kit.reading.mention import Mention
from heli.kit.reading.nouns import nouns
from heli.kit.reading.phrases import NOTHING, STOPS, Span


GRAMMAR, CLAUSE, AHEAD_OF, BEFORE_IT, LAST, KIN = (
    *("by grammar", "in clause", "behind number"),
    *("clause before", "of last", "of kin"),
)
"""Where a phrase was found: by the grammar, in the clause before the figure or the one before that, behind
the figure, or as what the last figure, or the last of the same unit, counts."""

Proposals = dict[int, tuple[Span, tuple[str, ...]]]
"""By where a phrase ends, which is where its head stands: the phrase, and where it was found."""


def proposals(text: str, mention: Mention, last: Mention | None) -> Proposals:
    """What may be counted, some five phrases; what the grammar found comes first.

    Where it found one behind the number, little else than where that one ends is in question.
    """
    found: Proposals = {}
    grammar = mention.what_span
    ahead = grammar[0] >= mention.end
    _add(found, grammar, GRAMMAR)
    opened = clause_of(text, mention.start)
    floor = opened if last is None else max(opened, last.end)
    for span in _before(text, floor, mention.start, _FEW_BEFORE if ahead else _MOST_BEFORE):
        _add(found, span, CLAUSE)
    if not ahead:
        if compared := _COMPARED.search(text, max(floor, opened) + 1, mention.start):
            _add(found, nouns().before(text, compared.start(), opened), CLAUSE)
        if grammar[1] <= opened > 1:
            for span in _before(text, clause_of(text, opened - 1), opened - 1, 1):
                _add(found, span, BEFORE_IT)
        if last is not None:
            _add(found, last.what_span, LAST)
        if mention.kin is not None:
            _add(found, mention.kin.what_span, KIN)
    first = mention.end + text.startswith("的", mention.end)
    for end in _ends_behind(text, first, _MOST_BEHIND if ahead else _FEW_BEHIND):
        if is_noun(text, (first, end)):
            _add(found, (first, end), AHEAD_OF)
    return found


def _add(found: Proposals, span: Span, source: str) -> None:
    if span != NOTHING:
        known, sources = found.get(span[1], (span, ()))
        found[span[1]] = known, (*sources, source)


def clause_of(text: str, end: int) -> int:
    """Where the clause begins in which ``end`` stands, so far as it is looked for."""
    start, floor = end, max(0, end - _LONG)
    while start > floor and text[start - 1] not in CLOSING:
        start -= 1
    return start


def run_of(text: str, start: int) -> int:
    """Where the words end that stand at ``start`` without a sign between them."""
    end, limit = start, min(len(text), start + _RUN)
    while end < limit and ("\u3400" <= text[end] <= "\u9fff" or text[end] in _QUOTES):
        end += 1
    return end


def _before(text: str, floor: int, start: int, most: int) -> Iterator[Span]:
    """The phrases before ``start``, the nearest first: each ends behind a noun, or a verb of two signs."""
    particles, left = nouns().particles, most
    words = [*nouns().lexicon.backward(text, floor, start)]
    for at, (first, end, kind) in enumerate(words):
        if kind == LINK or (kind == VERB and end - first == 1) or text[first:end] in particles:
            continue
        if not ("\u3400" <= text[first] <= "\u9fff" or text[first] in _CLOSED):
            continue
        begin = _begin(text, words[at:], end)
        if is_noun(text, (begin, end)):
            yield begin, end
            left -= 1
            if not left:
                return


def _ends_behind(text: str, start: int, most: int) -> Iterator[int]:
    """Where phrases may end that begin at ``start``."""
    particles, left, limit = nouns().particles, most, run_of(text, start)
    for first, end, kind in nouns().lexicon.onward(text, start, limit):
        if first == start and text[first:end] in particles:
            return
        quoted = text.rfind("“", start, end)
        if quoted >= 0 and text.find("”", quoted, end) < 0:
            continue
        if kind == LINK or (kind == VERB and end - first == 1) or text[first] == "的":
            continue
        yield end
        left -= 1
        if not left:
            return


def _begin(text: str, words: list[Word], end: int) -> int:
    """Where a phrase that ends at ``end`` begins, roughly: behind a sign, a particle or an adverb."""
    start, particles = end, nouns().particles
    for first, last, kind in words:
        if kind == LINK or text[first] in STOPS or text[first:last] in particles:
            break
        if last - first == 1 and text[first] in _THAN:
            break
        if not "\u3400" <= text[first] <= "\u9fff" or (kind == VERB and end - first >= _SHORT):
            break
        start = first
        if end - start >= _RUN_BACK:
            break
    return start


CLOSING: Final = frozenset("，。;:!?\n")
"""What closes a clause."""
_THAN: Final = frozenset("比较")
_COMPARED: Final = re.compile(
    r"(?<![对相占反无])(?:[环同]?比(?![例重率赛分价值较])|(?<![比计])较(?![大小重高强好为多少低长快]))"
)
"""增幅比全市平均水平高42.5个百分点: what is compared stands before 比."""
_CLOSED: Final = frozenset('”》"')
_QUOTES: Final = frozenset("“”《》")
_LONG: Final = 30
_RUN: Final = 14
_MOST_BEFORE, _FEW_BEFORE = 3, 1
_MOST_BEHIND, _FEW_BEHIND = 4, 2
_SHORT: Final = 8
_RUN_BACK: Final = 10

"""What a phrase itself shows of whether it is a name: its words, its length, the sign it closes with."""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from heli.kit.reading.lexicon import LINK, LONGEST, LOOSE, NOUN, VERB
from heli.kit.reading.nouns import nouns


def of_phrase(phrase: str) -> Iterator[str]:
    """What the phrase itself shows."""
    finder, whole = nouns(), (0, len(phrase))
    words = finder.lexicon.words_of(phrase)
    start, end, kind = finder.lexicon.last(phrase, *whole)
    head = phrase[start:end]
    yield _HEADS[kind, end - start]
    yield _FIRSTS[words[0][2], words[0][1]]
    yield _LONG[len(phrase)] if len(phrase) < len(_LONG) else _LONG[-1]
    yield _closings().get(phrase[-1], _CLOSING[1])
    kinds = [word[2] for word in words]
    if LINK in kinds[1:-1]:
        yield "adverb inside"
    if 2 * kinds.count(LOOSE) > len(words):
        yield "loose"
    if head in finder.nominal:
        yield "verb that is a noun"
    if head in finder.either:
        yield "verb within nouns"
    if finder.names_people(phrase, whole):
        yield "people"
    if phrase[-1] in _PLACES:
        yield "place"
    if phrase[0] in "“《" or phrase[-1] in "”》":
        yield "quoted"
    if phrase[0] in _EACH:
        yield "each noun" if kind == NOUN and end - start > 1 else "each"


_CALLED: Final = {NOUN: "noun", VERB: "verb", LINK: "adverb", LOOSE: "sign"}
_HEADS: Final = {
    (kind, length): f"head {called}{min(length, 3)}"
    for kind, called in _CALLED.items()
    for length in range(1, LONGEST + 1)
}
_FIRSTS: Final = {
    (kind, length): f"first {called}{min(length, 2)}"
    for kind, called in _CALLED.items()
    for length in range(1, LONGEST + 1)
}
_LONG: Final = (
    *("signs 0", "signs 1", "signs 2", "signs 3-4", "signs 3-4", "signs 5-6", "signs 5-6"),
    "signs 7",
)
_PLACES: Final = frozenset("里上中内下前后")
_EACH: Final = frozenset("每一")


@lru_cache(maxsize=1)
def _closings() -> dict[str, str]:
    """How often a sign closes nouns among the words it closes."""
    named: Counter[str] = Counter()
    closed: Counter[str] = Counter()
    for word, kind in nouns().raw.items():
        closed[word[-1]] += 1
        named[word[-1]] += kind == NOUN
    ratios = {sign: (named[sign] + 1.5) / (closed[sign] - named[sign] + 1) for sign in closed}
    return {
        sign: _CLOSING[sum(ratio >= bound for bound in _RATIOS)] for sign, ratio in ratios.items()
    }


_RATIOS: Final = (0.6, 1.65, 4.5)
_CLOSING: Final = ("closes verbs", "closes both", "closes nouns", "closes only nouns")

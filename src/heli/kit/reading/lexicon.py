"""Words of two characters and more by what they do: verbs, function words, nouns."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files
from typing import Final


VERB: Final = "v"
LINK: Final = "d"
"""Adverbs, pronouns and other words that stand between phrases."""
NOUN: Final = "n"
LOOSE: Final = ""
"""A character that no word of the lexicon begins or ends at."""

Word = tuple[int, int, str]
"""Where a word begins and ends, and what it does."""

_PAIR: Final = 2
LONGEST: Final = 4
_REMEMBERED: Final = 4096
_NO_PAIR: Final = (1, LOOSE)
_OF_PAIRS: Final = {kind: (_PAIR, kind) for kind in (VERB, LINK, NOUN)}


class Lexicon:
    """Cuts phrases into words by the longest match, from either end.

    Words lie scattered over a large table, and each look into it costs; so of each two characters
    that words begin or end with it is known how long the longest of these is and what the two do
    alone: at most places that is all there is to look up.
    """

    __slots__ = ("classes", "closings", "openings", "signs", "words_of")

    def __init__(self, classes: dict[str, str]) -> None:
        self.classes = classes
        self.signs = {word: kind for word, kind in classes.items() if len(word) == 1}
        pairs = {word: _OF_PAIRS[kind] for word, kind in classes.items() if len(word) == _PAIR}
        longer = sorted((word for word in classes if _PAIR < len(word) <= LONGEST), key=len)
        self.openings, self.closings = pairs, pairs.copy()
        for word in longer:
            first, last = word[:_PAIR], word[-_PAIR:]
            self.openings[first] = len(word), classes.get(first, LOOSE)
            self.closings[last] = len(word), classes.get(last, LOOSE)
        self.words_of = lru_cache(maxsize=_REMEMBERED)(self._words_of)

    def _words_of(self, phrase: str) -> tuple[Word, ...]:
        """The words of a whole phrase: several rules ask for those of the same one."""
        return tuple(self.onward(phrase, 0, len(phrase)))

    def first(self, text: str, start: int, end: int) -> Word:
        """The first word from ``start`` on; nothing before ``end`` is no word."""
        length, found = self.openings.get(text[start : start + _PAIR], _NO_PAIR)
        if length > _PAIR or start >= end:
            return next(self.onward(text, start, end), (start, end, LOOSE))
        if length == _PAIR <= end - start:
            return start, start + _PAIR, found
        return start, start + 1, self.signs.get(text[start], LOOSE)

    def last(self, text: str, start: int, end: int) -> Word:
        """The last word before ``end``; nothing behind ``start`` is no word."""
        length, found = self.closings.get(text[end - _PAIR : end], _NO_PAIR)
        if length > _PAIR or start >= end:
            return next(self.backward(text, start, end), (start, end, LOOSE))
        if length == _PAIR <= end - start:
            return end - _PAIR, end, found
        return end - 1, end, self.signs.get(text[end - 1], LOOSE)

    def onward(self, text: str, start: int, end: int) -> Iterator[Word]:
        """The words from ``start`` on."""
        pair, sign, longer = self.openings.get, self.signs.get, self.classes.get
        while start < end:
            length, found = pair(text[start : start + _PAIR], _NO_PAIR)
            while length > _PAIR:
                if start + length <= end and (word := longer(text[start : start + length])):
                    found = word
                    break
                length -= 1
            if not found or start + length > end:
                length, found = 1, sign(text[start], LOOSE)
            yield start, start + length, found
            start += length

    def backward(self, text: str, start: int, end: int) -> Iterator[Word]:
        """The words before ``end``, the last one first."""
        pair, sign, longer = self.closings.get, self.signs.get, self.classes.get
        while end > start:
            length, found = pair(text[end - _PAIR : end], _NO_PAIR)
            while length > _PAIR:
                if start + length <= end and (word := longer(text[end - length : end])):
                    found = word
                    break
                length -= 1
            if not found or start + length > end:
                length, found = 1, sign(text[end - 1], LOOSE)
            yield end - length, end, found
            end -= length


@lru_cache(maxsize=1)
def common_words() -> dict[str, str]:
    """The words that come with the library (lexicon.txt), each with what it does."""
    lines = files("heli.kit.reading").joinpath("lexicon.txt").read_text("utf-8").split("\n")
    verbs, links, nouns = [line.split() for line in lines if line and line[0] != "#"]
    return _classed((verbs, VERB), (links, LINK), (nouns, NOUN))


def _classed(*groups: tuple[Iterable[str], str]) -> dict[str, str]:
    return {word: kind for words, kind in groups for word in words}

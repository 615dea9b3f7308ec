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
_LONGER: Final = ""
"""Of two characters with which longer words begin or end too."""


class Lexicon:
    """Cuts phrases into words by the longest match, from either end.

    Words lie scattered over a large table, and each look into it costs; so of each two characters
    that words begin or end with it is known what they do alone and whether they may be part of
    more: at most places that is all there is to look up. (Tables of strings alone also cost the
    collection of garbage nothing.)
    """

    __slots__ = ("classes", "closings", "openings", "signs", "words_of")

    def __init__(self, classes: dict[str, str]) -> None:
        self.classes = classes
        self.signs = {word: kind for word, kind in classes.items() if len(word) == 1}
        pairs = {word: kind for word, kind in classes.items() if len(word) == _PAIR}
        longer = [word for word in classes if _PAIR < len(word) <= LONGEST]
        self.openings = pairs | dict.fromkeys((word[:_PAIR] for word in longer), _LONGER)
        self.closings = pairs | dict.fromkeys((word[-_PAIR:] for word in longer), _LONGER)
        self.words_of = lru_cache(maxsize=_REMEMBERED)(self._words_of)

    def _words_of(self, phrase: str) -> tuple[Word, ...]:
        """The words of a whole phrase: several rules ask for those of the same one."""
        return tuple(self.onward(phrase, 0, len(phrase)))

    def first(self, text: str, start: int, end: int) -> Word:
        """The first word from ``start`` on; nothing before ``end`` is no word."""
        found = self.openings.get(text[start : start + _PAIR])
        if found == _LONGER or start >= end:
            return next(self.onward(text, start, end), (start, end, LOOSE))
        if found and end - start >= _PAIR:
            return start, start + _PAIR, found
        return start, start + 1, self.signs.get(text[start], LOOSE)

    def last(self, text: str, start: int, end: int) -> Word:
        """The last word before ``end``; nothing behind ``start`` is no word."""
        found = self.closings.get(text[end - _PAIR : end])
        if found == _LONGER or start >= end:
            return next(self.backward(text, start, end), (start, end, LOOSE))
        if found and end - start >= _PAIR:
            return end - _PAIR, end, found
        return end - 1, end, self.signs.get(text[end - 1], LOOSE)

    def onward(self, text: str, start: int, end: int) -> Iterator[Word]:
        """The words from ``start`` on."""
        pair, sign, whole = self.openings.get, self.signs.get, self.classes.get
        while start < end:
            length, found = _PAIR, pair(text[start : start + _PAIR])
            if found == _LONGER:
                length = min(LONGEST, end - start)
                while length > 1 and not (found := whole(text[start : start + length])):
                    length -= 1
            if not found or start + length > end:
                length, found = 1, sign(text[start], LOOSE)
            yield start, start + length, found
            start += length

    def backward(self, text: str, start: int, end: int) -> Iterator[Word]:
        """The words before ``end``, the last one first."""
        pair, sign, whole = self.closings.get, self.signs.get, self.classes.get
        while end > start:
            length, found = _PAIR, pair(text[end - _PAIR : end])
            if found == _LONGER:
                length = min(LONGEST, end - start)
                while length > 1 and not (found := whole(text[end - length : end])):
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

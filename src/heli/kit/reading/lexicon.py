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

_LONGEST: Final = 4

Word = tuple[int, int, str]
"""Where a word begins and ends, and what it does."""


class Lexicon:
    """Cuts phrases into words by the longest match, from either end."""

    __slots__ = ("classes",)

    def __init__(self, classes: dict[str, str]) -> None:
        self.classes = classes

    def onward(self, text: str, start: int, end: int) -> Iterator[Word]:
        """The words from ``start`` on."""
        get = self.classes.get
        while start < end:
            close = min(start + _LONGEST, end)
            while close - start > 1:
                if found := get(text[start:close]):
                    yield start, close, found
                    break
                close -= 1
            else:
                close = start + 1
                yield start, close, get(text[start], LOOSE)
            start = close

    def backward(self, text: str, start: int, end: int) -> Iterator[Word]:
        """The words before ``end``, the last one first."""
        get = self.classes.get
        while end > start:
            opened = max(end - _LONGEST, start)
            while end - opened > 1:
                if found := get(text[opened:end]):
                    yield opened, end, found
                    break
                opened += 1
            else:
                opened = end - 1
                yield opened, end, get(text[opened], LOOSE)
            end = opened


@lru_cache(maxsize=1)
def common_words() -> dict[str, str]:
    """The words that come with the library (lexicon.txt), each with what it does."""
    lines = files("heli.kit.reading").joinpath("lexicon.txt").read_text("utf-8").split("\n")
    verbs, links, nouns = [line.split() for line in lines if line and line[0] != "#"]
    return _classed((verbs, VERB), (links, LINK), (nouns, NOUN))


def _classed(*groups: tuple[Iterable[str], str]) -> dict[str, str]:
    return {word: kind for words, kind in groups for word in words}

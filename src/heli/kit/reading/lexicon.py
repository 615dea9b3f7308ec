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
        classes = self.classes
        while start < end:
            for length in range(min(_LONGEST, end - start), 1, -1):
                found = classes.get(text[start : start + length])
                if found is not None:
                    yield start, start + length, found
                    start += length
                    break
            else:
                yield start, start + 1, classes.get(text[start], LOOSE)
                start += 1

    def backward(self, text: str, start: int, end: int) -> Iterator[Word]:
        """The words before ``end``, the last one first."""
        classes = self.classes
        while end > start:
            for length in range(min(_LONGEST, end - start), 1, -1):
                found = classes.get(text[end - length : end])
                if found is not None:
                    yield end - length, end, found
                    end -= length
                    break
            else:
                yield end - 1, end, classes.get(text[end - 1], LOOSE)
                end -= 1


@lru_cache(maxsize=1)
def common_words() -> dict[str, str]:
    """The words that come with the library (lexicon.txt), each with what it does."""
    lines = files("heli.kit.reading").joinpath("lexicon.txt").read_text("utf-8").split("\n")
    verbs, links, nouns = [line.split() for line in lines if line and line[0] != "#"]
    return _classed((verbs, VERB), (links, LINK), (nouns, NOUN))


def _classed(*groups: tuple[Iterable[str], str]) -> dict[str, str]:
    return {word: kind for words, kind in groups for word in words}

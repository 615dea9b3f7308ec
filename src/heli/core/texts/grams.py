"""Words of a text as pairs of characters, so that Chinese is found without a dictionary."""

import re
from functools import cache
from typing import Protocol
from unicodedata import normalize


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


@cache
def _to_simplified() -> _Converter:
    import opencc

    converter: _Converter = opencc.OpenCC("t2s")
    return converter


_RUNS = re.compile(r"[㐀-䶿一-鿿豈-﫿𠀀-𲎯]+|[0-9a-zà-ɏ]+")
_FIRST_HAN = "㐀"


def fold(text: str) -> str:
    """``text`` in simplified script, half width and lower case, its spaces kept."""
    return _to_simplified().convert(normalize("NFKC", text)).lower()


def runs(text: str) -> list[str]:
    """Stretches of Han characters, and words of Latin letters and digits."""
    return _RUNS.findall(fold(text))


def pairs(run: str) -> list[str]:
    """The overlapping pairs of a Han run; another run, or a single character, as it is."""
    if run[0] < _FIRST_HAN or len(run) == 1:
        return [run]
    return [run[i : i + 2] for i in range(len(run) - 1)]


def grams(text: str) -> list[str]:
    """What is indexed: the pairs of every run, and its last character so that one finds it too."""
    found: list[str] = []
    for run in runs(text):
        found += pairs(run)
        if run[0] >= _FIRST_HAN and len(run) > 1:
            found.append(run[-1])
    return found


def pairs_of(text: str) -> frozenset[str]:
    """What a text is compared by."""
    return frozenset(pair for run in runs(text) for pair in pairs(run))


def likeness(one: str | frozenset[str], other: str) -> float:
    """How much of their pairs two texts share, from 0 to 1 (Dice's coefficient).

    What is compared with many may be given as its pairs.
    """
    mine = pairs_of(one) if isinstance(one, str) else one
    theirs = pairs_of(other)
    if not mine or not theirs:
        return 0.0
    return 2 * len(mine & theirs) / (len(mine) + len(theirs))

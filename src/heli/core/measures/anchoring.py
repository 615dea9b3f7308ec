"""Finding a figure again after the text around it was edited.

A figure keeps its place, its words and what stood around them (the position and quote selectors of
the W3C Web Annotation model). The place is tried first; where the words moved, they are looked for
and told apart by their surroundings. What cannot be told apart is given up: a person says anew.
"""

from collections.abc import Iterator
from dataclasses import dataclass


CONTEXT = 32


@dataclass(frozen=True, slots=True)
class Anchor:
    """The words of a figure, what stands around them, and where they stood."""

    start: int
    quote: str
    prefix: str
    suffix: str

    @property
    def end(self) -> int:
        """The place behind the last character."""
        return self.start + len(self.quote)


def anchor(text: str, start: int, end: int) -> Anchor:
    """What to remember of the words from ``start`` to ``end``."""
    return Anchor(
        start, text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    )


def find(text: str, wanted: Anchor) -> int | None:
    """Where the words stand in ``text`` now; None when they are gone or cannot be told apart."""
    if _agreement(text, wanted, wanted.start) == _whole(wanted):
        return wanted.start
    scored = sorted(
        ((_agreement(text, wanted, at), at) for at in _places(text, wanted.quote)), reverse=True
    )
    if not scored:
        return None
    if len(scored) > 1 and scored[0][0] == scored[1][0]:
        return None
    best, at = scored[0]
    return at if best > 0 or len(scored) == 1 else None


def _whole(wanted: Anchor) -> int:
    return len(wanted.prefix) + len(wanted.suffix)


def _places(text: str, quote: str) -> Iterator[int]:
    at = text.find(quote)
    while at >= 0:
        yield at
        at = text.find(quote, at + 1)


def _agreement(text: str, wanted: Anchor, at: int) -> int:
    """How many characters around the words agree; −1 when the words are not there."""
    end = at + len(wanted.quote)
    if not wanted.quote or text[at:end] != wanted.quote:
        return -1
    before = _common(text[max(0, at - CONTEXT) : at][::-1], wanted.prefix[::-1])
    return before + _common(text[end : end + CONTEXT], wanted.suffix)


def _common(one: str, other: str) -> int:
    """How many characters both begin with."""
    for n, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return n
    return min(len(one), len(other))

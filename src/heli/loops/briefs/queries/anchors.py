"""Where a figure stands after the text around it was edited.

A figure keeps its offset and its words (position and quote selectors of the W3C Web Annotation
model). Position first: what stands before the first change stays, what stands behind the last
one shifts. Between them the words are looked for again, nearest first, in their old order; what
is not found was deleted or rewritten, and its number has to be classified anew.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text, from ``start`` up to ``end``."""

    start: int
    end: int

    def shifted(self, by: int) -> "Span":
        """The same stretch, further on."""
        return Span(self.start + by, self.end + by)


@dataclass(frozen=True, slots=True)
class Change:
    """What lies between the first and the last difference of two texts."""

    head: int
    old_tail: int
    new_tail: int

    @property
    def shift(self) -> int:
        """How far everything behind the change moved."""
        return self.new_tail - self.old_tail


def change_between(old: str, new: str) -> Change:
    """The smallest stretch outside which the two texts are equal. Linear, by bisection."""
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    return Change(head, len(old) - tail, len(new) - tail)


def _common(one: str, other: str) -> int:
    """How many characters both begin with."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


K = TypeVar("K")


def reanchor(old: str, new: str, spans: Mapping[K, Span]) -> dict[K, Span | None]:
    """Where every span of ``old`` stands in ``new``; None where its words are gone.

    What is found always reads as it did, keeps its order, and never overlaps another.
    """
    change = change_between(old, new)
    found: dict[K, Span | None] = {}
    floor = 0
    for key, span in sorted(spans.items(), key=lambda item: item[1].start):
        if span.end <= change.head:
            found[key], floor = span, span.end
        elif span.start >= change.old_tail:
            found[key] = span.shifted(change.shift)
        else:
            at = _search(old, new, span, change=change, floor=floor)
            found[key] = at
            floor = at.end if at else floor
    return found


def _search(old: str, new: str, span: Span, *, change: Change, floor: int) -> Span | None:
    """The words of ``span`` between ``floor`` and the end of the change, in the best surroundings."""
    words = old[span.start : span.end]
    best: tuple[int, int] | None = None
    lowest = max(floor, min(span.start, change.head))
    at = new.find(words, lowest, _reach(change, span))
    while at >= 0:
        score = _surroundings(old, new, span, at)
        if best is None or score > best[0]:
            best = (score, at)
        at = new.find(words, at + 1, _reach(change, span))
    return Span(best[1], best[1] + len(words)) if best and words else None


def _reach(change: Change, span: Span) -> int:
    """How far the words may be looked for: not into what did not change."""
    return change.new_tail + max(0, span.end - change.old_tail)


CONTEXT = 16


def _surroundings(old: str, new: str, span: Span, at: int) -> int:
    """How many characters before and behind agree: the quote selector's prefix and suffix."""
    end = at + span.end - span.start
    before = _common(
        old[max(0, span.start - CONTEXT) : span.start][::-1], new[max(0, at - CONTEXT) : at][::-1]
    )
    behind = _common(old[span.end : span.end + CONTEXT], new[end : end + CONTEXT])
    return before + behind

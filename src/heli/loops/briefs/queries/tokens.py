"""Every number in a text: none may leave the house without somebody saying what it is."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Final

from heli.kit.interval import Interval
from heli.kit.reading import QUANTITIES, Reading, Role, read
from heli.loops.briefs.queries.outline import outline


@dataclass(frozen=True, slots=True)
class Token:
    """One number as it stands in the text.

    ``interval`` is what it asserts (None for dates, ranks and codes); ``role`` is what the reader
    takes it for, with ``confidence`` from 0 to 1. ``paragraph`` counts from 1.
    """

    start: int
    end: int
    text: str
    kind: str
    role: str
    unit: str = ""
    what: str = ""
    exactness: str = "exact"
    interval: Interval | None = None
    confidence: float = 0.0
    paragraph: int = 1

    @property
    def claims(self) -> bool:
        """Whether the reader takes it for a claim that records could prove."""
        return self.role == Role.FIGURE

    @property
    def suggestion(self) -> str:
        """The class to confirm: ``structural``, ``not_a_figure``, or "" when a person must say."""
        if self.claims:
            return ""
        return "not_a_figure" if self.role == Role.NAME else "structural"


_DIGITS: Final = re.compile(r"\d+")
UNREAD: Final = "unread"


def tokens_of(text: str, *, on: date | None = None) -> list[Token]:
    """Every number of ``text`` in order: the reader's, and each run of digits it left over.

    The numbers of headings (一、 1.) are numbering, not numbers. ``on`` is the date of the text:
    dates without a year are of its year. Linear.
    """
    return list(_tokens(text, on))


@lru_cache(maxsize=16)
def _tokens(text: str, on: date | None) -> tuple[Token, ...]:
    paragraphs = outline(text)
    markers = [(p.start, p.start + p.text.find(p.number) + len(p.number)) for p in paragraphs]
    readings = [r for r in read(text, date=on) if not _numbers_a_heading(r, markers)]
    found = [_from_reading(r) for r in readings]
    found += [
        Token(start, end, text[start:end], UNREAD, Role.FIGURE.value)
        for start, end in _uncovered(
            text, sorted([*markers, *((r.start, r.end) for r in readings)])
        )
    ]
    return tuple(_placed(sorted(found, key=lambda t: t.start), [p.start for p in paragraphs]))


def _numbers_a_heading(reading: Reading, markers: list[tuple[int, int]]) -> bool:
    at = bisect_right(markers, reading.start, key=lambda marker: marker[0]) - 1
    return at >= 0 and reading.end <= markers[at][1]


def _uncovered(text: str, taken: list[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    """Runs of digits, or parts of them, that lie outside every taken stretch (in order)."""
    at = 0
    for match in _DIGITS.finditer(text):
        start, end = match.span()
        while at < len(taken) and taken[at][1] <= start:
            at += 1
        ahead = at
        while ahead < len(taken) and taken[ahead][0] < end:
            if start < taken[ahead][0]:
                yield start, taken[ahead][0]
            start = max(start, taken[ahead][1])
            ahead += 1
        if start < end:
            yield start, end


def _from_reading(reading: Reading) -> Token:
    return Token(
        start=reading.start,
        end=reading.end,
        text=reading.text,
        kind=reading.kind.value,
        role=reading.role.value,
        unit=reading.unit,
        what=reading.what,
        exactness=str(reading.exactness),
        interval=interval_of(reading),
        confidence=reading.confidence,
    )


def interval_of(reading: Reading) -> Interval | None:
    """What a reading asserts, where it asserts an amount."""
    if reading.kind not in QUANTITIES or reading.low is None:
        return None
    return Interval(reading.low, reading.high, reading.low_open, reading.high_open)


def _placed(found: list[Token], starts: list[int]) -> Iterable[Token]:
    """The tokens with their paragraph, counted from 1."""
    paragraph = 0
    for token in found:
        while paragraph < len(starts) and starts[paragraph] <= token.start:
            paragraph += 1
        yield replace(token, paragraph=max(paragraph, 1))

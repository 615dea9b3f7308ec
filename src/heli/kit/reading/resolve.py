"""Fits dates as written to calendar days: which year 2月7日 is, which month 8日."""

import calendar
import datetime
import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import Final

from heli.kit.reading.mention import Mention
from heli.kit.reading.model import Kind


_AHEAD: Final = 6
"""A month further ahead of the document than this many months is taken as last year's."""
_PLANNED: Final = re.compile(r"(?:将|拟|计划|预计|力争|确保|争取|到|截至|定于|明)[^，。;]{0,6}$")

Part = tuple[int | None, int | None, int | None]


def resolve_dates(text: str, mentions: Iterable[Mention], date: datetime.date | None) -> None:
    """Fill the bounds of every date among ``mentions`` as first and last day (yyyymmdd).

    A missing year is that of 今年 or 去年, of a date earlier in the same sentence, or of the
    document; without a document date, of the nearest earlier date that states its year. A
    month far ahead of the document date is last year's unless the text speaks of plans, and any
    month ahead of it once last year has been named (a summary written in January). What cannot
    be known stays open (None).
    """
    context = _Context(date)
    last_end = 0
    for mention in mentions:
        if mention.kind is not Kind.DATE:
            continue
        if context.here and _BREAK.search(text, last_end, mention.start):
            context.here = False
        _resolve(text, mention, context)
        last_end = mention.end


_BREAK: Final = re.compile(r"[。\n!?]")


class _Context:
    """What the text has said about years and months so far."""

    __slots__ = ("document", "here", "month", "year")

    def __init__(self, document: datetime.date | None) -> None:
        self.document = document
        self.year: int | None = None
        self.month: int | None = None
        self.here = False

    def year_for(self, month: int | None, planned: bool) -> int | None:  # noqa: FBT001  -- read with its name
        if self.here and self.year:
            return self.year
        if self.document is None:
            return self.year
        ahead = (month or 0) - self.document.month
        if ahead > 0 and not planned and self.year == self.document.year - 1:
            return self.year
        return self.document.year - (ahead > _AHEAD and not planned)


def _resolve(text: str, mention: Mention, context: _Context) -> None:
    parts = [_part(iso) for iso in mention.iso.split("/")]
    first, last = parts[0], parts[-1]
    stated = first[0] is not None
    year = first[0]
    if year is None and mention.year_word is not None and context.document:
        year = context.document.year + mention.year_word
    month = first[1] or (context.month if first[2] else None)
    if month is None and first[2] and context.document:
        month = context.document.month
    if year is None:
        planned = bool(_PLANNED.search(text[max(mention.start - 8, 0) : mention.start]))
        year = context.year_for(month, planned)
    if stated or mention.year_word is not None:
        context.here = mention.rule != "date.year" or not text.startswith("度", mention.end - 1)
        context.year = year if context.here or context.year is None else context.year
    context.month = last[1] or month
    if year is None:
        return
    end_year = last[0] or year
    end_month = last[1] or month
    mention.low = _first_day(year, month, first[2])
    mention.high = _last_day(end_year, end_month, last[2])
    if mention.high < mention.low:
        mention.high = mention.high + 10000


@lru_cache(maxsize=4096)
def _part(iso: str) -> Part:
    if iso.startswith("---"):
        return None, None, int(iso[3:])
    written = iso[1:] if iso.startswith("--") else iso
    numbers = [int(piece) if piece else None for piece in written.split("-")]
    numbers += [None] * (3 - len(numbers))
    return numbers[0], numbers[1], numbers[2]


def _first_day(year: int, month: int | None, day: int | None) -> Decimal:
    return Decimal(year * 10000 + (month or 1) * 100 + (day or 1))


def _last_day(year: int, month: int | None, day: int | None) -> Decimal:
    month = month or 12
    return Decimal(year * 10000 + month * 100 + (day or calendar.monthrange(year, month)[1]))

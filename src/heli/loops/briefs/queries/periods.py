"""Periods as they are typed: ``2020``, ``2020-02``, ``2020-01..2020-02``, ``2020-01-23..2020-02-28``."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Final


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to a day, both included."""

    first: date
    last: date

    def __str__(self) -> str:
        return f"{self.first.isoformat()}..{self.last.isoformat()}"


_POINT: Final = r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?"
_PERIOD: Final = re.compile(rf"{_POINT}(?:\.\.{_POINT})?")


def parse_period(typed: str) -> Period | None:
    """The period that was typed, or None when it names no days or ends before it begins."""
    match = _PERIOD.fullmatch(typed.strip().replace("…", "..").replace("～", ".."))
    if match is None:
        return None
    from_parts, to_parts = match.groups()[:3], match.groups()[3:]
    try:
        first = _first_day(from_parts)
        last = _last_day(to_parts if to_parts[0] else from_parts)
    except ValueError:
        return None
    return Period(first, last) if first <= last else None


def _first_day(parts: tuple[str | None, ...]) -> date:
    year, month, day = parts
    return date(int(year or 0), int(month or 1), int(day or 1))


def _last_day(parts: tuple[str | None, ...]) -> date:
    year, month, day = parts
    number, in_month = int(year or 0), int(month or 12)
    if day:
        return date(number, in_month, int(day))
    return date(number, in_month, calendar.monthrange(number, in_month)[1])

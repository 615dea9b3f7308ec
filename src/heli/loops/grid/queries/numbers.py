"""The number on a receipt, and the four digits that open it: found again without an account."""

import hmac
import secrets
import uuid
from datetime import date, datetime
from hashlib import sha256

from heli.core.acts import Prepared, given, local_day
from heli.core.journal.keys import key_file
from heli.loops.grid.models import Report


DIGITS = 6


def new_numbers(n: int, at: datetime) -> list[str]:
    """Numbers that no report has: the day, and six digits that say nothing. Usually one query.

    Not counted upwards: two desks never wait for each other, and nobody can walk through them.
    """
    day = local_day(at)
    found: set[str] = set()
    while len(found) < n:
        fresh = {any_number(day) for _ in range(n - len(found))}
        found |= fresh - _taken(fresh)
    return sorted(found)


def any_number(day: date) -> str:
    """A number of that day, which may be taken already."""
    return f"{day:%y%m%d}-{secrets.randbelow(10**DIGITS):0{DIGITS}d}"


_NUMBERED = Prepared(Report.objects.filter(number=given(Report, "number")))


def _taken(numbers: set[str]) -> set[str]:
    """Those among these numbers that a report has."""
    if len(numbers) == 1:
        return {one for one in numbers if _NUMBERED.any(number=one)}
    return set(Report.objects.filter(number__in=numbers).values_list("number", flat=True))


def digits_of(report: Report | uuid.UUID) -> str:
    """The four digits of a receipt: derived by this installation's key, kept nowhere."""
    uid = report if isinstance(report, uuid.UUID) else report.uid
    mark = hmac.new(key_file("receipts.key"), str(uid).encode(), sha256).digest()
    return f"{int.from_bytes(mark[:8], 'big') % 10_000:04d}"


def opens(report: Report, digits: str) -> bool:
    """Whether these are its digits."""
    return hmac.compare_digest(digits_of(report), "".join(c for c in digits if c.isdigit()))

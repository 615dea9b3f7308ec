"""The numbers that an office gives to what comes in: 2020-0001."""

from heli.core.flow.models import Entry
from heli.core.parties.models import Party
from heli.loops.advice.flows import PROPOSAL


DIGITS = 4


def next_number(issuer: Party, year: int) -> str:
    """The first number of a year that no proposal to ``issuer`` has yet. One query."""
    prefix = f"{year}-"
    given = (
        Entry.objects.filter(
            call__issuer=issuer, flow__begins=f"{PROPOSAL.code}@", code__begins=prefix
        )
        .order_by("-code")
        .values_list("code", flat=True)
        .first()
    )
    last = given.removeprefix(prefix) if given else "0"
    return f"{prefix}{(int(last) if last.isdecimal() else 0) + 1:0{DIGITS}d}"

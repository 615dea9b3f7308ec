"""What the address of a receipt carries, instead of the number and the four digits."""

from uuid import UUID

from django.core import signing
from django.http import Http404

from heli.loops.grid.models import Report


SALT = "heli.grid.pass"
LASTS = 3600
"""Seconds for which a page stays open to whoever had number and digits."""


def pass_for(report: Report) -> str:
    """What the address of a receipt carries instead of number and digits."""
    return signing.dumps(str(report.uid), salt=SALT)


def by_pass(text: str) -> Report:
    """The report of an address. ``Http404`` for one that was altered or is an hour old."""
    try:
        uid = UUID(signing.loads(text, salt=SALT, max_age=LASTS))
    except (signing.BadSignature, ValueError):
        raise Http404 from None
    found = Report.objects.select_related("entry__merged_into", "entry__call").filter(uid=uid)
    if (report := found.first()) is None:
        raise Http404
    return report

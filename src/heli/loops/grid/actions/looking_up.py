"""Finding a report by its number and four digits, as often as an honest person needs to."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from heli.core.acts import SYSTEM, Actor, Refusal, action, anyone
from heli.core.journal.locks import hold
from heli.loops.grid.models import Lookup, Report
from heli.loops.grid.queries.numbers import opens


FREE = 5
REST = timedelta(hours=1)


class NotFound(Refusal):
    """The same words for a number that is not, and digits that are wrong."""

    message = _("There is no report with this number and these digits.")
    status = 404


class Resting(Refusal):
    """Four digits are guessed in ten thousand tries: nobody gets as many."""

    message = _("This number was asked for too often. Please try again in an hour, or call.")
    status = 429


def look_up(number: str, digits: str, *, at: datetime) -> Report:
    """The report of a receipt. Refuses with :class:`NotFound` and, after five failures, :class:`Resting`.

    Writes only when it fails. What is typed may have spaces, and any dash or none.
    """
    typed = "".join(c for c in number if c.isdigit())
    wanted = f"{typed[:6]}-{typed[6:]}"
    tried = Lookup.objects.filter(number=wanted).first()
    if tried is not None and tried.rests_until is not None and tried.rests_until > at:
        raise Resting
    row = Report.objects.filter(number=wanted).select_related("entry__merged_into").first()
    if row is not None and opens(row, digits):
        return row
    note_failure(wanted[:20], by=SYSTEM, at=at)
    raise NotFound


@action("grid.lookup.fail", policy=anyone)
def note_failure(number: str, *, by: Actor, at: datetime) -> None:
    """Remember that a number was asked for with wrong digits; the fifth time it rests for an hour."""
    hold(f"grid.lookup:{number}")
    row, _made = Lookup.objects.get_or_create(number=number)
    row.failures += 1
    if row.failures >= FREE:
        row.failures, row.rests_until = 0, at + REST
    row.save()

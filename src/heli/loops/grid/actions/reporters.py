"""Reporters: kept apart in the vault, opened with a reason for a while, forgotten on a day."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Refusal, action, current_record, local_day
from heli.core.flow.models import Call, Entry
from heli.core.journal.erasing import erase_openings
from heli.core.journal.refs import name_of
from heli.core.parties import vault
from heli.core.parties.models import Party, PartyKind, VaultItem
from heli.loops.grid import policies
from heli.loops.grid.actions.drafts import Contact
from heli.loops.grid.enums import REPORTER_PERSON
from heli.loops.grid.models import Photo, Report
from heli.loops.grid.phrases import REPORTER


SHORTEST_REASON = 4
PURPOSE = "grid.answer"
NAME, PHONE = "name", "phone"
_FAR = 28  # a day that every month has


class NoReason(Refusal):
    """Opening personal details takes a reason that stays on record."""

    message = _("Please say why you need to see this. Your reason stays on record.")
    status = 422


class NotThisCase(Refusal):
    """A report is opened from its own case."""

    message = _("This report does not belong to this case.")
    status = 422


def remember(
    call: Call, contact: Contact, *, months: int, at: datetime
) -> tuple[Party | None, date | None]:
    """Put contact details into the vault, each value for itself; None when there are none. For acts.

    The person has no name in the register and belongs to no body: only reports lead to it.
    """
    if not contact.is_given:
        return None, None
    person = Party.objects.create(
        kind=PartyKind.PERSON, subkind=REPORTER_PERSON, name=str(REPORTER), area=call.issuer.area
    )
    until = months_later(local_day(at), months)
    for field, value in ((NAME, contact.name), (PHONE, contact.phone)):
        if value.strip():
            vault.put(person, field, value.strip(), purpose=PURPOSE, keep_until=until, at=at)
    return person, until


def months_later(day: date, months: int) -> date:
    """The same day so many months on, at the latest the 28th."""
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, min(day.day, _FAR))


@action("grid.reporter.reveal", policy=policies.know_reporters)
def reveal_reporter(
    entry: Entry, *, report: Report, reason: str, by: Actor, at: datetime
) -> Report:
    """Put on record that a reporter's details are opened, and why; they can be read for a while.

    :func:`~heli.loops.grid.queries.reporters.contact_of` then gives them. Refuses with
    :class:`NoReason`.
    """
    _check_belongs(entry, report)
    if len(reason.strip()) < SHORTEST_REASON:
        raise NoReason(field="reason")
    return report


@action("grid.report.redact", policy=policies.know_reporters)
def redact_report(
    entry: Entry, *, report: Report, text: str = "", reason: str, by: Actor, at: datetime
) -> Report:
    """Replace what somebody wrote by ``text``, for ever: the old words are destroyed, not hidden.

    Neither the journal nor any history keeps them. Refuses with :class:`NoReason`.
    """
    _check_belongs(entry, report)
    if len(reason.strip()) < SHORTEST_REASON:
        raise NoReason(field="reason")
    report.text, report.redacted_at, report.digest = text.strip(), at, ""
    report.save(update_fields=["text", "redacted_at", "digest"])
    erase_openings(name_of(report))
    return report


@action("grid.photo.hide", policy=policies.work_on_case)
def hide_photo(entry: Entry, *, photo: Photo, reason: str, by: Actor, at: datetime) -> Photo:
    """Show a photo to nobody outside the desk any longer, as when a face or a number plate is on it."""
    if photo.entry_id != entry.pk:
        raise NotThisCase
    if len(reason.strip()) < SHORTEST_REASON:
        raise NoReason(field="reason")
    photo.is_hidden = True
    photo.save(update_fields=["is_hidden"])
    return photo


@action("grid.reporters.anonymise", policy=policies.system_only)
def anonymise(reports: list[Report], *, by: Actor, at: datetime) -> None:
    """Forget who reported: details are destroyed, what was written goes, the matter stays.

    For the worker, on the day that was said when they were taken.
    """
    record = current_record()
    for report in reports:
        VaultItem.objects.filter(party=report.reporter).delete()
        report.text, report.consents, report.wants_answer = "", {}, False
        report.anonymised_at, report.digest = at, ""
        report.save(update_fields=["text", "consents", "wants_answer", "anonymised_at", "digest"])
        erase_openings(name_of(report))
        record.wrote(report, {"uid": str(report.uid), "anonymised_at": at})


def _check_belongs(entry: Entry, report: Report) -> None:
    if report.entry_id != entry.pk:
        raise NotThisCase

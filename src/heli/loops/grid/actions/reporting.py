"""Reporting: one matter, many at once, or the same as somebody else. Safe to send again and again."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated

from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from heli.core.acts import (
    Actor,
    Digest,
    Invalid,
    Message,
    Prepared,
    Refusal,
    Secret,
    action,
    given,
)
from heli.core.flow import engine
from heli.core.flow.engine import Telling
from heli.core.flow.models import Call, Entry
from heli.loops.grid import policies
from heli.loops.grid.actions.drafts import (
    NOBODY,
    Contact,
    Draft,
    check_draft,
    photos_of,
    write_photos,
)
from heli.loops.grid.actions.intake import new_report, take_in
from heli.loops.grid.actions.stepping import about, refresh
from heli.loops.grid.enums import Channel, Urgency, Verb
from heli.loops.grid.models import Report
from heli.loops.grid.queries.numbers import new_numbers
from heli.loops.grid.queries.office import office_of
from heli.loops.grid.queries.shown import as_facts


_BY_STAFF = frozenset(Channel) - {Channel.PORTAL, Channel.API}


class OtherContent(Refusal):
    """One uid was sent with two contents, as when a draft is changed while it is being sent."""

    message = _("This report was received already, with other content. Both are kept apart.")


class NotYourChannel(Refusal):
    """Who enters what others said works at the desk; who patrols, in a grid."""

    message = _("You cannot report through this channel.")
    status = 403


def report(
    call: Call, *, draft: Draft, contact: Contact = NOBODY, by: Actor, at: datetime
) -> Report:
    """T1: report a matter. Sent twice, it is one report (I8); refuses as :func:`file_report`."""
    key = f"grid.report:{draft.uid}"
    return report_under(key, call, draft=draft, contact=contact, by=by, at=at)


def report_under(
    key: str, call: Call, *, draft: Draft, contact: Contact = NOBODY, by: Actor, at: datetime
) -> Report:
    """The same under a key of the door's own, whatever key its uid came under before.

    Whether it came is asked only when it cannot be taken: that saves every first report the question.
    """
    try:
        return file_report.once(key)(call, draft=draft, contact=contact, by=by, at=at)
    except (IntegrityError, Refusal):
        known = _UNDER_UID.first(uid=draft.uid)
        if known is None:
            raise
        return _the_same(known, draft)


_UNDER_UID = Prepared(Report.objects.filter(uid=given(Report, "uid")))


@action("grid.report.file", policy=policies.report_to)
def file_report(
    call: Call,
    *,
    draft: Annotated[Draft, Digest],
    contact: Annotated[Contact, Secret] = NOBODY,
    by: Actor,
    at: datetime,
) -> Report:
    """Take a report: a case is opened for it, and the clock of taking up begins.

    The journal keeps a digest of what was said, so that the text can be erased; contact details go
    to the vault alone. Refuses with ``NothingSaid``, ``NoPlace``, ``TooMuch``, ``NotAPhoto`` and
    :class:`NotYourChannel`.
    """
    check_draft(draft)
    check_channel(call, [draft], by)
    return take_in(call, [draft], {draft.uid: contact}, by=by, at=at)[0]


@action("grid.reports.file", policy=policies.report_to)
def file_reports(
    call: Call,
    *,
    drafts: Annotated[Sequence[Draft], Digest],
    contacts: Annotated[Mapping[str, Contact], Secret],
    by: Actor,
    at: datetime,
) -> None:
    """Take several reports in one act: from the field, from a pasted chat. All of them, or none."""
    for draft in drafts:
        check_draft(draft)
    check_channel(call, drafts, by)
    take_in(call, drafts, {uuid.UUID(key): one for key, one in contacts.items()}, by=by, at=at)


@dataclass(frozen=True, slots=True)
class Delivered:
    """What became of one report of a batch: its record, or why it was not taken."""

    uid: uuid.UUID
    report: Report | None
    why_not: Message = ""
    code: str = ""

    @property
    def is_conflict(self) -> bool:
        """Whether another content came under the same uid before."""
        return self.code == "other_content"


def sync_reports(
    call: Call,
    drafts: Sequence[Draft],
    *,
    contacts: Mapping[str, Contact] | None = None,
    by: Actor,
    at: datetime,
) -> list[Delivered]:
    """Take what a device brings, in one act, and say for each report what became of it.

    Those known already are confirmed, those that cannot be taken are refused one by one, and the
    rest is taken together.
    """
    known = _known([draft.uid for draft in drafts])
    closed = _closed_channels(call, drafts, by)
    refused: dict[int, Refusal] = {}
    fresh: dict[uuid.UUID, Draft] = {}
    for place, draft in enumerate(drafts):
        try:
            if draft.uid in known:
                _the_same(known[draft.uid], draft)
            elif _is_repeated(draft, fresh):
                continue
            else:
                check_draft(draft)
                if draft.channel in closed:
                    raise closed[draft.channel]
                fresh[draft.uid] = draft
        except Refusal as refusal:
            refused[place] = refusal
    if fresh:
        file_reports(call, drafts=list(fresh.values()), contacts=contacts or {}, by=by, at=at)
        known |= _known(list(fresh))
    return [_delivered(draft.uid, known, refused.get(place)) for place, draft in enumerate(drafts)]


def _known(uids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Report]:
    rows = Report.objects.filter(uid__in=uids).select_related("entry")
    return {row.uid: row for row in rows}


def _closed_channels(call: Call, drafts: Sequence[Draft], by: Actor) -> dict[str, Refusal]:
    """The channels of these drafts that are not open to whoever sends them, each asked once."""
    found: dict[str, Refusal] = {}
    for draft in {draft.channel: draft for draft in drafts}.values():
        try:
            check_channel(call, [draft], by)
        except Refusal as refusal:
            found[draft.channel] = refusal
    return found


def _is_repeated(draft: Draft, fresh: Mapping[uuid.UUID, Draft]) -> bool:
    """Whether a batch holds the same draft twice; refuses when it holds two of one uid."""
    other = fresh.get(draft.uid)
    if other is not None and other.digest != draft.digest:
        raise OtherContent(field="uid")
    return other is not None


def _delivered(uid: uuid.UUID, known: Mapping[uuid.UUID, Report], why: Refusal | None) -> Delivered:
    if why is not None:
        return Delivered(uid, None, str(why), why.code)
    return Delivered(uid, known[uid])


@action("grid.case.join", policy=policies.report_to)
def join_case(
    call: Call,
    *,
    entry: Entry,
    draft: Annotated[Draft, Digest],
    contact: Annotated[Contact, Secret] = NOBODY,
    by: Actor,
    at: datetime,
) -> Report:
    """Report the same as somebody else (我也遇到): a report of one's own, with the case there is.

    When many report it within a day, the case becomes more urgent.
    """
    if entry.call_id != call.pk:
        raise Invalid(what=entry.code)
    check_draft(draft)
    check_channel(call, [draft], by)
    made = photos_of(draft.photos, by=by, at=at)
    report = new_report(draft, call, new_numbers(1, at)[0], contact, by=by, at=at)
    report.entry = entry
    crowd = _is_crowd(entry, at)
    facts = {
        **about(entry.case),
        "accepted": True,
        "channel": str(draft.channel),
        "crowd": crowd,
        "report": str(draft.uid),
        "photos": [as_facts(photo) for photo in made],
    }
    engine.move(entry, Verb.JOIN, by=by, at=at, telling=Telling(facts=facts))
    report.save(force_insert=True)
    write_photos(made, entry, report)
    if crowd and entry.case.urgency in (Urgency.NORMAL, Urgency.COMPLEX):
        entry.case.urgency = Urgency.SUPPLY
    refresh(entry, at=at)
    return report


def join(
    entry: Entry, *, draft: Draft, contact: Contact = NOBODY, by: Actor, at: datetime
) -> Report:
    """Join a case; sent twice, it is one report."""
    known = Report.objects.filter(uid=draft.uid).first()
    if known is not None:
        return _the_same(known, draft)
    once = join_case.once(f"grid.report:{draft.uid}")
    return once(entry.call, entry=entry, draft=draft, contact=contact, by=by, at=at)


def check_channel(call: Call, drafts: Sequence[Draft], by: Actor) -> None:
    """Who may say that a report came this way: anybody for themselves, staff for others."""
    channels = {Channel(draft.channel) for draft in drafts} & _BY_STAFF
    if not channels or by.is_system:
        return
    if channels == {Channel.PATROL} and policies.patrol_for.check(by, call):
        return
    if not policies.record_for.check(by, call):
        raise NotYourChannel(field="channel")


def _the_same(known: Report, draft: Draft) -> Report:
    if known.digest and known.digest != draft.digest:
        raise OtherContent(field="uid")
    return known


def _is_crowd(entry: Entry, at: datetime) -> bool:
    day = Report.objects.filter(entry=entry, received_at__gt=at - timedelta(days=1))
    return day.count() + 1 >= office_of(entry.call).crowd


__all__ = [
    "Delivered",
    "OtherContent",
    "file_report",
    "file_reports",
    "join",
    "report",
    "sync_reports",
]

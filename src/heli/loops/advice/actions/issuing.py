"""Putting an issue of a periodical together, and letting it out."""

from datetime import date, datetime
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Conflict, Digest, Invalid, Refusal, action, local_day
from heli.core.flow import engine
from heli.core.flow.engine import Telling
from heli.core.flow.models import Call, Entry, Step
from heli.core.texts.classified import refuse_classified
from heli.core.texts.models import Placement
from heli.core.texts.numbering import ISSUE, give_number
from heli.core.texts.placing import arrange, place, take_out
from heli.core.texts.writing import create_doc, freeze
from heli.loops.advice import policies
from heli.loops.advice.enums import DOC_ISSUE, Stage, Verb
from heli.loops.advice.queries.issues import contents, is_placeable
from heli.loops.advice.queries.texts import newest_text, text_of


LONGEST_NOTE = 500


class NotSignedOff(Refusal):
    """An issue holds what was signed off."""

    message = _("“%(title)s” is not signed off yet, or stands in another issue.")


class NoLongerThere(Conflict):
    """Somebody took it out meanwhile."""

    message = _("This item no longer stands in the issue. Please look again.")


class EmptyIssue(Refusal):
    """An issue has at least one item."""

    message = _("This issue has no items yet: choose at least one.")


class ChangedSinceSignOff(Conflict):
    """What is released is what was signed off."""

    message = _(
        "“%(title)s” was changed after it was signed off. Take it out, or sign it off again."
    )


@action("advice.issue.open", policy=policies.edit_periodical)
def open_issue(periodical: Call, *, note: str = "", by: Actor, at: datetime) -> Entry:
    """Begin the next issue of a periodical. It gets its number when it is released."""
    doc = create_doc(
        kind=DOC_ISSUE,
        title=periodical.title,
        org=periodical.issuer,
        undertaking=periodical.undertaking,
        by=by,
        at=at,
    )
    return engine.start(
        periodical,
        org=periodical.issuer,
        by=by,
        at=at,
        title=periodical.title,
        doc=doc,
        answers={"note": _good_note(note)},
    )


@action("advice.issue.place", policy=policies.assemble_issue)
def place_item(
    issue: Entry, *, proposal: Entry, section: str = "", by: Actor, at: datetime
) -> Placement:
    """Put a signed-off proposal at the end of an issue. Refuses with :class:`NotSignedOff`."""
    if not is_placeable(proposal):
        raise NotSignedOff(title=proposal.title)
    return place(
        text_of(issue),
        text_of(proposal),
        section=section.strip()[:60],
        revision=newest_text(proposal),
    )


@action("advice.issue.take_out", policy=policies.assemble_issue)
def take_item_out(issue: Entry, *, placement: Placement, by: Actor, at: datetime) -> Entry:
    """Take an item out of an issue; those after it move up."""
    _check_in(issue, placement)
    take_out(placement)
    return issue


@action("advice.issue.move_item", policy=policies.assemble_issue)
def move_item(issue: Entry, *, placement: Placement, up: bool, by: Actor, at: datetime) -> Entry:
    """Let an item change places with the one above or below it; at the end it stays."""
    _check_in(issue, placement)
    order = [item.placement for item in contents(issue)]
    here = [one.pk for one in order].index(placement.pk)
    there = here - 1 if up else here + 1
    if 0 <= there < len(order):
        order[here], order[there] = order[there], order[here]
        arrange(text_of(issue), order)
    return issue


@action("advice.issue.describe", policy=policies.assemble_issue)
def describe_issue(
    issue: Entry,
    *,
    note: Annotated[str, Digest] = "",
    copies: int | None = None,
    editor: str = "",
    sections: dict[str, str] | None = None,
    by: Actor,
    at: datetime,
) -> Entry:
    """Set the editor's note, the copies, who answers for the editing, and the section of items."""
    refuse_classified(note, field="note")
    issue.answers = {
        **issue.answers,
        "note": _good_note(note),
        "copies": copies,
        "editor": editor.strip()[:40],
    }
    issue.save(update_fields=["answers"])
    for uid, section in (sections or {}).items():
        Placement.objects.filter(issue=issue.doc, uid=uid).update(section=section.strip()[:60])
    return issue


@action("advice.issue.check", policy=policies.ON_ISSUE["check"])
def check_issue(issue: Entry, *, on: date | None = None, by: Actor, at: datetime) -> Step:
    """Confirm that the proof was read. Refuses with :class:`EmptyIssue`."""
    if not contents(issue):
        raise EmptyIssue
    return engine.move(issue, "check", by=by, at=at, telling=Telling(effective_on=on))


@action("advice.issue.send_back", policy=policies.ON_ISSUE["send_back"])
def send_issue_back(issue: Entry, *, note: str, by: Actor, at: datetime) -> Step:
    """Give an issue back to be put together anew, saying what to change."""
    return engine.move(issue, "send_back", by=by, at=at, telling=Telling(note=note.strip()))


@action("advice.issue.sign", policy=policies.ON_ISSUE["sign"])
def sign_issue(issue: Entry, *, on: date | None = None, by: Actor, at: datetime) -> Step:
    """Sign an issue off for release.

    Refuses with :class:`ChangedSinceSignOff` an item whose text is no longer the one placed.
    """
    _check_unchanged(issue)
    telling = Telling(effective_on=on, facts={"signer": by.name})
    return engine.move(issue, "sign", by=by, at=at, telling=telling)


@action("advice.issue.drop", policy=policies.ON_ISSUE["drop"])
def drop_issue(issue: Entry, *, note: str, by: Actor, at: datetime) -> Step:
    """Give up an issue; its items are free again."""
    Placement.objects.filter(issue=issue.doc).delete()
    return engine.move(issue, "drop", by=by, at=at, telling=Telling(note=note.strip()))


@action("advice.issue.release", policy=policies.ON_ISSUE["release"])
def release_issue(issue: Entry, *, on: date | None = None, by: Actor, at: datetime) -> Entry:
    """Number an issue and let it out; each of its items is then placed. One journal entry.

    The number restarts each year, the running number goes on. Refuses with
    :class:`ChangedSinceSignOff`. Tells ``advice.issue_released`` and ``advice.placed``.
    """
    _check_unchanged(issue)
    day = on or local_day(at)
    doc, settings = text_of(issue), issue.call.settings
    number = give_number(doc, series=settings["series"], year=day.year, style=ISSUE)
    issue.code = number.text
    issue.title = f"《{issue.call.title}》{number.text}"
    issue.save(update_fields=["code", "title"])
    Placement.objects.filter(issue=issue.doc).update(published_on=day)
    facts = {"number": issue.code, "n": number.n, "running": number.running}
    engine.move(issue, "release", by=by, at=at, telling=Telling(effective_on=day, facts=facts))
    for item in contents(issue):
        telling = Telling(
            effective_on=day,
            revision=item.placement.revision,
            facts={"issue": issue.title, "issue_uid": str(issue.uid)},
        )
        verb = Verb.PLACE if item.proposal.state == Stage.APPROVED else Verb.PLACE_ALSO
        engine.move(item.proposal, verb, by=by, at=at, telling=telling)
    freeze(doc, at=at)
    return issue


def _check_in(issue: Entry, placement: Placement) -> None:
    if placement.issue_id != issue.doc_id:
        raise Invalid(what=_("this item stands in another issue"))


def _check_unchanged(issue: Entry) -> None:
    for item in contents(issue):
        if newest_text(item.proposal).pk != item.placement.revision_id:
            raise ChangedSinceSignOff(title=item.proposal.title)


def _good_note(note: str) -> str:
    note = note.strip()
    if len(note) > LONGEST_NOTE:
        raise Invalid(
            what=_("the note has more than %(most)s characters") % {"most": LONGEST_NOTE},
            field="note",
        )
    return note

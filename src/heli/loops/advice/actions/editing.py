"""Editing beside the author's text, up to sign-off."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Digest, Refusal, action, local_day
from heli.core.flow import engine
from heli.core.flow.engine import Telling
from heli.core.flow.models import Assignment, Entry, Step
from heli.core.flow.working import ACTIVE, assign, end_assignment
from heli.core.parties.models import Party
from heli.core.texts.models import Revision
from heli.core.texts.writing import revise
from heli.loops.advice import policies
from heli.loops.advice.actions.revising import NothingWritten
from heli.loops.advice.enums import EDITOR_ROLE, Stage, Verb
from heli.loops.advice.queries.editors import editors_for
from heli.loops.advice.queries.texts import newest_text, text_of


LONGEST_EDIT = 20_000


class NotAnEditor(Refusal):
    """Proposals are edited by the office's editors."""

    message = _("%(name)s is no editor of %(body)s.")
    status = 422


class TextTooLong(Refusal):
    """What is edited stays an item of a bulletin."""

    message = _("The text has %(length)s characters; an item has at most %(most)s.")
    status = 422


class EditorSignsOff(Refusal):
    """Four eyes: whoever edited the text does not sign it off."""

    message = _("You edited “%(title)s”. Somebody else has to sign it off.")
    status = 403


@action("advice.proposals.assign_editor", policy=policies.ON_PROPOSAL[Verb.TAKE_UP])
def assign_editor(
    proposals: Sequence[Entry],
    *,
    editor: Party,
    on: date | None = None,
    by: Actor,
    at: datetime,
) -> list[Step]:
    """Give proposals to an editor: those to be edited, and those that lie with somebody else.

    Refuses with :class:`NotAnEditor`, and as the flow says; all of them, or none.
    """
    return [_assign(one, editor, on, by, at) for one in proposals]


def _assign(proposal: Entry, editor: Party, on: date | None, by: Actor, at: datetime) -> Step:
    issuer = proposal.call.issuer
    if not editors_for(issuer, on=local_day(at)).filter(pk=editor.pk).exists():
        raise NotAnEditor(name=editor.name, body=issuer.name, field="editor")
    verb = Verb.TAKE_UP if proposal.state == Stage.SCREENED else Verb.REASSIGN
    facts = {"editor": editor.name, "editor_uid": str(editor.uid)}
    telling = Telling(effective_on=on, facts=facts)
    step = engine.move(proposal, verb, by=by, at=at, telling=telling)
    for lying in Assignment.objects.filter(entry=proposal, role=EDITOR_ROLE, state=ACTIVE):
        if lying.party_id != editor.pk:
            end_assignment(lying, at=at)
    assign(proposal, editor, EDITOR_ROLE, at=at)
    return step


@action("advice.proposal.edit", policy=policies.ON_PROPOSAL[Verb.SAVE_EDIT])
def save_edit(
    proposal: Entry,
    *,
    base: int,
    title: str,
    body: Annotated[str, Digest],
    note: str = "",
    by: Actor,
    at: datetime,
) -> Entry:
    """Save what the editor wrote; the author's text stays as it was.

    ``base`` is the version that was written on. Refuses with ``Outdated`` when somebody
    else saved since, and with ``Classified``.
    """
    revision = _save(proposal, base=base, title=title, body=body, note=note, by=by, at=at)
    if revision.n != base:
        telling = Telling(note=note.strip(), revision=revision)
        engine.move(proposal, Verb.SAVE_EDIT, by=by, at=at, telling=telling)
    return proposal


@action("advice.proposal.finish_editing", policy=policies.ON_PROPOSAL[Verb.FINISH_EDITING])
def finish_editing(
    proposal: Entry,
    *,
    base: int,
    title: str,
    body: Annotated[str, Digest],
    note: str = "",
    on: date | None = None,
    by: Actor,
    at: datetime,
) -> Entry:
    """Save the text and hand it on for sign-off. Counts as edited, once."""
    revision = _save(proposal, base=base, title=title, body=body, note=note, by=by, at=at)
    telling = Telling(effective_on=on, note=note.strip(), revision=revision)
    engine.move(proposal, Verb.FINISH_EDITING, by=by, at=at, telling=telling)
    return proposal


@action("advice.proposal.ask", policy=policies.ON_PROPOSAL[Verb.ASK])
def ask_author(proposal: Entry, *, note: Annotated[str, Digest], by: Actor, at: datetime) -> Step:
    """Ask the author something; editing waits for the answer. Tells ``advice.asked``."""
    return engine.move(proposal, Verb.ASK, by=by, at=at, telling=Telling(note=note.strip()))


@action("advice.proposal.send_back", policy=policies.ON_PROPOSAL[Verb.SEND_BACK])
def send_back(proposal: Entry, *, note: str, by: Actor, at: datetime) -> Step:
    """Give a proposal back to its editor, saying what to change."""
    telling = Telling(note=note.strip(), revision=newest_text(proposal))
    return engine.move(proposal, Verb.SEND_BACK, by=by, at=at, telling=telling)


@action("advice.proposals.approve", policy=policies.ON_PROPOSAL[Verb.APPROVE])
def approve_proposals(
    proposals: Sequence[Entry], *, on: date | None = None, by: Actor, at: datetime
) -> list[Step]:
    """Sign off one or several edited proposals; all of them, or none.

    Refuses with :class:`EditorSignsOff` when one's own edit is among them.
    """
    return [_approve(one, on, by, at) for one in proposals]


def _approve(proposal: Entry, on: date | None, by: Actor, at: datetime) -> Step:
    revision = newest_text(proposal)
    if revision.n > 1 and by.party_id is not None and revision.author_id == by.party_id:
        raise EditorSignsOff(title=proposal.title)
    telling = Telling(effective_on=on, revision=revision)
    return engine.move(proposal, Verb.APPROVE, by=by, at=at, telling=telling)


def _save(
    proposal: Entry, *, base: int, title: str, body: str, note: str, by: Actor, at: datetime
) -> Revision:
    if not body.strip():
        raise NothingWritten(field="body")
    if len(body) > LONGEST_EDIT:
        raise TextTooLong(length=len(body), most=LONGEST_EDIT, field="body")
    revision = revise(
        text_of(proposal), title=title, body=body, base=base, by=by, at=at, note=note.strip()[:200]
    )
    proposal.title = revision.title
    proposal.save(update_fields=["title"])
    return revision

"""Writing a proposal and handing it in; answering what the editors ask."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Digest, Personal, Refusal, action, local_day
from heli.core.flow import engine
from heli.core.flow.engine import Telling
from heli.core.flow.models import Call, Entry, Step
from heli.core.journal.locks import hold
from heli.core.parties.models import Party
from heli.core.texts.models import Revision, Secrecy
from heli.core.texts.writing import create_doc, revise
from heli.loops.advice import policies
from heli.loops.advice.actions import revising
from heli.loops.advice.actions.authors import as_answers, check_credits, let_see, person_for
from heli.loops.advice.enums import DOC_PROPOSAL, Verb
from heli.loops.advice.queries.numbers import next_number
from heli.loops.advice.queries.people import WHOLE, Credit, bodies_of
from heli.loops.advice.queries.texts import newest_text, text_of


class NotYourBody(Refusal):
    """One submits for the body one belongs to."""

    message = _("You do not belong to %(body)s; choose the body you submit for.")
    status = 422


class NotOriginal(Refusal):
    """The statement that the text is one's own is part of every proposal."""

    message = _("Please state that this text is your own work and was not submitted elsewhere.")
    status = 422


@dataclass(frozen=True, slots=True)
class Paper:
    """What is handed in, beside title and text."""

    secrecy: str = Secrecy.INTERNAL
    is_original: bool = True
    channel: str = "online"


@action("advice.proposal.draft", policy=policies.submit_to)
def draft_proposal(
    call: Call,
    *,
    org: Party,
    title: str,
    body: Annotated[str, Digest],
    authors: Annotated[Sequence[Credit], Personal] = (),
    paper: Paper = Paper(),
    by: Actor,
    at: datetime,
) -> Entry:
    """Begin a proposal that only its authors and their liaison see.

    Refuses as submitting does, but takes a text that is empty or too long: it is only a draft.
    """
    return begin(call, org=org, title=title, body=body, authors=authors, paper=paper, by=by, at=at)


@action("advice.proposal.submit", policy=policies.submit_to)
def submit_proposal(
    call: Call,
    *,
    org: Party,
    title: str,
    body: Annotated[str, Digest],
    authors: Annotated[Sequence[Credit], Personal] = (),
    paper: Paper = Paper(),
    on: date | None = None,
    by: Actor,
    at: datetime,
) -> Entry:
    """Hand in a proposal of ``org``: one matter, within the length the call takes.

    ``authors`` are the names under it with their shares, the first author first; whoever acts, if
    none is given. Refuses with :class:`~heli.core.flow.engine.Closed`, :class:`NotYourBody`, :class:`NotOriginal`,
    ``TooLong``, ``NothingWritten``, ``SharesDoNotAddUp`` and ``Classified``.
    Tells ``advice.received``.
    """
    if not paper.is_original:
        raise NotOriginal(field="is_original")
    revising.check_body(body, call=call)
    entry = begin(call, org=org, title=title, body=body, authors=authors, paper=paper, by=by, at=at)
    hand_in(entry, on=on, by=by, at=at)
    return entry


@action("advice.proposal.rewrite", policy=policies.write_proposal)
def rewrite_proposal(
    proposal: Entry, *, base: int, title: str, body: Annotated[str, Digest], by: Actor, at: datetime
) -> Entry:
    """Save a draft, or a returned proposal, without handing it in.

    ``base`` is the version that was written on; refuses with ``Outdated`` when it is no
    longer the newest.
    """
    _rewrite(proposal, base=base, title=title, body=body, by=by, at=at)
    return proposal


@action("advice.proposal.hand_in", policy=policies.ON_PROPOSAL[Verb.SUBMIT])
def hand_in_draft(
    proposal: Entry, *, base: int, title: str, body: Annotated[str, Digest], by: Actor, at: datetime
) -> Entry:
    """Hand in a draft with the text as it is now. Refuses as :func:`submit_proposal` does."""
    engine.check_open(proposal.call, at)
    revising.check_body(body, call=proposal.call)
    _rewrite(proposal, base=base, title=title, body=body, by=by, at=at)
    hand_in(proposal, on=None, by=by, at=at)
    return proposal


@action("advice.proposal.resubmit", policy=policies.ON_PROPOSAL[Verb.RESUBMIT])
def resubmit_proposal(
    proposal: Entry, *, base: int, title: str, body: Annotated[str, Digest], by: Actor, at: datetime
) -> Entry:
    """Hand in a returned proposal again. It stays counted as received once."""
    revising.check_body(body, call=proposal.call)
    revision = _rewrite(proposal, base=base, title=title, body=body, by=by, at=at)
    engine.move(proposal, Verb.RESUBMIT, by=by, at=at, telling=Telling(revision=revision))
    return proposal


@action("advice.proposal.withdraw", policy=policies.ON_PROPOSAL[Verb.WITHDRAW])
def withdraw_proposal(proposal: Entry, *, note: str = "", by: Actor, at: datetime) -> Step:
    """Take a proposal back before it is taken up."""
    return engine.move(proposal, Verb.WITHDRAW, by=by, at=at, telling=Telling(note=note.strip()))


@action("advice.proposal.answer", policy=policies.ON_PROPOSAL[Verb.ANSWER])
def answer_question(
    proposal: Entry, *, note: Annotated[str, Digest], by: Actor, at: datetime
) -> Step:
    """Answer what the editor asked; editing goes on."""
    return engine.move(proposal, Verb.ANSWER, by=by, at=at, telling=Telling(note=note.strip()))


def begin(
    call: Call,
    *,
    org: Party,
    title: str,
    body: str,
    authors: Sequence[Credit],
    paper: Paper,
    by: Actor,
    at: datetime,
) -> Entry:
    """Open the entry of a proposal with its first revision. For acts."""
    if not bodies_of(by, call).filter(pk=org.pk).exists():
        raise NotYourBody(body=org.name, field="org")
    given = list(authors) or [Credit(name=by.name, share=WHOLE)]
    check_credits(given)
    people = [_who(credit, org, by, at) for credit in given]
    doc = create_doc(
        kind=DOC_PROPOSAL, title=title, body=body, org=org, secrecy=paper.secrecy, by=by, at=at
    )
    answers = {
        "original": paper.is_original,
        "channel": paper.channel,
        "authors": as_answers(given, people),
    }
    entry = engine.start(
        call, org=org, by=by, at=at, title=doc.title, party=people[0], doc=doc, answers=answers
    )
    let_see(entry, people[1:], at=at)
    return entry


def _who(credit: Credit, org: Party, by: Actor, at: datetime) -> Party:
    if by.party_id is not None and credit.name == by.name:
        return Party.objects.get(pk=by.party_id)
    return person_for(org, credit.name, since=local_day(at))


def hand_in(entry: Entry, *, on: date | None, by: Actor, at: datetime, number: str = "") -> Step:
    """Take a proposal from draft to received and give it its number. For acts."""
    day = on or local_day(at)
    hold(f"advice.numbers:{entry.call.issuer_id}")
    entry.code = number or next_number(entry.call.issuer, day.year)
    entry.save(update_fields=["code"])
    telling = Telling(effective_on=day, revision=newest_text(entry))
    return engine.move(entry, Verb.SUBMIT, by=by, at=at, telling=telling)


def _rewrite(
    proposal: Entry, *, base: int, title: str, body: str, by: Actor, at: datetime
) -> Revision:
    revision = revise(text_of(proposal), title=title, body=body, base=base, by=by, at=at)
    proposal.title = revision.title
    proposal.save(update_fields=["title"])
    return revision

"""What comes after: what was done with an item, what its author is told, and the end."""

from datetime import date, datetime
from typing import Annotated

from heli.core.acts import Actor, Digest, action
from heli.core.flow import engine
from heli.core.flow.engine import Telling
from heli.core.flow.models import Entry, Step
from heli.core.texts.classified import refuse_classified
from heli.loops.advice import policies
from heli.loops.advice.enums import Verb


@action("advice.proposal.follow_up", policy=policies.ON_PROPOSAL[Verb.FOLLOW_UP])
def note_follow_up(
    proposal: Entry,
    *,
    note: Annotated[str, Digest],
    on: date | None = None,
    by: Actor,
    at: datetime,
) -> Step:
    """Note what an office did with an item: a document, a project, a meeting."""
    refuse_classified(note, field="note")
    telling = Telling(effective_on=on, note=note.strip())
    return engine.move(proposal, Verb.FOLLOW_UP, by=by, at=at, telling=telling)


@action("advice.proposal.tell_author", policy=policies.ON_PROPOSAL[Verb.TELL_AUTHOR])
def tell_author(
    proposal: Entry,
    *,
    note: Annotated[str, Digest],
    with_instructions: bool = False,
    by: Actor,
    at: datetime,
) -> Step:
    """Tell the author what became of the proposal, in words that the office chose.

    Nothing of the confidential registers goes along. ``with_instructions`` lets the author's
    record say that there were instructions, and count them; never by whom or about what.
    Tells ``advice.told``.
    """
    refuse_classified(note, field="note")
    telling = Telling(note=note.strip(), facts={"with_instructions": with_instructions})
    return engine.move(proposal, Verb.TELL_AUTHOR, by=by, at=at, telling=telling)


@action("advice.proposal.close", policy=policies.ON_PROPOSAL[Verb.CLOSE])
def close_proposal(proposal: Entry, *, note: str = "", by: Actor, at: datetime) -> Step:
    """Close a proposal. An adoption or an instruction that comes later can still be registered."""
    return engine.move(proposal, Verb.CLOSE, by=by, at=at, telling=Telling(note=note.strip()))

"""Telling authors what happened to their proposals; by the system, never with confidential words."""

from datetime import datetime

from django.utils.translation import gettext as _

from heli.core.acts import Actor, Policy, action
from heli.core.flow.definitions import flow_of
from heli.core.flow.models import Assignment, Entry, Step
from heli.core.journal.refs import name_of
from heli.core.notices.models import Message
from heli.core.notices.writing import notify
from heli.core.parties.models import Party
from heli.loops.advice.enums import AUTHOR_ROLE
from heli.loops.advice.queries.timeline import NOTE_FOR_AUTHORS


def _nobody(_actor: Actor) -> bool:
    return False


only_the_system: Policy[Entry] = Policy(Entry, _nobody, "")


@action("advice.proposal.notify", policy=only_the_system)
def notify_authors(proposal: Entry, *, step: Step, link: str, by: Actor, at: datetime) -> Message:
    """Tell the authors of a step in the words for the public, with a note only if it is for them."""
    flow = flow_of(proposal.flow)
    done = flow.transition(step.verb).done_label
    words = {"title": proposal.title, "done": done}
    return notify(
        proposal.call.issuer,
        authors_of(proposal),
        kind="advice.proposal",
        subject=(_("“%(title)s”: %(done)s") % words)[:120],
        body=step.note if step.verb in NOTE_FOR_AUTHORS else "",
        about=name_of(proposal),
        link=link,
        by=by,
        at=at,
    )


def authors_of(proposal: Entry) -> list[Party]:
    """The people behind a proposal."""
    others = Assignment.objects.filter(
        entry=proposal, role=AUTHOR_ROLE, state="active"
    ).select_related("party")
    lead = [proposal.party] if proposal.party else []
    return [*lead, *(one.party for one in others if one.party_id != proposal.party_id)]

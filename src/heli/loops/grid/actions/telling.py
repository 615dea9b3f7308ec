"""Telling units and the desk what happened to a case: that it did, never who reported it or what they wrote."""

from collections.abc import Sequence
from datetime import datetime

from heli.core.acts import Actor, action
from heli.core.flow.models import Entry, Step
from heli.core.journal.refs import name_of
from heli.core.notices.models import Message
from heli.core.notices.writing import notify
from heli.core.parties.models import Party
from heli.loops.grid import policies
from heli.loops.grid.enums import Urgency, Verb
from heli.loops.grid.queries.listeners import words_for


LONGEST = 120
PRESSING = (Verb.SUPERVISE, Verb.ESCALATE)


@action("grid.case.tell", policy=policies.system_only)
def tell_of(
    entry: Entry, *, step: Step, to: Sequence[Party], link: str, by: Actor, at: datetime
) -> Message:
    """Tell people of a step: the number, what kind of matter, what happened. Words stay with the case.

    A note may be blacked out later; a message could not be called back.
    """
    subject = " ".join(filter(None, (entry.code, f"{entry.title}：{words_for(step)}")))
    urgency = entry.case.urgency if hasattr(entry, "case") else ""
    return notify(
        entry.call.issuer,
        to,
        kind="grid.case",
        subject=subject[:LONGEST],
        about=name_of(entry),
        link=link,
        is_urgent=urgency == Urgency.LIFE or step.verb in PRESSING,
        by=by,
        at=at,
    )

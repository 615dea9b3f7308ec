"""How long screening may take, and whether it did."""

from datetime import date, datetime, time
from functools import cache

from heli.core.acts import Prepared, given
from heli.core.flow.models import Entry, Step
from heli.kit.worktime import SHANGHAI, Calendar, Clock, deadline
from heli.loops.advice.enums import Tag, Verb


DECISIONS = (Verb.ACCEPT, Verb.RETURN, Verb.MERGE, Verb.TRANSFER, Verb.KEEP, Verb.REJECT)
TRIAGE_WORKDAYS = 3
_SAID = Prepared(
    Step.objects.filter(entry_id=given(Step, "entry_id"))
    .only("reverses_id", "tag", "facts", "effective_on")
    .order_by("seq")
)


@cache
def calendar() -> Calendar:
    """The working calendar, as published."""
    return Calendar()


def due_on(received_on: date) -> date:
    """The last day on which screening is in time."""
    start = datetime.combine(received_on, time(9), SHANGHAI)
    return deadline(start, Clock.WORK_DAY, TRIAGE_WORKDAYS, calendar()).on


def is_on_time(received_on: date, decided_on: date) -> bool:
    """Whether a decision came within the limit."""
    return decided_on <= due_on(received_on)


def first_decision(proposal: Entry, day: date) -> dict[str, bool]:
    """What the first decision says of itself, taken on ``day``; nothing if one stands already.

    One that was taken back does not stand. A draft was never received: the flow refuses it. One
    query.
    """
    steps = _SAID.records(entry_id=proposal.pk)
    undone = {step.reverses_id for step in steps}
    standing = [s for s in steps if s.reverses_id is None and s.pk not in undone]
    received = next((step for step in steps if step.tag == Tag.RECEIVED), None)
    if received is None or any(step.facts.get("first_decision") for step in standing):
        return {}
    return {"first_decision": True, "on_time": is_on_time(received.effective_on, day)}

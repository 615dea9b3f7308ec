"""What happened to a proposal, as far as its reader may know."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from heli.core.acts import Actor, Message, Prepared, given
from heli.core.flow.definitions import flow_of
from heli.core.flow.models import Entry, Step
from heli.loops.advice import policies
from heli.loops.advice.enums import AdoptionForm, Channel, Nature, Verb


class Reach(StrEnum):
    """How far a step is known."""

    PUBLIC = "public"
    AUTHORS = "authors"
    OFFICE = "office"
    REGISTER = "register"


REGISTERED = (Verb.INSTRUCT, Verb.INSTRUCT_ALSO, Verb.CIRCULATE)
OFFICE_ONLY = (Verb.REASSIGN, Verb.SAVE_EDIT, Verb.SEND_BACK, Verb.APPROVE, Verb.FOLLOW_UP)
NOTE_FOR_AUTHORS = (
    *(Verb.RETURN, Verb.TRANSFER, Verb.REJECT, Verb.KEEP, Verb.ASK, Verb.ANSWER),
    *(Verb.WITHDRAW, Verb.TELL_AUTHOR),
)


_STEPS = Prepared(
    Step.objects.filter(entry_id=given(Step, "entry_id")).select_related("actor").order_by("seq")
)


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the history. ``who`` and ``note`` are empty where the reader may not know."""

    step: Step
    label: Message
    at: datetime
    on: date
    reach: Reach
    who: str = ""
    note: str = ""


def timeline(proposal: Entry, actor: Actor) -> list[Told]:
    """The history of a proposal for ``actor``, oldest first. Three queries.

    The office sees its own work; authors see what concerns them, without who did it in the office
    and without notes that were not written for them; the confidential registers are for those who
    keep them. What was taken back is left out.
    """
    is_staff = bool(policies.work_on_proposal.check(actor, proposal))
    reads_register = bool(policies.see_register.check(actor, proposal))
    steps = _standing(_STEPS.records(entry_id=proposal.pk))
    return list(_told(proposal, steps, is_staff=is_staff, reads_register=reads_register))


def _standing(steps: Sequence[Step]) -> list[Step]:
    undone = {step.reverses_id for step in steps if step.reverses_id}
    return [s for s in steps if s.reverses_id is None and s.pk not in undone and s.from_state]


def _told(
    proposal: Entry, steps: Sequence[Step], *, is_staff: bool, reads_register: bool
) -> Iterator[Told]:
    flow = flow_of(proposal.flow)
    for step in steps:
        reach = reach_of(step)
        if reach is Reach.REGISTER and not reads_register:
            continue
        if reach is Reach.OFFICE and not is_staff:
            continue
        mine = step.actor_id is not None and step.actor_id == proposal.party_id
        yield Told(
            step=step,
            label=flow.transition(step.verb).done_label,
            at=step.at,
            on=step.effective_on,
            reach=reach,
            who=step.actor.name if step.actor and (is_staff or mine) else "",
            note=_note(step, is_staff=is_staff),
        )


def _note(step: Step, *, is_staff: bool) -> str:
    """What was said with a step, as far as the reader may know: its facts, then its note."""
    said = step.note if is_staff or step.verb in NOTE_FOR_AUTHORS else ""
    return "　".join(filter(None, (_facts(step, is_staff=is_staff), said)))


def _facts(step: Step, *, is_staff: bool) -> str:
    facts = step.facts
    parts: tuple[Message, ...] = ()
    if step.verb in REGISTERED:
        parts = (facts["given_by"], Nature(facts["nature"]).label, facts["gist"])
    elif step.verb in (Verb.ADOPT, Verb.ADOPT_ALSO):
        parts = (facts["adopted_by"], AdoptionForm(facts["form"]).label, facts["where"])
    elif step.verb in (Verb.PLACE, Verb.PLACE_ALSO):
        parts = (facts["issue"],)
    elif is_staff and step.verb in (Verb.RECOMMEND, Verb.RECOMMEND_ALSO):
        parts = (facts["office"], Channel(facts["channel"]).label, facts["number"])
    elif is_staff:
        parts = (facts.get("editor", ""),)
    return " · ".join(str(part) for part in parts if part)


def reach_of(step: Step) -> Reach:
    """How far a step is known."""
    if step.verb in REGISTERED:
        return Reach.REGISTER
    if step.verb in OFFICE_ONLY:
        return Reach.OFFICE
    return Reach.PUBLIC if step.visibility == "public" else Reach.AUTHORS

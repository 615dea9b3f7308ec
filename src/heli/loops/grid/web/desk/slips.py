"""The way back after an act of the desk: one for whatever one act did."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from heli.core.acts import Action, Actor, Message
from heli.core.flow.models import Entry, Step
from heli.core.flow.queries import steps_of_act
from heli.core.flow.undoing import why_not
from heli.loops.grid.actions.dispatching import undo_steps
from heli.loops.grid.actions.merging import unmerge_cases
from heli.loops.grid.actions.taking_back import unclose_cases, why_not as why_not_unclose
from heli.loops.grid.enums import Verb
from heli.loops.grid.queries.cases import cases
from heli.loops.grid.queries.people import last
from heli.shell import clock


OF_THEIR_OWN: Mapping[str, Action[..., Any]] = {
    Verb.MERGE: unmerge_cases,
    Verb.CLOSE: unclose_cases,
}
"""What such a step did is more than a step, so an act of its own takes it back."""


def slip(entry: Entry, verbs: Sequence[str]) -> Step | None:
    """The step just taken, where its act gives none and an act of its own takes it back."""
    wanted = [verb for verb in OF_THEIR_OWN if verb in verbs]
    return last(list(entry.steps.order_by("seq")), *wanted) if wanted else None


def way_back(steps: Sequence[Step], *, by: Actor) -> UUID | None:
    """The act that could be taken back now by ``by``; None when that is not possible."""
    if not steps:
        return None
    return None if any(_stays(step, by=by) for step in steps) else steps[0].act


def _stays(step: Step, *, by: Actor) -> Message:
    if step.verb == Verb.MERGE:
        return ""
    if step.verb == Verb.CLOSE:
        return why_not_unclose(step.entry, step, by=by, at=clock.now())
    return why_not(step, by=by, at=clock.now())


def take_back(act: UUID, key: str, *, by: Actor) -> object:
    """Take back what one act did: all of it, or nothing."""
    at, steps = clock.now(), steps_of_act(act)
    for verb, back in OF_THEIR_OWN.items():
        if keys := [step.entry_id for step in steps if step.verb == verb]:
            rows = cases().select_related("merged_into").filter(pk__in=keys).order_by("pk")
            return back.once(key)(list(rows), by=by, at=at)
    return undo_steps.once(key)(steps, by=by, at=at)


def one_of(entries: Sequence[Entry]) -> bool:
    """Whether they are all the same case."""
    return len({entry.pk for entry in entries}) == 1

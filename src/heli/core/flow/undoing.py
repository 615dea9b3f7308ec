"""Taking a step back: answered by another step that reverses it, never erased."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Message, Refusal
from heli.core.flow.changes import Change, apply
from heli.core.flow.definitions import Flow, flow_of
from heli.core.flow.models import Entry, Step
from heli.core.flow.phrases import ENGINE_VERBS, UNDO
from heli.core.flow.recording import record_all


class CannotUndo(Refusal):
    """Why a step stays: it is another's, too old, or something came after it."""

    message = _("This can no longer be taken back: %(why)s")


def undo(steps: Sequence[Step], *, by: Actor, at: datetime) -> list[Step]:
    """Reverse steps, each the last of its entry: all of them, or none. For acts.

    The reversing step carries the same tag, day and place with the sign −1, and the entry stands
    where it stood before. Only who did it may, and only within the transition's ``undo_within``.
    Refuses with :class:`CannotUndo`, and with ``Conflict`` when an entry moves at the same moment.
    """
    changes = [_reversal(step, by=by, at=at) for step in steps]
    apply(changes)
    reversals = [change.step for change in changes]
    record_all(reversals, by=by)
    return reversals


def why_not(step: Step, *, by: Actor, at: datetime) -> Message:
    """The reason why ``by`` cannot take ``step`` back, empty if they can."""
    flow = flow_of(step.entry.flow)
    if step.actor_id is None or step.actor_id != by.party_id:
        return _("somebody else did it.")
    if step.seq != step.entry.seq:
        return _("something happened after it.")
    within = None if step.verb in ENGINE_VERBS else flow.transition(step.verb).undo_within
    if within is None:
        return _("it can only be corrected by another step.")
    if at - step.at > within:
        return _("too much time has passed.")
    return ""


def _reversal(step: Step, *, by: Actor, at: datetime) -> Change:
    if why := why_not(step, by=by, at=at):
        raise CannotUndo(why=why)
    return reversal(step, by=by, at=at)


def reversal(step: Step, *, by: Actor, at: datetime) -> Change:
    """What takes ``step`` back: its twin with the other sign, and the entry where it stood before."""
    entry, flow = step.entry, flow_of(step.entry.flow)
    back = Step(
        entry=entry,
        seq=entry.seq + 1,
        verb=UNDO,
        from_state=step.to_state,
        to_state=step.from_state,
        actor_id=by.party_id,
        on_behalf_of=step.on_behalf_of,
        at=at,
        effective_on=step.effective_on,
        facts=step.facts,
        visibility=step.visibility,
        tag=step.tag,
        first=step.first,
        sign=-1,
        reverses=step,
        org=step.org,
        area=step.area,
    )
    counted = dict(entry.counted)
    if step.tag:
        counted[step.tag] -= 1
        counted = {tag: n for tag, n in counted.items() if n}
    is_open = flow.state(step.from_state).is_open
    return Change(entry, back, is_open, None if is_open else _closed_at(entry, flow), counted)


def reverse(step: Step, *, by: Actor, at: datetime) -> Step:
    """Take a step back although others did things since that did not move the entry. For acts.

    Who may, and until when, the act says (a merger is reversible until the case is closed). Refuses
    with :class:`CannotUndo` when the entry moved on or the step was taken back already.
    """
    moved = step.entry.steps.filter(seq__gt=step.seq).exclude(to_state=step.to_state).exists()
    if moved or step.entry.state != step.to_state:
        raise CannotUndo(why=_("something happened after it."))
    if Step.objects.filter(reverses=step).exists():
        raise CannotUndo(why=_("it was taken back already."))
    change = reversal(step, by=by, at=at)
    apply([change])
    record_all([change.step], by=by)
    return change.step


def _closed_at(entry: Entry, flow: Flow) -> datetime | None:
    """When an entry that stands closed again was closed: the last time it came out of an open state."""
    earlier = entry.steps.order_by("-seq")[1:]
    moments = (s.at for s in earlier if s.from_state and flow.state(s.from_state).is_open)
    return next(moments, entry.closed_at)

"""Taking back a closing that was a slip, while nothing came of it."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Message, action
from heli.core.flow.correcting import recount
from heli.core.flow.models import Entry, Step
from heli.core.flow.phrases import RETRACT
from heli.core.flow.undoing import CannotUndo, reverse
from heli.loops.grid import policies
from heli.loops.grid.actions.stepping import refresh
from heli.loops.grid.enums import Stage, Verb
from heli.loops.grid.flows import CASE_FLOW
from heli.loops.grid.queries.people import last
from heli.loops.grid.queries.related import whole_of


@action("grid.cases.unclose", policy=policies.ON_CASE[Verb.CLOSE])
def unclose_cases(entries: Sequence[Entry], *, by: Actor, at: datetime) -> None:
    """T18, back: the cases wait to be closed again, their clocks as if they had never been.

    Only who closed them may, within half an hour and before anything else happens to them; the
    answers that were given stay on record, and closing asks for new ones. Refuses with
    ``CannotUndo``.
    """
    for entry in entries:
        closing = last(list(entry.steps.order_by("seq")), Verb.CLOSE)
        if closing is None or (why := why_not(entry, closing, by=by, at=at)):
            raise CannotUndo(why=why if closing else _("it is not closed."))
        closing.entry = entry
        reverse(closing, by=by, at=at)
        count_again(entry, closing, by=by, at=at)
        refresh(entry, at=at)


def why_not(entry: Entry, closing: Step, *, by: Actor, at: datetime) -> Message:
    """The reason why ``by`` cannot take the closing back, empty if they can."""
    within = CASE_FLOW.transition(Verb.CLOSE).undo_within
    if closing.actor_id is None or closing.actor_id != by.party_id:
        return _("somebody else did it.")
    if within is None or at - closing.at > within:
        return _("too much time has passed.")
    later = entry.steps.filter(seq__gt=closing.seq).exclude(act=closing.act)
    if entry.state != Stage.CLOSED or later.exists():
        return _("something happened after it.")
    if whole_of(entry).filter(is_open=False).exists():
        return _("the case of which it is a part has ended.")
    return ""


def count_again(entry: Entry, step: Step, *, by: Actor, at: datetime) -> None:
    """Count again what a step that was taken back had taken out of the figures. For acts."""
    gone = entry.steps.filter(act=step.act, verb=RETRACT).select_related("reverses")
    for twin in gone.order_by("seq"):
        if twin.reverses is not None:
            twin.reverses.entry = entry
            recount(twin.reverses, by=by, at=at)

"""Taking several reports up at once: each goes on to what comes next for it."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Refusal, action, local_day
from heli.core.flow.models import Entry, Step
from heli.core.flow.working import assign
from heli.loops.grid import policies
from heli.loops.grid.actions.screening import Sorting, register_one
from heli.loops.grid.actions.stepping import take
from heli.loops.grid.enums import VERIFIER, Stage, Verb
from heli.loops.grid.queries.office import office_of
from heli.loops.grid.queries.staff import suggested_looker


class NobodyToLook(Refusal):
    """Somebody must be able to go there."""

    message = _(
        "Nobody works in the grid of “%(title)s”, and there is no checker; send somebody else."
    )
    status = 422


@action("grid.cases.take_up", policy=policies.ON_CASE[Verb.VERIFY])
def take_up_cases(entries: Sequence[Entry], *, by: Actor, at: datetime) -> list[Step]:
    """T3 and T5: register what need not be looked at first; to the rest goes the worker of the grid.

    Each case stays in its category, under its first condition. All of them, or none. Refuses with
    :class:`NobodyToLook`.
    """
    return [_take_up(entry, by=by, at=at) for entry in entries]


def _take_up(entry: Entry, *, by: Actor, at: datetime) -> Step:
    looks_first = entry.case.channel in office_of(entry.call).verify_first
    if entry.state != Stage.REPORTED or not looks_first:
        return register_one(entry, Sorting(), by=by, at=at)
    who = suggested_looker(entry, on=local_day(at))
    if who is None:
        raise NobodyToLook(title=entry.title)
    facts = {"assignee": str(who.uid), "assignee_id": who.pk}
    step = take(entry, Verb.VERIFY, by=by, at=at, facts=facts)
    assign(entry, who, VERIFIER, at=at)
    return step

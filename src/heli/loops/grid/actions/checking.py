"""Checking on the spot by somebody else; closing; closing without a check."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from heli.core.access.enums import Role
from heli.core.acts import Actor, action, local_day
from heli.core.flow.clocks import standing
from heli.core.flow.definitions import flow_of
from heli.core.flow.engine import NOTHING
from heli.core.flow.guards import Situation
from heli.core.flow.models import Entry, Step
from heli.core.flow.working import assign
from heli.core.parties.models import Party
from heli.loops.grid import policies
from heli.loops.grid.actions.alone import alone_facts
from heli.loops.grid.actions.drafts import Shot
from heli.loops.grid.actions.stepping import answer_all, take
from heli.loops.grid.enums import CHECKING, Verb
from heli.loops.grid.queries.people import is_apart
from heli.loops.grid.queries.separation import nobody_else


RESULTS = {"pass": Verb.PASS, "fail": Verb.FAIL, "unable": Verb.UNABLE}


@action("grid.case.assign_check", policy=policies.work_on_case)
def assign_check(entry: Entry, *, checker: Party, by: Actor, at: datetime) -> None:
    """Send somebody to check a case; whether they stand apart is asked when they do."""
    assign(entry, checker, CHECKING, at=at)


@action("grid.case.check", policy=policies.ON_CASE[Verb.PASS])
def check_case(
    entry: Entry,
    *,
    result: str,
    note: str = "",
    photos: Sequence[Shot] = (),
    by: Actor,
    at: datetime,
) -> Step:
    """T16 and T17: it is done, it is not done (the clock of handling runs on), it cannot be seen.

    ``result`` is ``pass``, ``fail`` or ``unable``. Whoever handled or reported it cannot check it; in
    a small office without anybody else they can, and the case says so in public (自核).
    """
    verb = RESULTS[result]
    facts = _self_check(entry, verb, by, at)
    return take(entry, verb, by=by, at=at, note=note, facts=facts, photos=photos)


def _self_check(entry: Entry, verb: Verb, by: Actor, at: datetime) -> dict[str, Any]:
    steps = standing(entry.steps.order_by("seq"))
    if is_apart(by, entry, steps, on=local_day(at)):
        return {}
    situation = Situation(entry, flow_of(entry.flow).transition(verb), NOTHING, by, at)
    if not nobody_else(entry, Role.CHECKER, situation):
        return {}
    entry.case.self_checked = True
    return {"self_checked": True}


@action("grid.cases.close", policy=policies.ON_CASE[Verb.CLOSE])
def close_cases(entries: Sequence[Entry], *, reply: str, by: Actor, at: datetime) -> None:
    """T18: close what was checked; every reporter is answered, those of merged cases too.

    Neither who dispatched nor who handled closes.
    """
    for entry in entries:
        answer_all(entry, reply, by=by, at=at, merged_too=True)
        take(entry, Verb.CLOSE, by=by, at=at)


@action("grid.case.ask_force", policy=policies.ON_CASE[Verb.ASK_FORCE])
def ask_force(entry: Entry, *, note: str, by: Actor, at: datetime) -> Step:
    """T19: ask the leader to close a case that twice could not be checked."""
    return take(entry, Verb.ASK_FORCE, by=by, at=at, note=note)


@action("grid.case.decide_force", policy=policies.ON_CASE[Verb.FORCE_CLOSE])
def decide_force(
    entry: Entry, *, granted: bool, note: str, reply: str = "", by: Actor, at: datetime
) -> Step:
    """T19: close without a check, counted apart and never as in time; or do not."""
    facts = alone_facts(entry, by, at)
    if not granted:
        return take(entry, Verb.REFUSE_FORCE, by=by, at=at, note=note, facts=facts)
    answer_all(entry, reply or note, by=by, at=at, merged_too=True)
    return take(entry, Verb.FORCE_CLOSE, by=by, at=at, note=note, facts=facts)

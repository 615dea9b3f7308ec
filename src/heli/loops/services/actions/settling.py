"""What only the asker does: agree, disagree, open again, withdraw."""

from collections.abc import Sequence
from datetime import date, datetime

from heli.core.acts import Actor, action
from heli.core.flow import engine
from heli.core.flow.engine import Telling
from heli.core.flow.models import Entry, Step
from heli.loops.services import policies
from heli.loops.services.enums import Verb


@action("services.need.agree", policy=policies.ON_NEED[Verb.AGREE])
def agree(
    needs: Sequence[Entry],
    *,
    note: str = "",
    on: date | None = None,
    by: Actor,
    at: datetime,
) -> list[Step]:
    """Say that matters are solved. Nobody but the asker can."""
    steps = []
    for need in needs:
        facts = {"origin": need.answers["origin"], "topic": need.answers["topic"]}
        telling = Telling(effective_on=on, note=note.strip(), facts=facts)
        steps.append(engine.move(need, Verb.AGREE, by=by, at=at, telling=telling))
    return steps


@action("services.need.disagree", policy=policies.ON_NEED[Verb.DISAGREE])
def disagree(need: Entry, *, note: str, by: Actor, at: datetime) -> Step:
    """Say that an answer did not solve it: it goes back to the department, and did not count."""
    return engine.move(need, Verb.DISAGREE, by=by, at=at, telling=Telling(note=note.strip()))


@action("services.need.reopen", policy=policies.ON_NEED[Verb.REOPEN])
def reopen(need: Entry, *, note: str, by: Actor, at: datetime) -> Step:
    """Open a matter again that turned out not to be solved."""
    return engine.move(need, Verb.REOPEN, by=by, at=at, telling=Telling(note=note.strip()))


@action("services.need.withdraw", policy=policies.ON_NEED[Verb.WITHDRAW])
def withdraw(need: Entry, *, note: str, by: Actor, at: datetime) -> Step:
    """Say that help is no longer needed."""
    return engine.move(need, Verb.WITHDRAW, by=by, at=at, telling=Telling(note=note.strip()))

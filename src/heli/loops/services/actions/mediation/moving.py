"""What all steps of a mediation share: the move, and word to those whom it concerns."""

from collections.abc import Mapping
from datetime import datetime

from heli.core.acts import Actor, tell
from heli.core.flow import engine
from heli.core.flow.engine import Telling
from heli.core.flow.models import Entry, Step
from heli.loops.services.enums import Verb
from heli.loops.services.events import MEDIATION_MOVED


def take(
    mediation: Entry,
    verb: Verb,
    *,
    facts: Mapping[str, object] | None = None,
    by: Actor,
    at: datetime,
) -> Step:
    """Move it. A step has no note here: whoever proves a count reads steps, and reads no words."""
    step = engine.move(mediation, verb, by=by, at=at, telling=Telling(facts=facts or {}))
    tell(MEDIATION_MOVED, step=str(step.uid))
    return step

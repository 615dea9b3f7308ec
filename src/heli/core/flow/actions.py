"""The acts that all flows share."""

from collections.abc import Sequence
from datetime import datetime

from heli.core.acts import Actor, action
from heli.core.flow.models import Step
from heli.core.flow.policies import may_undo
from heli.core.flow.undoing import undo


@action("flow.steps.undo", policy=may_undo)
def undo_steps(steps: Sequence[Step], *, by: Actor, at: datetime) -> list[Step]:
    """Take back what one act did, as a whole; see :func:`heli.core.flow.undoing.undo`.

    Returns the reversing steps. For transitions with effects beyond their steps (a number given,
    a place in an issue) leave ``undo_within`` out: only the step comes back.
    """
    return undo(steps, by=by, at=at)

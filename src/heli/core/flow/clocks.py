"""When an entry is due: a pure function of its steps and a working calendar. Nothing is stored."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest

from heli.core.flow.definitions import Flow, Transition
from heli.core.flow.models import Step
from heli.core.flow.phrases import RECOUNT, RETRACT, UNDO
from heli.kit.worktime import Calendar, Deadline, Pause, deadline


@dataclass(frozen=True, slots=True)
class Due:
    """What an entry waits for, and until when. ``is_paused``: its clock stands still now."""

    transition: Transition
    deadline: Deadline
    is_paused: bool

    def is_late(self, at: datetime) -> bool:
        """Whether the time was up before ``at``."""
        return at > self.deadline.at


@dataclass(frozen=True, slots=True)
class Stay:
    """An entry was in ``state`` from ``since`` until ``until`` (None: it still is)."""

    state: str
    since: datetime
    until: datetime | None


def stays(steps: Iterable[Step]) -> list[Stay]:
    """Where an entry was from when to when, without what was undone. ``steps`` in their order."""
    told = standing(steps)
    ends = [step.at for step in told[1:]]
    found: list[Stay] = []
    for step, until in zip_longest(told, ends):
        if found and found[-1].state == step.to_state:
            found[-1] = Stay(step.to_state, found[-1].since, until)
        else:
            found.append(Stay(step.to_state, step.at, until))
    return found


def standing(steps: Iterable[Step]) -> list[Step]:
    """What happened and was not undone. A step that only no longer counts did happen."""
    all_steps = list(steps)
    undone = {step.reverses_id for step in all_steps if step.verb == UNDO}
    return [
        step
        for step in all_steps
        if step.pk not in undone and step.verb not in (UNDO, RETRACT, RECOUNT)
    ]


def due_of(flow: Flow, steps: Sequence[Step], *, calendar: Calendar, at: datetime) -> Due | None:
    """The first transition with a limit that the entry waits for, None if there is none.

    The clock of a limit starts when the entry comes into a state from which the transition leads,
    runs on through others of them, and stands still in states that pause. ``at`` is the present:
    a pause that still runs has lasted until then.
    """
    been = stays(steps)
    if not been:
        return None
    here = been[-1].state
    limited = [t for t in flow.transitions if t.limit is not None]
    open_ways = [t for t in limited if here in t.sources or flow.state(here).pauses]
    found = [due for way in open_ways if (due := _due(flow, way, been, calendar, at)) is not None]
    return min(found, key=lambda due: due.deadline.at, default=None)


def _due(
    flow: Flow, way: Transition, been: Sequence[Stay], calendar: Calendar, at: datetime
) -> Due | None:
    start: datetime | None = None
    pauses: list[Pause] = []
    for stay in reversed(been):
        paused = flow.state(stay.state).pauses
        if paused:
            pauses.append(Pause(stay.since, max(stay.until or at, stay.since)))
        if stay.state in way.sources:
            start = stay.since
        elif not paused:
            break
    if start is None or way.limit is None:
        return None
    # A pause before the clock first started did not stop it.
    pauses = [pause for pause in pauses if pause.since >= start]
    end = deadline(start, way.limit.clock, way.limit.n, calendar, pauses)
    return Due(way, end, is_paused=flow.state(been[-1].state).pauses)

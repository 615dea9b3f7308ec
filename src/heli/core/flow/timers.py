"""Clocks that run beside each other over one entry: pure functions of its steps and a calendar.

Where :mod:`heli.core.flow.clocks` answers what an entry waits for, these answer how long each stage
took and may take: accepting, dispatching, handling, the whole. Nothing is stored but the steps, so a
pause survives whatever else is changed, and a merged entry's clocks stand where they stood.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cached_property

from heli.core.flow.clocks import standing
from heli.core.flow.definitions import Flow, Limit, Timer
from heli.core.flow.models import Step
from heli.kit.worktime import Calendar, Clock, Deadline, Pause, deadline, elapsed


@dataclass(frozen=True)
class Timing:
    """How one clock stands: since when, until when if it ended, and what was allowed.

    ``extended_to`` is the moment to which it was extended, if it was.
    """

    timer: Timer
    since: datetime
    until: datetime | None
    pauses: tuple[Pause, ...]
    is_paused: bool
    clock: Clock
    n: Decimal | None
    extended_to: datetime | None
    calendar: Calendar

    @cached_property
    def original(self) -> Deadline | None:
        """The end of the original limit; None for a clock without limit."""
        if self.n is None:
            return None
        return self._with_beyond(
            deadline(self.since, self.clock, self.n, self.calendar, self.pauses)
        )

    @cached_property
    def deadline(self) -> Deadline | None:
        """The end of the limit, as extended."""
        end, later = self.original, self.extended_to
        if end is None or later is None:
            return end
        moved = Deadline(later, provisional=end.provisional, calendar_version=end.calendar_version)
        return max(end, self._with_beyond(moved), key=lambda one: one.at)

    def _with_beyond(self, end: Deadline) -> Deadline:
        more = self.timer.beyond
        if more is None:
            return end
        return deadline(end.at, more.clock, more.n, self.calendar, self.pauses)

    def is_late(self, at: datetime) -> bool:
        """Whether the time was up before it ended, or before ``at`` while it runs."""
        end = self.deadline
        return end is not None and (self.until or at) > end.at

    def share_used(self, at: datetime) -> Decimal:
        """How much of the limit is used, 1 for all of it; more when late."""
        end = self.deadline
        if end is None:
            return Decimal(0)
        clock = (
            Clock.WORK_HOUR
            if self.clock in (Clock.WORK_DAY, Clock.WORK_HOUR)
            else Clock.URGENT_HOUR
        )
        whole = elapsed(self.since, max(end.at, self.since), clock, self.calendar, self.pauses)
        used = elapsed(
            self.since, max(self.until or at, self.since), clock, self.calendar, self.pauses
        )
        return used / whole if whole else Decimal(1)

    def minutes(self, at: datetime, clock: Clock = Clock.WORK_HOUR) -> int:
        """Whole minutes it ran until it ended (or ``at``), in working or in natural hours."""
        stop = max(self.until or at, self.since)
        return int(elapsed(self.since, stop, clock, self.calendar, self.pauses) * 60)


def timings(
    flow: Flow, steps: Iterable[Step], *, calendar: Calendar, at: datetime
) -> dict[str, Timing]:
    """Every clock of the flow that ever started for an entry, by its code. ``steps`` in order.

    ``at`` is the present: a pause that still runs has lasted until then.
    """
    told = standing(steps)
    found = {timer.code: _fold(timer, told, calendar, at) for timer in flow.timers}
    return {code: timing for code, timing in found.items() if timing is not None}


def _fold(timer: Timer, steps: Sequence[Step], calendar: Calendar, at: datetime) -> Timing | None:
    since: datetime | None = None
    until: datetime | None = None
    paused: datetime | None = None
    pauses: list[Pause] = []
    limit, extended = timer.limit, None
    for step in steps:
        if step.verb in timer.resets:
            since = until = paused = extended = None
            pauses = []
        limit = _fixed(step, timer) or limit
        if step.verb in timer.starts:
            since, until = since or step.at, None
        elif step.verb in timer.stops and since is not None:
            until = until or step.at
        if since is None:
            continue
        if paused is not None and step.to_state not in timer.pauses:
            pauses.append(Pause(paused, step.at))
            extended = extended and extended + (step.at - paused)
            paused = None
        elif paused is None and step.to_state in timer.pauses:
            paused = step.at
        extended = _extension(step, timer) or extended
    if since is None:
        return None
    if paused is not None:
        pauses.append(Pause(paused, max(at, paused)))
        extended = extended and extended + max(at - paused, timedelta())
    clock = limit.clock if limit else Clock.WORK_HOUR
    n = Decimal(limit.n) if limit else None
    stands = paused is not None and until is None
    return Timing(timer, since, until, tuple(pauses), stands, clock, n, extended, calendar)


def _fixed(step: Step, timer: Timer) -> Limit | None:
    told = step.facts.get(f"limit_{timer.code}")
    return limit_from(told) if told else None


def _extension(step: Step, timer: Timer) -> datetime | None:
    told = step.facts.get(f"until_{timer.code}")
    return datetime.fromisoformat(told) if told else None


def limit_from(told: Mapping[str, str]) -> Limit:
    """The limit that a fact says."""
    return Limit(Decimal(told["n"]), Clock(told["clock"]))


def limit_fact(limit: Limit) -> dict[str, str]:
    """A limit as a fact of a step."""
    return {"n": str(limit.n), "clock": limit.clock.value}

"""The clocks of a case, and what it is due for next."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from heli.core.flow.definitions import flow_of
from heli.core.flow.models import Call, Entry, Step
from heli.core.flow.queries import clocks
from heli.core.flow.timers import Timing, timings
from heli.loops.grid.enums import Stage
from heli.loops.grid.models import Case
from heli.loops.grid.queries.office import calendar_of


WAITS_FOR: dict[str, tuple[str, ...]] = {
    Stage.REPORTED: ("accept",),
    Stage.VERIFYING: ("verify",),
    Stage.REGISTERED: ("dispatch",),
    Stage.DISPATCHED: ("sign", "handle"),
    Stage.HANDLING: ("handle",),
    Stage.SUSPENDED: (),
    Stage.HANDLED: ("check",),
    Stage.CHECKED: ("close",),
    Stage.CLOSED: ("visit",),
}
"""The clocks that run against somebody while a case stands in a state."""


ENDED = (Stage.CLOSED, Stage.ARCHIVED)
"""Where the clock of the whole case has stopped. What is still asked of reporters has its own."""


@dataclass(frozen=True, slots=True)
class Next:
    """What a case is due for, and until when."""

    clock: str
    timing: Timing
    at: datetime


def clocks_of(
    entry: Entry, *, at: datetime, steps: Sequence[Step] | None = None
) -> dict[str, Timing]:
    """Every clock of a case by its code. One query, none when ``steps`` are given."""
    told = list(entry.steps.order_by("seq")) if steps is None else steps
    return timings(flow_of(entry.flow), told, calendar=calendar_of(entry.call), at=at)


def next_of(entry: Entry, clocks: dict[str, Timing]) -> Next | None:
    """The first limit that the case runs against now."""
    running = [
        Next(code, timing, end.at)
        for code in WAITS_FOR.get(entry.state, ())
        if (timing := clocks.get(code)) and (end := timing.deadline) and timing.until is None
    ]
    return min(running, key=lambda one: one.at, default=None)


def due_times(page: Sequence[Entry]) -> dict[int, datetime]:
    """Until when something is asked of these cases, by primary key, as they keep it. One query."""
    due = Case.objects.filter(entry__in=[entry.pk for entry in page])
    return {key: end for key, end in due.values_list("entry_id", "due_at") if end is not None}


def endings(page: Sequence[Entry], *, at: datetime) -> dict[int, Timing]:
    """The clock of the whole for those of a page that are closed, by primary key.

    No query for a page where nothing is; else one for their desks, and one for each desk.
    """
    closed: dict[int, list[Entry]] = defaultdict(list)
    for entry in page:
        if entry.state in ENDED:
            closed[entry.call_id].append(entry)
    desks = Call.objects.in_bulk(closed) if closed else {}
    return {
        key: timings["case"]
        for desk, some in closed.items()
        for key, timings in clocks(some, calendar=calendar_of(desks[desk]), at=at).items()
        if "case" in timings
    }


def review_on(entry: Entry, steps: Sequence[Step]) -> str:
    """The day on which a suspended case is reviewed, as ISO; "" when it is not suspended."""
    if entry.state != Stage.SUSPENDED:
        return ""
    asked = [s.facts.get("review_on", "") for s in steps if s.verb == "ask_suspension"]
    return str(asked[-1]) if asked else ""

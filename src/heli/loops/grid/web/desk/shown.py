"""How cases look on a page: where they stand, their clock, what they are about."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from heli.core.acts import Message
from heli.core.flow.definitions import flow_of
from heli.core.flow.models import Entry, Step
from heli.core.flow.timers import Timing
from heli.loops.grid.enums import Channel, Stage, Urgency
from heli.loops.grid.queries.clocks import ENDED, clocks_of, endings
from heli.loops.grid.queries.office import codes_of
from heli.shell import clock
from heli.shell.dues import NEAR, all_until, ended
from heli.shell.moments import written
from heli.shell.navigation import address
from heli.shell.tables import Clock, State


KINDS = {
    Stage.REPORTED: "open",
    **dict.fromkeys((Stage.VERIFYING, Stage.REGISTERED, Stage.DISPATCHED), "info"),
    Stage.HANDLING: "info",
    **dict.fromkeys((Stage.SUSPENDED, Stage.TRANSFERRED), "wait"),
    **dict.fromkeys((Stage.HANDLED, Stage.CHECKED), "warn"),
    **dict.fromkeys((Stage.CLOSED, Stage.ARCHIVED, Stage.SELF_HANDLED), "ok"),
    **dict.fromkeys((Stage.REFUSED, Stage.VOID), "bad"),
}
LEVELS = {"over": "bad", "near": "warn", "ok": "open"}


def page_of(entry: Entry) -> str:
    """The page of a case."""
    return address("grid:case", entry.uid)


def preview_of(entry: Entry) -> str:
    """What is shown of it beside the list."""
    return address("grid:case_preview", entry.uid)


def state_of(entry: Entry) -> State:
    """Where a case stands, for those who work on it."""
    label = flow_of(entry.flow).state(entry.state).label
    return State(label, KINDS.get(Stage(entry.state), "idle"))


def clock_of(entry: Entry, steps: Sequence[Step] | None = None) -> Clock | None:
    """How long is left for what it is due for, or how it was closed; None for neither.

    No query where its ``steps`` are known.
    """
    if steps is None or entry.state not in ENDED:
        return clocks_of_page([entry]).get(entry.pk)
    at = clock.now()
    return _closed(clocks_of(entry, at=at, steps=steps).get("case"))


def clocks_of_page(page: Sequence[Entry]) -> dict[int, Clock]:
    """The clocks of a page of cases by their keys: what is left, or how they were closed."""
    at = clock.now()
    dated = [(one.pk, due) for one in page if (due := due_of(one)) is not None]
    running = all_until((due for _key, due in dated), at=at)
    shown = {key: one for (key, _due), one in zip(dated, running, strict=True)}
    for key, timing in endings(page, at=at).items():
        if (closed := _closed(timing)) is not None:
            shown[key] = closed
    return shown


def _closed(timing: Timing | None) -> Clock | None:
    if timing is None or timing.until is None or (end := timing.deadline) is None:
        return None
    return ended(end.at, at=timing.until)


def due_of(entry: Entry) -> datetime | None:
    """Until when somebody has to do something about the matter itself; None once it is closed."""
    return None if entry.state in ENDED else entry.case.due_at


def ask_by(entry: Entry) -> datetime | None:
    """Until when those who reported a closed case are to be asked."""
    return entry.case.due_at if entry.state == Stage.CLOSED else None


def category_of(entry: Entry) -> str:
    """The name of its category, in the version it was reported under."""
    found = codes_of(entry).find(entry.case.category)
    return found.name if found else ""


def source_of(entry: Entry) -> Message:
    """How it was reported."""
    return Channel(entry.case.channel).label


def urgency_of(entry: Entry) -> Message:
    """How much time there is, where it is not the usual."""
    urgency = Urgency(entry.case.urgency)
    return "" if urgency == Urgency.NORMAL else urgency.label


def level_of(entry: Entry, *, at: datetime) -> str:
    """The colour of its point on a map."""
    due = due_of(entry)
    if due is None:
        return "idle"
    left = due - at
    return LEVELS["over" if left < timedelta(0) else "near" if left < NEAR else "ok"]


def moment(at: datetime | None) -> str:
    """A moment, as it is read here."""
    return written(at) if at else "—"

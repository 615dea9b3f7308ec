"""How cases look on a page: where they stand, their clock, what they are about."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from heli.core.acts import Message
from heli.core.flow.definitions import flow_of
from heli.core.flow.models import Entry
from heli.loops.grid.enums import Channel, Stage, Urgency
from heli.loops.grid.queries.office import codes_of
from heli.shell import clock
from heli.shell.dues import NEAR, all_until, until
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


def clock_of(entry: Entry) -> Clock | None:
    """How long is left for what it is due for; None when nothing is."""
    due = entry.case.due_at
    return None if due is None else until(due, at=clock.now())


def clocks_of_page(page: Sequence[Entry]) -> dict[int, Clock]:
    """The clocks of a page of cases by their keys."""
    dated = [(entry.pk, due) for entry in page if (due := entry.case.due_at) is not None]
    shown = all_until((due for _key, due in dated), at=clock.now())
    return {key: one for (key, _due), one in zip(dated, shown, strict=True)}


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
    due = entry.case.due_at
    if due is None:
        return "idle"
    left = due - at
    return LEVELS["over" if left < timedelta(0) else "near" if left < NEAR else "ok"]


def moment(at: datetime | None) -> str:
    """A moment, as it is read here."""
    return written(at) if at else "—"

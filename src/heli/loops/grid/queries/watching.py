"""Which cases the worker looks at, what each of them asks for, and whom a reminder goes to."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from heli.core.acts import local_day
from heli.core.flow.clocks import standing
from heli.core.flow.models import Entry, Step
from heli.core.flow.timers import Timing
from heli.loops.grid.enums import Stage, Tag, Verb
from heli.loops.grid.queries.cases import cases
from heli.loops.grid.queries.clocks import clocks_of, review_on
from heli.loops.grid.queries.people import moved_at
from heli.loops.grid.queries.replies import all_reports, to_be_asked, was_asked


LEVELS = (
    (Decimal(3), "higher"),
    (Decimal(2), "leader"),
    (Decimal(1), "head"),
    (Decimal("0.8"), "unit_again"),
    (Decimal("0.5"), "unit"),
)
LAPSES = (("handle", Tag.HANDLE_LAPSED), ("case", Tag.CLOSE_LAPSED))


@dataclass(frozen=True, slots=True)
class DueStep:
    """A step that the clocks of a case ask for."""

    verb: Verb
    facts: Mapping[str, Any] = field(default_factory=dict)
    on: date | None = None


def to_watch() -> QuerySet[Entry]:
    """Open cases with a unit, suspended ones, and those that wait to be archived."""
    states = (Stage.DISPATCHED, Stage.HANDLING, Stage.SUSPENDED, Stage.HANDLED, Stage.CHECKED)
    return cases().filter(Q(state__in=states) | Q(state=Stage.CLOSED)).order_by("pk")


def plan_for(entry: Entry, *, at: datetime, told: Sequence[Step] | None = None) -> list[DueStep]:
    """What a case asks for now, in order; nothing for most. What changes its state comes alone.

    One query for its steps, none when they are given as ``told``.
    """
    steps = standing(entry.steps.order_by("seq") if told is None else told)
    if resumes_today(entry, steps, at=at):
        return [DueStep(Verb.RESUME)]
    if entry.state == Stage.CLOSED:
        return [DueStep(Verb.ARCHIVE)] if is_complete(entry, steps) else []
    clocks = clocks_of(entry, at=at, steps=steps)
    return list(_due(entry, steps, clocks, at))


def _due(
    entry: Entry, steps: Sequence[Step], clocks: Mapping[str, Timing], at: datetime
) -> Iterator[DueStep]:
    for code, tag in LAPSES:
        clock = clocks.get(code)
        if clock is None or clock.until or clock.is_paused or entry.counted.get(tag):
            continue
        if clock.is_late(at) and clock.deadline:
            facts = {"clock": code, "pending": -1 if code == "handle" else 0}
            yield DueStep(Verb.LAPSE, facts, clock.deadline.on)
    level = level_of(entry, clocks, at=at)
    if level and level not in reminded(steps):
        yield DueStep(Verb.ESCALATE, {"level": level})
    sign = clocks.get("sign")
    if entry.state == Stage.DISPATCHED and not entry.asked and sign and sign.is_late(at):
        yield DueStep(Verb.SIGN, {"automatic": True})


def level_of(entry: Entry, clocks: Mapping[str, Timing], *, at: datetime) -> str:
    """Whom a reminder goes to, by how much of the time for handling is used; "" for nobody."""
    handle = clocks.get("handle")
    if handle is None or handle.until or handle.is_paused or not entry.is_open:
        return ""
    used = handle.share_used(at)
    return next((level for share, level in LEVELS if used >= share), "")


def reminded(steps: Sequence[Step]) -> set[str]:
    """The levels that were reminded since the case was last dispatched or opened again."""
    begins = (Verb.DISPATCH, Verb.REOPEN, Verb.REOPEN_ONCE)
    since = max((step.seq for step in steps if step.verb in begins), default=0)
    return {str(s.facts.get("level")) for s in steps if s.verb == Verb.ESCALATE and s.seq > since}


def resumes_today(entry: Entry, steps: Sequence[Step], *, at: datetime) -> bool:
    """Whether the day of review of a suspended case has come."""
    day = review_on(entry, steps)
    return bool(day) and day <= local_day(at).isoformat()


def is_complete(entry: Entry, steps: Sequence[Step]) -> bool:
    """Whether everybody was asked who can be, so that a closed case is archived."""
    closed = moved_at(steps) or entry.opened_at
    return all(
        was_asked(report, list(report.entry.steps.order_by("seq")), since=closed)
        for report in all_reports(entry)
        if to_be_asked(report)
    )

"""What every act on a case does: the facts its step counts by, the move, and the queue kept in order."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from heli.core.acts import Actor
from heli.core.flow import engine
from heli.core.flow.clocks import standing
from heli.core.flow.engine import Telling
from heli.core.flow.models import Entry, Step
from heli.core.flow.timers import Timing, limit_fact
from heli.kit.worktime import Clock
from heli.loops.grid.actions.drafts import Shot, photos_of, write_photos
from heli.loops.grid.enums import Channel, Stage, Verb
from heli.loops.grid.models import Case
from heli.loops.grid.queries.clocks import clocks_of, next_of
from heli.loops.grid.queries.office import own_limit
from heli.loops.grid.queries.replies import all_reports, reports_of
from heli.loops.grid.queries.shown import as_facts


ENDS = {
    **dict.fromkeys((Verb.VERIFY, Verb.REFUSE, Verb.MERGE, Verb.SELF_HANDLE), "accept"),
    Verb.REGISTER: "accept",
    Verb.FIND: "verify",
    Verb.DISPATCH: "dispatch",
    Verb.SIGN: "sign",
    **dict.fromkeys((Verb.HANDLE, Verb.CONFIRM), "handle"),
    **dict.fromkeys((Verb.PASS, Verb.FAIL), "check"),
    **dict.fromkeys((Verb.CLOSE, Verb.FORCE_CLOSE, Verb.FINISH_SPLIT), "case"),
}
"""Which clock a step ends: whether it came in time is a fact of the step, so that it can be counted."""

BEGINS = {
    Verb.VERIFY: "verify",
    **dict.fromkeys((Verb.HANDLE, Verb.CONFIRM, Verb.EXTERNAL_DONE), "check"),
    Verb.PASS: "close",
    **dict.fromkeys((Verb.CLOSE, Verb.FORCE_CLOSE, Verb.FINISH_SPLIT), "visit"),
}
"""Which clock a step begins whose limit a centre may set; that of other clocks is a fact of its own."""

ACCEPTS = (Verb.VERIFY, Verb.REGISTER, Verb.MERGE, Verb.SELF_HANDLE)
CLOSES = (Verb.CLOSE, Verb.FORCE_CLOSE, Verb.FINISH_SPLIT)
HANDS_IN = (Verb.HANDLE, Verb.CONFIRM)
STOPS_WAITING = (*HANDS_IN, Verb.GRANT_SUSPENSION, Verb.GRANT_TRANSFER)

NOT_KEPT = ("id", "entry", "tally", "external_number")
KEPT = [f.name for f in Case._meta.concrete_fields if f.name not in NOT_KEPT]
"""What a step writes of a case. The line that a case was counted in is the worker's; its number above
comes without a step, too, and is written by those who were told it."""


def take(
    entry: Entry,
    verb: str,
    *,
    by: Actor,
    at: datetime,
    note: str = "",
    facts: Mapping[str, Any] | None = None,
    photos: Sequence[Shot] = (),
    on: date | None = None,
) -> Step:
    """Move a case, with its photos and the facts it counts by; and keep its place in the queue."""
    steps = standing(entry.steps.order_by("seq"))
    made = photos_of(photos, by=by, at=at)
    told = {**counted_facts(entry, verb, steps, at=at), **(facts or {})}
    if made:
        told["photos"] = [as_facts(photo) for photo in made]
    telling = Telling(effective_on=on, note=note.strip(), facts=told)
    step = engine.move(entry, verb, by=by, at=at, telling=telling)
    write_photos(made, entry)
    refresh(entry, at=at)
    return step


def counted_facts(
    entry: Entry, verb: str, steps: Sequence[Step], *, at: datetime
) -> dict[str, Any]:
    """What measures ask of a step: kind, source, urgency, in time or not, how long it took."""
    case = entry.case
    told: dict[str, Any] = {**about(case), **_own_limits(entry, verb)}
    clock = clocks_of(entry, at=at, steps=steps).get(ENDS.get(Verb(verb), ""))
    if clock is not None:
        told |= {"on_time": not clock.is_late(at), "late": clock.is_late(at)}
    if verb in HANDS_IN and clock is not None:
        told |= _duration(clock, at)
    if verb in ACCEPTS:
        told["accepted"] = not any(step.facts.get("accepted") for step in _counting(entry, steps))
    if verb == Verb.REGISTER:
        told["stock"] = 1
    if verb in CLOSES:
        left = verb == Verb.FINISH_SPLIT and entry.state in (Stage.DISPATCHED, Stage.HANDLING)
        told |= {"stock": -1, "pending": -1 if left else 0}
    if verb in STOPS_WAITING:
        told["pending"] = -1
    if verb == Verb.LAPSE:
        told["late"] = True
    return told


def _own_limits(entry: Entry, verb: str) -> dict[str, Any]:
    """The limit of the stage that begins with this step, where the centre has one of its own."""
    code = BEGINS.get(Verb(verb))
    limit = own_limit(entry.call, code) if code else None
    return {f"limit_{code}": limit_fact(limit)} if limit else {}


def about(case: Case) -> dict[str, Any]:
    """What a case is, as every step that counts says it."""
    channel = Channel(case.channel)
    return {
        "category": case.category,
        "code_set": case.code_set,
        "kind": "component" if case.component else "matter",
        "source": "patrol"
        if channel == Channel.PATROL
        else "public"
        if channel.is_from_residents
        else "other",
        "urgent": case.urgency == "life",
    }


def _duration(clock: Timing, at: datetime) -> dict[str, Any]:
    original = clock.original
    return {
        "minutes": clock.minutes(at),
        "natural_minutes": clock.minutes(at, Clock.URGENT_HOUR),
        "on_time_original": original is None or at <= original.at,
    }


def _counting(entry: Entry, steps: Sequence[Step]) -> list[Step]:
    gone = set(entry.steps.filter(sign=-1).values_list("reverses", flat=True))
    return [step for step in steps if step.pk not in gone]


def refresh(entry: Entry, *, at: datetime) -> None:
    """Compute anew what the case is due for, and keep it where the queue is sorted by it."""
    case = entry.case
    soon = next_of(entry, clocks_of(entry, at=at))
    case.due_at, case.due_for = (soon.at, soon.clock) if soon else (None, "")
    case.state, case.is_counted = entry.state, False
    case.save(update_fields=KEPT)


def answer_all(
    entry: Entry, text: str, *, by: Actor, at: datetime, merged_too: bool = False
) -> None:
    """Write the answer to every report of a case, and of those merged into it: one step for each."""
    reports = all_reports(entry) if merged_too else reports_of(entry)
    moved = {entry.pk: entry}
    for report in reports:
        where = moved.setdefault(report.entry_id, report.entry)
        telling = Telling(note=text.strip(), facts={"report": str(report.uid)})
        engine.move(where, Verb.REPLY, by=by, at=at, telling=telling)

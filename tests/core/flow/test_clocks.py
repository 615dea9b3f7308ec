from datetime import UTC, datetime, timedelta

import pytest

import make
from core.flow import samples
from heli.core.access.enums import Role
from heli.core.acts import SYSTEM
from heli.core.flow.actions import undo_steps
from heli.core.flow.clocks import Due, due_of, stays
from heli.core.flow.definitions import Flow, Limit, State, StateKind, Transition
from heli.core.flow.models import Entry, Step
from heli.core.flow.queries import dues, steps_of
from heli.kit.worktime import Calendar, Clock


pytestmark = pytest.mark.django_db
CALENDAR = Calendar()


def at(day: int, hour: int = 2) -> datetime:
    """In February 2020, whose 10th was a Monday; 02:00 UTC is 10:00 in Shanghai."""
    return datetime(2020, 2, day, hour, tzinfo=UTC)


def closing(day: int) -> datetime:
    return datetime(2020, 2, day, 9, 30, tzinfo=UTC)


def due(entry: Entry, now: datetime) -> Due | None:
    return dues([entry], calendar=CALENDAR, at=now).get(entry.pk)


def test_three_workdays_from_the_day_after() -> None:
    entry = samples.matter()

    found = due(entry, at(10))

    assert found is not None
    assert (found.transition.verb, found.deadline.at) == ("handle", closing(13))
    assert not found.is_paused
    assert not found.is_late(closing(13))
    assert found.is_late(closing(13) + timedelta(seconds=1))


def test_the_clock_stands_still_while_the_author_is_asked() -> None:
    entry = samples.matter()
    samples.move(entry, verb="ask", note="？", by=SYSTEM, at=at(11))

    paused = due(entry, at(13))
    assert paused is not None
    assert paused.is_paused
    assert paused.deadline.at == closing(17)

    samples.move(entry, verb="answer", by=SYSTEM, at=at(14))
    running = due(entry, at(14))
    assert running is not None
    assert (running.is_paused, running.deadline.at) == (False, closing(18))


def test_what_is_handled_is_due_for_nothing() -> None:
    entry = samples.matter()
    samples.move(entry, verb="handle", by=SYSTEM, at=at(11))

    assert due(entry, at(12)) is None


def test_a_reopened_entry_starts_its_clock_again() -> None:
    entry = samples.matter()
    for verb, day in (("handle", 11), ("close", 12), ("reopen", 17)):
        samples.move(entry, verb=verb, by=SYSTEM, at=at(day))

    found = due(entry, at(17))

    assert found is not None
    assert found.deadline.at == closing(20)


def test_an_undone_step_never_stopped_the_clock() -> None:
    clerk = make.actor(Role.CLERK)
    entry = samples.matter()
    step = samples.move(entry, verb="handle", by=clerk, at=at(12))
    undo_steps([step], by=clerk, at=at(12))

    found = due(entry, at(12))

    assert found is not None
    assert found.deadline.at == closing(13)


def test_where_an_entry_was_from_when_to_when() -> None:
    entry = samples.matter()
    for verb, day, more in (
        ("ask", 11, {"note": "？"}),
        ("answer", 12, {}),
        ("handle", 13, {}),
        ("note_visit", 14, {}),
    ):
        samples.move(entry, verb=verb, by=SYSTEM, at=at(day), **more)

    been = [(one.state, one.since, one.until) for one in stays(steps_of(entry))]

    assert been == [
        ("received", at(10), at(11)),
        ("waiting", at(11), at(12)),
        ("received", at(12), at(13)),
        ("handled", at(13), None),
    ]
    assert due_of(samples.SAMPLE, [], calendar=CALENDAR, at=at(14)) is None


def test_a_limit_whose_clock_never_started_is_no_limit() -> None:
    a, b = State("a", "a", "a"), State("b", "b", "b", pauses=True)
    c = State("c", "c", "c", StateKind.FINAL)
    go = Transition("go", "go", "gone", ("a",), "b", ("clerk",))
    end = Transition("end", "end", "ended", ("c",), "c", ("clerk",), limit=Limit(1, Clock.WORK_DAY))
    flow = Flow("sample.pausing", 1, "flow", (a, b, c), (go, end), "a")
    steps = [Step(to_state="a", at=at(10)), Step(to_state="b", at=at(11))]

    assert due_of(flow, steps, calendar=CALENDAR, at=at(12)) is None
    assert due_of(flow, [Step(to_state="b", at=at(11))], calendar=CALENDAR, at=at(12)) is None

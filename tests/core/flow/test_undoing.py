from datetime import timedelta

import pytest
from django.db.models import Sum

import make
from core.flow import samples
from heli.core.access.enums import Role
from heli.core.acts import SYSTEM, Actor, NotAllowed
from heli.core.flow.actions import undo_steps
from heli.core.flow.models import Entry, Step
from heli.core.flow.queries import steps_of_act
from heli.core.flow.undoing import CannotUndo, why_not
from heli.core.journal.models import JournalEntry


pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(db: None) -> Actor:
    return make.actor(Role.CLERK)


def total(tag: str, **more: object) -> int:
    return Step.objects.filter(tag=tag, **more).aggregate(n=Sum("sign"))["n"] or 0


def test_undo_brings_the_entry_back_and_the_count_down(clerk: Actor) -> None:
    entry = samples.matter()
    step = samples.move(entry, verb="handle", by=clerk, at=make.AT)

    [back] = undo_steps([step], by=clerk, at=make.AT + timedelta(minutes=5))

    stored = Entry.objects.get(pk=entry.pk)
    assert (stored.state, stored.seq, stored.is_open) == ("received", 3, True)
    assert (back.sign, back.reverses, back.tag, back.first) == (-1, step, "sample.handled", True)
    assert (back.effective_on, back.org) == (step.effective_on, step.org)
    assert total("sample.handled") == total("sample.handled", first=True) == 0
    assert "sample.handled" not in stored.counted


def test_after_an_undo_the_next_such_step_is_the_first_again(clerk: Actor) -> None:
    entry = samples.matter()
    step = samples.move(entry, verb="handle", by=clerk, at=make.AT)
    undo_steps([step], by=clerk, at=make.AT)
    entry.refresh_from_db()

    again = samples.move(entry, verb="handle", by=clerk, at=make.AT)

    assert again.first is True
    assert total("sample.handled") == total("sample.handled", first=True) == 1


def test_undo_of_a_second_visit_leaves_the_first(clerk: Actor) -> None:
    entry = samples.matter()
    samples.move(entry, verb="handle", by=clerk, at=make.AT)
    samples.move(entry, verb="note_visit", by=clerk, at=make.AT)
    second = samples.move(entry, verb="note_visit", by=clerk, at=make.AT)

    undo_steps([second], by=clerk, at=make.AT)

    assert total("sample.visited") == total("sample.visited", first=True) == 1
    entry.refresh_from_db()
    assert samples.move(entry, verb="note_visit", by=clerk, at=make.AT).first is False


def test_undo_of_a_closing_and_of_a_reopening(clerk: Actor) -> None:
    entry = samples.matter()
    samples.move(entry, verb="handle", by=clerk, at=make.AT)
    closing = make.AT + timedelta(minutes=1)
    samples.move(entry, verb="close", by=clerk, at=closing)
    samples.move(entry, verb="judge", facts={"stars": "5"}, by=clerk, at=make.AT)
    reopened = samples.move(entry, verb="reopen", by=clerk, at=make.AT)

    undo_steps([reopened], by=clerk, at=make.AT)
    entry.refresh_from_db()
    assert (entry.state, entry.is_open, entry.closed_at) == ("closed", False, closing)

    other = samples.matter()
    refused = samples.move(other, verb="refuse", note="重复", by=clerk, at=make.AT)
    undo_steps([refused], by=clerk, at=make.AT)
    other.refresh_from_db()
    assert (other.state, other.is_open, other.closed_at) == ("received", True, None)


def test_undo_of_what_somebody_else_did_is_refused(clerk: Actor) -> None:
    step = samples.move(samples.matter(), verb="handle", by=clerk, at=make.AT)
    other = make.actor(Role.CLERK)

    with pytest.raises(NotAllowed):
        undo_steps([step], by=other, at=make.AT)
    with pytest.raises(CannotUndo):
        undo_steps([step], by=SYSTEM, at=make.AT)
    assert steps_of_act(step.act) == [step]
    assert why_not(step, by=other, at=make.AT)
    assert not why_not(step, by=clerk, at=make.AT)


def test_undo_too_late_twice_or_of_what_cannot_be_is_refused(clerk: Actor) -> None:
    entry = samples.matter()
    started = entry.steps.get()
    asked = samples.move(entry, verb="ask", note="？", by=clerk, at=make.AT)
    step = samples.move(entry, verb="handle", by=clerk, at=make.AT)

    for tried, at in (
        (step, make.AT + timedelta(hours=1, seconds=1)),
        (asked, make.AT),
        (started, make.AT),
    ):
        with pytest.raises(CannotUndo):
            undo_steps([tried], by=clerk if tried.actor_id else SYSTEM, at=at)

    undo_steps([step], by=clerk, at=make.AT + timedelta(hours=1))
    entry.refresh_from_db()
    for tried in Step.objects.filter(entry=entry).exclude(actor=None):
        with pytest.raises(CannotUndo):
            undo_steps([tried], by=clerk, at=make.AT)
    assert entry.steps.count() == 4


def test_undo_of_a_transition_that_does_not_allow_it_is_refused(clerk: Actor) -> None:
    entry = samples.matter()
    asked = samples.move(entry, verb="ask", note="？", by=clerk, at=make.AT)

    assert why_not(asked, by=clerk, at=make.AT)
    with pytest.raises(CannotUndo):
        undo_steps([asked], by=clerk, at=make.AT)


def test_bulk_moves_are_taken_back_as_one(clerk: Actor) -> None:
    call = samples.open_call(make.federation(), by=SYSTEM, at=make.AT)
    matters = [samples.matter(call) for _ in range(3)]
    steps = samples.move_many(matters, verb="handle", by=clerk, at=make.AT)
    acts = JournalEntry.objects.count()

    undo_steps(steps_of_act(steps[0].act), by=clerk, at=make.AT)

    assert JournalEntry.objects.count() == acts + 1
    assert set(Entry.objects.values_list("state", flat=True)) == {"received"}
    assert total("sample.handled") == 0


def test_bulk_moves_are_not_taken_back_when_one_went_on(clerk: Actor) -> None:
    call = samples.open_call(make.federation(), by=SYSTEM, at=make.AT)
    matters = [samples.matter(call) for _ in range(2)]
    steps = samples.move_many(matters, verb="handle", by=clerk, at=make.AT)
    samples.move(matters[1], verb="note_visit", by=clerk, at=make.AT)

    assert [bool(why_not(s, by=clerk, at=make.AT)) for s in steps_of_act(steps[0].act)] == [
        False,
        True,
    ]
    with pytest.raises(CannotUndo):
        undo_steps(steps, by=clerk, at=make.AT)
    assert Step.objects.filter(sign=-1).count() == 0

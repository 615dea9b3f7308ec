"""A superuser changes the rows that figures are counted from, and it shows."""

import pytest
from django.db import connection

import make
from core.flow import samples
from heli.core.access.enums import Role
from heli.core.flow.actions import undo_steps
from heli.core.flow.checking import Fault, Finding, verify_steps
from heli.core.flow.models import Entry, Step
from heli.core.journal.append_only import unguard
from heli.core.journal.refs import name_of


pytestmark = pytest.mark.django_db


@pytest.fixture
def step(db: None) -> Step:
    clerk = make.actor(Role.CLERK)
    entry = samples.matter()
    first = samples.move(entry, verb="handle", by=clerk, at=make.AT, note="已修好")
    undo_steps([first], by=clerk, at=make.AT)
    entry.refresh_from_db()
    made = samples.move(entry, verb="handle", by=clerk, at=make.AT, facts={"n": 3})
    samples.move(entry, verb="note_visit", by=clerk, at=make.AT)
    with connection.cursor() as cursor:
        for statement in unguard("flow_step", connection.vendor):
            cursor.execute(statement)
    return made


def test_untouched_steps(step: Step) -> None:
    assert list(verify_steps()) == []


@pytest.mark.parametrize(
    "change",
    [
        {"note": "别的"},
        {"facts": {"n": 4}},
        {"tag": "sample.closed"},
        {"sign": -1},
        {"first": False},
        {"visibility": "public"},
        {"effective_on": make.LONG_AGO},
        {"actor": None},
    ],
)
def test_a_changed_step(step: Step, change: dict[str, object]) -> None:
    Step.objects.filter(pk=step.pk).update(**change)

    assert list(verify_steps()) == [Finding(Fault.CHANGED, name_of(step))]


def test_a_step_that_no_act_wrote(step: Step) -> None:
    forged = Step.objects.get(pk=step.pk)
    other = samples.matter()
    Step.objects.filter(pk=step.pk).update(act=other.steps.get().act)

    assert list(verify_steps()) == [Finding(Fault.WITHOUT_ACT, name_of(forged))]


@pytest.mark.parametrize("seq", [4, 5])
def test_a_step_that_is_gone(step: Step, seq: int) -> None:
    Step.objects.filter(entry=step.entry_id, seq=seq)._raw_delete("default")

    assert Finding(Fault.MISSING, name_of(step.entry)) in set(verify_steps())


def test_an_entry_that_was_put_elsewhere(step: Step) -> None:
    Entry.objects.filter(pk=step.entry_id).update(state="closed")

    assert list(verify_steps()) == [Finding(Fault.STATE, name_of(step.entry))]

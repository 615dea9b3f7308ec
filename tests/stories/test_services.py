"""Seeds 000, 002, 003 and 004: a service desk, through its registers to a sealed brief."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import TestCase

from heli.core.acts import SYSTEM
from heli.core.flow.models import Entry
from heli.core.measures.actions import sync_measures
from heli.shell import clock
from heli.site.demo import Outcome, replay
from heli.site.demo.xiangshui import XIANGSHUI


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("played")]

FIGURES = {"F068", "F069", "F074", "F085", "F086", "F093", "F125", "F126"} | {
    f"F{n}" for n in range(106, 116)
}


@pytest.fixture(scope="module")
def played(django_db_setup: None, django_db_blocker: Any) -> Iterator[Outcome]:
    """The example, replayed once for all tests of this story."""
    with django_db_blocker.unblock():
        around = TestCase._enter_atomics()
        sync_measures(by=SYSTEM, at=clock.now())
        yield replay(say=lambda _said: None, plays=(XIANGSHUI,))
        TestCase._rollback_atomics(around)


def test_all_figures_on_services_come_out_bound_and_hold(played: Outcome) -> None:
    found = {row.id: row for row in played.rows}

    assert set(found) == FIGURES
    assert {row.verdict for row in found.values()} == {"holds"}
    assert found["F111"].value == "171"


def test_counselling_and_a_mediation_are_among_it() -> None:
    kinds = Entry.objects.filter(flow__regex=r"^services\.(slot|mediation)@")
    states = kinds.values_list("state", flat=True)

    assert sorted(states) == [
        *["mediation_invited", "mediation_settled"],
        *["slot_booked", "slot_booked", "slot_free"],
    ]


def test_what_was_solved_was_solved_by_its_asker(played: Outcome) -> None:
    solved = Entry.objects.filter(flow__startswith="services.need@", state="solved")

    assert solved.count() == 171
    for need in solved.select_related("party"):
        step = need.steps.get(verb="agree")
        assert need.assignments.filter(role="author", party=step.actor).exists()

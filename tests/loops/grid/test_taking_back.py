"""A slip at the desk is taken back: a merger until the other case ends, a closing for half an hour."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse

import make
from browse import client_of, send, text
from heli.core.flow.models import Step
from heli.loops.grid.actions.visiting import rate
from heli.loops.grid.enums import Stage, Tag, Verb
from heli.loops.grid.queries.clocks import clocks_of
from heli.loops.grid.queries.numbers import digits_of
from heli.loops.grid.tasks import watch
from heli.shell import clock
from loops.grid.deskwork import do, now, page
from make_grid import ANYBODY, Centre, centre


pytestmark = pytest.mark.django_db


@pytest.fixture
def here(tmp_path: Any, settings: Any) -> Any:
    """A centre whose moment is now."""
    settings.HELI_DATA = tmp_path
    with time_machine.travel(make.AT, tick=False):
        yield centre()


def act_of(entry: Any, verb: str) -> Any:
    return Step.objects.filter(entry=entry, verb=verb).latest("seq").act


def test_a_closing_is_taken_back_by_who_closed_and_counts_no_longer(here: Centre) -> None:
    entry = here.checked(patrol=True)
    before = clocks_of(now(entry), at=clock.now())
    do(here.clerk, entry, "close", usual="0")
    assert now(entry).counted.get(Tag.CLOSED) == 1
    url = reverse("grid:undo", args=[act_of(entry, Verb.CLOSE)])
    assert url in page(here.clerk, entry)
    assert url not in page(here.head, entry)
    assert send(client_of(here.head), "grid:undo", act_of(entry, Verb.CLOSE)).status_code == 409

    assert send(client_of(here.clerk), "grid:undo", act_of(entry, Verb.CLOSE)).status_code == 302
    again = now(entry)
    assert (again.state, again.is_open, Tag.CLOSED in again.counted) == (Stage.CHECKED, True, False)
    assert clocks_of(again, at=clock.now()) == before
    do(here.clerk, again, "close", usual="0")
    assert now(entry).counted.get(Tag.CLOSED) == 1


def test_what_the_closing_took_out_of_the_figures_counts_again(here: Centre) -> None:
    with time_machine.travel(here.later(days=30), tick=False):
        entry = here.checked(patrol=True)
        watch(clock.now())
        late = now(entry).counted.get(Tag.CLOSE_LAPSED)
        assert late == 1
        do(here.clerk, entry, "close", usual="0")
        assert Tag.CLOSE_LAPSED not in now(entry).counted
        send(client_of(here.clerk), "grid:undo", act_of(entry, Verb.CLOSE))
        assert now(entry).counted.get(Tag.CLOSE_LAPSED) == 1


def test_a_closing_stays_after_half_an_hour_or_when_something_came_of_it(here: Centre) -> None:
    old, rated = here.checked(patrol=True), here.checked()
    for one in (old, rated):
        do(here.clerk, one, "close", usual="0")
    report = rated.reports.get()
    said = {"solved": True, "satisfaction": "satisfied", "by": ANYBODY, "at": clock.now()}
    rate(now(rated), report=report, digits=digits_of(report), **said)
    answer = send(client_of(here.clerk), "grid:undo", act_of(rated, Verb.CLOSE))
    assert "something happened after it" in text(answer)
    with time_machine.travel(make.AT + timedelta(minutes=31), tick=False):
        answer = send(client_of(here.clerk), "grid:undo", act_of(old, Verb.CLOSE))
        assert "too much time has passed" in text(answer)
        assert "Take the closing back" not in page(here.clerk, old)
    assert {now(one).state for one in (old, rated)} == {Stage.CLOSED}


def test_several_that_were_closed_together_are_taken_back_together(here: Centre) -> None:
    done = [here.checked(patrol=True) for _ in range(3)]
    clerk = client_of(here.clerk)
    rows = [str(one.uid) for one in done]
    answer = send(clerk, "grid:close_many", row=rows, asked="1", usual="0")
    act = act_of(done[0], Verb.CLOSE)
    assert reverse("grid:undo", args=[act]) in text(clerk.get(answer.url, follow=True))
    assert send(clerk, "grid:undo", act).status_code == 302
    assert {now(one).state for one in done} == {Stage.CHECKED}


def test_several_that_were_merged_together_come_apart_at_once(here: Centre) -> None:
    into, *others = [here.reported(text=f"同一堆{n}") for n in range(4)]
    clerk = client_of(here.clerk)
    rows = [str(one.uid) for one in others]
    answer = send(clerk, "grid:merge_many", row=rows, asked="1", usual="0", into=into.code)
    assert {now(one).state for one in others} == {Stage.MERGED}
    act = act_of(others[0], Verb.MERGE)
    assert reverse("grid:undo", args=[act]) in text(clerk.get(answer.url, follow=True))
    assert send(client_of(here.dispatcher), "grid:undo", act).status_code == 403
    assert send(clerk, "grid:undo", act).status_code == 302
    assert {now(one).state for one in others} == {Stage.REPORTED}
    assert not any(now(one).merged_into for one in others)


def test_a_merger_by_its_page_offers_its_way_back(here: Centre) -> None:
    into, other = here.reported(), here.reported()
    clerk = client_of(here.clerk)
    answer = send(clerk, "grid:merge", other.uid, into=into.code, usual="0")
    undo = reverse("grid:undo", args=[act_of(other, Verb.MERGE)])
    assert undo in text(clerk.get(answer.url))
    send(clerk, "grid:undo", act_of(other, Verb.MERGE))
    assert now(other).state == Stage.REPORTED

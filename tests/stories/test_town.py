"""Seed 003, a town's grids: a month of matters to a sealed bulletin, and one of them with every turn."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import TestCase

from heli.core.acts import SYSTEM
from heli.core.flow.models import Entry
from heli.core.measures.actions import sync_measures
from heli.loops.grid.enums import Satisfaction, Stage, Verb
from heli.loops.grid.queries.cases import cases, merged_into
from heli.loops.grid.queries.clocks import clocks_of
from heli.loops.grid.queries.replies import all_reports
from heli.loops.grid.queries.wall import counted_of, wall_of
from heli.shell import clock
from heli.site.demo import Outcome, replay
from heli.site.demo.town import HETANG
from heli.site.demo.town.story import FIRST


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("played")]
FIGURES = {
    "grid.reported": 141,
    "grid.merged": 19,
    "grid.registered": 83,
    "grid.self_handled": 32,
    "grid.to_handle": 72,
    "grid.handled": 68,
    "grid.handled_on_time": 64,
    "grid.not_handled": 4,
    "grid.closed": 68,
    "grid.check_failed": 6,
    "grid.reopened": 1,
}


@pytest.fixture(scope="module")
def played(django_db_setup: None, django_db_blocker: Any) -> Iterator[Outcome]:
    """The month, replayed once for all tests of this story."""
    with django_db_blocker.unblock():
        around = TestCase._enter_atomics()
        sync_measures(by=SYSTEM, at=clock.now())
        yield replay(say=lambda _said: None, plays=(HETANG,))
        TestCase._rollback_atomics(around)


def test_every_figure_of_the_bulletin_holds_whatever_the_day(played: Outcome) -> None:
    found = {row.measure.partition("@")[0]: row for row in played.rows}

    assert {row.verdict for row in played.rows} == {"holds"}
    assert len(played.rows) == 21
    assert {code: int(found[code].value) for code in FIGURES} == FIGURES
    brief = Entry.objects.get(flow__startswith="briefs.brief@", org__name=HETANG.federation)
    assert brief.state == "sealed"


def test_one_matter_goes_the_whole_way() -> None:
    entry = cases().get(call__issuer__name=HETANG.federation, steps__verb=Verb.REOPEN_ONCE)
    verbs = list(entry.steps.filter(sign=1).order_by("seq").values_list("verb", flat=True))

    assert FIRST == "story"
    assert entry.state in (Stage.CLOSED, Stage.ARCHIVED)
    wanted = [
        *(
            Verb.VERIFY,
            Verb.FIND,
            Verb.REGISTER,
            Verb.DISPATCH,
            Verb.ASK_RETURN,
            Verb.REFUSE_RETURN,
        ),
        *(Verb.SIGN, Verb.FEED_BACK, Verb.CONFIRM, Verb.FAIL, Verb.FEED_BACK, Verb.CONFIRM),
        *(Verb.PASS, Verb.CLOSE, Verb.VISIT, Verb.REOPEN_ONCE, Verb.FEED_BACK, Verb.CONFIRM),
        *(Verb.PASS, Verb.CLOSE, Verb.VISIT),
    ]
    told = [verb for verb in verbs if verb in wanted]
    assert told == wanted
    assert [one.state for one in merged_into(entry)] == [Stage.MERGED]
    assert len(all_reports(entry)) == 2
    assert not clocks_of(entry, at=clock.now())["handle"].is_late(clock.now())
    rated = entry.steps.filter(verb=Verb.VISIT).order_by("seq")
    said = [step.facts["satisfaction"] for step in rated]
    assert said == [Satisfaction.DISSATISFIED, Satisfaction.SATISFIED]


def test_the_wall_of_the_town_has_something_to_show_today() -> None:
    call = cases().filter(call__issuer__name=HETANG.federation)[0].call
    assert call.issuer.area is not None
    at, area = clock.now(), call.issuer.area
    found = wall_of(call, area, at=at, counted=counted_of(call, area, at=at))

    assert [one.n for one in found.today] == [7, 4, 1, 4, 2]
    assert len(found.latest) == 7
    assert sum(row.n for row in found.counted.clocks) == 19
    assert len(found.counted.places) == 5


def test_the_days_of_the_grids_are_frozen() -> None:
    days = Entry.objects.filter(
        flow__startswith="grid.summary@", call__issuer__name=HETANG.federation
    )

    assert days.filter(state="frozen").count() >= 80
    assert days.filter(state="frozen", counted__has_key="grid.summary_sent").exists()


def test_nobody_is_real() -> None:
    assert not Entry.objects.filter(call__issuer__is_example=False).exists()

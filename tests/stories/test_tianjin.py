"""Seed 001: received 56, edited 47, 4 issues, 39 recommended, 7 instructions; end to end."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.test import TestCase

from heli.core.access.queries import actor_for
from heli.core.acts import SYSTEM, Actor
from heli.core.flow.models import Entry, Step
from heli.core.journal.queries import Told, history
from heli.core.journal.refs import name_of
from heli.core.measures.actions import sync_measures
from heli.core.measures.queries import (
    By,
    Scope,
    breakdown,
    contributions,
    drift_of,
    figures_of,
    seals_of,
    value,
    version_of,
)
from heli.core.parties.models import Party
from heli.loops.advice.actions.submitting import submit_proposal
from heli.loops.advice.queries.issues import contents, released
from heli.loops.advice.queries.registers import instructions
from heli.loops.briefs.queries.briefs import latest
from heli.shell import clock
from heli.site.demo import Outcome, replay
from heli.site.demo.tianjin import TIANJIN


# The tests run inside the transaction of the replay, each in one of its own.
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("played")]

FUNNEL = {
    "advice.received": 56,
    "advice.edited": 47,
    "advice.issues": 4,
    "advice.recommended": 39,
    "advice.instructions": 7,
}


@pytest.fixture(scope="module")
def played(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[Outcome, list[str]]]:
    """The example, replayed once for all tests of this story, and what it said on the way."""
    with django_db_blocker.unblock():
        around = TestCase._enter_atomics()
        told: list[str] = []
        sync_measures(by=SYSTEM, at=clock.now())
        yield replay(say=told.append, plays=(TIANJIN,)), told
        TestCase._rollback_atomics(around)


def scope() -> Scope:
    """The federation in the weeks of the example."""
    federation = Party.objects.get(name=TIANJIN.federation)
    return Scope(federation, date(2020, 1, 24), date(2020, 2, 29))


def test_the_five_figures_of_the_report_hold_with_their_records_behind_them(
    played: tuple[Outcome, list[str]],
) -> None:
    outcome, told = played

    bound = [row for row in outcome.rows if row.is_bound]

    assert [(row.id, row.wording, row.value, row.records, row.verdict) for row in bound] == [
        ("F025", "56篇", "56", 56, "holds"),
        ("F026", "47篇", "47", 47, "holds"),
        ("F027", "4期", "4", 4, "holds"),
        ("F028", "39篇", "39", 39, "holds"),
        ("F029", "7次", "7", 7, "holds"),
    ]
    assert len(told) == 6  # one line for each stretch of work


def test_every_other_figure_of_the_report_is_claimed_with_its_source(
    played: tuple[Outcome, list[str]],
) -> None:
    outcome, _told = played

    claimed = {row.id: row.wording for row in outcome.rows if row.klass == "claimed"}

    assert claimed == {
        "F023": "7次",
        "F024": "3期",
        "F030": "21名",
        "F031": "3个",
        "F032": "2名",
        "F033": "23名",
        "F034": "3名",
        "F035": "60%",
    }
    brief = Entry.objects.get(flow__startswith="briefs.brief@")
    sources = [one.source for one in figures_of(latest(brief)) if one.klass == "claimed"]
    assert len(sources) == 8
    assert all(sources)


def test_what_stands_behind_each_figure_is_what_was_done() -> None:
    behind = {code: list(contributions(version_of(code).measure, scope())) for code in FUNNEL}

    assert {code: len(rows) for code, rows in behind.items()} == FUNNEL
    assert {row.effective_on.year for rows in behind.values() for row in rows} == {2020}
    assert len({row.entry_id for row in behind["advice.received"]}) == 56
    received = {row.entry_id for row in behind["advice.received"]}
    edited = {row.entry_id for row in behind["advice.edited"]}
    recommended = {row.entry_id for row in behind["advice.recommended"]}
    assert recommended < edited < received


def test_what_was_only_read_and_what_went_to_two_offices_is_told_apart() -> None:
    clerk = actor("clerk")

    assert instructions(clerk).count() == 10
    assert value(version_of("advice.instructions"), scope()).value == 7
    assert value(version_of("advice.proposals_instructed"), scope()).value == 6
    assert value(version_of("advice.recommended_to"), scope()).value == 44


def test_the_parts_of_each_figure_make_the_whole() -> None:
    for code, whole in FUNNEL.items():
        for by in (By.ORG, By.MONTH):
            parts = breakdown(version_of(code), scope(), by=by)
            assert sum(part.value or 0 for part in parts) == whole


def test_the_four_issues_are_numbered_in_order_and_hold_signed_items() -> None:
    issues = list(released())

    assert [issue.code for issue in reversed(issues)] == [
        "第1期（总第208期）",
        "第2期（总第209期）",
        "第3期（总第210期）",
        "第4期（总第211期）",
    ]
    assert [len(contents(issue)) for issue in issues] == [5, 5, 5, 5]


def test_a_second_replay_changes_nothing(
    played: tuple[Outcome, list[str]],
) -> None:
    first, _told = played
    before = (Step.objects.count(), Entry.objects.count(), Party.objects.count())

    second = replay(say=lambda _said: None, plays=(TIANJIN,))

    assert second.rows == first.rows
    assert (Step.objects.count(), Entry.objects.count(), Party.objects.count()) == before


def test_the_brief_is_sealed_and_a_late_proposal_shows_as_drift() -> None:
    brief = Entry.objects.get(flow__startswith="briefs.brief@")
    assert (brief.state, brief.doc is not None) == ("sealed", True)
    figure = next(f for f in figures_of(latest(brief)) if f.quote == "56篇")
    call = Entry.objects.filter(code="2020-0001").get().call

    submit_proposal(
        call,
        org=Party.objects.get(name="滨河大学社科联（示例）"),
        title="一件迟到登记的建议",
        body="示例",
        on=date(2020, 2, 28),
        by=actor("clerk"),
        at=clock.now(),
    )

    assert figure.snapshot is not None
    drift = drift_of(figure.snapshot)
    assert (len(drift.added), len(drift.removed), len(drift.changed)) == (1, 0, 0)
    assert seals_of(brief.doc).count() == 1  # type: ignore[arg-type]  -- asserted above


def test_the_journal_tells_who_did_what_to_a_proposal() -> None:
    first = Entry.objects.get(code="2020-0001")

    told: list[Told] = history(name_of(first))

    assert {one.act for one in told} >= {"advice.proposal.finish_editing"}


def actor(part: str) -> Actor:
    """Somebody of the office."""
    name, _roles = TIANJIN.staff[part]
    return actor_for(Party.objects.get(name=name), on=clock.today())

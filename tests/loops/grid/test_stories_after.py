"""After closing: rated, opened again once, with half the time; merging and back again; figures of all that."""

import pytest

import make
import make_grid
from heli.core.acts import SYSTEM, Refusal
from heli.core.flow.definitions import flow_of
from heli.core.flow.guards import NotYet
from heli.core.flow.timers import timings
from heli.core.measures.actions import approve_measure, sync_measures
from heli.core.measures.queries import Scope, value, version_of
from heli.loops.grid.actions.checking import close_cases
from heli.loops.grid.actions.merging import merge_cases, unmerge_case
from heli.loops.grid.actions.visiting import WrongDigits, rate, reopen_by_reporter
from heli.loops.grid.enums import Satisfaction, Stage
from heli.loops.grid.measures import MEASURES
from heli.loops.grid.queries.cases import case_of
from heli.loops.grid.queries.clocks import clocks_of
from heli.loops.grid.queries.numbers import digits_of
from heli.loops.grid.queries.office import calendar_of


pytestmark = pytest.mark.django_db


def figures(centre: make_grid.Centre) -> dict[str, str]:
    """Every measure of the loop over the whole town, as it is shown."""
    sync_measures(by=SYSTEM, at=make.AT)
    scope = Scope(org=centre.town)
    found = {}
    for measure in MEASURES:
        version = version_of(measure.id)
        if not version.is_approved:
            approve_measure(version, by=centre.leader, at=make.AT)
        found[measure.code.removeprefix("grid.")] = str(value(version, scope))
    return found


def test_a_reporter_rates_and_opens_it_again_once() -> None:
    centre = make_grid.centre()
    entry = centre.closed()
    report = entry.reports.get()
    digits = digits_of(report)
    with pytest.raises(WrongDigits):
        rate(
            entry,
            report=report,
            digits="x",
            solved=True,
            satisfaction="satisfied",
            by=make_grid.ANYBODY,
            at=centre.at,
        )
    rate(
        entry,
        report=report,
        digits=digits,
        solved=False,
        satisfaction=Satisfaction.DISSATISFIED,
        by=make_grid.ANYBODY,
        at=centre.at,
    )
    before = figures(centre)
    assert (before["closed"], before["handled"], before["solved_rate"]) == ("1", "1", "0.00")

    again = {"report": report, "digits": digits, "note": "还在", "by": make_grid.ANYBODY}
    reopen_by_reporter(entry, at=centre.at, **again)
    assert entry.state == Stage.HANDLING
    handle = clocks_of(entry, at=centre.at)["handle"]
    assert (str(handle.n), handle.since) == ("2", centre.at)
    after = figures(centre)
    assert (after["closed"], after["handled"], after["reopened"], after["open"]) == (
        "0",
        "0",
        "1",
        "1",
    )

    centre.hand_in(entry)
    centre.check(entry)
    close_cases([entry], reply="这次清完了。", by=centre.clerk, at=centre.at)
    with pytest.raises(NotYet):
        reopen_by_reporter(entry, at=centre.at, **again)
    assert figures(centre)["closed"] == "1"


def test_merging_and_back_is_as_if_nothing_had_been() -> None:
    centre = make_grid.centre()
    master, double = centre.dispatched(), centre.registered()
    before, told = figures(centre), case_of(double.uid)
    clocks = clocks_of(told, at=centre.later(hours=5))

    merge_cases([double], into=master, reply="一并处理", by=centre.clerk, at=centre.later(hours=1))
    assert figures(centre)["registered"] == "1"
    unmerge_case(double, by=centre.clerk, at=centre.later(hours=2))

    same = case_of(double.uid)
    assert (same.state, same.merged_into, same.counted | {"grid.replied": 1}) == (
        told.state,
        None,
        told.counted | {"grid.replied": 1},
    )
    found = timings(
        flow_of(same.flow),
        list(same.steps.order_by("seq")),
        calendar=calendar_of(same.call),
        at=centre.later(hours=5),
    )
    assert {c: (t.since, t.until, t.deadline) for c, t in found.items()} == {
        c: (t.since, t.until, t.deadline) for c, t in clocks.items()
    }
    after = figures(centre)
    assert {k: v for k, v in after.items() if "visit" not in k} == {
        k: v for k, v in before.items() if "visit" not in k
    }


def test_nobody_checks_closes_or_decides_their_own() -> None:
    centre = make_grid.centre()
    entry = centre.handled(patrol=True)
    with pytest.raises(Refusal):
        centre_check_by(centre, entry, centre.worker)
    centre.check(entry)
    assert entry.state == Stage.CHECKED


def centre_check_by(centre: make_grid.Centre, entry: object, who: object) -> None:
    """Somebody else than the checker checks."""
    checker, centre.checker = centre.checker, who  # type: ignore[assignment]  -- an actor
    try:
        centre.check(entry)  # type: ignore[arg-type]  -- a case
    finally:
        centre.checker = checker

"""Rollups in slices: short transactions, exact between them, nothing lost or counted twice (seeds G4)."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection, transaction

from core.measures.samples import CASH, SEEN, STEPS, Office, version
from core.measures.test_keeping_up import in_thread
from heli.core.measures import rollups
from heli.core.measures.breakdowns import By, breakdown
from heli.core.measures.models import Rollup, RollupMark
from heli.core.measures.queries import drill_down, value
from heli.core.measures.values import Amount


pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
DAYS = 24
WHOLE = Amount(Decimal("3.00"), DAYS)
"""Fen 1, 2, … 24."""
MARK, SUMS = 'UPDATE "measures_rollupmark"', "INSERT INTO measures_rollup "


class Killed(BaseException):
    """The process ends here: nothing catches it."""


@pytest.fixture
def office() -> Office:
    """An office with a record on each of 24 days in four months: 24 days, 4 months, 2 years."""
    made = Office()
    entry = made.matter()
    for n in range(DAYS):
        made.count(entry, on=date(2019, 11, 1) + timedelta(days=5 * n), fen=n + 1)
    return made


def roll_cash(most: int) -> bool:
    return rollups.roll_up(version(CASH), upto=rollups.settled(STEPS) or 0, most=most)


def everything(office: Office) -> Amount:
    return value(version(CASH), office.scope(first=None, last=None))


def kept() -> list[tuple[Any, ...]]:
    rows = Rollup.objects.filter(version=version(CASH)).order_by("granularity", "start_on")
    return list(rows.values_list("granularity", "start_on", "amount", "n"))


@contextmanager
def told(tell: Callable[[str, Any], None]) -> Iterator[None]:
    """Each statement of this connection, before it is executed."""

    def listen(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001  -- Django's signature
        tell(sql, params)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        yield


@pytest.mark.parametrize("most", [3, 7, 16])
def test_no_transaction_writes_more_rows_than_allowed(office: Office, most: int) -> None:
    written: list[int] = []

    def count(sql: str, params: Any) -> None:
        if sql.startswith(MARK):
            written.append(0)
        elif SUMS in sql:
            written[-1] += len(params) // 9

    with told(count):
        assert roll_cash(most)

    assert max(written) <= most
    # Each slice takes what fits: not record by record where more is allowed. Where the numbers of
    # records begin later, as after other tests on PostgreSQL, the first slices find nothing.
    assert len([rows for rows in written if rows]) <= 2 * sum(written) / most + 1
    assert everything(office) == WHOLE


def test_a_stretch_that_adds_nothing_is_written_with_what_follows(office: Office) -> None:
    entry = office.matter()
    roll_cash(1000)
    for _n in range(12):
        office.count(entry, fen=0, tag="tally.heard")
    office.count(entry, fen=500)
    last, marks = rollups.settled(STEPS) or 0, 0

    def count(sql: str, _params: Any) -> None:
        nonlocal marks
        marks += sql.startswith(MARK)

    with told(count):
        rollups.roll_up(version(CASH), upto=last, chunk=1)

    assert marks == 1
    assert RollupMark.objects.get(version=version(CASH)).row == last


def test_slices_grow_again_after_a_dense_stretch(office: Office) -> None:
    entry = office.matter()
    for _n in range(60):
        office.count(entry, fen=0)
    marks: list[int] = []
    with told(lambda sql, params: marks.append(params[0]) if sql.startswith(MARK) else None):
        roll_cash(7)

    steps = [after - before for before, after in pairwise(marks)]
    narrowest = steps.index(min(steps))
    assert max(steps[narrowest:]) > 4 * steps[narrowest]


def test_every_figure_is_exact_between_any_two_slices(office: Office) -> None:
    scopes = [
        office.scope(first=None, last=None),
        office.scope(first=date(2019, 11, 3), last=date(2020, 1, 17)),
        office.scope(first=date(2020, 1, 1), last=date(2020, 1, 31)),
    ]

    def figures() -> list[Any]:
        cash = version(CASH)
        parts = breakdown(cash, scopes[0], by=By.ORG)
        return [*(value(cash, scope) for scope in scopes), parts]

    wanted, found = figures(), []
    with told(lambda sql, _params: found.append(figures()) if sql.startswith(MARK) else None):
        roll_cash(3)

    assert len(found) >= DAYS
    assert all(one == wanted for one in found)
    counted = [len(drill_down(version(CASH), scope).rows) for scope in scopes]
    assert [one.n for one in wanted[:3]] == counted


@pytest.mark.parametrize("at", [MARK, SUMS])
@pytest.mark.parametrize("nth", [1, 2, 4])
def test_death_before_or_within_a_slice_loses_nothing_and_counts_nothing_twice(
    office: Office, at: str, nth: int
) -> None:
    seen: list[str] = []

    def die(sql: str, _params: Any) -> None:
        if at in sql:
            seen.append(sql)
            if len(seen) == nth:
                raise Killed

    with pytest.raises(Killed), told(die):
        roll_cash(9)

    half = kept()
    assert everything(office) == WHOLE
    assert roll_cash(9)
    assert everything(office) == WHOLE
    assert len(half) < len(kept())
    assert sum(n for kind, _on, _amount, n in kept() if kind == Rollup.YEAR) == DAYS
    at_once = kept()
    rollups.rebuild(version(CASH))
    assert kept() == at_once


@pytest.mark.django_db(transaction=True)
def test_two_that_roll_up_at_once_beside_a_writer_stay_right(office: Office) -> None:
    start, done = threading.Barrier(3), threading.Event()

    def roll() -> None:
        start.wait(10)
        while not done.wait(0.05):
            rollups.keep_up(most=3)
        rollups.keep_up(most=3)

    rolling = [in_thread(roll) for _n in range(2)]
    entry = office.matter()
    start.wait(10)
    for n in range(12):
        office.count(entry, fen=0)
        assert everything(office) == Amount(WHOLE.value, DAYS + n + 1)
    done.set()
    for thread in rolling:
        thread.join()

    years = [(amount, n) for kind, _on, amount, n in kept() if kind == Rollup.YEAR]
    assert (sum(a for a, _n in years), sum(n for _a, n in years)) == (300, DAYS + 12)
    assert value(version(SEEN), office.scope(first=None, last=None)).n == DAYS + 12


@pytest.mark.django_db(transaction=True)
def test_slices_are_transactions_of_their_own(office: Office) -> None:
    """Somebody who looks from outside finds the mark moving while the rest is still to come."""
    marks: set[int] = set()

    def look() -> None:
        marks.update(RollupMark.objects.filter(version=version(CASH)).values_list("row", flat=True))

    def outside(sql: str, _params: Any) -> None:
        if sql.startswith("SELECT") and not connection.in_atomic_block:
            in_thread(look).join()

    with told(outside):
        roll_cash(9)

    assert len(marks) > 3
    with transaction.atomic():
        assert RollupMark.objects.get(version=version(CASH)).row == rollups.settled(STEPS)

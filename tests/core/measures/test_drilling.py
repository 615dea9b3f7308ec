"""The list behind a value, page by page, and the value by its parts."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import make
from core.measures.samples import (
    BOTH,
    CASH,
    LATEST,
    PEOPLE,
    RECORDED,
    SEEN,
    SHARE,
    TOUCHED,
    Office,
    version,
)
from heli.core.acts import ANONYMOUS, SYSTEM
from heli.core.measures import rollups
from heli.core.measures.breakdowns import By, Cell, breakdown, for_public, suppress
from heli.core.measures.drilling import FEW, Page, drill_down
from heli.core.measures.queries import may_see_records
from heli.core.measures.spec import Measure


def days_of(page: Page) -> list[str]:
    return [f"{row.on:%m-%d}" for row in page.rows]


def test_drill_down_gives_pages_in_the_order_of_days(office: Office) -> None:
    for day in (5, 3, 9, 3, 7):
        office.count(on=date(2020, 2, day))

    first = drill_down(version(SEEN), office.scope(), limit=2)
    second = drill_down(version(SEEN), office.scope(), limit=2, after=first.after)
    third = drill_down(version(SEEN), office.scope(), limit=2, after=second.after)

    assert [days_of(page) for page in (first, second, third)] == [
        ["02-03", "02-03"],
        ["02-05", "02-07"],
        ["02-09"],
    ]
    assert third.after == ""


def test_drill_down_of_a_full_last_page_ends_there(office: Office) -> None:
    office.counted(1, 2)

    assert drill_down(version(SEEN), office.scope(), limit=2).after == ""
    assert drill_down(version(CASH), office.scope(first=date(2020, 2, 28))).rows == []


def test_drill_down_leaves_out_what_was_undone(office: Office) -> None:
    kept, undone = office.counted(1, 2)
    office.undo(undone)

    assert [row.pk for row in drill_down(version(SEEN), office.scope()).rows] == [kept.pk]


def test_drill_down_over_many_bodies_keeps_the_order(office: Office) -> None:
    bodies = [make.society(office.root) for _n in range(FEW + 1)]
    for n, body in enumerate(bodies):
        office.count(office.matter(body), on=date(2020, 2, 28 - n))
    office.count(office.matter(make.federation()), on=date(2020, 2, 1))

    page = drill_down(version(SEEN), office.scope(), limit=4)

    assert days_of(page) == ["02-12", "02-13", "02-14", "02-15"]


def test_drill_down_of_a_share_shows_either_side(office: Office) -> None:
    office.count(size="large")
    office.count(size="small")

    assert len(drill_down(version(SHARE), office.scope(), part=0).rows) == 1
    assert len(drill_down(version(SHARE), office.scope(), part=1).rows) == 2


@pytest.mark.parametrize("measure", [RECORDED, LATEST, BOTH], ids=lambda measure: measure.code)
def test_drill_down_without_an_index_for_its_order_still_pages(
    office: Office, measure: Measure
) -> None:
    rows = office.counted(*range(5))

    first = drill_down(version(measure), office.scope(), limit=3)
    second = drill_down(version(measure), office.scope(), limit=3, after=first.after)

    assert [row.pk for row in (*first.rows, *second.rows)] == [row.pk for row in rows]


@pytest.mark.parametrize("n", [1, 3])
def test_drill_down_asks_the_same_queries_for_any_number_of_rows(office: Office, n: int) -> None:
    office.counted(*range(n))
    scope, measure = office.scope(), version(SEEN)

    with CaptureQueriesContext(
        connection,
    ) as queries:
        page = drill_down(measure, scope)
        assert [(row.entry.title, row.org.name) for row in page.rows] == [
            ("", office.root.name)
        ] * n

    # The bodies, where the rows stand, and what a list shows of them.
    assert len(queries) == 3


def test_breakdown_by_body_makes_the_whole(office: Office) -> None:
    here, there = make.society(office.root), make.society(office.root)
    office.count(office.matter(make.society(here)), fen=300)
    office.count(office.matter(here), fen=200)
    rollups.keep_up()
    office.count(office.matter(there), fen=50)
    office.count(fen=7)

    cells = breakdown(version(CASH), office.scope(), by=By.ORG)

    assert [(cell.org.pk, cell.value, cell.n) for cell in cells] == [
        (office.root.pk, Decimal("0.07"), 1),
        (here.pk, Decimal("5.00"), 2),
        (there.pk, Decimal("0.50"), 1),
    ]


def test_breakdown_of_distinct_items_counts_each_body_by_itself(office: Office) -> None:
    here = make.society(office.root)
    entry = office.matter(here)
    office.count(entry)
    office.count(entry)

    cells = breakdown(version(TOUCHED), office.scope(), by=By.ORG)

    assert [(cell.org.pk, cell.value, cell.n) for cell in cells] == [(here.pk, Decimal(1), 2)]


def test_breakdown_by_month_leaves_out_empty_months(office: Office) -> None:
    office.count(on=date(2019, 12, 31))
    office.count(on=date(2020, 2, 1))
    office.count(on=date(2020, 2, 9))

    open_ended = breakdown(version(SEEN), office.scope(first=None, last=None), by=By.MONTH)
    january_on = breakdown(version(SEEN), office.scope(first=date(2020, 1, 15)), by=By.MONTH)

    assert [(cell.month, cell.n) for cell in open_ended] == [
        (date(2019, 12, 1), 1),
        (date(2020, 2, 1), 2),
    ]
    assert [(cell.month, cell.n) for cell in january_on] == [(date(2020, 2, 1), 2)]
    assert (
        breakdown(version(LATEST), office.scope(office.root, area=make.area()), by=By.MONTH) == []
    )


def cells_of(*counts: int) -> list[Cell]:
    return [Cell(Decimal(n), n) for n in counts]


def test_suppress_hides_small_cells_and_one_more_when_it_stands_alone() -> None:
    shown = [cell.n for cell in suppress(cells_of(9, 2, 5, 30))]
    two = [cell.n for cell in suppress(cells_of(9, 2, 1, 30))]

    assert shown == [9, None, None, 30]
    assert two == [9, None, None, 30]
    assert [cell.n for cell in suppress(cells_of(9, 3))] == [9, 3]
    assert suppress(cells_of(2)) == [Cell(None, None, is_hidden=True)]


def test_breakdown_for_the_public_shows_what_the_measure_discloses(office: Office) -> None:
    cells = cells_of(9, 8)

    assert for_public(version(SEEN), cells) == cells
    assert for_public(version(BOTH), cells) == []


def test_records_are_seen_by_staff_and_where_the_measure_shows_them_by_all(office: Office) -> None:
    member = make.actor(over=office.root)

    assert may_see_records(office.clerk, version(SEEN))
    assert may_see_records(SYSTEM, version(SEEN))
    assert may_see_records(ANONYMOUS, version(PEOPLE))
    assert not may_see_records(member, version(SEEN))
    assert not may_see_records(ANONYMOUS, version(SEEN))

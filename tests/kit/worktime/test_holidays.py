"""The holiday plans that come with Heli, and what a plan may not say."""

from datetime import date

import pytest

from heli.kit.worktime import YearPlan, parse_year, published_years


PLAN = """
year = 2027
version = "2027-1"
published_on = 2026-11-05
source = "Notice (example)"
make_up_days = [2027-01-03]

[[days_off]]
name = "元旦"
first = 2026-12-31
last = 2027-01-02
"""


def test_published_years_cover_2019_to_2026_with_two_changed_years() -> None:
    assert [plan.version for plan in published_years()] == [
        "2019-1",
        "2019-2",
        "2020-1",
        "2020-2",
        "2021-1",
        "2022-1",
        "2023-1",
        "2024-1",
        "2025-1",
        "2026-1",
    ]


def test_published_years_name_their_notice_and_work_only_weekends_in_return() -> None:
    for plan in published_years():
        assert plan.source.startswith("国务院办公厅关于")
        assert {day.weekday() for day in plan.make_up_days} <= {5, 6}


def test_parse_year_reads_spans_over_new_year() -> None:
    assert parse_year(PLAN) == YearPlan(
        year=2027,
        version="2027-1",
        published_on=date(2026, 11, 5),
        source="Notice (example)",
        days_off=frozenset({date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 2)}),
        make_up_days=frozenset({date(2027, 1, 3)}),
    )


def test_parse_year_without_days_is_a_plan_without_days() -> None:
    bare = PLAN.partition("make_up_days")[0]

    assert parse_year(bare).days_off == parse_year(bare).make_up_days == frozenset()


@pytest.mark.parametrize(
    ("right", "wrong", "why"),
    [
        ("year = 2027", "", "year and version"),
        ('"2027-1"', "1", "year and version"),
        ('"2027-1"', '""', "names its version"),
        ('"Notice (example)"', '""', "names its version"),
        ("2026-11-05", "2026-11-05T10:00:00", "published_on is a date"),
        ("[2027-01-03]", '["3 January"]', "make_up_days is a date"),
        ("first = 2026-12-31", "", "first is a date"),
        ("last = 2027-01-02", "last = 2026-12-30", "before it begins"),
        ("[2027-01-03]", "[2027-01-01]", "both as off and as worked"),
        ("[2027-01-03]", "[2028-01-03]", "another year"),
        ("[2027-01-03]", "[2026-11-30]", "another year"),
        ("year = 2027", "year = ", "Invalid value"),
    ],
)
def test_parse_year_of_a_wrong_file_says_what_is_wrong(right: str, wrong: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        parse_year(PLAN.replace(right, wrong))

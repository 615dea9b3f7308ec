"""Which days are worked, by which notice."""

from datetime import date, timedelta

import pytest

from heli.kit.worktime import Calendar, YearPlan


CALENDAR = Calendar()


@pytest.mark.parametrize(
    ("year", "workdays"),
    [
        (2019, 250),
        (2020, 249),
        (2021, 250),
        (2022, 249),
        (2023, 249),
        (2024, 251),
        (2025, 248),
        (2026, 248),
    ],
)
def test_workdays_of_each_year(year: int, workdays: int) -> None:
    first = date(year, 1, 1)
    days = (first + timedelta(days=n) for n in range(366))

    assert sum(CALENDAR.is_workday(day) for day in days if day.year == year) == workdays


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2018, 12, 29), True),
        (date(2018, 12, 31), False),
        (date(2020, 1, 24), False),
        (date(2026, 2, 14), True),
        (date(2026, 2, 23), False),
        (date(2026, 3, 7), False),
        (date(2026, 3, 9), True),
        (date(2027, 10, 1), True),
    ],
)
def test_is_workday_on_holidays_and_make_up_days(day: date, *, worked: bool) -> None:
    assert CALENDAR.is_workday(day) is worked


def test_known_on_leaves_out_later_notices() -> None:
    before = CALENDAR.known_on(date(2019, 3, 21))

    assert before.is_workday(date(2019, 5, 2))
    assert not CALENDAR.is_workday(date(2019, 5, 2))
    assert (
        CALENDAR.known_on(date(2019, 3, 22)).version(date(2019, 4, 1), date(2019, 6, 1)) == "2019-2"
    )


def test_is_provisional_only_where_a_notice_is_missing() -> None:
    spans = [
        (date(2026, 1, 1), date(2026, 12, 24)),
        (date(2026, 1, 1), date(2026, 12, 25)),
        (date(2018, 12, 31), date(2019, 1, 2)),
        (date(2019, 1, 1), date(2026, 1, 1)),
    ]

    assert [CALENDAR.is_provisional(*span) for span in spans] == [False, True, True, False]


def test_calendar_with_a_local_plan_follows_the_latest() -> None:
    # In 2020 several provinces went back to work on 10 February only.
    national = next(plan for plan in CALENDAR.plans if plan.version == "2020-2")
    extended = frozenset(date(2020, 2, day) for day in range(3, 10))
    local = YearPlan(
        year=2020,
        version="2020-local",
        published_on=date(2020, 1, 28),
        source="Notice of a province (example)",
        days_off=national.days_off | extended,
        make_up_days=national.make_up_days,
    )

    calendar = Calendar((local, *CALENDAR.plans))

    assert not calendar.is_workday(date(2020, 2, 7))
    assert calendar.is_workday(date(2020, 2, 10))
    assert calendar.version(date(2020, 2, 1), date(2020, 3, 1)) == "2020-local"

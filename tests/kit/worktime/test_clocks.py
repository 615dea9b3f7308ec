"""Deadlines and time used, on the calendars of the State Council."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from heli.kit.worktime import (
    SHANGHAI,
    Calendar,
    Clock,
    Deadline,
    OfficeHours,
    Pause,
    Season,
    Window,
    deadline,
    deadline_before,
    elapsed,
)


CALENDAR = Calendar()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def pause(since: str, until: str) -> Pause:
    return Pause(at(since), at(until))


instants = st.integers(0, 4_800_000).map(
    lambda minutes: at("2018-12-01 00:00") + timedelta(minutes=minutes, microseconds=minutes % 7)
)
hours = st.integers(1, 24_000).map(lambda n: Decimal(n) / 100)
work_clocks = st.sampled_from([Clock.WORK_HOUR, Clock.WORK_DAY])
limits = st.one_of(
    st.tuples(st.sampled_from([Clock.URGENT_HOUR, Clock.WORK_HOUR]), hours),
    st.tuples(
        st.sampled_from([Clock.WORK_DAY, Clock.NATURAL_DAY]), st.integers(1, 60).map(Decimal)
    ),
)


# Minutes from the start to a pause, and its length: close enough to matter.
gaps = st.tuples(st.integers(-2_000, 40_000), st.integers(0, 20_000))


def pauses(start: datetime, *given_gaps: tuple[int, int]) -> list[Pause]:
    begins = [(start + timedelta(minutes=wait), length) for wait, length in given_gaps]
    return [Pause(since, since + timedelta(minutes=length)) for since, length in begins]


@pytest.mark.parametrize(
    ("start", "n", "day"),
    [
        ("2026-02-10", 10, "2026-03-02"),
        ("2026-09-28", 5, "2026-10-10"),
        ("2026-09-18", 2, "2026-09-21"),
        ("2026-04-30", 3, "2026-05-08"),
        ("2020-01-22", 3, "2020-02-04"),
    ],
)
def test_deadline_in_workdays_over_holidays(start: str, n: int, day: str) -> None:
    due = deadline(at(f"{start} 09:00"), Clock.WORK_DAY, n, CALENDAR)

    version = {"2020": "2020-2", "2026": "2026-1"}[day[:4]]
    assert due == Deadline(at(f"{day} 17:30"), provisional=False, calendar_version=version)
    assert due.on == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("event", "day"),
    [
        ("2026-03-05", "2026-02-13"),
        ("2026-05-15", "2026-04-29"),
        ("2026-10-12", "2026-09-21"),
    ],
)
def test_deadline_ten_workdays_before(event: str, day: str) -> None:
    due = deadline_before(date.fromisoformat(event), Clock.WORK_DAY, 10, CALENDAR)

    assert due == Deadline(at(f"{day} 17:30"), provisional=False, calendar_version="2026-1")


def test_deadline_ten_days_before_rolls_earlier() -> None:
    # Ten days before is 4 October, in the middle of the national holiday.
    event = date(2026, 10, 14)

    rolled = deadline_before(event, Clock.NATURAL_DAY, 10, CALENDAR)
    plain = deadline_before(event, Clock.NATURAL_DAY, 10, CALENDAR, roll=False)

    assert (rolled.on, rolled.calendar_version) == (date(2026, 9, 30), "2026-1")
    assert (plain.on, plain.calendar_version) == (date(2026, 10, 4), "")


def test_deadline_before_on_a_workday_stays() -> None:
    due = deadline_before(date(2026, 3, 20), Clock.NATURAL_DAY, 10, CALENDAR)

    assert due.on == date(2026, 3, 10)


def test_deadline_before_in_hours_is_refused() -> None:
    with pytest.raises(ValueError, match="only days"):
        deadline_before(date(2026, 3, 5), Clock.WORK_HOUR, 10, CALENDAR)


def test_deadline_of_2020_moves_with_the_longer_holiday() -> None:
    start = at("2020-01-22 09:00")

    first = deadline(start, Clock.WORK_DAY, 3, CALENDAR.known_on(date(2020, 1, 26)))
    second = deadline(start, Clock.WORK_DAY, 3, CALENDAR.known_on(date(2020, 1, 27)))

    assert (first.on, first.calendar_version) == (date(2020, 2, 1), "2020-1")
    assert (second.on, second.calendar_version) == (date(2020, 2, 4), "2020-2")


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        ("2026-03-09 08:30", "2", "2026-03-09 10:30"),
        ("2026-03-09 11:00", "1", "2026-03-09 12:00"),
        ("2026-03-09 11:00", "2", "2026-03-09 15:00"),
        ("2026-03-09 12:30", "0.5", "2026-03-09 14:30"),
        ("2026-03-09 17:00", "4", "2026-03-10 12:00"),
        ("2026-03-13 17:00", "1", "2026-03-16 09:00"),
        ("2026-02-13 17:00", "1", "2026-02-14 09:00"),
        ("2026-02-14 17:00", "1", "2026-02-24 09:00"),
        ("2026-03-08 23:00", "7", "2026-03-09 17:30"),
    ],
)
def test_deadline_in_work_hours_skips_lunch_nights_and_holidays(
    start: str, n: str, end: str
) -> None:
    due = deadline(at(start), Clock.WORK_HOUR, Decimal(n), CALENDAR)

    assert due.at == at(end)


def test_deadline_in_urgent_hours_runs_through_the_holiday() -> None:
    due = deadline(at("2026-02-16 23:00"), Clock.URGENT_HOUR, 2, CALENDAR)

    assert due == Deadline(at("2026-02-17 01:00"), provisional=False, calendar_version="")


def test_deadline_in_natural_days_ends_with_the_day() -> None:
    due = deadline(at("2026-02-10 09:00"), Clock.NATURAL_DAY, 7, CALENDAR)

    assert due == Deadline(at("2026-02-17 23:59:59.999999"), provisional=False, calendar_version="")


def test_deadline_set_by_law_rolls_over_the_holiday() -> None:
    due = deadline(at("2026-02-10 09:00"), Clock.NATURAL_DAY, 7, CALENDAR, roll=True)

    assert due == Deadline(
        at("2026-02-24 23:59:59.999999"), provisional=False, calendar_version="2026-1"
    )


def test_deadline_set_by_law_stays_on_a_make_up_saturday() -> None:
    due = deadline(at("2026-02-21 09:00"), Clock.NATURAL_DAY, 7, CALENDAR, roll=True)

    assert due.on == date(2026, 2, 28)


def test_deadline_set_by_law_does_not_roll_into_a_pause() -> None:
    stop = pause("2026-02-24 10:00", "2026-02-25 10:00")

    due = deadline(at("2026-02-10 09:00"), Clock.NATURAL_DAY, 7, CALENDAR, [stop], roll=True)

    assert due.on == date(2026, 2, 25)


def test_deadline_in_a_year_without_notice_is_provisional() -> None:
    known = CALENDAR.known_on(date(2026, 12, 31))

    due = deadline(at("2027-02-01 09:00"), Clock.WORK_DAY, 5, known)

    assert due == Deadline(at("2027-02-08 17:30"), provisional=True, calendar_version="2027-0")


def test_deadline_in_the_last_week_of_the_year_waits_for_the_next_notice() -> None:
    due = deadline(at("2026-12-24 09:00"), Clock.WORK_DAY, 2, CALENDAR)

    assert (due.provisional, due.calendar_version) == (True, "2026-1,2027-0")


def test_deadline_in_summer_follows_the_summer_hours() -> None:
    summer = Season(
        (6, 1), (9, 30), (Window(at("2026-01-01 08:00").time(), at("2026-01-01 12:00").time()),)
    )
    calendar = Calendar(hours=OfficeHours(seasons=(summer,)))

    assert deadline(at("2026-05-29 16:30"), Clock.WORK_HOUR, 2, calendar).at == at(
        "2026-06-01 09:00"
    )
    assert deadline(at("2026-06-01 09:00"), Clock.WORK_DAY, 1, calendar).at == at(
        "2026-06-02 12:00"
    )


def test_deadline_is_the_same_from_any_time_zone() -> None:
    start = at("2026-03-09 11:00")

    due = deadline(start.astimezone(UTC), Clock.WORK_HOUR, 2, CALENDAR)

    assert due.at == at("2026-03-09 15:00")
    assert due.at.tzinfo is SHANGHAI


def test_deadline_continues_with_the_remaining_time_after_a_pause() -> None:
    stop = pause("2026-03-09 09:30", "2026-03-11 16:30")

    due = deadline(at("2026-03-09 08:30"), Clock.WORK_HOUR, 3, CALENDAR, [stop])

    assert due.at == at("2026-03-12 09:30")


def test_deadline_before_the_pause_begins_stays() -> None:
    stop = pause("2026-03-09 09:30", "2026-03-11 16:30")

    due = deadline(at("2026-03-09 08:30"), Clock.WORK_HOUR, 1, CALENDAR, [stop])

    assert due.at == at("2026-03-09 09:30")


def test_deadline_counts_overlapping_pauses_once() -> None:
    stops = [
        pause("2026-03-09 10:00", "2026-03-09 11:00"),
        pause("2026-03-09 09:00", "2026-03-09 10:30"),
    ]

    due = deadline(at("2026-03-09 08:30"), Clock.URGENT_HOUR, 1, CALENDAR, stops)

    assert due.at == at("2026-03-09 11:30")


def test_deadline_in_workdays_does_not_use_days_that_end_in_a_pause() -> None:
    stop = pause("2026-03-10 10:00", "2026-03-12 15:00")

    due = deadline(at("2026-03-09 09:00"), Clock.WORK_DAY, 2, CALENDAR, [stop])

    assert due.on == date(2026, 3, 13)


def test_deadline_in_workdays_is_not_moved_by_a_pause_within_a_day() -> None:
    stop = pause("2026-03-10 10:00", "2026-03-10 11:00")

    due = deadline(at("2026-03-09 09:00"), Clock.WORK_DAY, 1, CALENDAR, [stop])

    assert due.on == date(2026, 3, 10)


@pytest.mark.parametrize(
    ("clock", "n", "why"),
    [
        (Clock.WORK_DAY, 0, "positive"),
        (Clock.WORK_HOUR, -1, "positive"),
        (Clock.URGENT_HOUR, Decimal("NaN"), "positive"),
        (Clock.WORK_DAY, Decimal("1.5"), "whole"),
        (Clock.NATURAL_DAY, 36_526, "hundred years"),
        (Clock.WORK_HOUR, 876_601, "hundred years"),
    ],
)
def test_deadline_of_an_impossible_limit_is_refused(
    clock: Clock, n: int | Decimal, why: str
) -> None:
    with pytest.raises(ValueError, match=why):
        deadline(at("2026-03-09 09:00"), clock, n, CALENDAR)


def test_deadline_from_an_instant_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        deadline(datetime(2026, 3, 9), Clock.WORK_DAY, 1, CALENDAR)  # noqa: DTZ001  -- the case refused


def test_pause_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="ends after it begins"):
        pause("2026-03-09 10:00", "2026-03-09 09:59")


@pytest.mark.parametrize(
    ("clock", "used"),
    [
        (Clock.URGENT_HOUR, "74.5"),
        (Clock.WORK_HOUR, "9.5"),
        (Clock.WORK_DAY, "1"),
        (Clock.NATURAL_DAY, "3"),
    ],
)
def test_elapsed_over_a_weekend(clock: Clock, used: str) -> None:
    friday, monday = at("2026-03-06 14:00"), at("2026-03-09 16:30")

    assert elapsed(friday, monday, clock, CALENDAR) == Decimal(used)


def test_elapsed_leaves_out_pauses() -> None:
    start, end = at("2026-03-09 08:30"), at("2026-03-10 12:00")
    stop = pause("2026-03-09 10:30", "2026-03-10 11:30")

    assert elapsed(start, end, Clock.WORK_HOUR, CALENDAR, [stop]) == Decimal("2.5")
    assert elapsed(start, end, Clock.WORK_DAY, CALENDAR, [stop]) == 1


def test_elapsed_backwards_is_refused() -> None:
    with pytest.raises(ValueError, match="earlier instant"):
        elapsed(at("2026-03-10 09:00"), at("2026-03-09 09:00"), Clock.WORK_DAY, CALENDAR)


@given(instants, limits, st.lists(gaps, max_size=3))
def test_elapsed_until_the_deadline_is_the_limit(
    start: datetime, limit: tuple[Clock, Decimal], stopped: list[tuple[int, int]]
) -> None:
    (clock, n), stops = limit, pauses(start, *stopped)

    due = deadline(start, clock, n, CALENDAR, stops)

    assert elapsed(start, due.at, clock, CALENDAR, stops) == n


@given(instants, limits, st.integers(1, 30), gaps)
def test_deadline_grows_with_the_limit(
    start: datetime, limit: tuple[Clock, Decimal], more: int, stopped: tuple[int, int]
) -> None:
    (clock, n), stops = limit, pauses(start, stopped)
    roll = clock is Clock.NATURAL_DAY

    shorter = deadline(start, clock, n, CALENDAR, stops, roll=roll)
    longer = deadline(start, clock, n + more, CALENDAR, stops, roll=roll)

    assert start < shorter.at <= longer.at
    assert roll or shorter.at < longer.at


@given(instants, work_clocks, st.integers(1, 60), gaps)
def test_deadline_of_work_clocks_is_never_on_a_day_off(
    start: datetime, clock: Clock, n: int, stopped: tuple[int, int]
) -> None:
    due = deadline(start, clock, n, CALENDAR, pauses(start, stopped))

    assert CALENDAR.is_workday(due.on)


@given(instants, st.integers(1, 60))
def test_deadline_set_by_law_is_never_on_a_day_off(start: datetime, n: int) -> None:
    due = deadline(start, Clock.NATURAL_DAY, n, CALENDAR, roll=True)

    assert CALENDAR.is_workday(due.on)
    assert due.at >= deadline(start, Clock.NATURAL_DAY, n, CALENDAR).at


@given(
    start=instants,
    limit=limits,
    stopped=st.lists(gaps, max_size=3),
    more=gaps,
    roll=st.booleans(),
)
def test_pause_only_lengthens(
    *,
    start: datetime,
    limit: tuple[Clock, Decimal],
    stopped: list[tuple[int, int]],
    more: tuple[int, int],
    roll: bool,
) -> None:
    (clock, n), stops, added = limit, pauses(start, *stopped), pauses(start, more)

    before = deadline(start, clock, n, CALENDAR, stops, roll=roll)
    after = deadline(start, clock, n, CALENDAR, [*stops, *added], roll=roll)

    assert before.at <= after.at
    assert before.at == after.at or added[0].since <= before.at


@given(st.dates(date(2019, 3, 1), date(2026, 12, 31)), st.integers(1, 40))
def test_workdays_before_count_back_to_the_event(event: date, n: int) -> None:
    due = deadline_before(event, Clock.WORK_DAY, n, CALENDAR)

    between = (due.on + timedelta(days=days) for days in range((event - due.on).days))
    assert sum(map(CALENDAR.is_workday, between)) == n
    assert CALENDAR.is_workday(due.on)

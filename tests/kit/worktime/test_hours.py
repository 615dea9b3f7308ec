"""Office hours and their seasons."""

from datetime import date, time

import pytest

from heli.kit.worktime import DEFAULT_WINDOWS, OfficeHours, Season, Window


MORNING = (Window(time(8), time(12)),)


def test_hours_in_season_and_out_of_it() -> None:
    hours = OfficeHours(seasons=(Season((6, 1), (9, 30), MORNING),))

    found = [hours.on(date(2026, *day)) for day in ((5, 31), (6, 1), (9, 30), (10, 1))]

    assert found == [DEFAULT_WINDOWS, MORNING, MORNING, DEFAULT_WINDOWS]


def test_hours_of_a_season_over_new_year() -> None:
    winter = Season((11, 1), (2, 28), MORNING)

    found = [winter.includes(date(2026, *day)) for day in ((10, 31), (11, 1), (2, 28), (3, 1))]

    assert found == [False, True, True, False]


def test_window_that_closes_before_it_opens_is_refused() -> None:
    with pytest.raises(ValueError, match="opens before it closes"):
        Window(time(12), time(12))


def test_hours_without_windows_are_refused() -> None:
    with pytest.raises(ValueError, match="at least one window"):
        OfficeHours(windows=())


def test_season_with_windows_out_of_order_is_refused() -> None:
    with pytest.raises(ValueError, match="follow each other"):
        Season((6, 1), (9, 30), DEFAULT_WINDOWS[::-1])

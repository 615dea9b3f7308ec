"""Figures asked for by name while writing."""

from datetime import date

import pytest

from heli.loops.briefs.queries.periods import Period, parse_period
from heli.loops.briefs.queries.placeholders import placeholders


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2020", date(2020, 1, 1), date(2020, 12, 31)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2020-01..2020-02", date(2020, 1, 1), date(2020, 2, 29)),
        ("2020-01-23..2020-02-28", date(2020, 1, 23), date(2020, 2, 28)),
    ],
)
def test_parse_period_includes_both_days(typed: str, first: date, last: date) -> None:
    assert parse_period(typed) == Period(first, last)


@pytest.mark.parametrize("typed", ["2020-13", "2020-02-30", "2020-03..2020-01", "去年", ""])
def test_parse_period_refuses_days_that_do_not_exist(typed: str) -> None:
    assert parse_period(typed) is None


def test_placeholders_read_measure_period_and_style() -> None:
    text = "收到[[advice.received 2020-01..2020-02 | over:1]]，编审[[advice.edited]]。"

    found = placeholders(text)

    assert [(p.measure, str(p.period), p.style) for p in found] == [
        ("advice.received", "2020-01-01..2020-02-29", "over:1"),
        ("advice.edited", "None", ""),
    ]
    assert [text[p.start : p.end] for p in found] == [p.text for p in found]


def test_placeholders_typed_with_a_chinese_keyboard_are_understood() -> None:
    found = placeholders("【【ａｄｖｉｃｅ．ｒｅｃｅｉｖｅｄ　２０２０】】")

    assert [(p.measure, str(p.period)) for p in found] == [
        ("advice.received", "2020-01-01..2020-12-31")
    ]


def test_placeholders_that_cannot_be_read_say_so() -> None:
    assert [p.is_readable for p in placeholders("[[收到多少]] [[advice.received 去年]]")] == [
        False,
        False,
    ]

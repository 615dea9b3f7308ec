"""The holiday plans of the State Council: one file for each notice, in ``years/``.

A notice can be changed during the year (2019 by the longer May holiday, 2020 by the
longer Spring Festival). The change is a second file with the whole year as it was then,
so that a deadline can say by which version it was computed.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class YearPlan:
    """The holidays of a year by one notice: ``days_off`` and worked ``make_up_days``.

    ``version`` is unique among all plans, ``source`` names the notice and its number. A
    plan may speak of days around New Year that belong to the year before.
    """

    year: int
    version: str
    published_on: date
    source: str
    days_off: frozenset[date]
    make_up_days: frozenset[date]

    def __post_init__(self) -> None:
        if not self.version or not self.source:
            raise ValueError("a holiday plan names its version and its source")
        if self.days_off & self.make_up_days:
            raise ValueError(f"{self.version} lists a day both as off and as worked")
        for day in self.days_off | self.make_up_days:
            if not date(self.year - 1, 12, 1) <= day <= date(self.year, 12, 31):
                raise ValueError(f"{self.version} speaks of {day}, in another year")


def parse_year(text: str) -> YearPlan:
    """Return the plan in a TOML file of ``years/``; ``ValueError`` says what is wrong."""
    table = tomllib.loads(text)
    year, version, source = table.get("year"), table.get("version"), table.get("source")
    if not isinstance(year, int) or not isinstance(version, str):
        raise ValueError("a holiday plan starts with its year and version")  # noqa: TRY004  -- bad file, not bad call
    return YearPlan(
        year=year,
        version=version,
        published_on=_day(table, "published_on"),
        source=str(source or ""),
        days_off=frozenset(_days_off(table)),
        make_up_days=frozenset(
            _day({"make_up_days": day}, "make_up_days") for day in table.get("make_up_days", [])
        ),
    )


@cache
def published_years() -> tuple[YearPlan, ...]:
    """Return every plan that comes with Heli, oldest notice first. Reads files once."""
    folder = files("heli.kit.worktime") / "years"
    plans = [parse_year(file.read_text("utf-8")) for file in folder.iterdir()]
    return tuple(sorted(plans, key=lambda plan: (plan.published_on, plan.version)))


def _days_off(table: Mapping[str, object]) -> Iterator[date]:
    holidays = table.get("days_off")
    for holiday in holidays if isinstance(holidays, list) else []:
        day, last = _day(holiday, "first"), _day(holiday, "last")
        if last < day:
            raise ValueError(f"a holiday ends on {last}, before it begins")
        while day <= last:
            yield day
            day += timedelta(days=1)


def _day(table: Mapping[str, object], key: str) -> date:
    value = table.get(key)
    if not isinstance(value, date) or isinstance(value, datetime):
        raise ValueError(f"{key} is a date, such as 2026-02-15")  # noqa: TRY004  -- bad file, not bad call
    return value

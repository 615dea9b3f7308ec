"""Working time in China: hours, workdays, make-up days, pauses, and deadlines from them."""

from heli.kit.worktime.clocks import (
    SHANGHAI,
    Clock,
    Deadline,
    Pause,
    deadline,
    deadline_before,
    elapsed,
)
from heli.kit.worktime.holidays import YearPlan, parse_year, published_years
from heli.kit.worktime.hours import DEFAULT_WINDOWS, OfficeHours, Season, Window
from heli.kit.worktime.workdays import Calendar


__all__ = [
    "DEFAULT_WINDOWS",
    "SHANGHAI",
    "Calendar",
    "Clock",
    "Deadline",
    "OfficeHours",
    "Pause",
    "Season",
    "Window",
    "YearPlan",
    "deadline",
    "deadline_before",
    "elapsed",
    "parse_year",
    "published_years",
]

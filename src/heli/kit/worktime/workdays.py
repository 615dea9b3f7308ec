"""Which days are workdays: Monday to Friday, minus holidays, plus make-up days."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from heli.kit.worktime.holidays import YearPlan, published_years
from heli.kit.worktime.hours import OfficeHours


# The notice of a year also moves days of the last week of December before it.
_NEW_YEAR = timedelta(days=7)
_FRIDAY = 4


@dataclass(frozen=True)
class Calendar:
    """The workdays and hours of an office, by the holiday plans in ``plans``.

    Of several plans for a year the latest published one rules. In a year without plan
    every Monday to Friday is a workday, and what follows from it is provisional.
    """

    plans: tuple[YearPlan, ...] = field(default_factory=published_years)
    hours: OfficeHours = field(default_factory=OfficeHours)

    def known_on(self, day: date) -> "Calendar":
        """Return the calendar as it was on ``day``, without the notices after it."""
        plans = tuple(plan for plan in self.plans if plan.published_on <= day)
        return Calendar(plans, self.hours)

    def is_workday(self, day: date) -> bool:
        """Whether ``day`` is worked."""
        return self._marked.get(day, day.weekday() <= _FRIDAY)

    def is_provisional(self, first: date, last: date) -> bool:
        """Whether a notice that decides days between these two is not known yet."""
        return any(year not in self._ruling for year in _years(first, last))

    def version(self, first: date, last: date) -> str:
        """Return the versions that decide these days: ``2025-1,2026-1``.

        A year without plan is written with 0: ``2027-0``.
        """
        return ",".join(
            self._ruling[year].version if year in self._ruling else f"{year}-0"
            for year in _years(first, last)
        )

    @cached_property
    def _ruling(self) -> dict[int, YearPlan]:
        return {plan.year: plan for plan in _by_publication(self.plans)}

    @cached_property
    def _marked(self) -> dict[date, bool]:
        marked: dict[date, bool] = {}
        for plan in _by_publication(self._ruling.values()):
            marked.update(dict.fromkeys(plan.days_off, False))
            marked.update(dict.fromkeys(plan.make_up_days, True))
        return marked


def _by_publication(plans: Iterable[YearPlan]) -> list[YearPlan]:
    return sorted(plans, key=lambda plan: (plan.published_on, plan.version))


def _years(first: date, last: date) -> range:
    return range(first.year, (last + _NEW_YEAR).year + 1)

"""When an office is open: windows of a day, and seasons with other windows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Window:
    """From ``opens`` until ``closes`` on one day; ``ValueError`` unless it opens first."""

    opens: time
    closes: time

    def __post_init__(self) -> None:
        if not self.opens < self.closes:
            raise ValueError("an office opens before it closes")


DEFAULT_WINDOWS = (Window(time(8, 30), time(12)), Window(time(14), time(17, 30)))


@dataclass(frozen=True, slots=True)
class Season:
    """Other windows from one (month, day) to another, both included, every year.

    A season may run over the end of the year. Used for summer hours.
    """

    first: tuple[int, int]
    last: tuple[int, int]
    windows: tuple[Window, ...]

    def __post_init__(self) -> None:
        _check(self.windows)

    def includes(self, day: date) -> bool:
        """Whether ``day`` lies in the season."""
        here = (day.month, day.day)
        if self.first <= self.last:
            return self.first <= here <= self.last
        return here >= self.first or here <= self.last


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """The windows of an office: the usual ones, and those of its seasons.

    Of seasons that overlap the first one listed rules. ``ValueError`` for a day without
    windows and for windows that overlap or are out of order.
    """

    windows: tuple[Window, ...] = DEFAULT_WINDOWS
    seasons: tuple[Season, ...] = ()

    def __post_init__(self) -> None:
        _check(self.windows)

    def on(self, day: date) -> tuple[Window, ...]:
        """Return the windows that hold on ``day``, were it a workday."""
        for season in self.seasons:
            if season.includes(day):
                return season.windows
        return self.windows


def _check(windows: Sequence[Window]) -> None:
    if not windows:
        raise ValueError("an office day has at least one window")
    for earlier, later in pairwise(windows):
        if later.opens < earlier.closes:
            raise ValueError("the windows of a day follow each other")

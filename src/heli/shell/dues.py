"""Time left, as lists and pages show it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache, lru_cache

from django.utils.translation import get_language, gettext, ngettext

from heli.core.flow.clocks import Due
from heli.core.flow.models import Entry
from heli.core.flow.queries import dues
from heli.kit.worktime import Calendar
from heli.shell.moments import written
from heli.shell.tables.columns import Clock


NEAR = timedelta(hours=24)
_NO_TIME, _MINUTE, _HOUR = timedelta(0), timedelta(minutes=1), 60


@cache
def working_calendar() -> Calendar:
    """The calendar of the office: published work days, default hours. It caches its days."""
    return Calendar()


Ends = Callable[[Sequence[Entry]], Mapping[int, datetime]]
_ends: dict[str, Ends] = {}


def keeps_ends(flow: str, ends: Ends) -> None:
    """Entries of the flow ``grid.case`` have clocks of their own: their loop keeps what is due when.

    ``ends`` tells it for some of a page by primary key; those due for nothing are missing.
    """
    _ends[flow] = ends


def clocks(page: Sequence[Entry], *, at: datetime) -> dict[int, Clock]:
    """The clocks of a page of entries by primary key; those that wait for nothing are missing."""
    kept: dict[Ends, list[Entry]] = defaultdict(list)
    told: list[Entry] = []
    for entry in page:
        ends = _ends.get(entry.flow.partition("@")[0])
        (told if ends is None else kept[ends]).append(entry)
    found = {
        key: clock_of(due, at=at)
        for key, due in dues(told, calendar=working_calendar(), at=at).items()
    }
    for ends, some in kept.items():
        found |= {key: until(end, at=at) for key, end in ends(some).items()}
    return found


def clock_of(due: Due, *, at: datetime) -> Clock:
    """How long is left until ``due``, or by how much it is over."""
    if due.is_paused:
        return Clock(gettext("Paused"), "paused", written(due.deadline.at))
    return until(due.deadline.at, at=at)


def until(end: datetime, *, at: datetime) -> Clock:
    """How long is left until a moment, or by how much it is over."""
    return all_until([end], at=at)[0]


def all_until(ends: Iterable[datetime], *, at: datetime) -> list[Clock]:
    """How long is left until each of these moments, or by how much it is over."""
    language = get_language()
    return [_until(end, end - at, language) for end in ends]


def ended(end: datetime, *, at: datetime) -> Clock:
    """What became of a limit whose clock stopped ``at`` a moment: it asks for nothing any more."""
    if at <= end:
        return Clock(gettext("closed in time"), "ended", written(end))
    minutes = (at - end) // _MINUTE
    late = {"time": _span(_rounded(minutes))}
    return Clock(gettext("closed %(time)s late") % late, "ended", written(end))


def _until(end: datetime, left: timedelta, language: str | None) -> Clock:
    is_over = left < _NO_TIME
    minutes = (-left if is_over else left) // _MINUTE
    said = _said(_rounded(minutes), is_over, language)
    return Clock(said, "over" if is_over else "near" if left < NEAR else "ok", written(end))


def _rounded(minutes: int) -> int:
    """Beyond an hour, minutes are not said."""
    return minutes if minutes < _HOUR else minutes // _HOUR * _HOUR


@lru_cache(maxsize=4096)
def _said(minutes: int, is_over: bool, _language: str | None) -> str:  # noqa: FBT001  -- a key of the cache
    form = gettext("%(time)s over") if is_over else gettext("%(time)s left")
    return form % {"time": _span(minutes)}


def _span(minutes: int) -> str:
    """A length in its two largest units: 1 day 4 h."""
    hours = minutes // _HOUR
    if not hours:
        return gettext("%(n)s min") % {"n": minutes}
    days, hours = divmod(hours, 24)
    parts = [ngettext("%(n)s day", "%(n)s days", days) % {"n": days}] if days else []
    parts += [gettext("%(n)s h") % {"n": hours}] if hours else []
    return " ".join(parts)

"""Time left, as lists and pages show it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache

from django.utils.timezone import localtime
from django.utils.translation import gettext, ngettext

from heli.core.flow.clocks import Due
from heli.core.flow.models import Entry
from heli.core.flow.queries import dues
from heli.kit.worktime import Calendar
from heli.shell.tables.columns import Clock


NEAR = timedelta(hours=24)


@cache
def working_calendar() -> Calendar:
    """The calendar of the office: published work days, default hours. It caches its days."""
    return Calendar()


def clocks(page: Sequence[Entry], *, at: datetime) -> dict[int, Clock]:
    """The clocks of a page of entries by primary key; those that wait for nothing are missing."""
    found = dues(page, calendar=working_calendar(), at=at)
    return {key: clock_of(due, at=at) for key, due in found.items()}


def clock_of(due: Due, *, at: datetime) -> Clock:
    """How long is left until ``due``, or by how much it is over."""
    if due.is_paused:
        return Clock(gettext("Paused"), "paused", _full(due.deadline.at))
    return until(due.deadline.at, at=at)


def until(end: datetime, *, at: datetime) -> Clock:
    """How long is left until a moment, or by how much it is over."""
    full, left = _full(end), end - at
    if left < timedelta(0):
        return Clock(gettext("%(time)s over") % {"time": _span(-left)}, "over", full)
    level = "near" if left < NEAR else "ok"
    return Clock(gettext("%(time)s left") % {"time": _span(left)}, level, full)


def _full(moment: datetime) -> str:
    return f"{localtime(moment):%Y-%m-%d %H:%M}"


def _span(length: timedelta) -> str:
    """A length in its two largest units: 1 day 4 h."""
    hours = int(length.total_seconds() // 3600)
    if not hours:
        return gettext("%(n)s min") % {"n": int(length.total_seconds() // 60)}
    days, hours = divmod(hours, 24)
    parts = [ngettext("%(n)s day", "%(n)s days", days) % {"n": days}] if days else []
    parts += [gettext("%(n)s h") % {"n": hours}] if hours else []
    return " ".join(parts)

"""Deadlines and time used, by four clocks: a pure function of start, limit and pauses.

Nothing is stored but these inputs: a countdown that is stored goes wrong at the next
pause. Days are counted by the Civil Code, articles 201 to 204: the first day is not
counted, and a last day that is a day off gives way to the next workday.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Context, Decimal
from enum import StrEnum
from itertools import islice, takewhile
from zoneinfo import ZoneInfo

from heli.kit.worktime.workdays import Calendar


SHANGHAI = ZoneInfo("Asia/Shanghai")

MAX_DAYS = 36_525
"""A limit beyond a hundred years is a slip of the pen."""

_DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)
_TICK = timedelta(microseconds=1)
_DIVISION = Context(prec=28)
_FOREVER = datetime.max.replace(tzinfo=SHANGHAI)

Span = tuple[datetime, datetime]


class Clock(StrEnum):
    """What counts: every hour, hours of office, workdays, or all days."""

    URGENT_HOUR = "urgent_hour"
    WORK_HOUR = "work_hour"
    WORK_DAY = "work_day"
    NATURAL_DAY = "natural_day"

    @property
    def counts_days(self) -> bool:
        """Whether limits are whole days."""
        return self in {Clock.WORK_DAY, Clock.NATURAL_DAY}


@dataclass(frozen=True, slots=True)
class Pause:
    """From ``since`` until ``until`` the clock stands still.

    For a pause that still runs, give the present as ``until``: what follows is then the
    earliest possible deadline. ``ValueError`` for instants without zone or out of order.
    """

    since: datetime
    until: datetime

    def __post_init__(self) -> None:
        if _local(self.until) < _local(self.since):
            raise ValueError("a pause ends after it begins")


@dataclass(frozen=True, slots=True)
class Deadline:
    """``at`` is the last instant in time, in the time of Shanghai.

    ``provisional``: a holiday notice it depends on is not published yet.
    ``calendar_version``: the plans it depends on, empty if it depends on none.
    """

    at: datetime
    provisional: bool
    calendar_version: str

    @property
    def on(self) -> date:
        """The day of the deadline."""
        return self.at.date()


def deadline(
    start: datetime,
    clock: Clock,
    n: int | Decimal,
    calendar: Calendar,
    pauses: Iterable[Pause] = (),
    *,
    roll: bool = False,
) -> Deadline:
    """Return when a limit of ``n`` units of ``clock``, running from ``start``, ends.

    Hours end to the microsecond, an office hour at the latest when the office closes;
    a workday ends when the office closes, a natural day at its last microsecond. The day
    of ``start`` is not counted; nor is a day at whose end the clock is paused.
    ``roll`` moves a last natural day that is a day off to the next workday: give it for
    limits set by law (Civil Code article 203). ``ValueError`` for a limit that is not
    positive, longer than a hundred years or, for days, not whole.
    """
    since, stops = _local(start), _spans_of(pauses)
    limit = _limit(n, clock)
    if not clock.counts_days:
        at = _hours_later(limit, _running(since, clock, calendar, stops))
    else:
        days = _counted_days(since.date(), clock, calendar, stops)
        day = next(islice(days, int(limit) - 1, None))
        while roll and not (calendar.is_workday(day) and _ends(day, clock, calendar, stops)):
            day += _DAY
        at = _close(day, clock, calendar)
    return _decided(at, (since.date(), at.date()), clock, calendar, roll=roll)


def deadline_before(
    event: date, clock: Clock, n: int, calendar: Calendar, *, roll: bool = True
) -> Deadline:
    """Return the last moment that is ``n`` days before ``event``, which is not counted.

    For «10日前» and «10个工作日前»: with ``roll`` a day off gives way to the workday
    before it, because waiting for the next one would be too late. ``ValueError`` for
    clocks that count hours and for limits as in ``deadline``.
    """
    if not clock.counts_days:
        raise ValueError("only days are counted backwards")
    day = event
    for _ in range(int(_limit(n, clock))):
        day = _step_back(day, calendar) if clock is Clock.WORK_DAY else day - _DAY
    if roll and not calendar.is_workday(day):
        day = _step_back(day, calendar)
    at = _close(day, clock, calendar)
    return _decided(at, (day, event), clock, calendar, roll=roll)


def elapsed(
    start: datetime,
    end: datetime,
    clock: Clock,
    calendar: Calendar,
    pauses: Iterable[Pause] = (),
) -> Decimal:
    """Return how many units of ``clock`` were used from ``start`` to ``end``.

    Hours may have a fraction. Days are those after the day of ``start`` up to the day of
    ``end``, so that anything done on the n-th day has used n. ``ValueError`` if ``end``
    lies before ``start``.
    """
    since, until, stops = _local(start), _local(end), _spans_of(pauses)
    if until < since:
        raise ValueError("time is measured from the earlier instant to the later one")
    if clock.counts_days:
        return Decimal(_count_days(since.date(), until.date(), clock, calendar, stops))
    used = timedelta()
    for opens, closes in _running(since, clock, calendar, stops):
        if opens >= until:
            break
        used += min(closes, until) - opens
    return _DIVISION.divide(Decimal(used // _TICK), Decimal(_HOUR // _TICK))


def _local(instant: datetime) -> datetime:
    if instant.utcoffset() is None:
        raise ValueError("an instant without time zone cannot be placed in office hours")
    return instant.astimezone(SHANGHAI)


def _spans_of(pauses: Iterable[Pause]) -> list[Span]:
    return sorted((_local(pause.since), _local(pause.until)) for pause in pauses)


def _limit(n: int | Decimal, clock: Clock) -> Decimal:
    limit = Decimal(n)
    if not limit.is_finite() or limit <= 0:
        raise ValueError("a limit is a positive number")
    if clock.counts_days and limit != limit.to_integral_value():
        raise ValueError("a limit in days is whole")
    if limit > (MAX_DAYS if clock.counts_days else MAX_DAYS * 24):
        raise ValueError("a limit is at most a hundred years")
    return limit


def _hours_later(hours: Decimal, running: Iterator[Span]) -> datetime:
    left = timedelta(microseconds=int(hours * (_HOUR // _TICK)))
    opens, closes = next(running)
    while closes - opens < left:
        left -= closes - opens
        opens, closes = next(running)
    return opens + left


def _running(
    since: datetime, clock: Clock, calendar: Calendar, stops: list[Span]
) -> Iterator[Span]:
    """Yield the spans from ``since`` on in which an hour clock runs, without end."""
    if clock is Clock.URGENT_HOUR:
        yield from _outside((since, _FOREVER), stops)
        return
    day = since.date()
    while True:
        for opens, closes in _office_spans(day, calendar):
            yield from _outside((max(opens, since), closes), stops)
        day += _DAY


def _office_spans(day: date, calendar: Calendar) -> Iterator[Span]:
    if calendar.is_workday(day):
        for window in calendar.hours.on(day):
            yield _at(day, window.opens), _at(day, window.closes)


def _outside(span: Span, stops: list[Span]) -> Iterator[Span]:
    """Yield the parts of ``span`` that are not paused; ``stops`` are sorted."""
    opens, closes = span
    for since, until in stops:
        if since >= closes:
            break
        if opens < since:
            yield opens, since
        opens = max(opens, until)
    if opens < closes:
        yield opens, closes


def _counted_days(
    start: date, clock: Clock, calendar: Calendar, stops: list[Span]
) -> Iterator[date]:
    day = start
    while True:
        day += _DAY
        if clock is Clock.WORK_DAY and not calendar.is_workday(day):
            continue
        if _ends(day, clock, calendar, stops):
            yield day


def _count_days(
    first: date, last: date, clock: Clock, calendar: Calendar, stops: list[Span]
) -> int:
    days = _counted_days(first, clock, calendar, stops)
    return sum(1 for _ in takewhile(lambda day: day <= last, days))


def _ends(day: date, clock: Clock, calendar: Calendar, stops: list[Span]) -> bool:
    """Whether the clock runs at the end of ``day``; else the day is not used up."""
    close = _close(day, clock, calendar)
    return not any(since <= close < until for since, until in stops)


def _close(day: date, clock: Clock, calendar: Calendar) -> datetime:
    if clock is Clock.WORK_DAY:
        return _at(day, calendar.hours.on(day)[-1].closes)
    return _at(day, time.max)


def _at(day: date, moment: time) -> datetime:
    return datetime.combine(day, moment, tzinfo=SHANGHAI)


def _step_back(day: date, calendar: Calendar) -> date:
    day -= _DAY
    while not calendar.is_workday(day):
        day -= _DAY
    return day


def _decided(
    at: datetime,
    days: tuple[date, date],
    clock: Clock,
    calendar: Calendar,
    *,
    roll: bool,
) -> Deadline:
    """Return the deadline with the plans that decide the days it was counted over."""
    if clock is Clock.URGENT_HOUR or (clock is Clock.NATURAL_DAY and not roll):
        return Deadline(at, provisional=False, calendar_version="")
    return Deadline(at, calendar.is_provisional(*days), calendar.version(*days))

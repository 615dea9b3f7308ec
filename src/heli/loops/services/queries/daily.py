"""Daily firm reports: which are expected, and what a day's come to."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from heli.core.flow.models import Assignment, Call, Entry
from heli.core.flow.working import ACTIVE
from heli.core.parties.models import Closure, Party, Tree
from heli.kit.worktime import Calendar
from heli.loops.services.enums import (
    CARE,
    DAILY,
    LEADER,
    OFFICER,
    CareStage,
    DayStage,
    Production,
)


GRACE = timedelta(days=3)
"""So long a day may still be reported late; then it stands as not reported."""

_calendar = Calendar()


def is_workday(day: date) -> bool:
    """Whether a report is expected for a day: weekends and holidays are free, make-up days are not."""
    return _calendar.is_workday(day)


def daily_call(issuer: Party) -> Call | None:
    """The list of daily reports of a body, if it has one."""
    return Call.objects.filter(kind=DAILY, issuer=issuer, is_standing=True).first()


def running() -> QuerySet[Call]:
    """The lists to which days are added."""
    return Call.objects.filter(kind=DAILY, closed_at__isnull=True).select_related("issuer")


def to_report(call: Call) -> dict[Party, list[Party]]:
    """The firms that are looked after, each with its pair. Two queries."""
    cares = Entry.objects.filter(
        call__kind=CARE, call__issuer=call.issuer_id, state=CareStage.PAIRED
    )
    rows = Assignment.objects.filter(entry__in=cares, state=ACTIVE, role__in=(LEADER, OFFICER))
    found: dict[Party, list[Party]] = defaultdict(list)
    for one in rows.select_related("party", "entry__org__area").order_by("entry__org__name", "pk"):
        found[one.entry.org].append(one.party)
    return found


def overdue(call: Call, today: date) -> QuerySet[Entry]:
    """Days that nobody reported and that are too old to be reported late."""
    before = (today - GRACE).isoformat()
    return call.entries.filter(state=DayStage.DUE, period__lt=before)


@dataclass(frozen=True, slots=True)
class Day:
    """What one day's reports come to."""

    period: str
    expected: int
    sent: int
    by_production: dict[str, int]
    workers: int

    @property
    def missing(self) -> int:
        """How many are not there."""
        return self.expected - self.sent


def days(entries: QuerySet[Entry], *, most: int = 30) -> list[Day]:
    """The latest days with what was reported on them. Two queries."""
    sent = Q(state=DayStage.SENT)
    rows = entries.values("period").annotate(n=Count("pk"), sent=Count("pk", filter=sent))
    latest = {one["period"]: one for one in rows.order_by("-period")[:most]}
    said: dict[str, list[dict[str, Any]]] = defaultdict(list)
    some = entries.filter(sent, period__in=latest).values_list("period", "answers")
    for period, answers in some:
        said[period].append(answers)
    return [_day(period, one["n"], said[period]) for period, one in latest.items()]


def _day(period: str, expected: int, said: list[dict[str, Any]]) -> Day:
    kinds = {kind: sum(one["production"] == kind for one in said) for kind in Production.values}
    return Day(period, expected, len(said), kinds, sum(one["workers"] for one in said))


def rolled_up(rows: Iterable[Entry]) -> list[tuple[str, Day]]:
    """One day's reports by the bodies right above the firms. One query."""
    known = list(rows)
    direct = Closure.objects.filter(
        tree=Tree.ADMIN, depth=1, descendant__in=[one.org_id for one in known]
    )
    above = dict(direct.values_list("descendant", "ancestor__name"))
    parts: dict[str, list[Entry]] = defaultdict(list)
    for one in known:
        parts[above.get(one.org_id, "")].append(one)
    return [
        (name, _day("", len(some), [e.answers for e in some if e.state == DayStage.SENT]))
        for name, some in sorted(parts.items())
    ]

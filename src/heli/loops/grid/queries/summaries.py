"""A grid's day read off the log: points, places and steps; rolled up along the bodies above it."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q
from django.utils import timezone

from heli.core.acts import local_day
from heli.core.flow.models import Call, Entry, Step
from heli.core.parties.models import Closure, Party, Tree
from heli.core.parties.queries import within
from heli.loops.grid.enums import DAILY_KIND, GRID_GROUP, SummaryStage, Tag
from heli.loops.grid.flows import CASE_FLOW
from heli.loops.grid.models import Case
from heli.loops.grid.queries.office import office_of


FIGURES = {
    "reported": (Tag.REPORTED,),
    "self_handled": (Tag.SELF_HANDLED,),
    "registered": (Tag.REGISTERED,),
    "handled": (Tag.HANDLED,),
    "checked": (Tag.CHECK_PASSED, Tag.CHECK_FAILED),
    "closed": (Tag.CLOSED, Tag.FORCED),
}


@dataclass(frozen=True, slots=True)
class Window:
    """From the office's hour of one day to that of the next, by the name of the day it ends on."""

    period: str
    since: datetime
    until: datetime


def window_of(call: Call, day: date) -> Window:
    """The window that ends on a day at the office's hour."""
    hour = time(office_of(call).freeze_hour)
    zone = timezone.get_default_timezone()
    until = datetime.combine(day, hour, zone)
    return Window(day.isoformat(), until - timedelta(days=1), until)


def figures_of(group: Party, window: Window) -> dict[str, int]:
    """What the log says of a grid in a window: points (matters), places, steps, and kinds of steps.

    Counts of matters and places, never of what one person entered: there is no quota to meet.
    """
    steps = (
        Step.objects.filter(
            area=group.area,
            at__gte=window.since,
            at__lt=window.until,
            sign=1,
            reversed_by__isnull=True,
        )
        .filter(entry__flow__begins=f"{CASE_FLOW.code}@")
        .exclude(tag="")
    )
    told = {
        name: Count("pk", filter=Q(tag__in=[str(tag) for tag in tags]))
        for name, tags in FIGURES.items()
    }
    found: dict[str, int] = steps.aggregate(
        points=Count("entry", distinct=True), steps=Count("pk"), **told
    )
    cells = Case.objects.filter(entry__in=steps.values("entry"), cell__isnull=False)
    return {**found, "places": cells.values("cell").distinct().count()}


def daily_call(call: Call) -> Call:
    """The call under which the grids of a centre send their days."""
    return Call.objects.get(kind=DAILY_KIND, issuer=call.issuer)


def grids_below(issuer: Party) -> list[Party]:
    """The grids of a centre: groups with an area, at whatever level below it."""
    rows = Party.objects.filter(pk__in=within(issuer), subkind=GRID_GROUP, area__isnull=False)
    return list(rows.select_related("area").order_by("name", "pk"))


def to_expect(call: Call, *, at: datetime) -> list[Party]:
    """The grids that were not asked yet for the window that runs now."""
    period = running(call, at).period
    asked = Entry.objects.filter(call=daily_call(call), is_expected=True, period=period)
    known = set(asked.values_list("org_id", flat=True))
    return [grid for grid in grids_below(call.issuer) if grid.pk not in known]


def running(call: Call, at: datetime) -> Window:
    """The window that runs at a moment."""
    today = window_of(call, local_day(at))
    return today if at < today.until else window_of(call, local_day(at) + timedelta(days=1))


def to_freeze(call: Call, *, at: datetime) -> list[Entry]:
    """The summaries whose window is over and that are not frozen."""
    period = running(call, at).period
    rows = Entry.objects.filter(call=daily_call(call), is_expected=True, period__lt=period)
    rows = rows.filter(state__in=(SummaryStage.EXPECTED, SummaryStage.SENT))
    return list(rows.select_related("call__issuer", "org__area", "area").order_by("pk"))


@dataclass(frozen=True, slots=True)
class Rolled:
    """A body's sum over the grids below it: how many are expected, sent, and the figures.

    ``own`` is the day of the body itself where it is a grid.
    """

    body: Party
    own: Entry | None
    expected: int
    sent: int
    figures: Counter[str]


def levels(call: Call, period: str) -> list[Rolled]:
    """The day of every body from the centre down to its grids, each with the sum of those below it.

    A sum is of what grids sent or of what was frozen for them. Three queries, however many grids.
    """
    asked = Entry.objects.filter(call=daily_call(call), is_expected=True, period=period)
    days = {entry.org_id: entry for entry in asked}
    paths = Closure.objects.filter(tree=Tree.ADMIN, descendant__in=asked.values("org"))
    below: dict[int, list[Entry]] = defaultdict(list)
    for ancestor, grid in paths.values_list("ancestor", "descendant"):
        below[ancestor].append(days[grid])
    rows = Closure.objects.filter(tree=Tree.ADMIN, ancestor=call.issuer).order_by("depth", "pk")
    bodies = [row.descendant for row in rows.select_related("descendant")]
    return [_rolled(body, days.get(body.pk), below[body.pk]) for body in bodies if body.pk in below]


def _rolled(body: Party, own: Entry | None, days: list[Entry]) -> Rolled:
    figures: Counter[str] = Counter()
    for day in days:
        figures.update(day.answers.get("figures", {}))
    sent = sum(bool(day.counted.get(Tag.SUMMARY_SENT)) for day in days)
    return Rolled(body, own, len(days), sent, figures)

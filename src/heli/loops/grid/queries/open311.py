"""Cases as GeoReport v2 shows them: public ones to anybody, a program's own to itself; no person, ever.

Positions are rounded to about ten metres, addresses are names of areas, descriptions the category:
what somebody typed stays at the desk.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Max, Q, QuerySet

from heli.core.acts import Actor
from heli.core.flow.definitions import flow_of
from heli.core.flow.models import Call, Entry, Step
from heli.loops.grid.enums import Channel, Stage, Verb
from heli.loops.grid.models import Report
from heli.loops.grid.queries.cases import cases
from heli.loops.grid.queries.near import MICRO, cells_around, metres_between, micro
from heli.loops.grid.queries.office import codes_called
from heli.loops.grid.queries.public import places_of


OPEN = (
    Stage.REPORTED,
    Stage.VERIFYING,
    Stage.REGISTERED,
    Stage.DISPATCHED,
    Stage.HANDLING,
    Stage.SUSPENDED,
    Stage.HANDLED,
    Stage.CHECKED,
    Stage.TRANSFERRED,
)
MOST = 1_000
SPAN = timedelta(days=90)
DECIMALS = 4
"""Of a degree: about ten metres. Enough to find a lamp, too little to find a household."""
PUBLIC = Q(case__is_public=True, case__is_private=False)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list asks for. ``near`` is latitude, longitude in degrees and a radius in metres."""

    numbers: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    first: datetime | None = None
    last: datetime | None = None
    updated_after: datetime | None = None
    near: tuple[float, float, int] | None = None
    box: tuple[float, float, float, float] | None = None


def own_reports(actor: Actor) -> QuerySet[Report]:
    """What a program reported itself."""
    return Report.objects.filter(channel=Channel.API, recorded_by=actor.party_id or 0)


def seen(call: Call, actor: Actor) -> QuerySet[Entry]:
    """The cases of a desk that may be shown: public ones, and those a program brought."""
    own = Q(pk__in=own_reports(actor).values("entry")) if actor.party_id else Q(pk__in=[])
    moved = Max("steps__at", filter=Q(steps__visibility="public"))
    return cases().filter(PUBLIC | own, call=call).annotate(moved_at=moved)


def numbered(call: Call, actor: Actor, number: str) -> Entry | None:
    """The case that a number names: its own, or that of one of its reports."""
    by_report = Report.objects.filter(number=number).values("entry")
    found = seen(call, actor).filter(Q(code=number) | Q(pk__in=by_report))
    return found.order_by("pk").first()


def wanted(call: Call, actor: Actor, asked: Wanted, *, at: datetime) -> QuerySet[Entry]:
    """The cases a list asks for, the newest first. Numbers override every other filter."""
    rows = seen(call, actor)
    if asked.numbers:
        by_report = Report.objects.filter(number__in=asked.numbers).values("entry")
        return rows.filter(Q(code__in=asked.numbers) | Q(pk__in=by_report)).order_by("-pk")
    last = asked.last or at
    first = max(asked.first or last - SPAN, last - SPAN)
    rows = rows.filter(case__reported_at__gte=first, case__reported_at__lte=last)
    if asked.services:
        rows = rows.filter(case__category__in=asked.services)
    if asked.statuses:
        is_open = Q(state__in=OPEN)
        wants = [is_open if status == "open" else ~is_open for status in asked.statuses]
        rows = rows.filter(wants[0] if len(wants) == 1 else Q())
    if asked.updated_after:
        recent = Step.objects.filter(visibility="public", at__gt=asked.updated_after)
        rows = rows.filter(pk__in=recent.values("entry"))
    return _placed(rows, asked).order_by("-pk")


def _placed(rows: QuerySet[Entry], asked: Wanted) -> QuerySet[Entry]:
    if asked.box:
        south, west, north, east = (micro(degrees) for degrees in asked.box)
        rows = rows.filter(case__lat__range=(south, north), case__lon__range=(west, east))
    if asked.near:
        lat, lon = micro(asked.near[0]), micro(asked.near[1])
        around = rows.filter(case__cell__in=cells_around(lat, lon, asked.near[2]))
        near = [e.pk for e in around if _apart(e, lat, lon) <= asked.near[2]]
        rows = rows.filter(pk__in=near)
    return rows


def _apart(entry: Entry, lat: int, lon: int) -> float:
    case = entry.case
    if case.lat is None or case.lon is None:
        return float("inf")
    return metres_between(case.lat, case.lon, lat, lon)


def status_of(entry: Entry) -> str:
    """Open or closed, as D.11 maps the states."""
    return "open" if entry.state in OPEN else "closed"


def shown(entry: Entry, number: str = "") -> dict[str, str | None]:
    """A case in the fields of GeoReport: every element always, empty where nothing is known."""
    case, codes = entry.case, codes_called(entry.case.code_set)
    is_open = entry.state in OPEN
    category = codes.find(case.category)
    handled = entry.org_id != entry.call.issuer_id
    moved: datetime = getattr(entry, "moved_at", None) or case.reported_at
    return {
        "service_request_id": number or entry.code,
        "status": status_of(entry),
        "status_notes": str(flow_of(entry.flow).state(entry.state).public_label),
        "service_name": category.name if category else "",
        "service_code": case.category,
        "description": entry.title,
        "agency_responsible": entry.org.name if handled else "",
        "service_notice": None,
        "requested_datetime": stamp(case.reported_at),
        "updated_datetime": stamp(entry.closed_at or moved),
        "expected_datetime": stamp(case.due_at) if case.due_at and is_open else None,
        "address": entry.area.name if entry.area else "",
        "address_id": str(entry.area.uid) if entry.area else None,
        "zipcode": None,
        "lat": rounded(case.lat, places_of(case)),
        "long": rounded(case.lon, places_of(case)),
        "media_url": None,
    }


def rounded(degrees: int | None, places: int) -> str | None:
    """A coordinate as anybody may know it: less exactly near a home, in as many digits as elsewhere."""
    return None if degrees is None else f"{round(degrees / MICRO, places):.{DECIMALS}f}"


def stamp(moment: datetime) -> str:
    """A moment as W3C writes it, with its zone."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def public_steps(
    call: Call, actor: Actor, *, first: datetime, last: datetime
) -> list[tuple[Step, str]]:
    """What happened in a period to the cases a reader may see, each with the number they know."""
    entries = seen(call, actor).order_by().values("pk")
    steps = Step.objects.filter(entry__in=entries, visibility="public", at__range=(first, last))
    # Who else reported it is not news to the system that did.
    steps = steps.exclude(verb=Verb.JOIN)
    rows = list(steps.select_related("entry").order_by("at", "pk")[:MOST])
    numbers = _own_numbers(actor, {step.entry_id for step in rows})
    return [(step, numbers.get(step.entry_id, step.entry.code)) for step in rows]


def _own_numbers(actor: Actor, entries: set[int]) -> Mapping[int, str]:
    own = own_reports(actor).filter(entry__in=entries).order_by("-pk")
    return dict(own.values_list("entry_id", "number"))

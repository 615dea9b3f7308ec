"""What hangs on the wall of a grid centre: figures, the funnel, the clocks, the latest; nobody's name or words."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from heli.core.acts import Message, local_day
from heli.core.flow.definitions import flow_of
from heli.core.flow.models import Call, Entry, Step
from heli.core.measures.queries import Scope, value, version_of
from heli.core.measures.spec import registered
from heli.core.places.models import Area, AreaKind
from heli.loops.grid.enums import Verb
from heli.loops.grid.flows import CASE_FLOW
from heli.loops.grid.models import Case
from heli.loops.grid.queries.cases import cases, desks
from heli.loops.grid.queries.tallies import OPEN_STATES


MONTH = 30
SOON = timedelta(hours=4)
LATEST, NEXT_DUE = 7, 5
NEAREST, FURTHEST = 1_000, 1_000_000
TODAY = ("grid.reported", "grid.registered", "grid.self_handled", "grid.handled", "grid.closed")
FUNNEL = (
    *("grid.reported", "grid.accepted", "grid.registered", "grid.dispatched"),
    *("grid.handled", "grid.check_passed", "grid.closed"),
)
RATES = ("grid.handled_on_time_rate", "grid.closed_on_time_rate", "grid.satisfied_rate")
TOLD = tuple(
    str(t.verb)
    for t in CASE_FLOW.transitions
    if t.target is not None and t.verb not in (Verb.ARCHIVE, Verb.LAPSE)
)
"""Steps that bring a case on; what is said to reporters is theirs."""


@dataclass(frozen=True, slots=True)
class Told:
    """A figure with its name: exactly the measure that a bulletin prints."""

    label: Message
    text: str
    n: int


@dataclass(frozen=True, slots=True)
class Row:
    """One line: a place or a case, with what there is to say and how urgent it is."""

    label: Message
    note: Message = ""
    n: int = 0
    at: datetime | None = None
    state: str = "open"


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted over a month and over all that is open, with the moment it is of.

    It is most of the work, and an act moves it by one in tens of thousands: a wall may keep it.
    """

    at: datetime
    rates: tuple[Told, ...]
    funnel: tuple[Told, ...]
    clocks: tuple[Row, ...]
    places: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Wall:
    """Everything on one wall at a moment; ``counted`` may be a little older."""

    day: date
    today: tuple[Told, ...]
    due: tuple[Row, ...]
    latest: tuple[Row, ...]
    counted: Counted


def desk_around(area: Area) -> Call | None:
    """The desk on whose ground an area lies: the one of the smallest area around it."""
    around = [int(key) for key in area.path.split("/") if key] + [area.pk]
    found = {desk.issuer.area_id: desk for desk in desks().filter(issuer__area__in=around)}
    return next((found[key] for key in reversed(around) if key in found), None)


def latest_step() -> int:
    """A number that changes when anything happens to any entry. One look at an index."""
    return Step.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def counted_of(call: Call, area: Area, *, at: datetime) -> Counted:
    """The month and what is open. Some twelve queries.

    Open cases are counted by place in the database: a city has tens of thousands of them.
    """
    today = local_day(at)
    first = today - timedelta(days=MONTH - 1)
    standing = list(_standing(call, area, at))
    return Counted(
        at=at,
        rates=tuple(_told(RATES, call, area, first, today)),
        funnel=tuple(_told(FUNNEL, call, area, first, today)),
        clocks=tuple(_clocks(standing)),
        places=tuple(_places(standing, area)),
    )


def wall_of(call: Call, area: Area, *, at: datetime, counted: Counted) -> Wall:
    """What the wall of ``area`` shows. Some eight queries: ask once for many viewers."""
    today = local_day(at)
    return Wall(
        day=today,
        today=tuple(_told(TODAY, call, area, today, today)),
        due=tuple(_due(call, area, at)),
        latest=tuple(_latest(call, area)),
        counted=counted,
    )


class Open(NamedTuple):
    """What a wall says of an open case."""

    pk: int
    title: str
    group: str
    lat: int | None
    lon: int | None
    due_at: datetime | None


def open_cases(call: Call, area: Area, most: int) -> list[Open]:
    """The first that are open on the ground of an area, by what is due first, without what is private.

    Dated ones are read off the index of the queue, and undated ones only if there is room: in one order
    of both, a city's tens of thousands are sorted for a few. So they are where PostgreSQL takes what is open
    by its state *and* by its entry for rare: the state alone says it. What is asked of an entry is asked for each
    case: SQLite would begin with all entries as soon as few are wanted (five of a million: 680 ms, now one).
    Two queries at most.
    """
    entry = Entry.objects.filter(pk=OuterRef("entry_id"))
    ground = Exists(_of_ground(entry, call, area))
    rows = Case.objects.filter(ground, state__in=OPEN_STATES, is_private=False)
    rows = rows.annotate(title=Subquery(entry.values("title")))
    said = ("entry_id", "title", "group", "lat", "lon", "due_at")
    dated = rows.filter(due_at__isnull=False).order_by("due_at", "entry_id")
    found = list(dated.values_list(*said)[:most])
    if len(found) < most:
        undated = rows.filter(due_at__isnull=True).order_by("entry_id")
        found += undated.values_list(*said)[: most - len(found)]
    return [Open(*one) for one in found]


def _open(call: Call, area: Area) -> QuerySet[Entry]:
    return _of_ground(cases().filter(is_open=True, case__is_private=False), call, area)


def _of_ground(entries: QuerySet[Entry], call: Call, area: Area) -> QuerySet[Entry]:
    rows = entries.filter(call=call)
    # The whole ground of a desk is all it has: no need to look where each case lies.
    return rows if area.pk == call.issuer.area_id else rows.filter(_within(area))


def due_state(due: datetime | None, at: datetime) -> str:
    """How urgent a case is, as a kind of state: late, due soon, or neither."""
    if due is None:
        return "idle"
    return "bad" if due < at else "warn" if due < at + SOON else "open"


def _within(area: Area) -> Q:
    return Q(area=area) | Q(area__path__contains=f"/{area.pk}/")


def _told(codes: Sequence[str], call: Call, area: Area, first: date, last: date) -> Iterator[Told]:
    narrow = None if area.pk == call.issuer.area_id else area
    scope = Scope(call.issuer, first, last, area=narrow)
    known = {measure.code: measure for measure in registered()}
    for measure in (known[code] for code in codes):
        amount = value(version_of(measure.id), scope)
        text = str(amount)
        if measure.is_ratio and amount.value is not None:
            text = f"{amount.value:.1f}%"
        yield Told(measure.label, text, int(amount.value or 0))


CLOCKS: tuple[str, ...] = ("bad", "warn", "open", "idle")


class Standing(NamedTuple):
    """How many open cases one grid has, and how they stand."""

    area: int | None
    bad: int
    warn: int
    open: int
    idle: int


def _standing(call: Call, area: Area, at: datetime) -> Iterator[Standing]:
    """The open cases of each grid by how urgent they are. One query."""
    due = "case__due_at"
    counted = {
        "bad": Q(**{f"{due}__lt": at}),
        "warn": Q(**{f"{due}__gte": at, f"{due}__lt": at + SOON}),
        "open": Q(**{f"{due}__gte": at + SOON}),
        "idle": Q(**{f"{due}__isnull": True}),
    }
    rows = _open(call, area).select_related(None).order_by().values_list("area")
    found = rows.annotate(**{f"n_{name}": Count("pk", filter=one) for name, one in counted.items()})
    for key, *numbers in found:
        yield Standing(key, *numbers)


def _clocks(standing: Sequence[Standing]) -> Iterator[Row]:
    for state in CLOCKS:
        yield Row(state, n=sum(getattr(one, state) for one in standing), state=state)


def _due(call: Call, area: Area, at: datetime) -> Iterator[Row]:
    for one in open_cases(call, area, NEXT_DUE):
        if one.due_at is not None:
            yield Row(one.title, at=one.due_at, state=due_state(one.due_at, at))


def _places(standing: Sequence[Standing], area: Area) -> Iterator[Row]:
    """Open cases by village; inside a village by grid. The most first."""
    keys = {one.area for one in standing if one.area is not None}
    said = ("pk", "kind", "name", "parent__name")
    known = {
        key: _Place(*told) for key, *told in Area.objects.filter(pk__in=keys).values_list(*said)
    }
    counts: Counter[str] = Counter()
    late: Counter[str] = Counter()
    for one in standing:
        name = _place(known.get(one.area or 0), area)
        counts[name] += sum(one[1:])
        late[name] += one.bad
    for name, n in counts.most_common(8):
        yield Row(name, n=n, note=str(late[name]), state="bad" if late[name] else "open")


class _Place(NamedTuple):
    """A grid or a village, and what it lies in."""

    kind: str
    name: str
    parent: str | None


def _place(where: _Place | None, area: Area) -> str:
    if where is None:
        return "—"
    wide = area.kind != AreaKind.COMMUNITY and where.kind == AreaKind.GRID
    return where.parent if wide and where.parent is not None else where.name


def _latest(call: Call, area: Area) -> Iterator[Row]:
    entry = Entry.objects.filter(pk=OuterRef("entry_id"), case__is_private=False)
    steps = Step.objects.filter(
        Exists(_of_ground(entry, call, area)),
        ~Exists(Step.objects.filter(reverses=OuterRef("pk"))),
        verb__in=("start", *TOLD),
        sign=1,
    )
    for step in sorted(_last_of(steps), key=lambda one: (one.at, one.pk), reverse=True):
        state = flow_of(step.entry.flow).state(step.to_state)
        yield Row(step.entry.title, note=state.label, at=step.at, state=state.kind)


def _last_of(steps: QuerySet[Step]) -> list[Step]:
    """The last that were written, off the primary key; by their own moments among themselves.

    Looked for among a few at first, then among ever more: a database that is asked for the last of
    all of them reads millions and sorts them. What lies further back than :data:`FURTHEST` steps of
    anybody is not latest. Their keys alone are looked for: joined with their entries, SQLite reads every
    entry first, to know quickly which there are (300 ms among a million).
    """
    newest, window = latest_step(), NEAREST
    keys = steps.order_by("-pk").values_list("pk", flat=True)
    while True:
        found = list(keys.filter(pk__gt=newest - window)[:LATEST])
        if len(found) == LATEST or window >= min(newest, FURTHEST):
            return list(Step.objects.filter(pk__in=found).select_related("entry"))
        window = min(window * 16, FURTHEST)

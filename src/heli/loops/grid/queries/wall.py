"""What hangs on the wall of a grid centre: figures, the funnel, the clocks, the latest; nobody's name or words."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from heli.core.acts import Message, local_day
from heli.core.flow.definitions import flow_of
from heli.core.flow.models import Call, Entry, Step
from heli.core.measures.queries import Scope, value, version_of
from heli.core.measures.spec import registered
from heli.core.places.models import Area, AreaKind
from heli.loops.grid.enums import Verb
from heli.loops.grid.flows import CASE_FLOW
from heli.loops.grid.queries.cases import cases, desks


MONTH = 30
SOON = timedelta(hours=4)
LATEST, NEXT_DUE = 7, 5
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
class Wall:
    """Everything on one wall at a moment."""

    day: date
    today: tuple[Told, ...]
    rates: tuple[Told, ...]
    funnel: tuple[Told, ...]
    clocks: tuple[Row, ...]
    due: tuple[Row, ...]
    places: tuple[Row, ...]
    latest: tuple[Row, ...]


def desk_around(area: Area) -> Call | None:
    """The desk on whose ground an area lies: the one of the smallest area around it."""
    around = [int(key) for key in area.path.split("/") if key] + [area.pk]
    found = {desk.issuer.area_id: desk for desk in desks().filter(issuer__area__in=around)}
    return next((found[key] for key in reversed(around) if key in found), None)


def latest_step() -> int:
    """A number that changes when anything happens to any entry. One look at an index."""
    return Step.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def wall_of(call: Call, area: Area, *, at: datetime) -> Wall:
    """What the wall of ``area`` shows. Some twenty queries: ask once for many viewers."""
    today = local_day(at)
    open_ = list(open_cases(call, area))
    return Wall(
        day=today,
        today=tuple(_told(TODAY, call, area, today, today)),
        rates=tuple(_told(RATES, call, area, today - timedelta(days=MONTH - 1), today)),
        funnel=tuple(_told(FUNNEL, call, area, today - timedelta(days=MONTH - 1), today)),
        clocks=tuple(_clocks(open_, at)),
        due=tuple(_due(open_, at)),
        places=tuple(_places(open_, area, at)),
        latest=tuple(_latest(call, area)),
    )


def open_cases(call: Call, area: Area) -> QuerySet[Entry]:
    """What is open on the ground of an area, without what is private."""
    rows = cases().filter(call=call, is_open=True, case__is_private=False)
    return rows.filter(_within(area)).select_related("area__parent").order_by("case__due_at", "pk")


def due_state(entry: Entry, at: datetime) -> str:
    """How urgent a case is, as a kind of state: late, due soon, or neither."""
    due = entry.case.due_at
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


def _clocks(some: Sequence[Entry], at: datetime) -> Iterator[Row]:
    counts = Counter(due_state(entry, at) for entry in some)
    for state in CLOCKS:
        yield Row(state, n=counts[state], state=state)


def _due(some: Sequence[Entry], at: datetime) -> Iterator[Row]:
    for entry in [one for one in some if one.case.due_at is not None][:NEXT_DUE]:
        yield Row(entry.title, at=entry.case.due_at, state=due_state(entry, at))


def _places(some: Sequence[Entry], area: Area, at: datetime) -> Iterator[Row]:
    """Open cases by village; inside a village by grid. The most first."""
    counts: Counter[str] = Counter()
    late: Counter[str] = Counter()
    for entry in some:
        name = _place(entry, area)
        counts[name] += 1
        late[name] += due_state(entry, at) == "bad"
    for name, n in counts.most_common(8):
        yield Row(name, n=n, note=str(late[name]), state="bad" if late[name] else "open")


def _place(entry: Entry, area: Area) -> str:
    where = entry.area
    if where is None:
        return "—"
    wide = area.kind != AreaKind.COMMUNITY and where.kind == AreaKind.GRID
    return where.parent.name if wide and where.parent is not None else where.name


def _latest(call: Call, area: Area) -> Iterator[Row]:
    steps = Step.objects.filter(
        entry__call=call,
        entry__case__is_private=False,
        verb__in=("start", *TOLD),
        sign=1,
        reversed_by__isnull=True,
    ).filter(Q(entry__area=area) | Q(entry__area__path__contains=f"/{area.pk}/"))
    for step in steps.select_related("entry").order_by("-at", "-pk")[:LATEST]:
        state = flow_of(step.entry.flow).state(step.to_state)
        yield Row(step.entry.title, note=state.label, at=step.at, state=state.kind)

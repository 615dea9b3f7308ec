"""A month of a town, drawn by lot: which matters come in when, and which way each of them takes.

The same seed draws the same month. Moments are counted from the day on which the example is first
played, and every delay is either well within a limit or far beyond it, whatever holidays lie
between: so the figures of the bulletin are the same on every day of the year.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from random import Random
from typing import Any

from django.utils import timezone

from heli.loops.grid.enums import Channel


SEED = 20200213
ROUNDS = (9, 14)
"""The hours at which the desk takes up what came in since."""
CHANNELS = (Channel.PORTAL, Channel.PHONE, Channel.VISIT, Channel.PASTED)
LATE_BY, LONG_AGO = 11, 26
"""Days: longer than any holiday lasts, and still within the month."""
RECENT = (1, 2)


class Way(StrEnum):
    """How a matter goes on."""

    CLOSED = "closed"
    PATROLLED = "patrolled"
    SELF_HANDLED = "self_handled"
    REWORKED = "reworked"
    MERGED = "merged"
    JOINED = "joined"
    LATE = "late"
    OVERDUE = "overdue"
    VOID = "void"
    REFUSED = "refused"
    SUSPENDED = "suspended"
    PENDING = "pending"


@dataclass(frozen=True, slots=True)
class Kind:
    """What may be reported: its category, its words, its picture, and its limit in the pack."""

    category: str
    texts: tuple[str, ...]
    picture: str
    often: int
    days: int
    """Whole days that handling may take; 0 where it is hours."""
    self_handling: bool


@dataclass(frozen=True, slots=True)
class Matter:
    """One matter: what, when, and how it goes on. ``like`` names the one it is the same as."""

    n: int
    way: Way
    kind: Kind
    text: str
    begun: datetime
    lag: timedelta
    grid: int
    like: int | None = None

    @property
    def by_patrol(self) -> bool:
        """Whether a grid worker reported it."""
        return self.channel == Channel.PATROL

    @property
    def channel(self) -> Channel:
        """How it came in."""
        if self.way in (Way.PATROLLED, Way.SELF_HANDLED):
            return Channel.PATROL
        if self.way in (Way.VOID, Way.JOINED):
            return Channel.PORTAL
        either = self.way in (Way.LATE, Way.OVERDUE, Way.PENDING) and self.n % 2 == 0
        return Channel.PATROL if either else CHANNELS[self.n % len(CHANNELS)]


@dataclass(frozen=True, order=True, slots=True)
class Happening:
    """Something to be done at a moment; what is alike at one moment is done in one act."""

    at: datetime
    order: int
    what: str = field(compare=False)
    matter: int = field(compare=False)


def drawn(
    ways: Mapping[str, int], kinds: Sequence[Kind], *, grids: int, today: datetime
) -> list[Matter]:
    """The month before ``today`` (its first moment)."""
    chance = Random(SEED)  # noqa: S311  -- an example, no secret
    made: list[Matter] = []
    for way in [Way(name) for name, n in ways.items() for _n in range(n)]:
        made.append(_matter(len(made), way, kinds, made, chance, grids, today))
    return made


def _matter(
    n: int,
    way: Way,
    kinds: Sequence[Kind],
    before: Sequence[Matter],
    chance: Random,
    grids: int,
    today: datetime,
) -> Matter:
    if way in (Way.MERGED, Way.JOINED):
        first = chance.choice([one for one in before if one.way == Way.CLOSED])
        text = chance.choice(first.kind.texts)
        begun = first.begun + timedelta(minutes=5)
        return Matter(n, way, first.kind, text, begun, first.lag, first.grid, first.n)
    fitting = [kind for kind in kinds if _fits(way, kind)]
    kind = chance.choices(fitting, [one.often for one in fitting])[0]
    back = _days_back(way, chance)
    begun = today - timedelta(days=back) + timedelta(hours=chance.choice(ROUNDS))
    return Matter(
        *(n, way, kind, chance.choice(kind.texts), begun),
        lag=_lag(way, kind, back, chance),
        grid=min(int(chance.triangular(0, grids, grids / 5)), grids - 1),
    )


def _fits(way: Way, kind: Kind) -> bool:
    if way == Way.SELF_HANDLED:
        return kind.self_handling
    if way in (Way.PENDING, Way.SUSPENDED):
        return kind.days > max(RECENT)
    return kind.days == 0 if way in (Way.LATE, Way.OVERDUE) else True


def _days_back(way: Way, chance: Random) -> int:
    if way == Way.PENDING:
        return chance.choice(RECENT)
    if way in (Way.LATE, Way.OVERDUE):
        return chance.randint(LATE_BY + 3, LONG_AGO)
    return chance.randint(8, 20) if way == Way.SUSPENDED else chance.randint(2, 29)


def _lag(way: Way, kind: Kind, back: int, chance: Random) -> timedelta:
    """From dispatch to handling: in the daytime, and well within the limit or far beyond it."""
    hours = timedelta(minutes=chance.randrange(60, 150, 5))
    if way == Way.LATE:
        return timedelta(days=LATE_BY) + hours
    return timedelta(days=chance.randint(0, max(0, min(kind.days - 1, back - 2, 3)))) + hours


def happenings(matters: Sequence[Matter]) -> list[Happening]:
    """Everything that happens in the month, in its order."""
    return sorted(one for matter in matters for one in _course(matter))


def _course(matter: Matter) -> Iterator[Happening]:
    """What becomes of a matter. Minutes count from when it came in."""

    def then(order: int, what: str, after: timedelta) -> Happening:
        return Happening(matter.begun + after, order, what, matter.n)

    for order, (what, minutes) in enumerate(_steps(matter)):
        before = matter.n * 7 % 20 if what == "report" and matter.like is None else 0
        yield then(order, what, timedelta(minutes=minutes - before))


LOOKED_AT = (("report", 0), ("look", 10), ("find", 40), ("register", 50), ("dispatch", 60))
TAKEN_UP = (("report", 0), ("register", 10), ("dispatch", 20))
SHORT: Mapping[Way, tuple[tuple[str, int], ...]] = {
    Way.SELF_HANDLED: (("report", 0), ("self_handle", 15)),
    Way.MERGED: (("report", 0), ("merge", 3)),
    Way.JOINED: (("join", 30),),
    Way.REFUSED: (("report", 0), ("refuse", 20)),
    Way.VOID: (("report", 0), ("look", 10), ("absent", 40), ("void", 50)),
}


def _steps(matter: Matter) -> list[tuple[str, int]]:
    if matter.way in SHORT:
        return list(SHORT[matter.way])
    steps = list(LOOKED_AT if matter.channel == Channel.PORTAL else TAKEN_UP)
    sent = steps[-1][1]
    steps.append(("sign", sent + 15))
    if matter.way in (Way.OVERDUE, Way.PENDING):
        return steps
    if matter.way == Way.SUSPENDED:
        return [*steps, ("ask_suspension", sent + 60), ("suspend", sent + 120)]
    done = sent + int(matter.lag.total_seconds()) // 60
    steps.append(("handle", done))
    if matter.way == Way.REWORKED:
        steps += [("fail", done + 20), ("handle", done + 35)]
        done += 35
    steps += [("pass", done + 45), ("close", done + 60)]
    # Whoever left a number is asked on the next day; every third was not reached before the first try.
    return steps if matter.by_patrol else [*steps, ("ask", done + 60 + 24 * 60 - 120)]


TODAY: tuple[tuple[Way, tuple[tuple[str, float], ...]], ...] = (
    (
        Way.PATROLLED,
        (
            *(("report", 0.1), ("register", 0.14), ("dispatch", 0.18), ("sign", 0.22)),
            *(("handle", 0.45), ("pass", 0.6), ("close", 0.7)),
        ),
    ),
    (Way.SELF_HANDLED, (("report", 0.2), ("self_handle", 0.24))),
    (
        Way.PATROLLED,
        (
            *(("report", 0.3), ("register", 0.34), ("dispatch", 0.4), ("sign", 0.5)),
            ("handle", 0.85),
        ),
    ),
    (Way.PATROLLED, (("report", 0.46), ("register", 0.5), ("dispatch", 0.55), ("sign", 0.65))),
    (Way.PATROLLED, (("report", 0.7), ("register", 0.75))),
    (Way.CLOSED, (("report", 0.8),)),
    (Way.CLOSED, (("report", 0.95),)),
)
"""The day on which the example is played, as shares of it: however early, the wall is not empty."""

FROM_YESTERDAY = ((("handle", 0.3), ("pass", 0.48), ("close", 0.62)), (("handle", 0.75),))


def day_so_far(
    before: Sequence[Matter], kinds: Sequence[Kind], *, grids: int, today: datetime, now: datetime
) -> tuple[list[Matter], list[Happening]]:
    """What came in today, and what is done today with what came in before."""
    chance = Random(SEED + 1)  # noqa: S311  -- an example, no secret
    made: list[Matter] = []
    done: list[Happening] = []

    def goes_on(n: int, course: Sequence[tuple[str, float]]) -> None:
        for order, (what, share) in enumerate(course):
            done.append(Happening(today + (now - today) * share, order, what, n))

    for way, course in TODAY:
        kind = chance.choice([one for one in kinds if one.self_handling])
        n = len(before) + len(made)
        text, grid = chance.choice(kind.texts), chance.randrange(grids)
        begun = today + (now - today) * course[0][1]
        made.append(Matter(n, way, kind, text, begun, timedelta(0), grid))
        goes_on(n, course)
    pending = [one for one in before if one.way == Way.PENDING]
    for matter, course in zip(pending, FROM_YESTERDAY, strict=False):
        goes_on(matter.n, course)
    return made, sorted(done)


def start_of(moment: datetime) -> datetime:
    """The first moment of the local day of ``moment``."""
    local = timezone.localtime(moment).replace(hour=0, minute=0, second=0, microsecond=0)
    return local.astimezone(UTC)


def kinds_of(told: Sequence[Mapping[str, Any]], pack: Any) -> list[Kind]:
    """The kinds of the example, with their limits and rules from the code pack."""
    return [_kind(one, pack.by_code[one["category"]]) for one in told]


def _kind(one: Mapping[str, Any], category: Any) -> Kind:
    limit = category.conditions[0].limit
    return Kind(
        category=category.code,
        texts=tuple(one["text"]),
        picture=one["picture"],
        often=one["often"],
        days=int(limit.n) if limit.clock.counts_days else 0,
        self_handling=category.self_handling,
    )

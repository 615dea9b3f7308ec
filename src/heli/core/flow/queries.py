"""Reading entries: the one inbox, what may be done, what happened, when it is due."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache

from django.db.models import (
    BigIntegerField,
    BooleanField,
    Case,
    ExpressionWrapper,
    F,
    Q,
    QuerySet,
    Value,
    When,
)

from heli.core.acts import Actor, Prepared, carried, given
from heli.core.flow.clocks import Due, due_of
from heli.core.flow.definitions import Flow, Transition, all_flows, flow_of
from heli.core.flow.models import Entry, Link, Step
from heli.core.flow.policies import NOBODY, Relations, question_of, relations, standing
from heli.core.flow.recording import RELATED
from heli.core.flow.timers import Timing, timings
from heli.core.journal.queries import records_written_by
from heli.kit.worktime import Calendar


def entries() -> QuerySet[Entry]:
    """Entries with all that moving them asks for, so that a move costs two queries."""
    return Entry.objects.select_related("call", "org", "area")


def inbox(actor: Actor, *, flows: Iterable[Flow] | None = None) -> QuerySet[Entry]:
    """The open entries that wait for ``actor``, latest first: the one inbox of all loops.

    Those whose state awaits a role the actor holds, that wait for the actor as author or handler, or
    for a decision that the actor may take. One query; slice it for a page. Bodies and places come
    with it, calls do not: joined, they tempt SQLite to read all entries of a call instead of the
    latest open ones.
    """
    waiting: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    known = list(all_flows() if flows is None else flows)
    for flow in known:
        for state in flow.states:
            for who in state.awaits if state.is_open else ():
                waiting[str(who)][flow.key].append(str(state.code))
    found = NOBODY
    for who, states in waiting.items():
        mine = standing(actor, [who])
        if mine != NOBODY:
            found |= _in_states(states) & mine
    found |= to_decide(actor, flows=known)
    open_ones = Entry.objects.filter(found, is_open=True).select_related("org", "area")
    return open_ones.order_by("-id")


def to_decide(actor: Actor, *, flows: Iterable[Flow]) -> Q:
    """Entries of which something is asked that ``actor`` may decide."""
    found = NOBODY
    for flow in flows:
        for way in flow.transitions:
            mine = standing(actor, way.who) if way.answers else NOBODY
            if mine != NOBODY:
                found |= Q(flow=flow.key, asked=way.answers) & mine
    return found


def asked_of(entry: Entry) -> Step | None:
    """The request that waits for a decision, None if there is none."""
    if not entry.asked:
        return None
    return entry.steps.filter(verb=entry.asked).select_related("actor").order_by("-seq").first()


def _in_states(states: dict[str, list[str]]) -> Q:
    found = Q()
    for key, codes in states.items():
        found |= Q(flow=key, state__in=codes)
    return found


def possible(entry: Entry, actor: Actor) -> list[Transition]:
    """What ``actor`` may do with ``entry`` as it stands: its buttons. One query.

    None if the entry was found together with the answers, for this actor.
    """
    flow = flow_of(entry.flow)
    ways = [way for way in flow.leaving(entry.state) if _fits(entry, way)]
    if actor.is_system:
        return ways
    said = [carried(entry, actor, question_of(flow, way.who)) for way in ways]
    if None not in said:
        return [way for way, may in zip(ways, said, strict=True) if may]
    meant = [relations(actor, way.who) for way in ways]
    several = tuple(dict.fromkeys(meant))
    asked = _asking(actor, several).first(pk=entry.pk)
    held = {one for n, one in enumerate(several) if getattr(asked, f"may_{n}", False)}
    return [way for way, one in zip(ways, meant, strict=True) if one in held]


@lru_cache(maxsize=256)
def _asking(actor: Actor, several: tuple[Relations, ...]) -> Prepared[Entry]:
    """In which of these relations ``actor`` stands to one entry, as ``may_0``, ``may_1`` …"""
    asked = {
        f"may_{n}": Case(
            When(one.rule(actor), then=Value(value=True)),
            default=Value(value=False),
            output_field=BooleanField(),
        )
        for n, one in enumerate(several)
    }
    return Prepared(Entry.objects.filter(pk=given(Entry, "pk")).only("pk").annotate(**asked))


_HISTORY = Prepared(Step.objects.filter(entry_id=given(Step, "entry_id")).order_by("seq"))


def history_of(entry: Entry) -> list[Step]:
    """Every step of an entry, in order, without what stands behind it. One query."""
    return _HISTORY.records(entry_id=entry.pk)


def _fits(entry: Entry, way: Transition) -> bool:
    """Whether what is asked of the entry now leaves room for this."""
    return way.answers == entry.asked if way.answers else not (way.asks and entry.asked)


def steps_of(entry: Entry, *, public_only: bool = False) -> QuerySet[Step]:
    """What happened to an entry, in order, with who did it."""
    steps = entry.steps.select_related("actor", "on_behalf_of", "revision").order_by("seq")
    return steps.filter(visibility="public") if public_only else steps


def steps_with_content(steps: QuerySet[Step]) -> QuerySet[Step]:
    """``steps`` with everything that :func:`~heli.core.flow.recording.content_of` reads."""
    return steps.select_related(*RELATED)


def steps_of_act(uid: uuid.UUID | str) -> list[Step]:
    """The steps that one act wrote, with their entries: for a list of them, or to take them back."""
    wanted = [record.pk for record in records_written_by(uid) if isinstance(record, Step)]
    found = Step.objects.filter(pk__in=wanted).select_related(*RELATED, "entry__call")
    return list(found.order_by("pk"))


def dues(page: Sequence[Entry], *, calendar: Calendar, at: datetime) -> dict[int, Due]:
    """For each entry of a page (by its primary key) what it is due for next, if anything.

    One query for the page; nothing of it is stored.
    """
    found = {
        one.pk: due_of(flow_of(one.flow), steps, calendar=calendar, at=at)
        for one, steps in _with_steps(page)
    }
    return {key: due for key, due in found.items() if due is not None}


def clocks(
    page: Sequence[Entry], *, calendar: Calendar, at: datetime
) -> dict[int, dict[str, Timing]]:
    """For each entry of a page (by its primary key) its clocks by their codes. One query."""
    found = {
        one.pk: timings(flow_of(one.flow), steps, calendar=calendar, at=at)
        for one, steps in _with_steps(page, "facts")
    }
    return {key: timing for key, timing in found.items() if timing}


_MOVED = ("entry_id", "verb", "at", "to_state", "reverses_id")
"""Of steps what limits are told by; clocks are told by their facts too. A page has a hundred."""


def _with_steps(page: Sequence[Entry], *also: str) -> list[tuple[Entry, list[Step]]]:
    steps: dict[int, list[Step]] = defaultdict(list)
    if page:
        room = 1 << (len(page) - 1).bit_length()
        # What is left of the room is filled with an entry that was named already.
        named = {_place(n): page[min(n, len(page) - 1)].pk for n in range(room)}
        for step in _steps_of_several(room, also).records(**named):
            steps[step.entry_id].append(step)
    return [(one, steps[one.pk]) for one in page]


@lru_cache(maxsize=32)
def _steps_of_several(room: int, also: tuple[str, ...]) -> Prepared[Step]:
    """The steps of so many entries, made once for each power of two: pages are not all of one length."""
    entries = [given(Step, "entry_id", _place(n)) for n in range(room)]
    # A foreign key asks for the values themselves; as a number it takes places for them.
    number = ExpressionWrapper(F("entry_id"), output_field=BigIntegerField())
    told = Step.objects.only(*_MOVED, *also).alias(of=number).filter(of__in=entries)
    return Prepared(told.order_by("entry_id", "seq"))


def _place(n: int) -> str:
    return f"entry_{n}"


def links_from(name: str, kind: str = "") -> QuerySet[Link]:
    """The links that start at the record of that name."""
    found = Link.objects.filter(src=name).order_by("pk")
    return found.filter(kind=kind) if kind else found


def links_to(name: str, kind: str = "") -> QuerySet[Link]:
    """The links that lead to the record of that name."""
    found = Link.objects.filter(dst=name).order_by("pk")
    return found.filter(kind=kind) if kind else found

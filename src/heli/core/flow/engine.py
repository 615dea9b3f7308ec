"""The engine: the only code that starts entries and moves them. Called inside acts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Invalid, Refusal, current_record, tell_each
from heli.core.flow import versions
from heli.core.flow.changes import Change, apply
from heli.core.flow.correcting import retract_tags
from heli.core.flow.deciding import (
    ALONE,
    NothingAsked,
    NotTheAsker,
    StillAsked,
    asked_after,
    check_decision,
)
from heli.core.flow.definitions import BACK, Flow, Transition, current, flow_of
from heli.core.flow.guards import NotYet, Situation, check_guards
from heli.core.flow.models import Call, Entry, Step
from heli.core.flow.phrases import NEEDS, START
from heli.core.flow.recording import (
    NOTHING,
    InTheFuture,
    Telling,
    bind_all,
    content_of,
    new_step,
    record,
    record_all,
)
from heli.core.journal.building import new
from heli.core.journal.together import insert_together
from heli.core.parties.models import Party
from heli.core.places.models import Area
from heli.core.texts.models import Doc


class NotFromHere(Refusal):
    """The flow knows no such transition from the entry's state."""

    message = _("“%(title)s” is %(state)s; it cannot be “%(verb)s” now.")


class Missing(Refusal):
    """The transition needs something that was not given."""

    message = _("Please add: %(what)s.")
    status = 422


class Closed(Refusal):
    """A call takes answers from the moment it opens until it closes."""

    message = _("“%(title)s” does not take answers now.")


def start(
    call: Call,
    *,
    org: Party,
    by: Actor,
    at: datetime,
    title: str = "",
    party: Party | None = None,
    doc: Doc | None = None,
    code: str = "",
    area: Area | None = None,
    answers: Mapping[str, object] | None = None,
    telling: Telling = NOTHING,
) -> Entry:
    """Open an entry in the initial state of the call's flow and write its first step, ``start``.

    Two inserts. It lies in ``area``, or where its body does. Refuses with :class:`Closed` when the
    call does not take answers at ``at``.
    """
    given = Opening(
        title=title,
        party=party,
        doc=doc,
        code=code,
        area=area,
        answers=answers or {},
        telling=telling,
    )
    return start_many(call, [given], org=org, by=by, at=at)[0]


@dataclass(frozen=True, slots=True)
class Opening:
    """What one of several new entries starts with."""

    title: str = ""
    party: Party | None = None
    party_id: int | None = None
    """The key of the party, where nothing else of it is known."""
    doc: Doc | None = None
    code: str = ""
    area: Area | None = None
    answers: Mapping[str, object] = field(default_factory=dict)
    telling: Telling = NOTHING


def start_many(
    call: Call,
    openings: Sequence[Opening],
    *,
    org: Party,
    by: Actor,
    at: datetime,
    beside: Sequence[Sequence[Model]] = (),
    may_wait: bool = False,
) -> list[Entry]:
    """Open several entries of one body at once: an insert for each kind of record. As :func:`start`.

    ``beside`` are the loop's own records of each, which point to it by their ``entry`` and are written with
    it. Where nothing in the act asks for their keys, one entry ``may_wait`` for the journal's.
    """
    check_open(call, at)
    entries = [
        _new_entry(
            *(call, org, at),
            area=one.area,
            title=one.title,
            party=one.party,
            doc=one.doc,
            code=one.code,
            answers=dict(one.answers),
        )
        for one in openings
    ]
    for entry, one in zip(entries, openings, strict=True):
        if one.party_id is not None:
            entry.party_id = one.party_id
    for entry, own in zip(entries, beside, strict=bool(beside)):
        for mine in own:
            mine.entry = entry  # type: ignore[attr-defined]  # as said
    tellings = [one.telling for one in openings]
    _open(
        entries,
        tag="start",
        by=by,
        at=at,
        tellings=tellings,
        beside=list(chain(*beside)),
        may_wait=may_wait,
    )
    return entries


def expect(
    call: Call, orgs: Iterable[Party], *, by: Actor, at: datetime, period: str = ""
) -> list[Entry]:
    """Open one *expected* entry for each body that owes an answer: the denominator of a return.

    For a mandatory call at its release. A body that is asked already for this period is left out.
    Their first steps count as ``<flow>.expected``. Three queries for any number of bodies.
    """
    asked = set(
        Entry.objects.filter(call=call, is_expected=True, period=period).values_list(
            "org_id", flat=True
        )
    )
    entries = [
        _new_entry(call, org, at, title=call.title, is_expected=True, period=period)
        for org in orgs
        if org.pk not in asked
    ]
    if entries:
        _open(entries, tag="expected", by=by, at=at, tellings=[NOTHING] * len(entries))
    return entries


def check_open(call: Call, at: datetime) -> None:
    """Refuse with :class:`Closed` unless ``call`` takes answers at ``at``."""
    ended = call.closed_at is not None or (call.closes_at is not None and at > call.closes_at)
    if ended or at < call.opens_at:
        raise Closed(title=call.title)


def move(entry: Entry, verb: str, *, by: Actor, at: datetime, telling: Telling = NOTHING) -> Step:
    """Take ``entry`` through the transition ``verb`` and write the step. Two queries.

    Refuses with :class:`NotFromHere` when the flow has no such transition from its state, with
    :class:`Missing` when something needed was not given, with :class:`InTheFuture`, with
    :class:`NotYet` when a guard says no, with :class:`NothingAsked`, :class:`StillAsked` and
    :class:`NotTheAsker` where a decision is asked or taken, and with
    :class:`~heli.core.acts.Conflict` when somebody moved it since ``entry`` was read. ``entry`` is
    brought up to date in place. Who may do this is asked by the act's policy, not here.
    """
    return move_many([entry], verb, by=by, at=at, telling=telling)[0]


def move_many(
    entries: Sequence[Entry], verb: str, *, by: Actor, at: datetime, telling: Telling = NOTHING
) -> list[Step]:
    """Take several entries through one transition: all of them, or none. Refuses as :func:`move`.

    One update for each group of entries that stand alike, one insert for all steps. An act that
    returns these steps can be taken back as one.
    """
    if len({entry.pk for entry in entries}) != len(entries):
        msg = "an entry is moved once at a time"
        raise ValueError(msg)
    moves = [_planned(entry, verb, by=by, at=at, telling=telling) for entry in entries]
    apply(moves)
    steps = [one.step for one in moves]
    record_all(steps, by=by)
    for one in moves:
        retract_tags(one.entry, one.retracts, by=by, at=at)
    for event in dict.fromkeys(event for one in moves for event in one.events):
        tell_each(event, [{"step": str(one.step.uid)} for one in moves if event in one.events])
    return steps


def tag_of(transition: Transition, facts: Mapping[str, object]) -> str:
    """What a step counts as."""
    rule = transition.counts_as
    return str(rule) if isinstance(rule, str) else rule(facts)


def _new_entry(
    call: Call, org: Party, at: datetime, *, area: Area | None = None, **more: Any
) -> Entry:
    flow = current(call.flow)
    longest = Entry._meta.get_field("title").max_length or 0
    if len(str(more.get("title", ""))) > longest:
        raise Invalid(what=_("a title of at most %(n)s characters") % {"n": longest}, field="title")
    return new(
        Entry,
        call=call,
        flow=flow.key,
        org=org,
        area=area or org.area,
        state=flow.initial,
        seq=0,
        opened_at=at,
        due_at=call.closes_at,
        **more,
    )


def _open(
    entries: Sequence[Entry],
    *,
    tag: str,
    by: Actor,
    at: datetime,
    tellings: Sequence[Telling],
    beside: Sequence[Model] = (),
    may_wait: bool = False,
) -> None:
    flow = flow_of(entries[0].flow)
    versions.keep(flow, at=at)
    name = f"{flow.code}.{tag}"
    steps = [
        new_step(e, verb=START, target=flow.initial, tag=name, by=by, at=at, telling=telling)
        for e, telling in zip(entries, tellings, strict=True)
    ]
    for entry, step in zip(entries, steps, strict=True):
        entry.seq, entry.counted = 1, {name: 1}
        step.entry = entry
    bind_all(steps, by=by)
    together = [*entries, *steps, *beside]
    if len(entries) == 1:
        if may_wait:
            current_record().waiting += together
        else:
            insert_together(together)
        return
    for model in dict.fromkeys(type(one) for one in together):
        model._default_manager.bulk_create(
            [one for one in together if type(one) is model], batch_size=500
        )


def _planned(entry: Entry, verb: str, *, by: Actor, at: datetime, telling: Telling) -> Change:
    flow = flow_of(entry.flow)
    transition = _allowed(flow, entry, verb, telling)
    situation = Situation(entry, transition, telling, by, at)
    check_decision(situation)
    check_guards(situation)
    target = _target(situation)
    tag = tag_of(transition, telling.facts)
    step = new_step(
        entry,
        verb=str(verb),
        target=target,
        tag=tag,
        by=by,
        at=at,
        telling=telling,
        transition=transition,
    )
    is_open = flow.state(target).is_open
    closed_at = None if is_open else (at if entry.is_open else entry.closed_at)
    counted = dict(entry.counted)
    if tag:
        counted[tag] = counted.get(tag, 0) + 1
    return Change(
        *(entry, step, is_open, closed_at, counted),
        asked=asked_after(entry, transition, target),
        events=transition.events,
        retracts=transition.retracts,
    )


def _target(situation: Situation) -> str:
    """Where the transition leads; BACK leads to where the entry was before it came here."""
    entry, target = situation.entry, situation.transition.target
    if target is None:
        return entry.state
    if target is not BACK:
        return str(target)
    came = (s.from_state for s in reversed(situation.steps) if s.from_state != s.to_state)
    return next(came, entry.state)


def _allowed(flow: Flow, entry: Entry, verb: str, telling: Telling) -> Transition:
    transition = next((t for t in flow.leaving(entry.state) if t.verb == verb), None)
    if transition is None:
        known = next((t.label for t in flow.transitions if t.verb == verb), verb)
        raise NotFromHere(
            title=entry.title or entry.code, state=flow.state(entry.state).label, verb=known
        )
    given = {"note": telling.note, "revision": telling.revision, **telling.facts}
    missing = [need for need in transition.needs if given.get(need) in (None, "", [])]
    if missing:
        words = {**NEEDS, **flow.words}
        raise Missing(what=", ".join(str(words.get(n, n)) for n in missing), field=missing[0])
    return transition


__all__ = [
    "ALONE",
    "NOTHING",
    "Change",
    "Closed",
    "InTheFuture",
    "Invalid",
    "Missing",
    "NotFromHere",
    "NotTheAsker",
    "NotYet",
    "NothingAsked",
    "Opening",
    "StillAsked",
    "Telling",
    "apply",
    "check_open",
    "content_of",
    "expect",
    "move",
    "move_many",
    "record",
    "start",
    "start_many",
    "tag_of",
]

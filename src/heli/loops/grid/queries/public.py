"""What anybody may see of a case: no reporter, no words of theirs, a position told less exactly."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from heli.core.acts import Message
from heli.core.flow.definitions import flow_of
from heli.core.flow.models import Call, Entry, Step
from heli.core.flow.phrases import START
from heli.loops.grid.enums import Stage, Verb, WaitsFor
from heli.loops.grid.models import Case, Report
from heli.loops.grid.queries.cases import cases
from heli.loops.grid.queries.clocks import clocks_of
from heli.loops.grid.queries.near import MICRO
from heli.loops.grid.queries.replies import visits_to


PLACES = 4
"""Decimals of a public position: about ten metres. Private matters are not shown at all."""

HOME_PLACES = 3
"""Near a home, about a hundred metres."""


@dataclass(frozen=True, slots=True)
class PublicCase:
    """A case as the public map and list have it."""

    number: str
    title: str
    category: str
    group: str
    state: Message
    lat: float | None
    lon: float | None
    reported_on: date
    unit: str
    self_checked: bool


def public_cases(call: Call) -> QuerySet[Entry]:
    """The cases that the desk made public; slice it for a page or filter it for a window."""
    return cases().filter(call=call, case__is_public=True, case__is_private=False).order_by("-pk")


def as_public(entry: Entry) -> PublicCase:
    """What anybody may see of it."""
    case = entry.case
    places = places_of(case)
    return PublicCase(
        number=entry.code,
        title=entry.title,
        category=case.category,
        group=case.group,
        state=flow_of(entry.flow).state(entry.state).public_label,
        lat=rounded(case.lat, places),
        lon=rounded(case.lon, places),
        reported_on=case.reported_at.date(),
        unit=entry.org.name,
        self_checked=case.self_checked,
    )


def places_of(case: Case) -> int:
    """How exactly the position of a case is told to the public."""
    return HOME_PLACES if case.group.startswith("L") else PLACES


def rounded(kept: int | None, places: int) -> float | None:
    """A coordinate in degrees, told less exactly."""
    return None if kept is None else round(kept / MICRO, places)


@dataclass(frozen=True, slots=True)
class Parcel:
    """Where a report is, as on the way of a parcel: what its holder sees with number and digits.

    ``steps`` are those made public, each with its moment, words and the answer if it is one.
    """

    report: Report
    state: Message
    unit: str
    expected: datetime | None
    steps: tuple[tuple[datetime, Message, str], ...]
    may_rate: bool
    may_reopen: bool
    is_merged: bool


def parcel(report: Report, *, at: datetime) -> Parcel:
    """The way of a report. Merged ones go on with the case they were merged into."""
    own = report.entry
    entry = own.merged_into if own.merged_into is not None and own.state == Stage.MERGED else own
    entry = cases().get(pk=entry.pk)
    handle = clocks_of(entry, at=at).get("handle")
    steps = list(own.steps.order_by("seq"))
    more = [] if entry.pk == own.pk else list(entry.steps.order_by("seq"))
    end = handle.deadline if handle else None
    rated = any(step.facts.get("valid") for step in visits_to(report, steps))
    over = entry.state in (Stage.CLOSED, Stage.ARCHIVED, Stage.SELF_HANDLED)
    reopened = any(s.verb == Verb.REOPEN_ONCE for s in steps)
    return Parcel(
        report=report,
        state=flow_of(entry.flow).state(entry.state).public_label,
        unit=entry.org.name,
        expected=end.at if end else None,
        steps=tuple(_told(report, [*steps, *more])),
        may_rate=over and not rated,
        may_reopen=own.pk == entry.pk
        and entry.state in (Stage.CLOSED, Stage.ARCHIVED)
        and not reopened,
        is_merged=entry.pk != own.pk,
    )


def _told(report: Report, steps: Sequence[Step]) -> list[tuple[datetime, Message, str]]:
    found: list[tuple[datetime, Message, str]] = []
    for step in sorted(steps, key=lambda one: (one.at, one.pk)):
        flow = flow_of("grid.case@1")
        if step.verb == Verb.REPLY and step.facts.get("report") == str(report.uid):
            found.append((step.at, flow.transition(Verb.REPLY).done_label, step.note))
        elif step.verb == START and step.entry_id == report.entry_id:
            found.append((step.at, flow.state(Stage.REPORTED).public_label, ""))
        elif step.verb == Verb.GRANT_SUSPENSION and step.sign > 0:
            found.append((step.at, flow.transition(step.verb).done_label, _put_off(step)))
        elif step.visibility == "public" and step.sign > 0 and step.verb in _VERBS:
            found.append((step.at, flow.transition(step.verb).done_label, ""))
    return found


def _put_off(step: Step) -> str:
    """T12: what a suspended case waits for, and until when."""
    waits, day = step.facts.get("waits_for"), step.facts.get("review_on")
    told = (str(WaitsFor(waits).label) if waits in WaitsFor.values else "", str(day or ""))
    return " · ".join(filter(None, told))


_VERBS = frozenset(Verb)

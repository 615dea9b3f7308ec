"""After closing: asking each reporter, once opened again, ratings left out; and what a reporter does."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Invalid, Policy, Refusal, action
from heli.core.flow import engine
from heli.core.flow.correcting import correct, counting
from heli.core.flow.engine import Telling
from heli.core.flow.models import Entry, Step
from heli.core.flow.timers import limit_fact, limit_from
from heli.loops.grid import policies
from heli.loops.grid.actions.alone import alone_facts
from heli.loops.grid.actions.stepping import about, refresh, take
from heli.loops.grid.enums import Satisfaction, Tag, Verb
from heli.loops.grid.models import Report
from heli.loops.grid.queries.guards import FINE
from heli.loops.grid.queries.numbers import opens
from heli.loops.grid.queries.office import office_of
from heli.loops.grid.queries.people import last


class WrongDigits(Refusal):
    """Only whoever holds the receipt speaks for the report."""

    message = _("These are not the four digits of this report.")
    status = 403


def _anybody(_actor: Actor) -> bool:
    return True


with_receipt: Policy[Entry] = Policy(Entry, _anybody, FINE)
"""For acts of reporters: the four digits of the receipt are what lets them in."""


@action("grid.report.visit", policy=policies.ON_CASE[Verb.VISIT])
def record_visit(
    entry: Entry,
    *,
    report: Report,
    contacted: bool,
    solved: bool | None = None,
    satisfaction: str = Satisfaction.UNRATED,
    note: str = "",
    by: Actor,
    at: datetime,
) -> Step:
    """T20: what a reporter said when asked, or that nobody answered. Each report for itself.

    Counts when the reporter was reached and said whether it is solved. When everybody was asked, or
    two attempts on different days failed, the case is archived.
    """
    said = Said(contacted, solved, satisfaction, note)
    return _visit(entry, report, said, by=by, at=at)


@action("grid.report.rate", policy=with_receipt)
def rate(
    entry: Entry,
    *,
    report: Report,
    digits: str,
    solved: bool,
    satisfaction: str,
    by: Actor,
    at: datetime,
) -> Step:
    """T20: a reporter rates what was done, with number and four digits. Refuses with :class:`WrongDigits`."""
    _check_receipt(entry, report, digits)
    said = Said(contacted=True, solved=solved, satisfaction=satisfaction)
    return _visit(entry, report, said, by=by, at=at)


@dataclass(frozen=True, slots=True)
class Said:
    """What a reporter said; ``solved`` None when that was not asked."""

    contacted: bool
    solved: bool | None
    satisfaction: str = Satisfaction.UNRATED
    note: str = ""


def _visit(entry: Entry, report: Report, said: Said, *, by: Actor, at: datetime) -> Step:
    if said.satisfaction not in Satisfaction.values or report.entry_id != entry.pk:
        raise Invalid(what=said.satisfaction, field="satisfaction")
    valid = said.contacted and said.solved is not None
    facts = {
        **about(entry.case),
        "report": str(report.uid),
        "contacted": said.contacted,
        "solved": bool(said.solved),
        "satisfaction": said.satisfaction,
        "valid": valid,
        "rated": said.satisfaction != Satisfaction.UNRATED,
        "points": points_of(entry, said.satisfaction),
    }
    telling = Telling(note=said.note.strip(), facts=facts)
    return engine.move(entry, Verb.VISIT, by=by, at=at, telling=telling)


def points_of(entry: Entry, satisfaction: str) -> int:
    """What a rating counts for, in tenths: the weight that holds when it is given stays with it."""
    mostly = int(Decimal(office_of(entry.call).mostly_satisfied) * 10)
    return {Satisfaction.SATISFIED: 10, Satisfaction.MOSTLY: mostly}.get(
        Satisfaction(satisfaction), 0
    )


@action("grid.case.archive", policy=policies.ON_CASE[Verb.ARCHIVE])
def archive_case(entry: Entry, *, by: Actor, at: datetime) -> Step:
    """T20: everybody was asked; the case is complete."""
    return take(entry, Verb.ARCHIVE, by=by, at=at)


def _check_receipt(entry: Entry, report: Report, digits: str) -> None:
    if report.entry_id != entry.pk or not opens(report, digits):
        raise WrongDigits(field="digits")


def reopened_facts(entry: Entry) -> dict[str, Any]:
    """T21: opened again, handling may take a share of the original limit."""
    registered = last(list(entry.steps.order_by("seq")), Verb.REGISTER)
    if registered is None:
        return {}
    limit = limit_from(registered.facts["limit_handle"])
    n = Decimal(limit.n) * Decimal(office_of(entry.call).reopen_share)
    if limit.clock.counts_days:
        n = max(Decimal(1), n.to_integral_value(rounding="ROUND_UP"))
    told = limit_fact(type(limit)(n.normalize() + 0, limit.clock))
    return {"limit_handle": told, "limit_case": told, "stock": 1, "pending": 0}


@action("grid.report.reopen", policy=with_receipt)
def reopen_by_reporter(
    entry: Entry, *, report: Report, digits: str, note: str, by: Actor, at: datetime
) -> Step:
    """T21: a reporter says, once and in time, that it is not solved."""
    _check_receipt(entry, report, digits)
    facts = {"report": str(report.uid), **reopened_facts(entry)}
    return take(entry, Verb.REOPEN_ONCE, by=by, at=at, note=note, facts=facts)


@action("grid.case.ask_reopen", policy=policies.ON_CASE[Verb.ASK_REOPEN])
def ask_reopen(entry: Entry, *, note: str, by: Actor, at: datetime) -> Step:
    """T21: ask the head of the desk to open a case again that was not solved."""
    return take(entry, Verb.ASK_REOPEN, by=by, at=at, note=note)


@action("grid.case.decide_reopen", policy=policies.ON_CASE[Verb.REOPEN])
def decide_reopen(entry: Entry, *, granted: bool, note: str = "", by: Actor, at: datetime) -> Step:
    """T21: open a case again, with half of the original time; or leave it closed."""
    facts = alone_facts(entry, by, at)
    if granted:
        return take(
            entry, Verb.REOPEN, by=by, at=at, note=note, facts={**facts, **reopened_facts(entry)}
        )
    return take(entry, Verb.REFUSE_REOPEN, by=by, at=at, note=note, facts=facts)


@action("grid.report.ask_exclusion", policy=policies.ON_CASE[Verb.ASK_EXCLUSION])
def ask_exclusion(entry: Entry, *, report: Report, note: str, by: Actor, at: datetime) -> Step:
    """Ask that a rating is left out of the rates (剔除)."""
    facts = {"report": str(report.uid)}
    return take(entry, Verb.ASK_EXCLUSION, by=by, at=at, note=note, facts=facts)


@action("grid.report.decide_exclusion", policy=policies.ON_CASE[Verb.EXCLUDE])
def decide_exclusion(
    entry: Entry, *, granted: bool, note: str = "", by: Actor, at: datetime
) -> Step:
    """Leave a rating out, which is itself counted and published; or keep it."""
    asked = last(list(entry.steps.order_by("seq")), Verb.ASK_EXCLUSION)
    facts = alone_facts(entry, by, at)
    if not granted or asked is None:
        return take(entry, Verb.REFUSE_EXCLUSION, by=by, at=at, note=note, facts=facts)
    report = asked.facts["report"]
    step = take(entry, Verb.EXCLUDE, by=by, at=at, note=note, facts={**facts, "report": report})
    for visit in counting(entry, Tag.VISITED):
        if visit.facts.get("report") == report:
            correct(visit, facts={"valid": False}, by=by, at=at, note=note)
    refresh(entry, at=at)
    return step

"""The desk's first decisions: taken up or not, looked at, registered, merged, put into a category."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Invalid, Refusal, action
from heli.core.flow.models import Entry, Step
from heli.core.flow.timers import limit_fact
from heli.core.flow.working import assign
from heli.core.parties.models import Party
from heli.loops.grid import policies
from heli.loops.grid.actions.alone import alone_facts
from heli.loops.grid.actions.drafts import Shot
from heli.loops.grid.actions.stepping import answer_all, take
from heli.loops.grid.enums import VERIFIER, Finding, Refused, Urgency, Verb
from heli.loops.grid.queries.office import codes_of, dispatch_limit


class NoSuchCategory(Refusal):
    """Categories are those of the version the case was reported under."""

    message = _("There is no category “%(code)s” here.")
    status = 422


@action("grid.case.refuse", policy=policies.ON_CASE[Verb.REFUSE])
def refuse_case(entry: Entry, *, reason: str, reply: str, by: Actor, at: datetime) -> Step:
    """T2: do not take a matter up, with a reason that its reporter is told."""
    if reason not in Refused.values:
        raise Invalid(what=reason, field="reason")
    answer_all(entry, reply, by=by, at=at)
    return take(entry, Verb.REFUSE, by=by, at=at, facts={"reason": reason})


@action("grid.case.appeal_refusal", policy=policies.ON_CASE[Verb.APPEAL_REFUSAL])
def appeal_refusal(entry: Entry, *, note: str, by: Actor, at: datetime) -> Step:
    """T2: ask the head of the desk, once, to look at a refusal again."""
    return take(entry, Verb.APPEAL_REFUSAL, by=by, at=at, note=note)


@action("grid.case.decide_refusal", policy=policies.ON_CASE[Verb.READMIT])
def decide_refusal(entry: Entry, *, granted: bool, note: str = "", by: Actor, at: datetime) -> Step:
    """T2: take a matter up after all, or stay with the refusal."""
    verb = Verb.READMIT if granted else Verb.CONFIRM_REFUSAL
    return take(entry, verb, by=by, at=at, note=note, facts=alone_facts(entry, by, at))


@action("grid.case.verify", policy=policies.ON_CASE[Verb.VERIFY])
def verify_case(entry: Entry, *, assignee: Party, by: Actor, at: datetime) -> Step:
    """T3: send somebody to look who did not report it."""
    facts = {"assignee": str(assignee.uid), "assignee_id": assignee.pk}
    step = take(entry, Verb.VERIFY, by=by, at=at, facts=facts)
    assign(entry, assignee, VERIFIER, at=at)
    return step


@action("grid.case.find", policy=policies.ON_CASE[Verb.FIND])
def record_finding(
    entry: Entry,
    *,
    finding: str,
    note: str = "",
    photos: Sequence[Shot] = (),
    by: Actor,
    at: datetime,
) -> Step:
    """T4: what was found on the spot: it exists, it is absent (with a photo), it could not be seen."""
    if finding not in Finding.values:
        raise Invalid(what=finding, field="finding")
    facts = {"finding": finding}
    return take(entry, Verb.FIND, by=by, at=at, note=note, facts=facts, photos=photos)


@dataclass(frozen=True, slots=True)
class Sorting:
    """How the desk sorts a matter: its category, and the condition that fixes the limit."""

    category: str = ""
    condition: str = ""
    public: bool = True


@action("grid.cases.register", policy=policies.ON_CASE[Verb.REGISTER])
def register_cases(
    entries: Sequence[Entry], *, sorting: Sorting = Sorting(), by: Actor, at: datetime
) -> list[Step]:
    """T4 and T5: register cases: the condition fixes the limits of handling from now on.

    An empty category leaves each case in its own; an empty condition takes the category's first.
    """
    return [register_one(entry, sorting, by=by, at=at) for entry in entries]


def register_one(entry: Entry, sorting: Sorting, *, by: Actor, at: datetime) -> Step:
    """Register one case. For acts."""
    case = entry.case
    if sorting.category and sorting.category != case.category:
        _sort(entry, sorting.category)
    facts = limits_of(entry, sorting.condition)
    case.condition, case.is_public = facts["condition"], sorting.public and not case.is_private
    return take(entry, Verb.REGISTER, by=by, at=at, facts=facts)


def limits_of(entry: Entry, condition: str) -> dict[str, Any]:
    """What registering fixes: condition, limits, milestones. Refuses what the version has not."""
    case = entry.case
    category = codes_of(entry).find(case.category)
    chosen = category.condition(condition) if category else None
    if category is None or chosen is None:
        raise NoSuchCategory(code=f"{case.category} {condition}".strip(), field="category")
    parts = [
        {"code": one.code, "label": one.label, **limit_fact(one.limit)} for one in chosen.milestones
    ]
    return {
        "condition": chosen.code,
        "condition_label": chosen.label,
        "limit_handle": limit_fact(chosen.limit),
        "limit_case": limit_fact(chosen.limit),
        "limit_dispatch": limit_fact(dispatch_limit(entry.call, case.channel, case.urgency)),
        "milestones": parts,
    }


def _sort(entry: Entry, code: str) -> None:
    """Put a case into a category. It is written with the step that follows."""
    category, case = codes_of(entry).find(code), entry.case
    if category is None:
        raise NoSuchCategory(code=code, field="category")
    case.category, case.group, case.condition = category.code, category.group, ""
    case.urgency = category.urgency if case.urgency != Urgency.LIFE else case.urgency
    case.is_private = case.is_private or category.private
    entry.title = " · ".join(
        part for part in (category.name, entry.area.name if entry.area else "") if part
    )
    entry.save(update_fields=["title"])


@action("grid.case.reclassify", policy=policies.ON_CASE[Verb.RECLASSIFY])
def reclassify_case(entry: Entry, *, category: str, by: Actor, at: datetime) -> Step:
    """T22, before registering: another category; the clock of taking up runs on."""
    _sort(entry, category)
    return take(entry, Verb.RECLASSIFY, by=by, at=at, facts={"category": category})


@action("grid.case.reclassify_back", policy=policies.ON_CASE[Verb.RECLASSIFY_BACK])
def reclassify_back(entry: Entry, *, category: str, note: str, by: Actor, at: datetime) -> Step:
    """T22, after registering: another category, taken up anew; handling still counts from its start.

    Pauses that were granted stay.
    """
    _sort(entry, category)
    entry.case.urgency = codes_of(entry).by_code[category].urgency
    facts = {"category": category}
    step = take(entry, Verb.RECLASSIFY_BACK, by=by, at=at, note=note, facts=facts)
    set_org(entry, entry.call.issuer)
    return step


def set_org(entry: Entry, org: Party) -> None:
    """Let a body answer for a case from now on."""
    entry.org = org
    entry.save(update_fields=["org"])


@action("grid.case.void", policy=policies.ON_CASE[Verb.VOID])
def void_case(entry: Entry, *, note: str, reply: str, by: Actor, at: datetime) -> Step:
    """T24, before dispatch: nothing is there, or it was a test. Counts nowhere but among the voided."""
    answer_all(entry, reply, by=by, at=at)
    return take(entry, Verb.VOID, by=by, at=at, note=note)


@action("grid.case.handle_at_once", policy=policies.ON_CASE[Verb.SELF_HANDLE])
def handle_at_once(
    entry: Entry,
    *,
    note: str = "",
    reply: str = "",
    photos: Sequence[Shot] = (),
    by: Actor,
    at: datetime,
) -> Step:
    """T6: the grid worker who reported it has handled it on the spot, and shows before and after."""
    answer_all(entry, reply or str(HANDLED_AT_ONCE), by=by, at=at)
    return take(entry, Verb.SELF_HANDLE, by=by, at=at, note=note, photos=photos)


HANDLED_AT_ONCE = _("It was handled on the spot.")


@action("grid.case.show", policy=policies.ON_CASE[Verb.SHOW])
def show_case(entry: Entry, *, public: bool, private: bool, by: Actor, at: datetime) -> Step:
    """Say whether the public map and list show a case. A private matter is never shown."""
    case = entry.case
    case.is_private, case.is_public = private, public and not private
    told = "private" if private else "public" if public else "internal"
    return take(entry, Verb.SHOW, by=by, at=at, facts={"visibility": told})

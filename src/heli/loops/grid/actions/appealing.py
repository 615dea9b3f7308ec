"""A unit appeals against what counts as late; the record is put right, never edited."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Refusal, action, tell
from heli.core.flow import engine
from heli.core.flow.correcting import correct, counting
from heli.core.flow.engine import Telling
from heli.core.flow.models import Call, Entry, Link, Step
from heli.core.flow.working import link
from heli.core.journal.refs import find, name_of
from heli.kit.worktime import Clock, deadline
from heli.loops.grid import policies
from heli.loops.grid.enums import APPEALS, CALL_KIND, Tag
from heli.loops.grid.flows import APPEAL_FLOW
from heli.loops.grid.queries.office import calendar_of, office_of


class TooLateToAppeal(Refusal):
    """A unit appeals within five workdays."""

    message = _("The time for an appeal has passed.")


class NothingToAppeal(Refusal):
    """An appeal is against what counts."""

    message = _("Nothing here counts against the unit.")


@action("grid.case.appeal", policy=policies.answer_for_case)
def appeal(entry: Entry, *, note: str, by: Actor, at: datetime) -> Entry:
    """T26: a unit appeals, within five workdays, against what counts as late. Refuses otherwise."""
    late = late_step(entry)
    if late is None:
        raise NothingToAppeal
    days = office_of(entry.call).appeal_workdays
    if at > deadline(late.at, Clock.WORK_DAY, days, calendar_of(entry.call)).at:
        raise TooLateToAppeal
    call, _made = Call.objects.get_or_create(
        kind=f"{CALL_KIND}_appeal",
        flow=APPEAL_FLOW.code,
        issuer=entry.call.issuer,
        defaults={"title": entry.call.title, "opens_at": at, "is_standing": True},
    )
    telling = Telling(note=note.strip(), facts={"step": name_of(late)})
    made = engine.start(
        call, org=entry.org, by=by, at=at, title=entry.title, area=entry.area, telling=telling
    )
    link(made, APPEALS, entry, at=at)
    tell("grid.appealed", step=str(made.steps.get().uid))
    return made


def late_step(entry: Entry) -> Step | None:
    """The step that counts as late: handled after the limit, or not handled when it passed."""
    found = counting(entry, Tag.HANDLED, Tag.HANDLE_LAPSED)
    late = [step for step in found if step.tag == Tag.HANDLE_LAPSED or not step.facts["on_time"]]
    return late[-1] if late else None


@action("grid.appeal.review", policy=policies.ON_APPEAL["review"])
def review_appeal(entry: Entry, *, note: str, by: Actor, at: datetime) -> Step:
    """T26, first: the desk looks an appeal through (预审)."""
    return engine.move(entry, "review", by=by, at=at, telling=Telling(note=note.strip()))


@action("grid.appeal.consider", policy=policies.ON_APPEAL["consider"])
def consider_appeal(entry: Entry, *, note: str, by: Actor, at: datetime) -> Step:
    """T26, second: the head of the desk considers it."""
    return engine.move(entry, "consider", by=by, at=at, telling=Telling(note=note.strip()))


@action("grid.appeal.refuse", policy=policies.ON_APPEAL["refuse"])
def refuse_appeal(entry: Entry, *, note: str, by: Actor, at: datetime) -> Step:
    """T26: it stays as it was counted."""
    return engine.move(entry, "refuse", by=by, at=at, telling=Telling(note=note.strip()))


@action("grid.appeal.uphold", policy=policies.ON_APPEAL["uphold"])
def uphold_appeal(entry: Entry, *, note: str, by: Actor, at: datetime) -> Step:
    """T26, last: the leader puts the record right. What was published stays, and shows the drift.

    A late handling counts as in time from now on; a limit that passed no longer counts as passed.
    """
    step = engine.move(entry, "uphold", by=by, at=at, telling=Telling(note=note.strip()))
    name = Link.objects.get(kind=APPEALS, src=name_of(entry)).dst
    case = find(name)
    if isinstance(case, Entry) and (late := late_step(case)) is not None:
        facts = {"on_time": True, "appeal": str(entry.uid)}
        correct(late, facts=facts, by=by, at=at, note=note)
    return step

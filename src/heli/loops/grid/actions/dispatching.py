"""Dispatching by the list, signing, returning; other units that help; undoing what the desk did."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Invalid, Refusal, action, local_day, tell
from heli.core.flow import engine
from heli.core.flow.correcting import correct, counting
from heli.core.flow.engine import Telling
from heli.core.flow.models import Assignment, Call, Entry, Step
from heli.core.flow.policies import may_undo
from heli.core.flow.timers import limit_fact
from heli.core.flow.undoing import undo
from heli.core.flow.working import end_assignment, link
from heli.core.parties.models import Party
from heli.loops.grid import policies
from heli.loops.grid.actions.screening import set_org
from heli.loops.grid.actions.stepping import refresh, take
from heli.loops.grid.enums import ASSISTS, CALL_KIND, VERIFIER, ReturnReason, Tag, Verb
from heli.loops.grid.flows import ASSIST_FLOW
from heli.loops.grid.queries.cases import cases
from heli.loops.grid.queries.office import sign_limit
from heli.loops.grid.queries.people import last
from heli.loops.grid.queries.routing import route_of


class NobodyInCharge(Refusal):
    """The list is the rule; where it is silent, somebody chooses and says why."""

    message = _("The responsibility list names no unit for “%(title)s”; choose one and say why.")
    status = 422


@action("grid.cases.dispatch", policy=policies.ON_CASE[Verb.DISPATCH])
def dispatch_cases(
    entries: Sequence[Entry],
    *,
    unit: Party | None = None,
    note: str = "",
    by: Actor,
    at: datetime,
) -> list[Step]:
    """T8: give cases to the units that the responsibility list names for them today.

    Another ``unit`` needs a reason in ``note``. Signing and handling count from now. Units that the
    list names as helping are asked as well. Refuses with :class:`NobodyInCharge`.
    """
    return [step for entry in entries for step in _dispatch(entry, unit, note, by=by, at=at)]


def _dispatch(
    entry: Entry, unit: Party | None, note: str, *, by: Actor, at: datetime
) -> list[Step]:
    found = route_of(entry, on=local_day(at))
    chosen = unit or (found.unit if found else None)
    if chosen is None:
        raise NobodyInCharge(title=entry.title, field="unit")
    by_list = found is not None and found.unit.pk == chosen.pk
    facts = {
        "unit": str(chosen.uid),
        "line": str(found.line.uid) if found and by_list else "",
        "limit_sign": limit_fact(sign_limit(entry.call, entry.case.urgency)),
        "accurate": 1,
        "pending": 1,
    }
    # The step counts for the unit: it answers from here on.
    entry.org = chosen
    steps = [take(entry, Verb.DISPATCH, by=by, at=at, note=note, facts=facts)]
    set_org(entry, chosen)
    if found and by_list:
        for helper in Party.objects.filter(uid__in=found.assists):
            steps += ask_help(entry, helper, "", by=by, at=at).steps.all()
    return steps


@action("grid.case.sign", policy=policies.ON_CASE[Verb.SIGN])
def sign_case(entry: Entry, *, by: Actor, at: datetime) -> Step:
    """T9: the unit has seen that the case is its own. The worker signs for it when the time is up."""
    facts = {"automatic": True} if by.is_system else {}
    return take(entry, Verb.SIGN, by=by, at=at, facts=facts)


@action("grid.case.ask_return", policy=policies.ON_CASE[Verb.ASK_RETURN])
def ask_return(
    entry: Entry, *, reason: str, note: str, basis: str = "", by: Actor, at: datetime
) -> Step:
    """T10: ask, once and in time, that the case goes to another unit. The clock runs on meanwhile."""
    if reason not in ReturnReason.values:
        raise Invalid(what=reason, field="reason")
    facts = {"reason": reason, "basis": basis.strip()}
    return take(entry, Verb.ASK_RETURN, by=by, at=at, note=note, facts=facts)


@action("grid.case.decide_return", policy=policies.ON_CASE[Verb.UPHOLD_RETURN])
def decide_return(entry: Entry, *, granted: bool, note: str, by: Actor, at: datetime) -> Step:
    """T10: take a case back from a unit, or leave it there. The second time a leader decides; that binds.

    When it is taken back, the dispatch no longer counts as accurate, handling begins anew with the
    next unit, and the clock of the whole case runs on. A basis speaks for mending the list.
    """
    steps = list(entry.steps.order_by("seq"))
    asked, sent = last(steps, Verb.ASK_RETURN), last(steps, Verb.DISPATCH)
    again = last(steps, Verb.UPHOLD_RETURN, Verb.REFUSE_RETURN) is not None
    if not granted:
        bound = {"binding": again}
        return take(entry, Verb.REFUSE_RETURN, by=by, at=at, note=note, facts=bound)
    facts = {
        "binding": again,
        "basis": asked.facts.get("basis", "") if asked else "",
        "line": sent.facts.get("line", "") if sent else "",
    }
    step = take(entry, Verb.UPHOLD_RETURN, by=by, at=at, note=note, facts=facts)
    for wrong in counting(entry, Tag.DISPATCHED)[-1:]:
        correct(wrong, facts={"accurate": 0, "pending": 0}, by=by, at=at)
    set_org(entry, entry.call.issuer)
    return step


def ask_help(entry: Entry, unit: Party, note: str, *, by: Actor, at: datetime) -> Entry:
    """Ask another unit to help, with a clock of its own. For acts."""
    registered = last(list(entry.steps.order_by("seq")), Verb.REGISTER)
    facts = {"limit_handle": registered.facts["limit_handle"]} if registered else {}
    call = _assist_call(entry, at)
    helped = engine.start(
        call,
        org=unit,
        by=by,
        at=at,
        title=entry.title,
        area=entry.area,
        telling=Telling(note=note, facts=facts),
    )
    link(helped, ASSISTS, entry, at=at)
    tell("grid.help_asked", step=str(helped.steps.get().uid))
    return helped


def _assist_call(entry: Entry, at: datetime) -> Call:
    issuer = entry.call.issuer
    found, _made = Call.objects.get_or_create(
        kind=f"{CALL_KIND}_assist",
        flow=ASSIST_FLOW.code,
        issuer=issuer,
        defaults={"title": entry.call.title, "opens_at": at, "is_standing": True},
    )
    return found


@action("grid.case.ask_help", policy=policies.dispatch_case)
def ask_assistance(entry: Entry, *, unit: Party, note: str = "", by: Actor, at: datetime) -> Entry:
    """Ask another unit to help with a case (协办): it is not handled before they are done."""
    return ask_help(entry, unit, note, by=by, at=at)


@action("grid.assist.take", policy=policies.ON_ASSIST["take"])
def take_assistance(entry: Entry, *, by: Actor, at: datetime) -> Step:
    """The helping unit has seen what it is asked for."""
    return engine.move(entry, "take", by=by, at=at)


@action("grid.assist.finish", policy=policies.ON_ASSIST["finish"])
def finish_assistance(entry: Entry, *, note: str, by: Actor, at: datetime) -> Step:
    """Say that the help is done."""
    return engine.move(entry, "finish", by=by, at=at, telling=Telling(note=note.strip()))


@action("grid.assist.drop", policy=policies.ON_ASSIST["drop"])
def drop_assistance(entry: Entry, *, note: str, by: Actor, at: datetime) -> Step:
    """Help is no longer needed."""
    return engine.move(entry, "drop", by=by, at=at, telling=Telling(note=note.strip()))


@action("grid.steps.undo", policy=may_undo)
def undo_steps(steps: Sequence[Step], *, by: Actor, at: datetime) -> list[Step]:
    """Take back what one act of the desk did, as a whole, while that is still possible."""
    back = undo(steps, by=by, at=at)
    for entry in cases().filter(pk__in=[step.entry_id for step in steps]):
        sent = [s for s in entry.steps.order_by("seq") if s.verb == Verb.DISPATCH]
        gone = set(entry.steps.filter(sign=-1).values_list("reverses", flat=True))
        stands = [s for s in sent if s.pk not in gone]
        org = stands[-1].org if stands else entry.call.issuer
        set_org(entry, org)
        refresh(entry, at=at)
    looked = [step.entry_id for step in steps if step.verb == Verb.VERIFY]
    for looker in Assignment.objects.filter(entry__in=looked, role=VERIFIER, state="active"):
        end_assignment(looker, at=at)
    return back

"""Who hears of a step of a case, of help or of an appeal, and in which words."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from heli.core.access.enums import Role
from heli.core.access.queries import holders
from heli.core.acts import Message, local_day
from heli.core.flow.definitions import AUTHOR, flow_of
from heli.core.flow.models import Entry, Step
from heli.core.flow.phrases import START
from heli.core.parties.models import Party, Tie, TieKind
from heli.loops.grid.enums import Verb
from heli.loops.grid.flows import APPEAL_FLOW, ASSIST_FLOW
from heli.loops.grid.queries.people import last


UNIT = (Role.LIAISON, Role.SIGNER)
TO_UNIT = (
    *(Verb.DISPATCH, Verb.FAIL, Verb.REOPEN_ONCE, Verb.REOPEN, Verb.SUPERVISE, Verb.RELAY),
    *("uphold", "refuse"),
)
TO_DESK = (Verb.QUESTION, "finish")
LEVELS = {
    "unit": _("half of the time for handling is used"),
    "unit_again": _("due soon: four fifths of the time for handling are used"),
    "head": _("the limit has passed, it is overdue"),
    "leader": _("overdue by as much again as its limit"),
    "higher": _("overdue by twice its limit"),
}
_AT_ORG = "@org"


def listeners_to(step: Step) -> list[Party]:
    """The people who hear of a step; never who took it. Nobody for most."""
    found = {one.pk: one for one in _concerned(step)}
    found.pop(step.actor_id or 0, None)
    return list(found.values())


def _concerned(step: Step) -> Iterable[Party]:
    entry, on = step.entry, local_day(step.at)
    flow = flow_of(entry.flow)
    if step.verb == START:
        return _started(entry, on)
    if step.verb == Verb.ESCALATE:
        return _reminded(entry, str(step.facts.get("level")), on)
    if step.verb in (Verb.HANDLE, Verb.CONFIRM):
        return at_body(entry.call.issuer, Role.CHECKER, on=on)
    if step.verb in TO_UNIT:
        return at_body(entry.org, *UNIT, on=on)
    if step.verb in TO_DESK:
        return at_body(entry.call.issuer, Role.CLERK, Role.EDITOR, on=on)
    way = flow.transition(step.verb)
    if way.asks:
        return _deciders(step, on)
    return _asker(step) if way.answers else ()


def at_body(body: Party, *roles: str, on: date) -> list[Party]:
    """Who holds one of these roles at this very body; where nobody does, at one above it."""
    every = holders(body, *roles, on=on)
    held = Tie.objects.filter(
        Q(until__isnull=True) | Q(until__gt=on),
        kind=TieKind.ROLE, title__in=roles, since__lte=on, dst=body,
    )  # fmt: skip
    return list(every.filter(pk__in=held.values("src"))) or list(every)


def _started(entry: Entry, on: date) -> list[Party]:
    if entry.flow == ASSIST_FLOW.key:
        return at_body(entry.org, *UNIT, on=on)
    if entry.flow == APPEAL_FLOW.key:
        return at_body(entry.call.issuer, Role.CLERK, on=on)
    return []


def _reminded(entry: Entry, level: str, on: date) -> list[Party]:
    desk = entry.call.issuer
    unit = at_body(entry.org, *UNIT, on=on)
    if level == "head":
        return [*unit, *at_body(desk, Role.REVIEWER, on=on)]
    if level == "leader":
        return [*unit, *at_body(desk, Role.REVIEWER, Role.SIGNER, on=on)]
    if level == "higher":
        return [*unit, *holders(desk, Role.SIGNER, on=on)]
    return unit


def _deciders(step: Step, on: date) -> list[Party]:
    """Those who can answer a request."""
    entry, flow = step.entry, flow_of(step.entry.flow)
    who = {one for way in flow.transitions if way.answers == step.verb for one in way.who}
    at_unit = [one.removesuffix(_AT_ORG) for one in who if one.endswith(_AT_ORG)]
    at_desk = [one for one in who if not one.endswith(_AT_ORG) and not one.startswith("@")]
    found = at_body(entry.org, *at_unit, on=on) if at_unit else []
    return [*found, *(at_body(entry.call.issuer, *at_desk, on=on) if at_desk else [])]


def _asker(step: Step) -> list[Party]:
    """Who asked for what was answered; nobody where it was a reporter."""
    flow = flow_of(step.entry.flow)
    verb = flow.transition(step.verb).answers
    asked = last(step.entry.steps.filter(seq__lt=step.seq).order_by("seq"), verb)
    if asked is None or asked.actor is None or AUTHOR in flow.transition(verb).who:
        return []
    return [asked.actor]


def words_for(step: Step) -> Message:
    """What happened, for those who hear of it."""
    flow = flow_of(step.entry.flow)
    if step.verb == START:
        return flow.state(step.to_state).label
    if step.verb == Verb.ESCALATE:
        return LEVELS.get(str(step.facts.get("level")), flow.transition(step.verb).done_label)
    return flow.transition(step.verb).done_label

"""Commissioners: firms are enlisted, each gets a pair, and the pair visits."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Refusal, action
from heli.core.flow import engine
from heli.core.flow.engine import Telling
from heli.core.flow.models import Assignment, Call, Entry, Step
from heli.core.flow.working import ACTIVE, assign, end_assignment
from heli.core.parties.models import Party
from heli.loops.services import policies
from heli.loops.services.actions.within import check_served, list_beside
from heli.loops.services.enums import CARE, LEADER, OFFICER, Verb
from heli.loops.services.flows import CARE_FLOW


class NotAPair(Refusal):
    """A pair is two people."""

    message = _("The leader and the officer are two people.")
    status = 422


@action("services.care.enlist", policy=policies.keep_desk)
def enlist_firms(desk: Call, *, firms: Sequence[Party], by: Actor, at: datetime) -> Call:
    """Put firms on the list of those to be looked after, once each; returns that list."""
    for firm in firms:
        check_served(desk, firm, field="firms")
    call = list_beside(desk, kind=CARE, flow=CARE_FLOW, at=at)
    engine.expect(call, firms, by=by, at=at)
    return call


@action("services.care.appoint", policy=policies.ON_CARE[Verb.APPOINT])
def appoint_pair(
    care: Entry,
    *,
    leader: Party,
    officer: Party,
    on: date | None = None,
    by: Actor,
    at: datetime,
) -> Step:
    """Give a firm its pair: one leader and one officer."""
    if leader.pk == officer.pk:
        raise NotAPair(field="officer")
    assign(care, leader, LEADER, at=at)
    assign(care, officer, OFFICER, at=at)
    facts = {"leader": str(leader.uid), "officer": str(officer.uid), "leaders": 1, "officers": 1}
    telling = Telling(effective_on=on, facts=facts)
    return engine.move(care, Verb.APPOINT, by=by, at=at, telling=telling)


@action("services.care.visit", policy=policies.ON_CARE[Verb.VISIT])
def note_visit(care: Entry, *, note: str, on: date | None = None, by: Actor, at: datetime) -> Step:
    """Note a visit by one of the pair, and what was found there."""
    telling = Telling(effective_on=on, note=note.strip())
    return engine.move(care, Verb.VISIT, by=by, at=at, telling=telling)


@action("services.care.release", policy=policies.ON_CARE[Verb.RELEASE])
def release_firm(care: Entry, *, note: str, by: Actor, at: datetime) -> Step:
    """End it: the pair has no part in the firm any more."""
    step = engine.move(care, Verb.RELEASE, by=by, at=at, telling=Telling(note=note.strip()))
    for one in Assignment.objects.filter(entry=care, state=ACTIVE):
        end_assignment(one, at=at)
    return step

"""The pages of the steps that a mediation takes."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from heli.core.flow.models import Entry
from heli.loops.services import policies
from heli.loops.services.actions.mediation import deciding, holding, taking_part
from heli.loops.services.enums import Verb
from heli.loops.services.queries.mediation import sides_of
from heli.loops.services.queries.seen import desks, people_in, people_of
from heli.loops.services.web.forms import Bare, ReasonForm
from heli.loops.services.web.mediation_forms import (
    ConsentForm,
    HandOverForm,
    MediatorForm,
    SessionForm,
    SettledForm,
    WhyForm,
)
from heli.loops.services.web.steps import Side, View, step_page


_MEDIATION = Side(policies.ON_MEDIATION, policies.see_mediation)


def _mediators(entry: Entry) -> dict[str, Any]:
    people = people_of(desks().get(issuer=entry.call.issuer_id))
    return {"people": people.exclude(ties_out__dst__in=list(sides_of(entry).values()))}


def _colleagues(entry: Entry) -> dict[str, Any]:
    return {"people": people_in(entry.call.issuer)}


MEDIATION_STEPS: dict[str, View] = {
    "take_on": step_page(
        *(_MEDIATION, Verb.TAKE_ON, Bare, deciding.take_on),
        done=_("Taken on. Now name a mediator."),
    ),
    "turn_down": step_page(
        *(_MEDIATION, Verb.TURN_DOWN, ReasonForm, deciding.turn_down),
        done=_("Not taken on. The side that asked reads why; the other side hears nothing."),
    ),
    "name_mediator": step_page(
        *(_MEDIATION, Verb.NAME_MEDIATOR, MediatorForm, deciding.name_mediator),
        done=_("Named. Both sides are asked to consent."),
        offer=_mediators,
    ),
    "hand_over": step_page(
        *(_MEDIATION, Verb.HAND_OVER, HandOverForm, deciding.hand_over),
        done=_("Handed over. You have no part in it any more."),
        offer=_colleagues,
        back="services:mediations",
    ),
    "recuse": step_page(
        *(_MEDIATION, Verb.RECUSE, Bare, holding.recuse),
        done=_("You have no part in it any more."),
        back="services:mediations",
    ),
    "consent": step_page(
        *(_MEDIATION, Verb.CONSENT, ConsentForm, taking_part.consent), done=_("Your side consents.")
    ),
    "begin_mediation": step_page(
        *(_MEDIATION, Verb.BEGIN_MEDIATION, Bare, holding.begin_mediation),
        done=_("Begun. Set a session."),
    ),
    "set_session": step_page(
        *(_MEDIATION, Verb.SET_SESSION, SessionForm, holding.set_session),
        done=_("Set. Both sides are told."),
    ),
    "settle": step_page(
        *(_MEDIATION, Verb.SETTLE, SettledForm, holding.settle), done=_("Settled, and counted.")
    ),
    "end_unsettled": step_page(
        *(_MEDIATION, Verb.END_UNSETTLED, WhyForm, holding.end_unsettled), done=_("Ended.")
    ),
    "step_back": step_page(
        *(_MEDIATION, Verb.STEP_BACK, WhyForm, taking_part.step_back),
        done=_("The mediation is over."),
    ),
}

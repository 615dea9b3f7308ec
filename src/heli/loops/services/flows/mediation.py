"""Mediation in confidence (保密调解): asked for, taken on, consented to by both sides, held, ended.

Nobody takes part by a role: only those assigned to this one matter, each in one part. Its steps say
neither what it is about nor why; those words lie in the vault. No step tells an event, for those can
be subscribed to from outside.
"""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from heli.core.flow.definitions import Flow, Limit, State, StateKind, Transition
from heli.kit.worktime import Clock
from heli.loops.services.enums import MediationStage as Stage, Tag, Verb
from heli.loops.services.flows.roles import KEEPER, MEDIATOR, SIDES


OPEN = (Stage.ASKED, Stage.ACCEPTED, Stage.INVITED, Stage.HELD)


def stepped_back(facts: Mapping[str, object]) -> str:
    """Whoever steps back ends a mediation only if it had been taken on."""
    return Tag.MEDIATION_LEFT if facts.get("taken_on") else ""


MEDIATION_FLOW = Flow(
    code="services.mediation",
    version=1,
    label=_("Mediation in confidence"),
    initial=Stage.ASKED,
    words={"when": _("the day and time of the session")},
    states=(
        State(Stage.ASKED, _("Waits to be taken on"), _("In confidence"), awaits=KEEPER),
        State(Stage.ACCEPTED, _("Needs a mediator"), _("In confidence"), awaits=KEEPER),
        State(
            Stage.INVITED,
            _("Waits for both sides"),
            _("In confidence"),
            awaits=(*SIDES, *MEDIATOR),
        ),
        State(Stage.HELD, _("Being mediated"), _("In confidence"), awaits=MEDIATOR),
        State(Stage.SETTLED, _("Dispute settled"), _("In confidence"), kind=StateKind.FINAL),
        State(Stage.UNSETTLED, _("Not settled"), _("In confidence"), kind=StateKind.NEGATIVE),
        State(Stage.LEFT, _("A side stepped back"), _("In confidence"), kind=StateKind.NEGATIVE),
        State(Stage.DECLINED, _("Not taken on"), _("In confidence"), kind=StateKind.NEGATIVE),
    ),
    transitions=(
        Transition(
            verb=Verb.TAKE_ON,
            label=_("Take it on"),
            done_label=_("taken on"),
            sources=(Stage.ASKED,),
            target=Stage.ACCEPTED,
            who=KEEPER,
            counts_as=Tag.MEDIATION_ACCEPTED,
            limit=Limit(3, Clock.WORK_DAY),
        ),
        Transition(
            verb=Verb.TURN_DOWN,
            label=_("Do not take it on"),
            done_label=_("not taken on"),
            sources=(Stage.ASKED,),
            target=Stage.DECLINED,
            who=KEEPER,
        ),
        Transition(
            verb=Verb.NAME_MEDIATOR,
            label=_("Name a mediator"),
            done_label=_("a mediator named, both sides asked"),
            sources=(Stage.ACCEPTED,),
            target=Stage.INVITED,
            who=KEEPER,
            limit=Limit(3, Clock.WORK_DAY),
        ),
        Transition(
            verb=Verb.RECUSE,
            label=_("Recuse yourself"),
            done_label=_("the mediator recused themselves"),
            sources=(Stage.INVITED, Stage.HELD),
            target=Stage.ACCEPTED,
            who=MEDIATOR,
        ),
        Transition(
            verb=Verb.CONSENT,
            label=_("Consent to take part"),
            done_label=_("consented to take part"),
            sources=(Stage.INVITED,),
            target=None,
            who=SIDES,
            guards=("services.consents_once",),
        ),
        Transition(
            verb=Verb.BEGIN_MEDIATION,
            label=_("Begin"),
            done_label=_("begun with the consent of both"),
            sources=(Stage.INVITED,),
            target=Stage.HELD,
            who=MEDIATOR,
            guards=("services.both_consent",),
            limit=Limit(5, Clock.WORK_DAY),
        ),
        Transition(
            verb=Verb.SET_SESSION,
            label=_("Set a session"),
            done_label=_("a session set"),
            sources=(Stage.HELD,),
            target=None,
            who=MEDIATOR,
            needs=("when",),
        ),
        # 《人民调解工作若干规定》 art. 33: as a rule within a month.
        Transition(
            verb=Verb.SETTLE,
            label=_("It is settled"),
            done_label=_("dispute settled"),
            sources=(Stage.HELD,),
            target=Stage.SETTLED,
            who=MEDIATOR,
            counts_as=Tag.MEDIATION_SETTLED,
            limit=Limit(30, Clock.NATURAL_DAY),
        ),
        Transition(
            verb=Verb.END_UNSETTLED,
            label=_("It cannot be settled"),
            done_label=_("ended without being settled"),
            sources=(Stage.HELD,),
            target=Stage.UNSETTLED,
            who=MEDIATOR,
            counts_as=Tag.MEDIATION_UNSETTLED,
        ),
        Transition(
            verb=Verb.STEP_BACK,
            label=_("Step back from it"),
            done_label=_("a side stepped back"),
            sources=OPEN,
            target=Stage.LEFT,
            who=SIDES,
            counts_as=stepped_back,
        ),
        Transition(
            verb=Verb.HAND_OVER,
            label=_("Hand it over"),
            done_label=_("handed over to somebody else in charge"),
            sources=OPEN,
            target=None,
            who=KEEPER,
        ),
    ),
)

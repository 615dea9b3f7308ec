"""A leader's field visit (走访调研): noted when it took place, followed until its problems are solved."""

from django.utils.translation import gettext_lazy as _

from heli.core.flow.definitions import Flow, State, StateKind, Transition
from heli.loops.services.enums import Verb, VisitStage
from heli.loops.services.flows.roles import OFFICE


VISIT_FLOW = Flow(
    code="services.visit",
    version=1,
    label=_("Field visit"),
    initial=VisitStage.FOLLOWED,
    states=(
        State(
            VisitStage.FOLLOWED,
            _("Being followed up"),
            _("Being followed up"),
            kind=StateKind.POSITIVE,
            awaits=OFFICE,
        ),
        State(VisitStage.ENDED, _("Ended"), _("Ended"), kind=StateKind.FINAL),
    ),
    transitions=(
        Transition(
            verb=Verb.FINISH,
            label=_("End the follow-up"),
            done_label=_("the follow-up ended"),
            sources=(VisitStage.FOLLOWED,),
            target=VisitStage.ENDED,
            who=OFFICE,
            guards=("services.problems_ended",),
        ),
    ),
)

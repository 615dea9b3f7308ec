"""A survey as one firm meets it (问卷): asked, and answered by whoever speaks for the firm."""

from django.utils.translation import gettext_lazy as _

from heli.core.access.enums import Role
from heli.core.flow.definitions import Flow, State, StateKind, Transition
from heli.loops.services.enums import SurveyStage, Tag, Verb
from heli.loops.services.flows.roles import OFFICE


SURVEY_FLOW = Flow(
    code="services.survey",
    version=1,
    label=_("Survey of a firm"),
    initial=SurveyStage.WAITED,
    states=(
        State(
            SurveyStage.WAITED,
            _("Waits for an answer"),
            _("Please answer"),
            awaits=(Role.LIAISON,),
        ),
        State(SurveyStage.FILLED, _("Filled in"), _("Filled in"), kind=StateKind.FINAL),
        State(SurveyStage.LEFT_OUT, _("No answer"), _("Survey closed"), kind=StateKind.NEGATIVE),
    ),
    transitions=(
        Transition(
            verb=Verb.FILL_IN,
            label=_("Fill in"),
            done_label=_("filled in"),
            sources=(SurveyStage.WAITED, SurveyStage.FILLED),
            target=SurveyStage.FILLED,
            who=(Role.LIAISON,),
            counts_as=Tag.FILLED,
        ),
        Transition(
            verb=Verb.LEAVE_OUT,
            label=_("Close without an answer"),
            done_label=_("closed without an answer"),
            sources=(SurveyStage.WAITED,),
            target=SurveyStage.LEFT_OUT,
            who=OFFICE,
        ),
    ),
)

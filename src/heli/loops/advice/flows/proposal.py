"""A proposal (建言, 咨政建议) from the first draft to the last echo."""

from django.utils.translation import gettext_lazy as _

from heli.core.flow.definitions import Flow
from heli.loops.advice.enums import Stage
from heli.loops.advice.flows.editing import EDITING
from heli.loops.advice.flows.intake import ARRIVING, SCREENING
from heli.loops.advice.flows.outcome import COMING_BACK, GOING_OUT
from heli.loops.advice.flows.stages import STATES


PROPOSAL = Flow(
    code="advice.proposal",
    version=1,
    label=_("Proposal"),
    initial=Stage.DRAFT,
    states=STATES,
    transitions=(*ARRIVING, *SCREENING, *EDITING, *GOING_OUT, *COMING_BACK),
)

"""The flows of the services loop, as data."""

from heli.core.flow.definitions import register
from heli.loops.services.flows.card import CARD_FLOW
from heli.loops.services.flows.care import CARE_FLOW
from heli.loops.services.flows.check import CHECK_FLOW
from heli.loops.services.flows.daily import DAILY_FLOW
from heli.loops.services.flows.mediation import MEDIATION_FLOW
from heli.loops.services.flows.need import NEED
from heli.loops.services.flows.offer import OFFER_FLOW
from heli.loops.services.flows.slot import SLOT_FLOW
from heli.loops.services.flows.survey import SURVEY_FLOW
from heli.loops.services.flows.tally import TALLY_FLOW
from heli.loops.services.flows.visit import VISIT_FLOW


FLOWS = (
    NEED,
    CARE_FLOW,
    TALLY_FLOW,
    VISIT_FLOW,
    CARD_FLOW,
    OFFER_FLOW,
    SURVEY_FLOW,
    DAILY_FLOW,
    CHECK_FLOW,
    SLOT_FLOW,
    MEDIATION_FLOW,
)


def register_flows() -> None:
    """Make every definition known to the engine."""
    for flow in FLOWS:
        register(flow)


__all__ = [
    "CARD_FLOW",
    "CARE_FLOW",
    "CHECK_FLOW",
    "DAILY_FLOW",
    "FLOWS",
    "MEDIATION_FLOW",
    "NEED",
    "OFFER_FLOW",
    "SLOT_FLOW",
    "SURVEY_FLOW",
    "TALLY_FLOW",
    "VISIT_FLOW",
    "register_flows",
]

"""Where services stand in the menus."""

from typing import Any

from heli.core.acts import Policy
from heli.loops.services import policies
from heli.loops.services.flows import (
    CARD_FLOW,
    CARE_FLOW,
    CHECK_FLOW,
    DAILY_FLOW,
    MEDIATION_FLOW,
    NEED,
    OFFER_FLOW,
    SLOT_FLOW,
    SURVEY_FLOW,
    TALLY_FLOW,
    VISIT_FLOW,
)
from heli.loops.services.phrases import (
    ASKED_OF_US,
    CHECKS,
    COMMISSIONERS,
    COUNSELLING,
    DAYS,
    FIELD_VISITS,
    FOR_US,
    MATTERS,
    MEDIATIONS,
    POLICIES,
    SERVICES,
    SURVEYS,
    TALLIES,
)
from heli.shell.navigation import Entry, opens, register


_SOMEWHERE: Policy[Any] = policies.services_somewhere
_MEDIATIONS: Policy[Any] = policies.mediations_somewhere
_READERS: Policy[Any] = policies.readers_somewhere
_HOTLINE: Policy[Any] = policies.hotline_somewhere
_SPEAKERS: Policy[Any] = policies.liaison_somewhere

MENU = (
    Entry("desk", MATTERS, "services:needs", "inbox", 40, SERVICES, _SOMEWHERE),
    Entry("desk", COMMISSIONERS, "services:cares", "check", 41, SERVICES, _SOMEWHERE),
    Entry("desk", FIELD_VISITS, "services:visits", "map-pin", 42, SERVICES, _SOMEWHERE),
    Entry("desk", TALLIES, "services:tallies", "list-checks", 43, SERVICES, _SOMEWHERE),
    Entry("desk", DAYS, "services:days", "calendar", 43, SERVICES, _READERS),
    Entry("desk", CHECKS, "services:checks", "check", 43, SERVICES, _SOMEWHERE),
    Entry("desk", COUNSELLING, "services:slots", "clock", 48, SERVICES, _HOTLINE),
    Entry("desk", MEDIATIONS, "services:mediations", "lock", 49, SERVICES, _MEDIATIONS),
    Entry("desk", POLICIES, "services:policies", "send", 44, SERVICES, _READERS),
    Entry("desk", FOR_US, "services:for_us", "star", 45, SERVICES, _SPEAKERS),
    Entry("desk", SURVEYS, "services:surveys", "hash", 46, SERVICES, _READERS),
    Entry("desk", ASKED_OF_US, "services:asked_of_us", "pencil", 47, SERVICES, _SPEAKERS),
)
PAGES = {
    NEED.code: "need",
    CARE_FLOW.code: "care",
    TALLY_FLOW.code: "tally",
    VISIT_FLOW.code: "visit",
    CARD_FLOW.code: "card",
    OFFER_FLOW.code: "offer",
    SURVEY_FLOW.code: "answers",
    DAILY_FLOW.code: "day",
    CHECK_FLOW.code: "check",
    SLOT_FLOW.code: "slot",
    MEDIATION_FLOW.code: "mediation",
}


def register_menus() -> None:
    """Tell the shell of the pages of this loop."""
    register(*MENU)
    for flow, page in PAGES.items():
        opens(flow, f"services:{page}")

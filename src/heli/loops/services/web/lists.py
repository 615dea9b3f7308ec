"""The lists of services, as data."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from heli.core.flow.definitions import Flow
from heli.core.flow.models import Call, Entry
from heli.loops.services.enums import Topic
from heli.loops.services.flows import (
    CARE_FLOW,
    CHECK_FLOW,
    NEED,
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
    FIELD_VISITS,
    MATTERS,
    POLICIES,
    SURVEYS,
    TALLIES,
)
from heli.loops.services.web.shown import counted_of, heading_of, state_of, time_left, topic_of
from heli.shell.navigation import page_of
from heli.shell.tables import Choice, Column, Empty, Search, Table, View


def _states(flow: Flow) -> list[tuple[str, Any]]:
    return [(str(s.code), s.label) for s in flow.states]


def _place_of(slot: Entry) -> str:
    return str(slot.answers["place"])


def _survey_page(survey: Call) -> str:
    return reverse("services:survey", args=[survey.uid])


def _policy_page(policy: Call) -> str:
    return reverse("services:policy", args=[policy.uid])


_OPENED = Column("opened", _("Entered"), "opened_at", show="moment", sort="opened_at")
_STATE = Column("state", _("State"), state_of, show="state", width=14)

NEEDS_LIST = Table(
    code="services.needs",
    title=MATTERS,
    columns=(
        Column("number", _("Number"), "code", sort="code", link=page_of, width=8),
        Column("title", _("What it is about"), "title", link=page_of, width=32),
        Column("topic", _("Topic"), topic_of, width=10),
        Column("firm", _("Firm"), "party.name", sort="party__name", width=24),
        Column("department", _("Who answers"), "org.name", width=20),
        _OPENED,
        Column("due", _("Time left"), time_left, show="clock", width=12),
        _STATE,
    ),
    filters=(
        Search("q", _("Number, firm or words"), fields=("code", "title", "party__name")),
        Choice("state", _("State"), field="state", choices=_states(NEED)),
        Choice("topic", _("Topic"), field="answers__topic", choices=Topic.choices),
    ),
    views=(
        View(_("To be routed"), "state=asked"),
        View(_("To be answered"), "state=routed"),
        View(_("Waits for the asker"), "state=answered"),
        View(_("Solved"), "state=solved"),
    ),
    sort="-number",
    row_id="uid",
    empty=Empty(
        _("No matter yet"),
        _("Whoever speaks for a firm asks here; the desk routes it, a department answers."),
    ),
)

CARES = Table(
    code="services.cares",
    title=COMMISSIONERS,
    columns=(
        Column("firm", _("Firm"), "org.name", sort="org__name", link=page_of, width=30),
        _OPENED,
        _STATE,
    ),
    filters=(
        Search("q", _("Firm"), fields=("org__name",)),
        Choice("state", _("State"), field="state", choices=_states(CARE_FLOW)),
    ),
    views=(View(_("Nobody appointed"), "state=alone"),),
    sort="firm",
    row_id="uid",
    empty=Empty(
        _("No firm is on the list"),
        _("The desk puts firms on the list; each then gets one leader and one officer."),
    ),
)

VISITS_LIST = Table(
    code="services.visits",
    title=FIELD_VISITS,
    columns=(
        Column("title", _("What for"), "title", link=page_of, width=32),
        Column("where", _("Who was visited"), "org.name", sort="org__name", width=28),
        _OPENED,
        _STATE,
    ),
    filters=(
        Search("q", _("Words or body"), fields=("title", "org__name")),
        Choice("state", _("State"), field="state", choices=_states(VISIT_FLOW)),
    ),
    views=(View(_("Being followed up"), "state=followed"),),
    sort="-opened",
    row_id="uid",
    empty=Empty(
        _("No field visit yet"),
        _("A visit is noted by the desk, and followed until what it brought back is solved."),
    ),
)

TALLIES_LIST = Table(
    code="services.tallies",
    title=TALLIES,
    columns=(
        Column("what", _("What was counted"), heading_of, link=page_of, width=28),
        Column("n", _("How many"), counted_of, width=12),
        Column("body", _("Who gave it"), "org.name", sort="org__name", width=28),
        _OPENED,
        _STATE,
    ),
    filters=(
        Search("q", _("Kind or body"), fields=("title", "org__name")),
        Choice("state", _("State"), field="state", choices=_states(TALLY_FLOW)),
    ),
    views=(View(_("To be confirmed"), "state=reported"),),
    sort="-opened",
    row_id="uid",
    empty=Empty(
        _("Nothing was counted yet"),
        _("Bodies report how much help they gave: a number and a day, never a name."),
    ),
)

POLICIES_LIST = Table(
    code="services.policies",
    title=POLICIES,
    columns=(
        Column("title", _("Title of the policy"), "title", link=_policy_page, width=40),
        Column("body", _("Body"), "issuer.name", sort="issuer__name", width=24),
        Column("opened", _("Entered"), "opens_at", show="moment", sort="opens_at"),
        Column("until", _("Applies until"), "closes_at", show="moment", sort="closes_at"),
        Column("ended", _("Ended"), "closed_at", show="moment", sort="closed_at"),
    ),
    filters=(Search("q", _("Words or body"), fields=("title", "issuer__name")),),
    sort="-opened",
    row_id="uid",
    empty=Empty(
        _("No policy yet"),
        _("The desk enters a policy with its conditions and sends it to the firms it fits."),
    ),
)

SURVEYS_LIST = Table(
    code="services.surveys",
    title=SURVEYS,
    columns=(
        Column("title", _("What for"), "title", link=_survey_page, width=36),
        Column("body", _("Body"), "issuer.name", sort="issuer__name", width=24),
        Column("asked", _("Asked"), "asked", show="number", sort="asked"),
        Column("filled", _("Filled in"), "filled", show="number", sort="filled"),
        Column("until", _("Answers until"), "closes_at", show="moment", sort="closes_at"),
        Column("closed", _("Survey closed"), "closed_at", show="moment", sort="closed_at"),
    ),
    filters=(Search("q", _("Words or body"), fields=("title", "issuer__name")),),
    sort="-until",
    row_id="uid",
    empty=Empty(
        _("No survey yet"),
        _("The desk asks firms, all or a sample; small numbers are hidden in the results."),
    ),
)

ANSWERS_LIST = Table(
    code="services.answers",
    title=ASKED_OF_US,
    columns=(
        Column("title", _("What for"), "call.title", link=page_of, width=36),
        Column("firm", _("Firm"), "org.name", sort="org__name", width=24),
        Column("until", _("Answers until"), "call.closes_at", show="moment"),
        _STATE,
    ),
    filters=(
        Search("q", _("Words or body"), fields=("call__title", "org__name")),
        Choice("state", _("State"), field="state", choices=_states(SURVEY_FLOW)),
    ),
    views=(View(_("Waits for an answer"), "state=waited"),),
    sort="firm",
    row_id="uid",
    empty=Empty(
        _("Nobody asks you now"),
        _("Surveys of the service desk come here; the desk sees who answered, not what."),
    ),
)

CHECKS_LIST = Table(
    code="services.checks",
    title=CHECKS,
    columns=(
        Column("firm", _("Firm"), "org.name", sort="org__name", link=page_of, width=30),
        Column("title", _("Checklist"), "title", width=24),
        _OPENED,
        Column("until", _("Put right until"), "due_at", show="moment", sort="due_at"),
        _STATE,
    ),
    filters=(
        Search("q", _("Firm"), fields=("org__name",)),
        Choice("state", _("State"), field="state", choices=_states(CHECK_FLOW)),
    ),
    views=(
        View(_("To be inspected"), "state=check_wanted"),
        View(_("Being put right"), "state=check_fixing"),
        View(_("To be checked again"), "state=check_right"),
    ),
    sort="-opened",
    row_id="uid",
    empty=Empty(
        _("No check yet"),
        _("A firm asks to be checked by the list; when every item passes, it may resume."),
    ),
)

SLOTS_LIST = Table(
    code="services.slots",
    title=COUNSELLING,
    columns=(
        Column("title", _("Hour"), "title", sort="title", link=page_of, width=20),
        Column("place", _("Where, or by phone"), _place_of, width=24),
        _STATE,
    ),
    filters=(Choice("state", _("State"), field="state", choices=_states(SLOT_FLOW)),),
    views=(View(_("Free"), "state=slot_free"), View(_("Booked"), "state=slot_booked")),
    sort="title",
    row_id="uid",
    empty=Empty(
        _("Nobody is on call yet"),
        _("The desk puts supervisors on call; the hotline books their hours. Nobody is named."),
    ),
)

"""The figures this loop can prove, each with its definition and the day that counts."""

from django.utils.translation import gettext_lazy as _

from heli.core.measures.checking import Rule, register_rule
from heli.core.measures.enums import CheckKind
from heli.core.measures.spec import register
from heli.loops.services.measures.checks import CHECKS, PASSED, WANTED as CHECKS_WANTED
from heli.loops.services.measures.counselling import BOOKED, COUNSELLING, KEPT
from heli.loops.services.measures.days import DAYS, EXPECTED as DAYS_EXPECTED, REPORTED
from heli.loops.services.measures.matters import (
    ASKED,
    MATTERS,
    SOLVED,
    SOLVED_FROM_VISITS,
    THINGS,
)
from heli.loops.services.measures.mediation import ENDED, MEDIATION, SETTLED as MEDIATED
from heli.loops.services.measures.people import PEOPLE
from heli.loops.services.measures.policies import FIRMS_ADDRESSED, FIRMS_WANTING, POLICIES
from heli.loops.services.measures.surveys import ASKED as SURVEY_ASKED, FILLED, SURVEYS
from heli.loops.services.measures.tallies import DISPUTES, TALLIES


RULES = (
    Rule(
        code="services.matters",
        kind=CheckKind.FUNNEL,
        measures=(ASKED.code, SOLVED.code),
        label=_("What is solved was asked"),
    ),
    Rule(
        code="services.from_visits",
        kind=CheckKind.PART,
        measures=(SOLVED.code, SOLVED_FROM_VISITS.code),
        label=_("Problems from visits are among the matters solved"),
    ),
    Rule(
        code="services.policies",
        kind=CheckKind.FUNNEL,
        measures=(FIRMS_ADDRESSED.code, FIRMS_WANTING.code),
        label=_("Who wants a policy was sent it"),
    ),
    Rule(
        code="services.surveys",
        kind=CheckKind.FUNNEL,
        measures=(SURVEY_ASKED.code, FILLED.code),
        label=_("Who answered a survey was asked"),
    ),
    Rule(
        code="services.days",
        kind=CheckKind.FUNNEL,
        measures=(DAYS_EXPECTED.code, REPORTED.code),
        label=_("A day that was reported was expected"),
    ),
    Rule(
        code="services.checks",
        kind=CheckKind.FUNNEL,
        measures=(CHECKS_WANTED.code, PASSED.code),
        label=_("Who may resume asked for a check"),
    ),
    Rule(
        code="services.counselling",
        kind=CheckKind.FUNNEL,
        measures=(BOOKED.code, KEPT.code),
        label=_("An hour that took place was booked"),
    ),
    Rule(
        code="services.mediation",
        kind=CheckKind.PART,
        measures=(ENDED.code, MEDIATED.code),
        label=_("Mediations settled are among those that ended"),
    ),
    Rule(
        code="services.disputes",
        kind=CheckKind.PART,
        measures=(DISPUTES.code, MEDIATED.code),
        label=_("Mediations settled are among the disputes settled"),
    ),
)


def register_measures() -> None:
    """Make every measure of this loop known, and the relations that hold between them."""
    for measure in (
        *MATTERS,
        *THINGS,
        *PEOPLE,
        *TALLIES,
        *POLICIES,
        *SURVEYS,
        *DAYS,
        *CHECKS,
        *COUNSELLING,
        *MEDIATION,
    ):
        register(measure)
    for rule in RULES:
        register_rule(rule)

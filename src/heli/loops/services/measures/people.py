"""Commissioners and visits."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from heli.core.measures.enums import Aggregation, Counting
from heli.core.measures.spec import Measure
from heli.loops.services.enums import Tag


def _pair(amount: str, **said: Any) -> Measure:
    """How many of one kind a single firm got."""
    return Measure(
        owner="services",
        unit="名",
        counting=Counting.PERSONS,
        aggregation=Aggregation.MAX,
        amount=amount,
        tags=(Tag.PAIRED,),
        date_label=_("day of the appointment"),
        **said,
    )


FIRMS_PAIRED = Measure(
    code="services.firms_paired",
    label=_("Firms with commissioners"),
    prose=_("Every firm for which a leader and an officer were appointed, counted once."),
    unit="家",
    counting=Counting.BODIES,
    owner="services",
    tags=(Tag.PAIRED,),
    distinct=True,
    date_label=_("day of the appointment"),
)

LEADERS_PER_FIRM = _pair(
    "leaders",
    code="services.leaders_per_firm",
    label=_("Leaders for one firm"),
    prose=_("How many leaders look after one firm: the most that were appointed for any."),
)

OFFICERS_PER_FIRM = _pair(
    "officers",
    code="services.officers_per_firm",
    label=_("Officers for one firm"),
    prose=_("How many officers look after one firm: the most that were appointed for any."),
)

VISITS_TO_FIRMS = Measure(
    code="services.visits_to_firms",
    label=_("Visits of commissioners"),
    prose=_("Every visit that one of the pair of a firm noted."),
    unit="次",
    counting=Counting.EVENTS,
    owner="services",
    tags=(Tag.VISITED,),
    date_label=_("day of the visit"),
)

FIELD_VISITS = Measure(
    code="services.field_visits",
    label=_("Field visits of leaders"),
    prose=_(
        "Every visit of leaders to a body, for inspection or for a talk, as the desk noted it."
    ),
    unit="次",
    counting=Counting.EVENTS,
    owner="services",
    tags=("services.visit.start",),
    distinct=True,
    date_label=_("day of the visit"),
)

PEOPLE = (FIRMS_PAIRED, LEADERS_PER_FIRM, OFFICERS_PER_FIRM, VISITS_TO_FIRMS, FIELD_VISITS)

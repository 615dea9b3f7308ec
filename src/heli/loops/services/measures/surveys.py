"""Surveys: how many firms were asked, how many answered, and the share."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from heli.core.measures.enums import Aggregation, Counting
from heli.core.measures.spec import Measure
from heli.loops.services.enums import Tag


def _firms(**said: Any) -> Measure:
    return Measure(owner="services", unit="家次", counting=Counting.ITEMS, distinct=True, **said)


ASKED = _firms(
    code="services.survey_asked",
    label=_("Firms asked in surveys"),
    prose=_("Every firm in the sample of a survey, counted once for each survey."),
    tags=("services.survey.expected",),
    date_label=_("day on which the survey was opened"),
)

FILLED = _firms(
    code="services.survey_filled",
    label=_("Answers to surveys"),
    prose=_(
        "Every firm that answered a survey, counted once for each survey, however often it changed"
        " its answer."
    ),
    tags=(Tag.FILLED,),
    date_label=_("day of the first answer"),
)

RESPONSE = Measure(
    code="services.survey_response",
    label=_("Response to surveys"),
    prose=_("Answers to surveys, of the firms that were asked."),
    unit="%",
    counting=Counting.SHARE,
    owner="services",
    aggregation=Aggregation.RATIO,
    numerator=FILLED.id,
    denominator=ASKED.id,
    decimals=1,
    date_label=_("day of asking, and day of the first answer"),
)

SURVEYS = (ASKED, FILLED, RESPONSE)

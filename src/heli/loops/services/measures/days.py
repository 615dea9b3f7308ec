"""Daily firm reports: expected, sent, and the share."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from heli.core.measures.enums import Aggregation, Counting
from heli.core.measures.spec import Measure
from heli.loops.services.enums import Tag


def _days(**said: Any) -> Measure:
    return Measure(owner="services", unit="份", counting=Counting.ITEMS, distinct=True, **said)


EXPECTED = _days(
    code="services.days_expected",
    label=_("Daily firm reports expected"),
    prose=_("One for every firm with commissioners on every working day."),
    tags=("services.daily.expected",),
    date_label=_("day on which it was asked for"),
)

REPORTED = _days(
    code="services.days_reported",
    label=_("Daily firm reports sent"),
    prose=_("Every day of a firm that one of its pair reported, late ones included, counted once."),
    tags=(Tag.DAY_SENT,),
    date_label=_("day that was reported"),
)

SHARE = Measure(
    code="services.days_share",
    label=_("Share of daily firm reports sent"),
    prose=_("Daily firm reports sent, of those that were expected."),
    unit="%",
    counting=Counting.SHARE,
    owner="services",
    aggregation=Aggregation.RATIO,
    numerator=REPORTED.id,
    denominator=EXPECTED.id,
    decimals=1,
    date_label=_("day that was reported, and day on which it was asked for"),
)

DAYS = (EXPECTED, REPORTED, SHARE)

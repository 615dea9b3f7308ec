"""Hours of counselling: booked, and kept. Who came is known nowhere."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from heli.core.measures.enums import Counting, Disclosure
from heli.core.measures.spec import Measure
from heli.loops.services.enums import Tag


def _hours(**said: Any) -> Measure:
    return Measure(
        owner="services",
        unit="次",
        counting=Counting.EVENTS,
        distinct=True,
        disclosure=Disclosure.VALUE,
        **said,
    )


BOOKED = _hours(
    code="services.hours_booked",
    label=_("Hours of counselling booked"),
    prose=_("Every hour of a supervisor on call that was booked and not cancelled."),
    tags=(Tag.BOOKED,),
    date_label=_("day of booking"),
)

KEPT = _hours(
    code="services.hours_kept",
    label=_("Hours of counselling that took place"),
    prose=_("Every booked hour of which the supervisor said that it took place. Nobody is named."),
    tags=(Tag.HOUR_KEPT,),
    date_label=_("day on which the supervisor said so"),
)

COUNSELLING = (BOOKED, KEPT)

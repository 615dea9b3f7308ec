"""Mediation in confidence: taken on, ended, settled, and the share. Only counts; the sides are nowhere."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from heli.core.measures.enums import Aggregation, Counting, Disclosure
from heli.core.measures.spec import Measure
from heli.loops.services.enums import Tag


def _mediations(**said: Any) -> Measure:
    return Measure(
        owner="services",
        unit="起",
        counting=Counting.ITEMS,
        disclosure=Disclosure.VALUE,
        **said,
    )


ACCEPTED = _mediations(
    code="services.mediations_accepted",
    label=_("Mediations taken on"),
    prose=_("Every request for mediation in confidence that was taken on, whatever came of it."),
    tags=(Tag.MEDIATION_ACCEPTED,),
    distinct=True,
    date_label=_("day on which it was taken on"),
)

ENDED = _mediations(
    code="services.mediations_ended",
    label=_("Mediations ended"),
    prose=_(
        "Every mediation that was taken on and has ended: settled, not settled, or left by a side."
    ),
    tags=(Tag.MEDIATION_SETTLED, Tag.MEDIATION_UNSETTLED, Tag.MEDIATION_LEFT),
    date_label=_("day on which it ended"),
)

SETTLED = _mediations(
    code="services.mediations_settled",
    label=_("Mediations settled"),
    prose=_(
        "Every mediation in confidence of which its mediator said that the dispute is settled."
    ),
    tags=(Tag.MEDIATION_SETTLED,),
    distinct=True,
    date_label=_("day on which it was settled"),
)

RATE = Measure(
    code="services.mediation_rate",
    label=_("Share of mediations settled"),
    prose=_("Mediations settled, of those that ended on the same days."),
    unit="%",
    counting=Counting.SHARE,
    owner="services",
    aggregation=Aggregation.RATIO,
    numerator=SETTLED.id,
    denominator=ENDED.id,
    decimals=1,
    disclosure=Disclosure.VALUE,
    date_label=_("day on which it ended"),
)

MEDIATION = (ACCEPTED, ENDED, SETTLED, RATE)

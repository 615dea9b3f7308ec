"""Goods, each item in its own unit: different things are never added."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from heli.core.measures.enums import Aggregation, Counting, Source
from heli.core.measures.spec import Measure
from heli.loops.giving.enums import Tag


def _goods(**said: Any) -> Measure:
    """So much of one item; the figure says which."""
    return Measure(
        unit="",
        counting=Counting.GOODS,
        source=Source.POSTINGS,
        aggregation=Aggregation.SUM,
        amount="quantity",
        owner="giving",
        **said,
    )


GOODS_RECEIVED = _goods(
    code="giving.goods_received",
    label=_("Goods received"),
    prose=_("So much of one item as donors brought into the stock. What was bought is not in it."),
    tags=(Tag.GOODS_RECEIVED,),
    date_label=_("day on which they were received"),
)

GOODS_REPORTED = _goods(
    code="giving.goods_reported",
    label=_("Goods given elsewhere, as reported"),
    prose=_(
        "So much of one item as members gave through other channels and reported with a voucher or"
        " report."
    ),
    tags=(Tag.GOODS_REPORTED,),
    date_label=_("day on which they were given"),
)

GOODS_GIVEN = _goods(
    code="giving.goods_given",
    label=_("Goods mobilised"),
    prose=_("Goods received and goods given elsewhere as reported, of one item, together."),
    tags=(Tag.GOODS_RECEIVED, Tag.GOODS_REPORTED),
    date_label=_("day on which they were received or given"),
)

GOODS_BOUGHT = _goods(
    code="giving.goods_bought",
    label=_("Goods bought"),
    prose=_("So much of one item as was bought with money of campaigns."),
    tags=(Tag.GOODS_BOUGHT,),
    date_label=_("day of the invoice"),
)

GOODS_DELIVERED = _goods(
    code="giving.goods_delivered",
    label=_("Goods delivered"),
    prose=_(
        "So much of one item as arrived at recipients undamaged. What is on the way, was damaged or"
        " came back is not in it."
    ),
    tags=(Tag.GOODS_DELIVERED,),
    date_label=_("day of arrival"),
)

TONNES_DELIVERED = Measure(
    code="giving.tonnes_delivered",
    label=_("Weight of goods delivered"),
    prose=_(
        "The weight of goods kept by the tonne that arrived at recipients, of all kinds together:"
        " what is weighed adds up, what is counted in pieces does not."
    ),
    unit="吨",
    decimals=6,
    counting=Counting.GOODS,
    source=Source.POSTINGS,
    aggregation=Aggregation.SUM,
    amount="quantity",
    tags=(Tag.GOODS_DELIVERED,),
    date_label=_("day of arrival"),
    owner="giving",
)

GOODS_LOST = _goods(
    code="giving.goods_lost",
    label=_("Goods damaged or lost"),
    prose=_("So much of one item as was damaged or lost, each with its explanation."),
    tags=(Tag.GOODS_LOST,),
    date_label=_("day on which it was noted"),
)

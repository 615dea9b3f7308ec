"""Money, in yuan to the fen. What came through a channel, what was given elsewhere, what went out."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from heli.core.measures.enums import Aggregation, Counting, Source
from heli.core.measures.spec import Measure
from heli.loops.giving.enums import Tag


def _money(*, amount: str = "quantity", source: Source = Source.POSTINGS, **said: Any) -> Measure:
    """A sum of money."""
    return Measure(
        unit="元",
        decimals=2,
        counting=Counting.MONEY,
        source=source,
        aggregation=Aggregation.SUM,
        amount=amount,
        owner="giving",
        **said,
    )


CASH_RECEIVED = _money(
    code="giving.cash_received",
    label=_("Cash received"),
    prose=_(
        "All money that the named channels received or passed on for an appeal, takings of charity"
        " sales included. Pledges, goods and gifts made elsewhere are not in it."
    ),
    tags=(Tag.CASH_RECEIVED,),
    date_label=_("day on which it was received"),
)

CASH_REPORTED = _money(
    code="giving.cash_reported",
    label=_("Cash given elsewhere, as reported"),
    prose=_(
        "Money that members gave through other channels and reported with a voucher or report."
        " It is counted here and was never held here."
    ),
    tags=(Tag.CASH_REPORTED,),
    date_label=_("day on which it was given"),
)

CASH_GIVEN = _money(
    code="giving.cash_given",
    label=_("Cash mobilised"),
    prose=_("Cash received and cash given elsewhere as reported, together."),
    tags=(Tag.CASH_RECEIVED, Tag.CASH_REPORTED),
    date_label=_("day on which it was received or given"),
)

CASH_DELIVERED = _money(
    code="giving.cash_delivered",
    label=_("Cash paid out"),
    prose=_(
        "All money that was paid to recipients, or to kinds of households as a count. Money spent on"
        " goods is not in it."
    ),
    tags=(Tag.CASH_DELIVERED,),
    date_label=_("day of payment"),
)

CASH_SPENT = _money(
    code="giving.cash_spent",
    label=_("Cash spent on goods"),
    prose=_("All money of campaigns that bought goods."),
    tags=(Tag.CASH_SPENT,),
    date_label=_("day of the invoice"),
)

SALES = _money(
    code="giving.sales",
    label=_("Takings of charity sales"),
    prose=_("The part of cash received that charity sales brought."),
    tags=(Tag.CASH_RECEIVED,),
    where={"sale": True},
    date_label=_("day of the sale"),
)

PLEDGED = _money(
    code="giving.pledged",
    label=_("Cash pledged"),
    prose=_(
        "All money that was promised in the period, whatever came of it: a pledge that lapsed or was"
        " fulfilled stays pledged. It is never added to what was received."
    ),
    tags=(Tag.PLEDGED,),
    where={"kind": "cash"},
    amount="amount",
    date_label=_("day of the pledge"),
    source=Source.STEPS,
)

PLEDGES_RECEIVED = _money(
    code="giving.pledges_received",
    label=_("Cash received on pledges"),
    prose=_("The part of cash received and reported that fulfils a pledge."),
    tags=(Tag.CASH_RECEIVED, Tag.CASH_REPORTED),
    where={"pledged": True},
    date_label=_("day on which it was received"),
)

CLAIMED = _money(
    code="giving.claimed_total",
    label=_("Cash and goods together, as stated"),
    prose=_(
        "Totals of cash and goods that a body states without items, each with the report that states"
        " it. They are claims: nothing itemised is in them, and they are in no other figure."
    ),
    tags=(Tag.CLAIMED,),
    date_label=_("day for which it is stated"),
)

GOODS_VALUE = _money(
    code="giving.goods_value",
    label=_("Value of goods given"),
    prose=_(
        "The value of goods that were given, of those lines that state one with its basis (invoice,"
        " customs declaration, agreement, market price, estimate). Goods without a value add nothing;"
        " cash is not in it."
    ),
    tags=(Tag.GOODS_RECEIVED, Tag.GOODS_REPORTED),
    amount="value",
    date_label=_("day on which they were received or given"),
)

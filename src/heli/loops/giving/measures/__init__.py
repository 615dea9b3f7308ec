"""The figures this loop can prove, each with its definition and the day that counts.

Cash and goods never meet in one figure. What came through a channel (received) and what was given
elsewhere and is only counted here (reported) are two figures; their sum is a third with its own name.
"""

from django.utils.translation import gettext_lazy as _

from heli.core.measures.checking import Rule, register_rule
from heli.core.measures.enums import CheckKind
from heli.core.measures.spec import register
from heli.loops.giving.measures.counts import (
    BATCHES,
    BATCHES_CONFIRMED,
    BRANCHES,
    DONATIONS,
    DONORS,
    GIVERS,
    HOUSEHOLDS,
    KINDS_DELIVERED,
    NEEDS_MET,
    ORGANISATIONS,
    RECIPIENTS,
    STATEMENTS,
)
from heli.loops.giving.measures.goods import (
    GOODS_BOUGHT,
    GOODS_DELIVERED,
    GOODS_GIVEN,
    GOODS_LOST,
    GOODS_RECEIVED,
    GOODS_REPORTED,
    TONNES_DELIVERED,
)
from heli.loops.giving.measures.money import (
    CASH_DELIVERED,
    CASH_GIVEN,
    CASH_RECEIVED,
    CASH_REPORTED,
    CASH_SPENT,
    CLAIMED,
    GOODS_VALUE,
    PLEDGED,
    PLEDGES_RECEIVED,
    SALES,
)


MEASURES = (
    *(CASH_RECEIVED, CASH_REPORTED, CASH_GIVEN, CASH_DELIVERED, CASH_SPENT, SALES),
    *(PLEDGED, PLEDGES_RECEIVED, CLAIMED, GOODS_VALUE),
    *(GOODS_RECEIVED, GOODS_REPORTED, GOODS_GIVEN, GOODS_BOUGHT, GOODS_DELIVERED, GOODS_LOST),
    *(TONNES_DELIVERED, KINDS_DELIVERED),
    *(DONATIONS, DONORS, BRANCHES, GIVERS, RECIPIENTS, HOUSEHOLDS, ORGANISATIONS),
    *(BATCHES, BATCHES_CONFIRMED, NEEDS_MET, STATEMENTS),
)

RULES = (
    Rule(
        code="giving.mobilised_cash",
        kind=CheckKind.SUM,
        measures=(CASH_GIVEN.code, CASH_RECEIVED.code, CASH_REPORTED.code),
        label=_("Cash mobilised is what was received and what was reported"),
    ),
    Rule(
        code="giving.mobilised_goods",
        kind=CheckKind.SUM,
        measures=(GOODS_GIVEN.code, GOODS_RECEIVED.code, GOODS_REPORTED.code),
        label=_("Goods mobilised are what was received and what was reported"),
    ),
    Rule(
        code="giving.pledges",
        kind=CheckKind.FUNNEL,
        measures=(PLEDGED.code, PLEDGES_RECEIVED.code),
        label=_("What came on pledges was pledged before"),
    ),
    Rule(
        code="giving.paid_within_received",
        kind=CheckKind.PART,
        measures=(CASH_RECEIVED.code, CASH_DELIVERED.code),
        label=_("What was paid out had been received"),
    ),
    Rule(
        code="giving.spent_within_received",
        kind=CheckKind.PART,
        measures=(CASH_RECEIVED.code, CASH_SPENT.code),
        label=_("What was spent had been received"),
    ),
    Rule(
        code="giving.sales_within_received",
        kind=CheckKind.PART,
        measures=(CASH_RECEIVED.code, SALES.code),
        label=_("Takings of sales are part of what was received"),
    ),
    Rule(
        code="giving.branches_within_donors",
        kind=CheckKind.PART,
        measures=(DONORS.code, BRANCHES.code),
        label=_("Party organisations that gave are among the donors"),
    ),
    Rule(
        code="giving.gifts",
        kind=CheckKind.FUNNEL,
        measures=(DONATIONS.code, DONORS.code),
        label=_("A donor gave at least once"),
    ),
    Rule(
        code="giving.batches",
        kind=CheckKind.FUNNEL,
        measures=(BATCHES.code, BATCHES_CONFIRMED.code),
        label=_("What is confirmed was sent"),
    ),
)


def register_measures() -> None:
    """Make every measure of this loop known, and the relations that hold between them."""
    for measure in MEASURES:
        register(measure)
    for rule in RULES:
        register_rule(rule)

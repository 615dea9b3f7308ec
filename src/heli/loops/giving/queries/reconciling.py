"""What does not add up, worded: claims against items, pledges against receipts, goods, the bank.

The verdicts and sentences are those of the checks between figures, so that the desk says the same as
a brief does: 未列明 4 万元 first, a contradiction only where the parts exceed the whole.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db.models import Q, QuerySet

from heli.core.flow.models import Entry
from heli.core.ledger.amounts import shown
from heli.core.ledger.enums import AccountKind
from heli.core.ledger.models import Account, Item, Posting
from heli.core.ledger.queries import balance
from heli.core.measures.enums import CheckKind, Verdict
from heli.core.measures.phrases import sentence
from heli.core.measures.queries import MeasureVersion, Scope, value, version_of
from heli.core.measures.relations import judge
from heli.core.parties.models import Party, Undertaking
from heli.kit.interval import Interval
from heli.loops.giving import policies
from heli.loops.giving.enums import CASH, Tag
from heli.loops.giving.flows import DELIVERY


@dataclass(frozen=True, slots=True)
class Finding:
    """One comparison: ``whole`` and ``parts`` in yuan, by how much they differ, and the sentence."""

    subject: str
    whole: Decimal
    parts: tuple[tuple[str, Decimal], ...]
    verdict: Verdict
    gap: Decimal
    sentence: str


def measured(code: str, scope: Scope) -> Decimal:
    """What a measure says in a scope; nothing where it says nothing."""
    return value(version_of(code), scope).value or Decimal(0)


def is_defined() -> bool:
    """Whether somebody answered for every definition that desk and statements read."""
    approved = MeasureVersion.objects.filter(code__in=READ_HERE, approval__isnull=False)
    return approved.values("code").distinct().count() == len(READ_HERE)


READ_HERE = (
    *("giving.cash_received", "giving.cash_given", "giving.cash_delivered", "giving.cash_spent"),
    *("giving.goods_value", "giving.goods_given", "giving.goods_received", "giving.goods_bought"),
    *("giving.goods_delivered", "giving.goods_lost"),
)


def claims(campaign: Undertaking) -> list[Finding]:
    """Every body that stated a total in this campaign: what of it is itemised.

    The items are cash and the values of goods that the body reported or brought, in this campaign and
    its parts. A body that stated twice is compared by its latest statement.
    """
    rows = Posting.objects.filter(
        tag=Tag.CLAIMED,
        undertaking=campaign,
        reverses__isnull=True,
        reversed_by__isnull=True,
    ).select_related("org", "party")
    latest: dict[int, Posting] = {row.org_id: row for row in rows.order_by("effective_on", "pk")}
    return [_claim(row, campaign) for row in latest.values()]


def _claim(row: Posting, campaign: Undertaking) -> Finding:
    parts = itemised(row.org, campaign)
    return _compared(row.org.name, Decimal(row.quantity).scaleb(-2), parts)


def itemised(org: Party, campaign: Undertaking) -> tuple[tuple[str, Decimal], ...]:
    """What a body gave in a campaign and its parts that has an amount in yuan, by kind.

    Cash, goods with a value, and what is kept in yuan without being cash, as a rent that was waived.
    """
    scopes = [Scope(org, undertaking=one) for one in (campaign, *campaign.parts.order_by("pk"))]

    def of(code: str, item: Item | None = None) -> Decimal:
        return sum((measured(code, replace(scope, item=item)) for scope in scopes), Decimal(0))

    waived = [
        (item.name, of("giving.goods_given", item) - of("giving.goods_value", item))
        for item in _kept_in_yuan(campaign)
    ]
    parts = [(code, of(code)) for code in ("giving.cash_given", "giving.goods_value")]
    return (*parts, *((name, amount) for name, amount in waived if amount > 0))


def _kept_in_yuan(campaign: Undertaking) -> QuerySet[Item]:
    moved = Posting.objects.filter(
        Q(undertaking=campaign) | Q(undertaking__parent=campaign),
        tag__in=(Tag.GOODS_RECEIVED, Tag.GOODS_REPORTED),
    )
    rows = Item.objects.filter(pk__in=moved.values("item"), unit__name="元")
    return rows.select_related("unit").order_by("name", "pk")


def _compared(subject: str, whole: Decimal, parts: tuple[tuple[str, Decimal], ...]) -> Finding:
    amounts = (whole, *(part for _code, part in parts))
    # Without the fen where there are none, so that the sentence says 4万元 and not 40000.00元.
    asserted = [Interval.exactly(amount.normalize()) for amount in amounts]
    found = judge(CheckKind.SUM, asserted)
    words = sentence(found.message, {**found.facts, "gap": f"{abs(found.gap):f}", "unit": "元"})
    return Finding(subject, whole, parts, found.verdict, found.gap, words)


def batches(campaign: Undertaking, org: Party | None = None) -> Finding:
    """A campaign against its parts (第一批 …): what of the whole no part accounts for."""
    scope = Scope(org or campaign.owner, undertaking=campaign)
    whole = measured("giving.cash_given", scope)
    parts = tuple(
        (one.name, measured("giving.cash_given", replace(scope, undertaking=one)))
        for one in campaign.parts.order_by("pk")
    )
    return _compared(campaign.name, whole, parts or (("—", Decimal(0)),))


@dataclass(frozen=True, slots=True)
class Goods:
    """Where everything of one item is, in its smallest unit. ``off`` is what nobody can account for."""

    item: Item
    received: int
    bought: int
    delivered: int
    lost: int
    in_transit: int
    in_stock: int

    @property
    def off(self) -> int:
        """Received + bought − delivered − lost − in transit − in stock: nothing, if the books hold."""
        return (
            self.received
            + self.bought
            - self.delivered
            - self.lost
            - self.in_transit
            - self.in_stock
        )

    def words(self, amount: int) -> str:
        """An amount of it for people."""
        return shown(self.item, amount)


def goods(campaign: Undertaking) -> list[Goods]:
    """The three-way match of every item that moved in a campaign: came, went, is still here."""
    moved = Posting.objects.filter(
        undertaking=campaign,
        tag__in=(Tag.GOODS_RECEIVED, Tag.GOODS_BOUGHT, Tag.GOODS_DELIVERED, Tag.GOODS_LOST),
    )
    items = Item.objects.filter(pk__in=moved.values("item")).select_related("unit").order_by("name")
    return [_goods(campaign, item) for item in items]


def _goods(campaign: Undertaking, item: Item) -> Goods:
    scope = Scope(campaign.owner, undertaking=campaign, item=item)
    accounts = Account.objects.filter(undertaking=campaign)

    def counted(code: str) -> int:
        return int(measured(code, scope).scaleb(item.unit.exponent))

    return Goods(
        item=item,
        received=counted("giving.goods_received"),
        bought=counted("giving.goods_bought"),
        delivered=counted("giving.goods_delivered"),
        lost=counted("giving.goods_lost"),
        in_transit=balance(accounts.filter(kind=AccountKind.TRANSIT), item),
        in_stock=balance(accounts.filter(kind=AccountKind.STOCK), item),
    )


@dataclass(frozen=True, slots=True)
class Money:
    """received = paid out + spent + in hand, in yuan."""

    received: Decimal
    delivered: Decimal
    spent: Decimal
    in_hand: Decimal

    @property
    def off(self) -> Decimal:
        """What nobody can account for: nothing, if the books hold."""
        return self.received - self.delivered - self.spent - self.in_hand


def money(campaign: Undertaking) -> Money:
    """Where the money of a campaign is."""
    scope = Scope(campaign.owner, undertaking=campaign)
    return Money(
        received=measured("giving.cash_received", scope),
        delivered=measured("giving.cash_delivered", scope),
        spent=measured("giving.cash_spent", scope),
        in_hand=cash_in_hand(campaign),
    )


def cash_in_hand(campaign: Undertaking) -> Decimal:
    """What the channels of a campaign hold now, in yuan.

    A balance, not a measure: a measure adds up the lines that count as something, over days and
    bodies; what an account holds is every line of it, whatever it counts as, at one moment. So the
    books answer by a second way, and :attr:`Money.off` shows whether both agree.
    """
    item = Item.objects.filter(code=CASH).first()
    if item is None:
        return Decimal(0)
    accounts = Account.objects.filter(undertaking=campaign, kind=AccountKind.CHANNEL)
    return Decimal(balance(accounts, item)).scaleb(-2)


def open_deliveries(campaign: Undertaking) -> Iterator[Entry]:
    """The deliveries whose goods are on the way."""
    rows = Entry.objects.filter(
        policies.of_flow(DELIVERY), call__undertaking=campaign, is_open=True
    )
    yield from rows.select_related("call__issuer", "org").order_by("pk")


__all__ = [
    "Finding",
    "Goods",
    "Money",
    "batches",
    "cash_in_hand",
    "claims",
    "goods",
    "itemised",
    "measured",
    "money",
    "open_deliveries",
]

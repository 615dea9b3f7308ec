"""What the open ledger and the board of a campaign tell: totals, items, deliveries, needs.

Every number comes from a measure, in the scope of the campaign; rows follow from the same records.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from heli.core.acts import ANONYMOUS, Actor
from heli.core.flow.models import Call, Entry
from heli.core.ledger.amounts import shown
from heli.core.ledger.enums import AccountKind
from heli.core.ledger.models import Account, Item, Posting, Transaction
from heli.core.ledger.queries import balance
from heli.core.measures.queries import Amount, Scope, value, version_of
from heli.core.measures.spec import Measure
from heli.core.parties.models import Undertaking
from heli.kit.wording import digits
from heli.loops.giving import policies
from heli.loops.giving.enums import APPEAL, CASH, Kind, Tag
from heli.loops.giving.flows import DELIVERY, NEED


MONEY = (
    "giving.cash_received",
    "giving.cash_reported",
    "giving.cash_delivered",
    "giving.cash_spent",
)
HOUSEHOLDS = "giving.households"
COUNTS = ("giving.donations", "giving.donors", "giving.organisations", HOUSEHOLDS)
GOODS_TAGS = (Tag.GOODS_RECEIVED, Tag.GOODS_REPORTED, Tag.GOODS_DELIVERED, Tag.GOODS_BOUGHT)


@dataclass(frozen=True, slots=True)
class Total:
    """A measure of a campaign with its value and how many records are behind it."""

    measure: Measure
    amount: Amount

    @property
    def code(self) -> str:
        """The code of the measure."""
        return self.measure.code

    @property
    def words(self) -> str:
        """The value for people, with its unit."""
        value, unit = self.amount.value, self.measure.unit
        return "—" if value is None else digits(value, unit=unit) + unit


def scope_of(
    campaign: Undertaking,
    *,
    item: Item | None = None,
    first: date | None = None,
    last: date | None = None,
) -> Scope:
    """The records of one campaign."""
    return Scope(campaign.owner, first, last, undertaking=campaign, item=item)


def totals(campaign: Undertaking, codes: Sequence[str]) -> list[Total]:
    """Measures of a campaign, those that are approved. Three queries each, however many records."""
    found = []
    for code in codes:
        try:
            version = version_of(code)
        except LookupError:
            continue
        found.append(Total(version.measure, value(version, scope_of(campaign))))
    return found


@dataclass(frozen=True, slots=True)
class Row:
    """One item of a campaign: what was given, what arrived, what is here."""

    item: Item
    given: str
    delivered: str
    here: str


def by_item(campaign: Undertaking) -> list[Row]:
    """The goods of a campaign, item by item: different things are never added up."""
    lines = Posting.objects.filter(undertaking=campaign, tag__in=GOODS_TAGS)
    items = Item.objects.filter(pk__in=lines.values("item")).select_related("unit")
    stocks = list(Account.objects.filter(kind=AccountKind.STOCK, undertaking=campaign))
    return [
        Row(
            item,
            _of(campaign, item, "giving.goods_given"),
            _of(campaign, item, "giving.goods_delivered"),
            shown(item, balance(stocks, item)),
        )
        for item in items.order_by("name", "standard")
    ]


def _of(campaign: Undertaking, item: Item, code: str) -> str:
    try:
        amount = value(version_of(code), scope_of(campaign, item=item)).value
    except LookupError:
        return "—"
    unit = item.unit.name
    return "—" if amount is None else f"{digits(amount, unit=unit)} {unit}"


def cash_here(campaign: Undertaking) -> str:
    """What the channels of a campaign hold now, from the balances of the ledger."""
    cash = Item.objects.select_related("unit").filter(code=CASH).first()
    if cash is None:
        return "—"
    channels = Account.objects.filter(kind=AccountKind.CHANNEL, undertaking=campaign)
    return shown(cash, balance(channels, cash))


def campaigns(actor: Actor) -> QuerySet[Undertaking]:
    """The campaigns whose books ``actor`` may see, the latest first."""
    return policies.see_books.visible_to(actor).select_related("owner", "parent").order_by("-pk")


def open_ledgers() -> QuerySet[Undertaking]:
    """The campaigns whose ledger anybody may read, the latest first."""
    return policies.read_ledger.visible_to(ANONYMOUS).select_related("owner").order_by("-pk")


def appeals_of(campaign: Undertaking) -> QuerySet[Call]:
    """The appeals of a campaign, the latest first."""
    rows = Call.objects.filter(kind=APPEAL, undertaking=campaign)
    return rows.select_related("issuer", "undertaking").order_by("-pk")


def deliveries_of(campaign: Undertaking) -> QuerySet[Entry]:
    """The deliveries of a campaign that left the house, the latest first."""
    rows = Entry.objects.filter(policies.of_flow(DELIVERY), call__undertaking=campaign)
    return rows.exclude(state__in=("packed", "cancelled")).select_related("call").order_by("-pk")


def needs_of(campaign: Undertaking) -> QuerySet[Entry]:
    """What is needed and not met yet, the oldest first."""
    rows = Entry.objects.filter(policies.of_flow(NEED), call__undertaking=campaign, is_open=True)
    return rows.select_related("party", "call").order_by("pk")


def arrivals_of(campaign: Undertaking) -> QuerySet[Posting]:
    """What arrived where: goods and money, with the day and the batch; reversals are not arrivals."""
    rows = Posting.objects.filter(
        undertaking=campaign,
        tag__in=(Tag.GOODS_DELIVERED, Tag.CASH_DELIVERED),
        sign=1,
        reversed_by__isnull=True,
    )
    return rows.select_related("transaction", "item__unit", "party", "account", "area").order_by(
        "-effective_on", "-pk"
    )


def payouts_of(campaign: Undertaking) -> QuerySet[Transaction]:
    """Money that was paid out or spent."""
    rows = Transaction.objects.filter(
        undertaking=campaign, kind__in=(Kind.PAYOUT, Kind.PURCHASE), reverses__isnull=True
    )
    return rows.order_by("-effective_on", "-pk")

"""What is where: one balance for stock cards, public totals and figures. Exact at every moment."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from heli.core.ledger.amounts import shown
from heli.core.ledger.enums import AccountKind, Basis, Dimension
from heli.core.ledger.models import (
    Account,
    Balance,
    Item,
    Lot,
    Pack,
    Posting,
    Transaction,
    Turnover,
    Unit,
    Use,
)


@dataclass(frozen=True, slots=True)
class Held:
    """So much of an item in an account, by lot and designated use (None: without)."""

    account: Account
    item: Item
    lot: Lot | None
    use: Use | None
    amount: int

    def __str__(self) -> str:
        return shown(self.item, self.amount)


def balance(
    accounts: QuerySet[Account] | Iterable[Account] | Account,
    item: Item,
    *,
    on: date | None = None,
    lot: Lot | None = None,
    use: Use | None = None,
) -> int:
    """What one account or several hold of an item, in its smallest unit: now, or when ``on`` ended.

    As of a day means by the day things happened, as it is known now. One query, and one more for a
    day; neither depends on how many postings there are.
    """
    said = _asked(accounts, item, lot, use)
    now = Balance.objects.filter(said).aggregate(total=Coalesce(Sum("amount"), 0))["total"]
    if on is None:
        return int(now)
    since = Turnover.objects.filter(said, on__gt=on)
    moved = since.aggregate(total=Coalesce(Sum(F("came") - F("went")), 0))["total"]
    return int(now) - int(moved)


def turnover(
    accounts: QuerySet[Account] | Iterable[Account] | Account,
    item: Item,
    *,
    first: date | None = None,
    last: date | None = None,
    lot: Lot | None = None,
    use: Use | None = None,
) -> tuple[int, int]:
    """What came and what went in a period, reversals taken back. One query."""
    rows = Turnover.objects.filter(_asked(accounts, item, lot, use))
    if first is not None:
        rows = rows.filter(on__gte=first)
    if last is not None:
        rows = rows.filter(on__lte=last)
    found = rows.aggregate(came=Coalesce(Sum("came"), 0), went=Coalesce(Sum("went"), 0))
    return int(found["came"]), int(found["went"])


def holdings(
    accounts: QuerySet[Account] | Iterable[Account] | Account, *, item: Item | None = None
) -> list[Held]:
    """Everything that lies in these accounts, by item, lot and use; nothing that is used up."""
    rows = Balance.objects.filter(account__in=_several(accounts)).exclude(amount=0)
    if item is not None:
        rows = rows.filter(item=item)
    found = list(rows.select_related("account", "item__unit").order_by("account", "item", "pk"))
    lots = Lot.objects.in_bulk({row.lot_key for row in found if row.lot_key})
    uses = Use.objects.in_bulk({row.use_key for row in found if row.use_key})
    return [
        Held(row.account, row.item, lots.get(row.lot_key), uses.get(row.use_key), row.amount)
        for row in found
    ]


@dataclass(frozen=True, slots=True)
class Card:
    """A line of a stock card, with what was left after it."""

    posting: Posting
    left: int


def stock_card(
    account: Account, item: Item, *, first: date | None = None, last: date | None = None
) -> Iterator[Card]:
    """The movements of an item in an account, oldest first, each with what was left."""
    left = balance(account, item, on=first - timedelta(days=1)) if first else 0
    rows = Posting.objects.filter(account=account, item=item)
    if first is not None:
        rows = rows.filter(effective_on__gte=first)
    if last is not None:
        rows = rows.filter(effective_on__lte=last)
    ordered = rows.select_related("transaction", "lot", "use", "party").order_by(
        "effective_on", "id"
    )
    for posting in ordered.iterator(chunk_size=500):
        left += posting.quantity
        yield Card(posting, left)


def unit_named(name: str) -> Unit:
    """The unit of that name. Raises ``Unit.DoesNotExist``."""
    return Unit.objects.get(name=name)


def item_coded(code: str) -> Item:
    """The item of that code, with its unit. Raises ``Item.DoesNotExist``."""
    return Item.objects.select_related("unit").get(code=code)


def transactions_of(record: str) -> QuerySet[Transaction]:
    """What was posted for a record, oldest first (``record`` as ``journal.refs.name_of`` says)."""
    return Transaction.objects.filter(record=record).order_by("effective_on", "pk")


def standing(rows: QuerySet[Transaction]) -> QuerySet[Transaction]:
    """Those that were not reversed and reverse nothing."""
    return rows.filter(reverses__isnull=True, reversed_by__isnull=True)


def _asked(
    accounts: QuerySet[Account] | Iterable[Account] | Account,
    item: Item,
    lot: Lot | None,
    use: Use | None,
) -> Q:
    said = Q(account__in=_several(accounts), item=item)
    if lot is not None:
        said &= Q(lot_key=lot.pk)
    if use is not None:
        said &= Q(use_key=use.pk)
    return said


def _several(
    accounts: QuerySet[Account] | Iterable[Account] | Account,
) -> QuerySet[Account] | list[Account]:
    if isinstance(accounts, Account):
        return [accounts]
    return accounts if isinstance(accounts, QuerySet) else list(accounts)


__all__ = [
    "Account",
    "AccountKind",
    "Basis",
    "Card",
    "Dimension",
    "Held",
    "Item",
    "Lot",
    "Pack",
    "Posting",
    "Transaction",
    "Unit",
    "Use",
    "balance",
    "holdings",
    "item_coded",
    "shown",
    "standing",
    "stock_card",
    "transactions_of",
    "turnover",
    "unit_named",
]

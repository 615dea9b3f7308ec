"""What a public statement (公示) says: receipts, payments, balance, goods, gifts, for one period.

It is read anew whenever somebody looks: donors are named as they last agreed. What the figures were
when it was published is kept, so that a later change shows old and new (:mod:`.errata`).
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from heli.core.flow.models import Call, Entry
from heli.core.ledger.enums import AccountKind
from heli.core.ledger.models import Account, Item, Posting
from heli.core.ledger.queries import balance, shown, turnover
from heli.core.measures.queries import Scope
from heli.core.parties.models import Undertaking
from heli.loops.giving.enums import APPEAL, CASH, Tag
from heli.loops.giving.queries.errata import NOTHING_PUT_RIGHT, Errata, errata_of
from heli.loops.giving.queries.open_ledger import PublicGift, gifts, shown_gifts
from heli.loops.giving.queries.reconciling import measured
from heli.loops.giving.queries.statements import campaign_of, period_of


@dataclass(frozen=True, slots=True)
class Receipts:
    """So many receipts of so much."""

    n: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class GoodsLine:
    """One item in the period, worded in its own unit."""

    item: str
    came: str
    went: str
    left: str


@dataclass(frozen=True, slots=True)
class Bulletin:
    """Everything a statement says. Money in yuan.

    ``gifts`` are the latest of the period, ``more`` says how many others there are.
    """

    campaign: str
    owner: str
    channels: tuple[str, ...]
    number: str
    since: date
    until: date
    designated: Receipts
    undesignated: Receipts
    paid: Decimal
    spent: Decimal
    balance: Decimal
    goods: tuple[GoodsLine, ...]
    contact: str
    gifts: tuple[PublicGift, ...]
    more: int
    errata: Errata

    def money(self) -> dict[str, str]:
        """The money of the period in words, by the word of its line."""
        return {
            "designated": f"{self.designated.n} 笔　{self.designated.amount:,.2f} 元",
            "undesignated": f"{self.undesignated.n} 笔　{self.undesignated.amount:,.2f} 元",
            "paid": f"{self.paid:,.2f} 元",
            "spent": f"{self.spent:,.2f} 元",
            "balance": f"{self.balance:,.2f} 元",
        }

    def figures(self) -> dict[str, str]:
        """What is kept of a statement when it is published: its figures in words, and no names."""
        goods = {g.item: f"收入 {g.came}，发出 {g.went}，结存 {g.left}" for g in self.goods}
        return self.money() | goods

    def plain(self) -> dict[str, Any]:
        """The same for machines; amounts as text, exact to the fen."""
        return {
            "balance": f"{self.balance:.2f}",
            "campaign": self.campaign,
            "channels": list(self.channels),
            "contact": self.contact,
            "errata": self.errata.plain(),
            "gifts": [
                {"donor": g.donor, "given": list(g.lines), "on": g.on.isoformat()}
                for g in self.gifts
            ],
            "gifts_not_listed": self.more,
            "goods": [
                {"came": g.came, "item": g.item, "left": g.left, "went": g.went} for g in self.goods
            ],
            "number": self.number,
            "owner": self.owner,
            "paid": f"{self.paid:.2f}",
            "receipts": {
                "designated": _receipts(self.designated),
                "undesignated": _receipts(self.undesignated),
            },
            "since": self.since.isoformat(),
            "spent": f"{self.spent:.2f}",
            "until": self.until.isoformat(),
        }


def _receipts(one: Receipts) -> dict[str, Any]:
    return {"amount": f"{one.amount:.2f}", "n": one.n}


MOST_LISTED, EVERYTHING = 500, 100_000
"""Gifts that a statement lists one by one, on a page and on paper, and in a file."""


def bulletin(statement: Entry, *, today: date, most: int = MOST_LISTED) -> Bulletin:
    """What a statement says of its period; of one that is due, up to today."""
    campaign = campaign_of(statement)
    since, until = period_of(statement, today=today)
    scope = Scope(campaign.owner, first=since, last=until, undertaking=campaign)
    appeals = Call.objects.filter(kind=APPEAL, undertaking=campaign).order_by("pk")
    listed, more = _gifts(campaign, since, until, most)
    said = Bulletin(
        campaign=campaign.name,
        owner=campaign.owner.name,
        channels=tuple(str(one) for one in _channels(campaign)),
        number=str(statement.answers.get("number", "")),
        since=since,
        until=until,
        designated=_received(campaign, since, until, is_designated=True),
        undesignated=_received(campaign, since, until, is_designated=False),
        paid=measured("giving.cash_delivered", scope),
        spent=measured("giving.cash_spent", scope),
        balance=_held(campaign, until),
        goods=tuple(_goods(campaign, since, until)),
        contact=next((c.settings["contact"] for c in appeals if c.settings.get("contact")), ""),
        gifts=listed,
        more=more,
        errata=NOTHING_PUT_RIGHT,
    )
    return replace(said, errata=errata_of(statement, said.figures(), since, until))


def _channels(campaign: Undertaking) -> QuerySet[Account]:
    rows = Account.objects.filter(undertaking=campaign, kind=AccountKind.CHANNEL)
    return rows.select_related("party").order_by("pk")


def _held(campaign: Undertaking, until: date) -> Decimal:
    cash = Item.objects.filter(code=CASH).first()
    held = balance(_channels(campaign), cash, on=until) if cash is not None else 0
    return Decimal(held).scaleb(-2)


def _gifts(
    campaign: Undertaking, since: date, until: date, most: int
) -> tuple[tuple[PublicGift, ...], int]:
    """The latest gifts of a period as anybody may see them, and how many more there are."""
    rows = gifts(campaign).filter(effective_on__range=(since, until))
    listed = shown_gifts(list(rows[:most]))
    return tuple(listed), max(rows.count() - len(listed), 0)


def _received(campaign: Undertaking, since: date, until: date, *, is_designated: bool) -> Receipts:
    rows = Posting.objects.filter(
        tag=Tag.CASH_RECEIVED,
        undertaking=campaign,
        effective_on__range=(since, until),
        use__isnull=not is_designated,
    )
    quantities = list(rows.values_list("quantity", "sign"))
    n = sum(sign for _quantity, sign in quantities)
    return Receipts(n, Decimal(sum(q for q, _sign in quantities)).scaleb(-2))


def _goods(campaign: Undertaking, since: date, until: date) -> list[GoodsLine]:
    stock = Account.objects.filter(undertaking=campaign, kind=AccountKind.STOCK)
    kept = Posting.objects.filter(account__in=stock).values("item")
    lines = []
    for item in Item.objects.filter(pk__in=kept).select_related("unit").order_by("name", "pk"):
        came, went = turnover(stock, item, first=since, last=until)
        left = balance(stock, item, on=until)
        lines.append(GoodsLine(str(item), shown(item, came), shown(item, went), shown(item, left)))
    return lines

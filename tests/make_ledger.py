"""A warehouse that keeps books: units, items, accounts and movements, made by the real acts."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import count
from typing import Any

import make
from heli.core.access.enums import Role
from heli.core.acts import SYSTEM, Actor, action, anyone
from heli.core.ledger import actions, opening, posting
from heli.core.ledger.drafts import Draft, Line, move
from heli.core.ledger.models import Account, Item, Lot, Transaction, Unit, Use
from heli.core.parties.models import Party
from heli.core.places.models import Area


SAY: dict[str, Any] = {"by": SYSTEM, "at": make.AT}
_numbers = count(1)


def unit(name: str, **more: Any) -> Unit:
    """A unit; the one of that name if it is there."""
    more = {"dimension": "pieces", **more}
    return Unit.objects.filter(name=name).first() or actions.add_unit(name, **more, **SAY)


def yuan() -> Unit:
    return unit("元", dimension="money", smallest="分", exponent=2)


def item(name: str = "口罩", *, standard: str = "", **more: Any) -> Item:
    """Something that is counted, in 只 if nothing else is said."""
    found = Item.objects.filter(name=name, standard=standard).select_related("unit").first()
    if found is not None and not more:
        return found
    more = {"unit": unit("只"), "standard": standard, **more}
    return actions.add_item(f"item{next(_numbers)}", name=name, **more, **SAY)


@action("sample.account.find", policy=anyone)
def _account(org: Party, *, kind: str, by: Actor, at: datetime, **more: Any) -> Account:
    return opening.account_of(org, kind, **more)


@action("sample.lot.find", policy=anyone)
def _lot(of: Item, *, code: str, expires_on: date | None, by: Actor, at: datetime) -> Lot:
    return opening.lot_of(of, code, expires_on=expires_on)


@action("sample.use.find", policy=anyone)
def _use(
    org: Party,
    *,
    purpose: str = "",
    area: Area | None = None,
    recipient: Party | None = None,
    by: Actor,
    at: datetime,
) -> Use:
    return opening.use_of(org, purpose=purpose, area=area, recipient=recipient)


def account(org: Party, kind: str, **more: Any) -> Account:
    return _account(org, kind=kind, **more, **SAY)


def lot(of: Item, code: str = "B1", *, expires_on: date | None = None) -> Lot:
    return _lot(of, code=code, expires_on=expires_on, **SAY)


def use(org: Party, **more: Any) -> Use:
    return _use(org, **more, **SAY)


@action("sample.goods.post", policy=anyone)
def post(org: Party, *, draft: Draft, by: Actor, at: datetime) -> Transaction:
    return posting.post(draft, by=by, at=at)


class Warehouse:
    """A federation with a donor, a channel, a stock and a recipient, and a clerk who keeps books."""

    def __init__(self, org: Party | None = None) -> None:
        self.org = org or make.federation()
        self.donor = account(self.org, "donor", party=make.person(org=self.org))
        self.anonymous = account(self.org, "donor", name="不具名")
        self.channel = account(self.org, "channel", name="慈善总会")
        self.stock = account(self.org, "stock", name="一号库")
        self.transit = account(self.org, "transit", name="在途")
        self.recipient = account(
            self.org, "recipient", party=make.society(self.org, name="示例医院")
        )
        self.adjustment = account(self.org, "adjustment", name="盘点")
        self.clerk = make.actor(Role.CLERK, over=self.org)

    def post(
        self, *lines: Line, by: Actor = SYSTEM, at: datetime = make.AT, **said: Any
    ) -> Transaction:
        draft = Draft(**{"org": self.org, "kind": "movement", "lines": lines, **said})
        return post(draft.org, draft=draft, by=by, at=at)

    def receive(self, quantity: Decimal | int, of: Item, **said: Any) -> Transaction:
        """From the donor into the stock; counts as ``sample.received``."""
        lines, rest = self._split(said)
        source = lines.pop("source", self.donor)
        target = lines.pop("target", self.stock)
        lines = {"tag": "sample.received", "party": source.party, **lines}
        return self.post(*move(of, quantity, source=source, target=target, **lines), **rest)

    def deliver(self, quantity: Decimal | int, of: Item, **said: Any) -> Transaction:
        """From the stock to the recipient; counts as ``sample.delivered``."""
        lines, rest = self._split(said)
        source = lines.pop("source", self.stock)
        target = lines.pop("target", self.recipient)
        lines = {"tag": "sample.delivered", **lines}
        return self.post(*move(of, quantity, source=source, target=target, **lines), **rest)

    def reverse(
        self, made: Transaction, reason: str = "录入有误", at: datetime = make.AT
    ) -> Transaction:
        return actions.reverse_transaction(made, reason=reason, by=SYSTEM, at=at)

    @staticmethod
    def _split(said: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        names = ("unit", "lot", "use", "value", "basis", "tag", "area", "party", "facts")
        own: Sequence[str] = (*names, "source", "target")
        return (
            {name: value for name, value in said.items() if name in own},
            {name: value for name, value in said.items() if name not in own},
        )

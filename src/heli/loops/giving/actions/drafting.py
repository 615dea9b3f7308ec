"""From a slip to what is posted. For acts."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Invalid
from heli.core.flow.models import Call, Entry
from heli.core.journal.refs import name_of
from heli.core.ledger.drafts import Control, Draft, Line, move
from heli.core.ledger.enums import Basis
from heli.core.ledger.models import Account, Item, Use
from heli.core.parties.models import Party
from heli.core.parties.queries import within
from heli.loops.giving.actions.books import Books
from heli.loops.giving.enums import CASH, GIVERS, Capacity, Kind, Tag
from heli.loops.giving.queries.slips import Goods, Slip


MOST_GIVERS = 10_000_000


@dataclass(frozen=True)
class Target:
    """Where the gifts of one appeal go: its books, its channel, and what we are to them."""

    books: Books
    appeal: Call
    channel: Party
    capacity: Capacity

    @cached_property
    def below(self) -> frozenset[int]:
        """The keys of the body that appeals and of all below it."""
        return frozenset(within(self.books.org))

    @classmethod
    def of(cls, appeal: Call) -> "Target":
        """The target of an appeal as it was opened."""
        campaign = appeal.undertaking
        if campaign is None:
            msg = f"appeal {appeal.pk} belongs to no campaign"
            raise LookupError(msg)
        channel = Party.objects.get(uid=appeal.settings["channel"])
        return cls(Books(campaign), appeal, channel, Capacity(appeal.settings["capacity"]))


def draft_of(
    target: Target,
    slip: Slip,
    donor: Party | None,
    *,
    pledge: Entry | None = None,
    batch: str = "",
) -> Draft:
    """The transaction of a gift, marked as one of a ``batch``. Refuses a slip that gives nothing."""
    if slip.cash is None and not slip.goods:
        raise Invalid(what=_("neither cash nor goods"), field="cash")
    capacity = slip.capacity or target.capacity
    body = _body(target, slip)
    facts = {
        "capacity": str(capacity),
        "donor": str(slip.donor.kind),
        "pledged": pledge is not None,
        "publication": str(slip.publication),
    }
    said = _Said(target, slip, donor, capacity, facts, target.books.use(slip.designation))
    return Draft(
        org=body,
        kind=Kind.GIFT,
        lines=tuple(said.lines()),
        effective_on=slip.on,
        undertaking=target.books.campaign,
        record=name_of(pledge or target.appeal),
        voucher=slip.voucher.strip(),
        batch=batch,
        note=slip.note.strip(),
        control=_control(target, slip),
        is_meant=slip.is_meant,
    )


def _control(target: Target, slip: Slip) -> tuple[Control, ...]:
    """What was counted before; persons behind a collective gift are not counted twice."""
    if not slip.control or slip.donor.givers is None:
        return slip.control
    return (*slip.control, Control(item=target.books.item(GIVERS), quantity=slip.donor.givers))


def _body(target: Target, slip: Slip) -> Party:
    """Who mobilised the gift: the body that appeals, or one below it."""
    org = target.books.org
    if slip.body is None or slip.body == org:
        return org
    if slip.body.pk not in target.below:
        raise Invalid(what=_("a body that belongs to %(org)s") % {"org": org}, field="body")
    return slip.body


@dataclass(frozen=True, slots=True)
class _Said:
    """A slip with everything its lines need."""

    target: Target
    slip: Slip
    donor: Party | None
    capacity: Capacity
    facts: dict[str, object]
    use: Use | None

    @property
    def is_counted_only(self) -> bool:
        """Whether it never came here: given elsewhere, and counted."""
        return self.capacity == Capacity.STATISTICAL

    def lines(self) -> Iterator[Line]:
        """The lines of everything on the slip."""
        books = self.target.books
        if self.slip.cash is not None:
            to = self._elsewhere() if self.is_counted_only else self._channel()
            tag = Tag.CASH_REPORTED if self.is_counted_only else Tag.CASH_RECEIVED
            yield from self._move(books.item(CASH), self.slip.cash, to, tag)
        for goods in self.slip.goods:
            yield from self._goods(goods)
        if self.slip.donor.givers is not None:
            yield from self._givers(self.slip.donor.givers)

    def _channel(self) -> Account:
        return self.target.books.channel(self.slip.channel or self.target.channel)

    def _elsewhere(self) -> Account:
        return self.target.books.recipient(self.slip.designation.recipient)

    def _goods(self, goods: Goods) -> Iterator[Line]:
        to = self._elsewhere() if self.is_counted_only else self.target.books.stock()
        tag = Tag.GOODS_REPORTED if self.is_counted_only else Tag.GOODS_RECEIVED
        lot = self.target.books.lot(goods.item, goods.lot, goods.expires_on)
        value = None if goods.value is None else fen(goods.value)
        basis = goods.basis if value is not None else Basis.NONE
        yield from self._move(
            goods.item, goods.quantity, to, tag, unit=goods.unit, lot=lot, value=value, basis=basis
        )

    def _move(
        self, item: Item, quantity: Decimal, to: Account, tag: str, **more: Any
    ) -> tuple[Line, Line]:
        area = self.slip.designation.area
        recipient = self.slip.designation.recipient
        if area is None and recipient is not None:
            area = recipient.area
        return move(
            item,
            positive(quantity),
            source=self.target.books.donors(self.slip.donor.kind),
            target=to,
            use=self.use,
            tag=tag,
            area=area,
            party=self.donor,
            is_nobodys=self.donor is None,
            facts=self.facts,
            **more,
        )

    def _givers(self, n: int) -> tuple[Line, Line]:
        if not 0 < n <= MOST_GIVERS:
            raise Invalid(what=_("how many persons gave"), field="givers")
        books = self.target.books
        return move(
            books.item(GIVERS),
            n,
            source=books.adjustment("tally"),
            target=books.donors(self.slip.donor.kind),
            tag=Tag.GIVERS,
            party=self.donor,
            facts=self.facts,
        )


def positive(quantity: Decimal) -> Decimal:
    """The amount itself, if there is anything of it."""
    if quantity <= 0:
        raise Invalid(what=_("an amount above zero"), field="quantity")
    return quantity


def fen(yuan: Decimal) -> int:
    """An amount of yuan in fen; refuses fractions of a fen and what is no amount."""
    exact = yuan * 100
    if exact != int(exact) or exact <= 0:
        raise Invalid(what=_("an amount of whole fen above zero"), field="value")
    return int(exact)

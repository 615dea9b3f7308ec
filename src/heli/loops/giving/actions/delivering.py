"""A delivery from packing to publication. What was sent is received, returned or explained: all of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Invalid, Refusal, action, local_day
from heli.core.flow import engine
from heli.core.flow.engine import Telling
from heli.core.flow.models import Entry, Step
from heli.core.journal.refs import name_of
from heli.core.ledger import posting
from heli.core.ledger.amounts import counted, shown
from heli.core.ledger.drafts import Draft, Line, move
from heli.core.ledger.models import Account, Item, Lot, Transaction, Use
from heli.core.ledger.queries import balance
from heli.core.ledger.refusals import NotEnough
from heli.core.parties.models import Undertaking
from heli.loops.giving import policies
from heli.loops.giving.actions.books import Books, list_of, next_number
from heli.loops.giving.actions.helped import Helped, tallies
from heli.loops.giving.enums import DELIVERY_CALL, Kind, Loss, Tag, Verb
from heli.loops.giving.flows import DELIVERY
from heli.loops.giving.queries.packing import (
    Packed,
    acknowledged,
    on_the_way,
    outstanding,
    packing_list,
    sentence,
)


class NotExplained(Refusal):
    """36,000 are not 16,000 and 16,000: the rest is somewhere."""

    message = _(
        "%(left)s of this delivery have neither arrived nor been explained. Please enter what"
        " arrived, what came back, or why it is missing."
    )


class NobodyReceived(Refusal):
    """A delivery that reached nobody is unpacked or explained."""

    message = _("Nothing of this delivery has arrived at anybody yet.")


class NoSuchLine(Refusal):
    """The packing list has no such line."""

    message = _("The packing list has no line %(n)s.")
    status = 422


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """So much of an item for somebody, to be packed."""

    item: Item
    quantity: Decimal
    unit: str = ""
    lot: Lot | None = None
    use: Use | None = None
    helped: Helped | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """What became of one line of the packing list, in the item's own unit or ``unit``."""

    n: int
    quantity: Decimal = Decimal(0)
    damaged: Decimal = Decimal(0)
    returned: Decimal = Decimal(0)
    unit: str = ""


@action("giving.delivery.pack", policy=policies.keep_books)
def pack_delivery(
    campaign: Undertaking, *, loads: Sequence[Load], title: str = "", by: Actor, at: datetime
) -> Entry:
    """Pack a delivery: a numbered batch with its packing list. Nothing moves yet.

    Refuses with :class:`~heli.core.ledger.refusals.NotEnough` more than the stock holds.
    """
    if not loads:
        raise Invalid(what=_("what is packed"), field="loads")
    books = Books(campaign)
    call = list_of(campaign, kind=DELIVERY_CALL, flow=DELIVERY, title=DELIVERY.label, at=at)
    lines = [_line(load, local_day(at)) for load in loads]
    _require_stock(books, loads, lines)
    for load in loads:
        if load.helped is not None:
            books.recipient(load.helped.recipient, load.helped.kind)
    return engine.start(
        call,
        org=campaign.owner,
        by=by,
        at=at,
        code=next_number(call),
        title=" ".join(title.split()) or campaign.name,
        answers={"lines": lines},
    )


def _line(load: Load, day: date) -> dict[str, Any]:
    amount = counted(load.item, load.quantity, load.unit, on=day)
    if amount.amount <= 0:
        raise Invalid(what=_("an amount above zero"), field="quantity")
    helped = load.helped
    return {
        "item": load.item.pk,
        "amount": amount.amount,
        "typed": amount.typed,
        "unit": load.unit,
        "lot": load.lot.pk if load.lot else None,
        "use": load.use.pk if load.use else None,
        "recipient": helped.recipient.pk if helped and helped.recipient else None,
        "kind": helped.kind if helped else "",
    }


def _require_stock(books: Books, loads: Sequence[Load], lines: Sequence[dict[str, Any]]) -> None:
    stock = books.stock()
    wanted: dict[Item, int] = {}
    for load, line in zip(loads, lines, strict=True):
        wanted[load.item] = wanted.get(load.item, 0) + line["amount"]
    for item, amount in wanted.items():
        left = balance(stock, item)
        if left < amount:
            raise NotEnough(
                left=shown(item, left),
                item=item,
                account=stock,
                wanted=shown(item, amount),
                field="loads",
            )


@action("giving.delivery.send", policy=policies.ON_DELIVERY[Verb.SEND])
def send_delivery(
    delivery: Entry,
    *,
    carrier: str = "",
    on: date | None = None,
    by: Actor,
    at: datetime,
) -> Step:
    """Send a packed delivery: what it holds leaves the stock and is on the way."""
    books, lines = _books(delivery), packing_list(delivery)
    moved = [
        line
        for one in lines
        for line in _moved(one, one.amount, books.stock(), books.transit(delivery.code))
    ]
    made = _post(delivery, Kind.SENDING, moved, on=on, note=carrier, by=by, at=at)
    facts = {"transaction": name_of(made), "carrier": carrier.strip()}
    return engine.move(
        delivery, Verb.SEND, by=by, at=at, telling=Telling(effective_on=on, facts=facts)
    )


@action("giving.delivery.arrive", policy=policies.ON_DELIVERY[Verb.ARRIVE])
def note_arrival(
    delivery: Entry,
    *,
    helped: Helped,
    lines: Sequence[Arrived],
    note: str = "",
    on: date | None = None,
    by: Actor,
    at: datetime,
) -> Step:
    """Note what arrived at one recipient, what was damaged and what came back.

    Refuses with :class:`~heli.core.ledger.refusals.NotEnough` more than is on the way.
    """
    return arrive(delivery, helped=helped, lines=lines, note=note, on=on, by=by, at=at)


def arrive(
    delivery: Entry,
    *,
    helped: Helped,
    lines: Sequence[Arrived],
    note: str,
    on: date | None,
    by: Actor,
    at: datetime,
) -> Step:
    """The same, for acts: also for the recipient's own, by the link."""
    books = _books(delivery)
    packed = {one.n: one for one in packing_list(delivery)}
    moved: list[Line] = []
    for one in lines:
        if one.n not in packed:
            raise NoSuchLine(n=one.n, field="lines")
        moved += _arrivals(books, delivery, packed[one.n], one, helped, local_day(at))
    made = _post(
        delivery,
        Kind.ARRIVAL,
        [*moved, *tallies(books, helped)],
        on=on,
        note=note,
        by=by,
        at=at,
    )
    account = books.recipient(helped.recipient, helped.kind)
    facts = {"transaction": name_of(made), "recipient": str(account.uid)}
    telling = Telling(effective_on=on, note=note.strip(), facts=facts)
    return engine.move(delivery, Verb.ARRIVE, by=by, at=at, telling=telling)


def _arrivals(
    books: Books, delivery: Entry, packed: Packed, said: Arrived, helped: Helped, day: date
) -> Iterator[Line]:
    """Good, damaged and returned: three ways out of the van."""
    transit = books.transit(delivery.code)
    to = books.recipient(helped.recipient, helped.kind)
    ways: tuple[tuple[Decimal, Account, str, dict[str, str]], ...] = (
        (said.quantity, to, Tag.GOODS_DELIVERED, {"batch": delivery.code, "kind": helped.kind}),
        (said.damaged, books.adjustment(Loss.DAMAGED), Tag.GOODS_LOST, {"why": "damaged"}),
        (said.returned, books.stock(), "", {}),
    )
    for quantity, target, tag, facts in ways:
        if quantity < 0:
            raise Invalid(what=_("an amount that is not negative"), field="lines")
        if quantity:
            amount = counted(packed.item, quantity, said.unit, on=day).amount
            more: dict[str, Any] = {"tag": tag, "facts": facts}
            if target == to:
                more |= {"area": helped.area, "party": helped.recipient}
            yield from _moved(packed, amount, transit, target, **more)


@action("giving.delivery.explain", policy=policies.ON_DELIVERY[Verb.EXPLAIN])
def explain_difference(
    delivery: Entry,
    *,
    line: int,
    quantity: Decimal,
    unit: str = "",
    why: str,
    note: str,
    on: date | None = None,
    by: Actor,
    at: datetime,
) -> Step:
    """Explain why less arrived than was sent: damaged, lost, or miscounted (then it is still here)."""
    if why not in Loss.values or not note.strip():
        raise Invalid(what=_("why it is missing"), field="note")
    books = _books(delivery)
    packed = next((one for one in packing_list(delivery) if one.n == line), None)
    if packed is None:
        raise NoSuchLine(n=line, field="line")
    amount = counted(packed.item, quantity, unit, on=local_day(at)).amount
    is_back = why == Loss.MISCOUNTED
    target = books.stock() if is_back else books.adjustment(why)
    tag = "" if is_back else Tag.GOODS_LOST
    moved = _moved(
        packed, amount, books.transit(delivery.code), target, tag=tag, facts={"why": why}
    )
    made = _post(delivery, Kind.LOSS, moved, on=on, note=note, by=by, at=at)
    facts = {"transaction": name_of(made), "why": why}
    telling = Telling(effective_on=on, note=note.strip(), facts=facts)
    return engine.move(delivery, Verb.EXPLAIN, by=by, at=at, telling=telling)


@action("giving.delivery.settle", policy=policies.ON_DELIVERY[Verb.SETTLE])
def settle_delivery(delivery: Entry, *, by: Actor, at: datetime) -> Entry:
    """Close a delivery as received. Refuses with :class:`NotExplained` while anything is missing.

    If every recipient has confirmed already, it is confirmed with it.
    """
    if left := on_the_way(delivery):
        raise NotExplained(left=sentence(left))
    if not Step.objects.filter(entry=delivery, verb=Verb.ARRIVE).exists():
        raise NobodyReceived
    engine.move(delivery, Verb.SETTLE, by=by, at=at)
    if acknowledged(delivery) and not outstanding(delivery):
        engine.move(delivery, Verb.CONFIRM, by=by, at=at)
    return delivery


@action("giving.delivery.publish", policy=policies.ON_DELIVERY[Verb.PUBLISH])
def publish_delivery(delivery: Entry, *, by: Actor, at: datetime) -> Step:
    """Show a confirmed delivery in the open ledger as published."""
    return engine.move(delivery, Verb.PUBLISH, by=by, at=at)


@action("giving.delivery.cancel", policy=policies.ON_DELIVERY[Verb.CANCEL])
def cancel_delivery(delivery: Entry, *, note: str, by: Actor, at: datetime) -> Step:
    """Unpack what was not sent, and say why."""
    return engine.move(delivery, Verb.CANCEL, by=by, at=at, telling=Telling(note=note.strip()))


def _moved(
    packed: Packed, amount: int, source: Account, target: Account, **more: Any
) -> tuple[Line, Line]:
    """So much of a packed line, in its smallest unit, from one place to another."""
    return move(
        packed.item,
        Decimal(amount).scaleb(-packed.item.unit.exponent),
        source=source,
        target=target,
        lot=packed.lot,
        use=packed.use,
        **more,
    )


def _post(
    delivery: Entry,
    kind: Kind,
    lines: Sequence[Line],
    *,
    on: date | None,
    note: str,
    by: Actor,
    at: datetime,
) -> Transaction:
    draft = Draft(
        org=delivery.org,
        kind=kind,
        lines=tuple(lines),
        effective_on=on,
        undertaking=_books(delivery).campaign,
        record=name_of(delivery),
        batch=delivery.code,
        note=note.strip(),
        is_meant=True,
    )
    return posting.post(draft, by=by, at=at)


def _books(delivery: Entry) -> Books:
    campaign = delivery.call.undertaking
    if campaign is None:
        msg = f"delivery {delivery.pk} belongs to no campaign"
        raise LookupError(msg)
    return Books(campaign)

"""From what somebody typed to the smallest unit, and back to words. Exact integers throughout."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from heli.core.ledger.models import Item, Pack, Unit
from heli.core.ledger.refusals import NotWhole, OtherUnit, TooMuch, UnknownPack
from heli.kit.wording import digits


# A thousandth of what a 64-bit column holds, so that a sum of lines fits as well.
MOST = 2**53


class Counted(NamedTuple):
    """An amount in the smallest unit, the pack it was typed in, and the words that were typed."""

    amount: int
    pack: Pack | None
    typed: str


def counted(item: Item, quantity: Decimal | int, unit: str, *, on: date) -> Counted:
    """``quantity`` of ``item`` in ``unit`` (a unit or a pack as it was on a day; "" is its own).

    Refuses with :class:`OtherUnit`, :class:`UnknownPack`, :class:`NotWhole`, :class:`TooMuch`.
    """
    own = item.unit
    typed = _plain(quantity)
    if unit in ("", own.name):
        return Counted(_whole(item, quantity, own.factor, own.name), None, f"{typed} {own.name}")
    # All of them, so that a list asks once for packs that were selected with their items.
    packs = [one for one in item.packs.all() if one.name == unit and one.since <= on]
    pack = max(packs, key=lambda one: one.since, default=None)
    factor = pack.quantity if pack else _factor(item, unit, on)
    return Counted(_whole(item, quantity, factor, unit), pack, f"{typed} {unit}")


def _factor(item: Item, name: str, on: date) -> int:
    """How many of the item's smallest unit one of another unit is."""
    unit = Unit.objects.filter(name=name).first()
    if unit is None or item.packs.filter(name=name).exists():
        raise UnknownPack(
            own=item.unit.name, item=item, unit=name, day=on.isoformat(), field="unit"
        )
    if unit.smallest != item.unit.smallest:
        raise OtherUnit(item=item, own=item.unit.name, unit=name, field="unit")
    return unit.factor


def _whole(item: Item, quantity: Decimal | int, factor: int, unit: str) -> int:
    try:
        exact = Decimal(quantity) * factor
        whole = int(exact)
    except (InvalidOperation, OverflowError, ValueError) as strange:
        raise TooMuch(typed=_plain(quantity), unit=unit, item=item, field="quantity") from strange
    if abs(whole) > MOST:
        raise TooMuch(typed=_plain(quantity), unit=unit, item=item, field="quantity")
    if whole != exact:
        smallest = item.unit.smallest
        typed = _plain(quantity)
        raise NotWhole(typed=typed, unit=unit, item=item, smallest=smallest, field="quantity")
    return whole


def _plain(quantity: Decimal | int) -> str:
    return f"{quantity:f}" if isinstance(quantity, Decimal) else str(quantity)


def shown(item: Item, amount: int) -> str:
    """An amount in the item's own unit, for people: ``16,000 只``, ``46,000.00 元``, ``4.2 吨``."""
    unit = item.unit
    whole, rest = divmod(abs(amount), unit.factor)
    sign = "-" if amount < 0 else ""
    if unit.times == 1:
        number = Decimal(abs(amount)).scaleb(-unit.exponent)
        return f"{sign}{digits(number, unit=unit.name)} {unit.name}"
    tail = f" {rest} {unit.smallest}" if rest else ""
    return f"{sign}{whole:,} {unit.name}{tail}"

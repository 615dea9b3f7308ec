"""What is about to be posted, before anything is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from heli.core.ledger.enums import Basis
from heli.core.ledger.models import Account, Item, Lot, Use
from heli.core.parties.models import Party, Undertaking
from heli.core.places.models import Area


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """So much of an item into an account, or (negative) out of it.

    ``quantity`` as typed, in ``unit``: the name of a unit or of a pack, "" for the item's own.
    ``value`` in fen, not negative, with the ``basis`` it rests on. ``tag`` is what the line counts
    as; only what arrives counts. ``area`` and ``party`` are those of the account if None, but a line
    that ``is_nobodys`` has no party: who gave it is not known.
    """

    account: Account
    item: Item
    quantity: Decimal | int
    unit: str = ""
    lot: Lot | None = None
    use: Use | None = None
    value: int | None = None
    basis: str = Basis.NONE
    tag: str = ""
    area: Area | None = None
    party: Party | None = None
    is_nobodys: bool = False
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """How much of an item moves, counted and typed before the lines were."""

    item: Item
    quantity: Decimal | int
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A transaction before it is posted.

    ``kind`` is a word of the loop (``receipt``, ``delivery``). ``record`` names what it belongs to.
    ``control`` is compared with the lines if given. ``is_meant`` answers the question about unusual
    amounts. ``effective_on`` is the day it happened, today if None.
    """

    org: Party
    kind: str
    lines: tuple[Line, ...]
    effective_on: date | None = None
    undertaking: Undertaking | None = None
    record: str = ""
    voucher: str = ""
    batch: str = ""
    note: str = ""
    reason: str = ""
    control: tuple[Control, ...] = ()
    is_meant: bool = False


def move(
    item: Item,
    quantity: Decimal | int,
    *,
    source: Account,
    target: Account,
    unit: str = "",
    lot: Lot | None = None,
    use: Use | None = None,
    value: int | None = None,
    basis: str = Basis.NONE,
    tag: str = "",
    area: Area | None = None,
    party: Party | None = None,
    is_nobodys: bool = False,
    facts: Mapping[str, object] | None = None,
) -> tuple[Line, Line]:
    """The two lines of a movement from one account to another; the one that arrives counts."""
    same = {"item": item, "unit": unit, "lot": lot, "use": use, "value": value, "basis": basis}
    return (
        Line(account=source, quantity=-quantity, area=area, **same),  # type: ignore[arg-type]
        Line(
            account=target,
            quantity=quantity,
            tag=tag,
            area=area,
            party=party,
            is_nobodys=is_nobodys,
            facts=facts or {},
            **same,  # type: ignore[arg-type]
        ),
    )

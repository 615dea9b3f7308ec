"""From a row of a list to a slip, or to a sentence on what is wrong with it. Nothing is written."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from heli.core.acts import Refusal
from heli.core.flow.models import Call
from heli.core.ledger.amounts import counted, shown
from heli.core.ledger.enums import Basis
from heli.core.ledger.models import Item
from heli.core.parties.models import Party
from heli.loops.giving.enums import Capacity, DonorKind, Publication
from heli.loops.giving.queries import cells as reading
from heli.loops.giving.queries.registers import Registers
from heli.loops.giving.queries.sheets import COLUMNS, said_in, words
from heli.loops.giving.queries.slips import Designation, Donor, Goods, Slip


NOBODY = ("匿名", "无名氏", "爱心人士", "好心人")
Said = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a cell, in words; lines are numbered as in the sheet.

    A question is not wrong for good: somebody may answer that it is meant.
    """

    line: int
    column: str
    why: str
    is_question: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row that was understood: a new gift, and what is to be asked about it."""

    line: int
    slip: Slip
    asked: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """A row that says it is line ``n`` of a gift of this house, with its cells by column."""

    line: int
    gift: str
    n: int
    said: Said


class Reader:
    """Reads rows of a list for one appeal. What it has to know, it asks once."""

    def __init__(self, appeal: Call, mapping: Mapping[str, int], *, today: date) -> None:
        self.mapping, self.today = mapping, today
        self.registers = Registers(appeal)
        self.readers: Mapping[str, Callable[[Any], Any]] = {
            "on": self._on,
            "donor": self._donor,
            "kind": reading.chosen(reading.KINDS, DonorKind.PERSON),
            "givers": reading.count_of,
            "cash": reading.amount("元"),
            "item": words,
            "standard": words,
            "quantity": reading.amount(""),
            "unit": reading.text(12),
            "value": reading.amount("元"),
            "basis": reading.chosen(reading.BASES, Basis.ESTIMATE),
            "lot": reading.text(60),
            "expires": lambda cell: reading.day_of(cell) if words(cell) else None,
            "voucher": reading.text(reading.LONGEST_VOUCHER),
            "publication": reading.chosen(reading.PUBLICATIONS, Publication.ANONYMOUS),
            "purpose": reading.text(reading.LONGEST_NAME),
            "area": self.registers.area,
            "recipient": self.registers.recipient,
            "channel": self.registers.channel,
            "capacity": reading.chosen(reading.CAPACITIES, ""),
            "body": self.registers.body,
            "note": reading.text(reading.LONGEST_NOTE),
        }
        # What no column says is the same in every row: a list of eight columns asks for eight.
        self.unsaid = {
            name: read(None)
            for name, read in self.readers.items()
            if name not in mapping and name != "on"
        }

    def read(self, line: int, row: Sequence[Any]) -> Row | Known | list[Fault]:
        """A row, or everything that is wrong with it."""
        cells = said_in(row, self.mapping)
        if gift := words(cells.get("reference")):
            n = words(cells.get("line"))
            return Known(line, gift, int(n) if n.isdecimal() else 1, cells)
        faults: list[Fault] = []
        asked = {
            name: self._ask(line, name, cells.get(name), faults)
            for name in self.readers
            if name not in self.unsaid
        }
        if faults:
            return faults
        try:
            slip = self._slip({**self.unsaid, **asked})
        except Refusal as refusal:
            return [Fault(line, COLUMNS[refusal.field or "cash"][0], str(refusal))]
        return Row(line, slip, tuple(self._unusual(line, slip)))

    def _ask(self, line: int, name: str, cell: Any, faults: list[Fault]) -> Any:
        try:
            return self.readers[name](cell)
        except Refusal as refusal:
            faults.append(Fault(line, COLUMNS[name][0], str(refusal)))
            return None

    def _on(self, cell: Any) -> date:
        day = reading.day_of(cell)
        if day > self.today:
            raise reading.wrong(_("%(day)s lies in the future.") % {"day": day.isoformat()})
        return day

    def _donor(self, cell: Any) -> str:
        """The donor's name; nothing for somebody who wants no name."""
        name = reading.sized(words(cell), reading.LONGEST_NAME)
        return "" if name in NOBODY else name

    def _slip(self, said: Said) -> Slip:
        goods = self._goods(said)
        if said["cash"] is None and not goods:
            raise reading.Unreadable(why=_("Neither cash nor goods are given."), field="cash")
        if said["cash"] is not None:
            _require_countable("cash", self.registers.cash, said["cash"], "", said["on"])
        return Slip(
            donor=Donor(name=said["donor"], kind=said["kind"], givers=said["givers"]),
            cash=said["cash"],
            goods=goods,
            on=said["on"],
            voucher=said["voucher"],
            publication=said["publication"],
            designation=self._designation(said),
            body=said["body"],
            channel=said["channel"],
            capacity=Capacity(said["capacity"]) if said["capacity"] else None,
            note=said["note"],
            is_meant=True,
        )

    def _designation(self, said: Said) -> Designation:
        place: Party | None = said["recipient"]
        return Designation(purpose=said["purpose"], area=said["area"], recipient=place)

    def _goods(self, said: Said) -> tuple[Goods, ...]:
        if not said["item"] and said["quantity"] is None:
            return ()
        if not said["item"] or said["quantity"] is None:
            why = _("An item and how much of it belong together.")
            raise reading.Unreadable(why=why, field="quantity")
        item = self.registers.item(said["item"], said["standard"])
        unit = "" if said["unit"] == item.unit.name else said["unit"]
        _require_countable("quantity", item, said["quantity"], unit, said["on"])
        value: Decimal | None = said["value"]
        if value is not None:
            _require_countable("value", self.registers.cash, value, "", said["on"])
        return (
            Goods(
                item=item,
                quantity=said["quantity"],
                unit=unit,
                value=value,
                basis=Basis.NONE if value is None else said["basis"],
                lot=said["lot"],
                expires_on=said["expires"],
            ),
        )

    def _unusual(self, line: int, slip: Slip) -> list[Fault]:
        """Whether an amount is so small or large that it may be in 万, or have a zero too many."""
        given = [("cash", self.registers.cash, slip.cash, "")] if slip.cash is not None else []
        given += [("quantity", one.item, one.quantity, one.unit) for one in slip.goods]
        asked = []
        for name, item, quantity, unit in given:
            amount = counted(item, quantity or 0, unit, on=slip.on or self.today).amount
            if not (item.usual_from or 0) <= amount <= (item.usual_to or amount):
                why = _("%(amount)s is unusual. Is it meant?") % {"amount": shown(item, amount)}
                asked.append(Fault(line, COLUMNS[name][0], why, is_question=True))
        return asked


def _require_countable(name: str, item: Item, quantity: Decimal, unit: str, on: date) -> None:
    """Refuse now what posting would refuse later: an unknown pack, part of a piece, too much."""
    try:
        counted(item, quantity, unit, on=on)
    except Refusal as refusal:
        field = "unit" if refusal.field == "unit" else name
        raise reading.Unreadable(why=str(refusal), field=field) from refusal

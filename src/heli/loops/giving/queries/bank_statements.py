"""Reading a statement of a bank: which lines brought money, and what the bank wrote about them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Refusal
from heli.core.parties.folding import fold
from heli.kit import canonical
from heli.loops.giving.queries.cells import day_of, plain
from heli.loops.giving.queries.sheets import said_in, words
from heli.loops.giving.queries.slips import amount_of


HEADER_WITHIN = 15
"""Banks put some lines of their own above the header."""
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "on": ("交易日期", "日期", "记账日期", "入账日期", "交易时间"),
    "amount": ("贷方发生额", "收入金额", "收入", "贷方金额", "存入", "交易金额", "金额"),
    "side": ("借贷标志", "借贷方向", "收支方向", "收/支", "借/贷"),
    "payer": ("对方户名", "对方名称", "付款人", "付款方", "对方账户名称"),
    "reference": ("摘要", "附言", "用途", "备注"),
    "number": ("流水号", "交易流水号", "凭证号"),
}
_IN = ("贷", "贷方", "收", "收入", "c", "cr")
_TOTALS = ("合计", "总计", "小计")


class NoHeader(Refusal):
    """A statement says which column is the day and which the amount."""

    message = _("This statement has no header with a day (交易日期) and an amount (贷方发生额).")
    status = 422


class WrongLine(Refusal):
    """A line of a statement cannot be read."""

    message = _("Row %(line)s: %(why)s")
    status = 422


@dataclass(frozen=True, slots=True)
class BankLine:
    """Money that came in, as the bank writes it. ``nth`` tells equal lines of a day apart."""

    on: date
    amount: Decimal
    payer: str = ""
    reference: str = ""
    number: str = ""
    nth: int = 1

    @property
    def key(self) -> str:
        """The same line of two overlapping statements has the same key."""
        said = [self.on.isoformat(), f"{self.amount:.2f}", self.payer, self.reference, self.number]
        again = [self.nth] if self.nth > 1 else []
        return canonical.digest([*said, *again]).removeprefix("sha256:")[:40]


def lines_in(sheet: Iterable[tuple[int, Sequence[Any]]]) -> list[BankLine]:
    """The incoming lines of a statement; what goes out and what is no line is left out.

    Rows are numbered as in the sheet. Refuses with :class:`NoHeader`, and with
    :class:`WrongLine` an amount or day that cannot be read.
    """
    rows = iter(sheet)
    heads = (_places(cells) for _n, cells in islice(rows, HEADER_WITHIN))
    places = next((one for one in heads if {"on", "amount"} <= set(one)), None)
    if places is None:
        raise NoHeader(field="file")
    found: list[BankLine] = []
    times: Counter[BankLine] = Counter()
    for n, cells in rows:
        if _is_total(cells):
            continue
        try:
            line = _line(said_in(cells, places))
        except Refusal as refusal:
            raise WrongLine(line=n, why=str(refusal), field="file") from refusal
        if line is not None:
            times[line] += 1
            found.append(replace(line, nth=times[line]))
    return found


def _line(said: Mapping[str, Any]) -> BankLine | None:
    """A line that brought money; None for others."""
    is_out = words(said.get("side")) and words(said["side"]).lower() not in _IN
    if is_out or not words(said["on"]) or words(said["amount"]) in ("", "-"):
        return None
    amount = amount_of(plain(said["amount"])).quantize(Decimal("0.01"))
    if amount <= 0:
        return None
    payer, reference, number = (
        words(said.get(name))[:100] for name in ("payer", "reference", "number")
    )
    return BankLine(day_of(said["on"]), amount, payer, reference, number)


def _is_total(cells: Sequence[Any]) -> bool:
    first = next((words(cell) for cell in cells if words(cell)), "")
    return first.startswith(_TOTALS)


def _places(header: Sequence[Any]) -> dict[str, int]:
    heads = [fold(words(cell)) for cell in header]
    return {
        name: next(heads.index(fold(word)) for word in known if fold(word) in heads)
        for name, known in COLUMNS.items()
        if any(fold(word) in heads for word in known)
    }

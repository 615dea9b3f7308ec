"""Tables in a text: the row 合计 against the rows above it (or below it), column by column."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from heli.kit.checking.findings import Finding, Klass, Message, Verdict
from heli.kit.checking.page import Page
from heli.kit.interval import EXACT_ARITHMETIC, plain


_NUMBER: Final = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.\d{1,4})?[%％]?")
_ROW: Final = re.compile(r"[^\n]+|(?<=\n)(?=\n)")
_BLANKS: Final = re.compile(r"[ \t|　]+")
_NARROW: Final = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
_TOTAL: Final = re.compile(r"[\s|]*[合总總共]\s*[计計数數](?![^\s|])")
_PARTIAL: Final = re.compile(r"[\s|]*\S{0,8}小\s*[计計]")
_NOT_ADDED: Final = re.compile(r"[率%％‰均价]|占比|比例|排名|名次|增[幅长速]")
_LONGEST: Final = 160
_MOST: Final = 400
_NEAR: Final = Decimal("0.2")


@dataclass(frozen=True, slots=True)
class _Cell:
    start: int
    end: int
    value: Decimal


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of a table: its words in front, and the numbers behind them."""

    text: str
    cells: tuple[_Cell, ...]

    @property
    def words(self) -> list[str]:
        """What stands in the cells."""
        return [part for part in _BLANKS.split(self.text) if part]


def check_tables(page: Page) -> Iterator[Finding]:
    """Each column of each table that has a row of totals."""
    # Folding takes the blanks between cells for those of a line wrap.
    text = page.given.translate(_NARROW)
    head, rows = "", list[_Row]()
    for line in _ROW.finditer(text):
        row = _row(line.start(), line.group())
        if row is not None and len(rows) < _MOST:
            rows.append(row)
            continue
        yield from _table(head, rows)
        head, rows = line.group()[:_LONGEST], []
    yield from _table(head, rows)


def _row(start: int, text: str) -> _Row | None:
    """A line that ends in cells with nothing but numbers; None for prose."""
    if not text or len(text) > _LONGEST:
        return None
    cells: list[_Cell] = []
    end = len(text.rstrip(" \t|　"))
    for match in reversed(list(_NUMBER.finditer(text, 0, end))):
        if _BLANKS.sub("", text[match.end() : end]) or match.start() == 0:
            break
        if not _BLANKS.match(text, match.start() - 1):
            break
        value = Decimal(match.group().rstrip("%％").replace(",", ""))
        cells.insert(0, _Cell(start + match.start(), start + match.end(), value))
        end = match.start()
    return _Row(text, tuple(cells)) if cells else None


def _table(head: str, rows: Sequence[_Row]) -> Iterator[Finding]:
    totals = [n for n, row in enumerate(rows) if _TOTAL.match(row.text)]
    if len(totals) != 1 or totals[0] not in (0, len(rows) - 1) or len(rows) < 3:  # noqa: PLR2004  -- two parts and a total
        return
    total = rows[totals[0]]
    others = [row for n, row in enumerate(rows) if n != totals[0]]
    most = min(len(row.cells) for row in others)
    names = [part for part in _BLANKS.split(head) if part]
    for back in range(1, min(len(total.cells), most) + 1):
        name = names[-back] if back <= len(names) else ""
        if not _NOT_ADDED.search(name + total.words[-back]):
            yield from _column(name, total.cells[-back], others, back)


def _column(name: str, total: _Cell, others: Sequence[_Row], back: int) -> Iterator[Finding]:
    """One column: of the subtotals, if there are such, or of all else."""
    partial = [row.cells[-back] for row in others if _PARTIAL.match(row.text)]
    single = [row.cells[-back] for row in others if not _PARTIAL.match(row.text)]
    sums = [(_sum(cells), cells) for cells in (partial, single) if len(cells) > 1]
    if not sums or total.value < max(cell.value for cell in single or partial):
        return
    for found, cells in sums:
        if found == total.value:
            yield _finding(name, total, cells, found, Verdict.HOLDS)
            return
    found, cells = sums[0]
    # Without a heading it may be no table.
    if name and abs(found - total.value) <= total.value * _NEAR:
        yield _finding(name, total, cells, found, Verdict.CONTRADICTS)


def _sum(cells: Sequence[_Cell]) -> Decimal:
    result = Decimal(0)
    for cell in cells:
        result = EXACT_ARITHMETIC.add(result, cell.value)
    return result


_SHOWN: Final = 8


def _finding(
    name: str, total: _Cell, cells: Sequence[_Cell], found: Decimal, verdict: Verdict
) -> Finding:
    said = f"“{name}”" if name else ""
    right, written = plain(found), plain(total.value)
    message = (
        Message(f"表中{said}一列相加为 {right}，与合计相符", f"The column {said} adds up to its total, {right}")
        if verdict is Verdict.HOLDS
        else Message(
            f"表中{said}一列相加为 {right}，合计写作 {written}",
            f"The column {said} adds up to {right}, its total says {written}",
        )
    )  # fmt: skip
    spans = tuple((cell.start, cell.end) for cell in (total, *cells[:_SHOWN]))
    gap = None if verdict is Verdict.HOLDS else total.value - found
    return Finding(Klass.PARTS, verdict, spans, message, gap, rule="table.column")

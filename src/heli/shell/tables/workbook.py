"""A list as a workbook: one sheet, frozen bold head, widths, a total row; text is never a formula."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

from heli.shell.tables.plain import as_word, safe_text


def write_xlsx(
    file: IO[bytes],
    *,
    title: str,
    header: Sequence[str],
    widths: Sequence[int],
    rows: Iterable[Sequence[Any]],
    totals: Sequence[Any] = (),
) -> None:
    """Write the workbook, row by row; ``widths`` are in characters."""
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\']", " ", title)[:31] or "Heli")
    sheet.freeze_panes = "A2"
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.append([_bold(sheet, text, line="bottom") for text in header])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    if totals:
        sheet.append([_bold(sheet, value, line="top") for value in totals])
    book.save(file)


def _cell(sheet: Any, value: Any) -> Any:
    """Numbers and days as such; everything else as text, whatever it begins with."""
    from openpyxl.cell import WriteOnlyCell

    is_number = isinstance(value, int | float | Decimal) and not isinstance(value, bool)
    if value is None or is_number or isinstance(value, date):
        made: Any = WriteOnlyCell(sheet, value)
        if isinstance(value, date):
            made.number_format = "yyyy-mm-dd hh:mm" if isinstance(value, datetime) else "yyyy-mm-dd"
        return made
    made = WriteOnlyCell(sheet, safe_text(as_word(value)))
    made.data_type = "s"
    made.quotePrefix = True
    return made


def _bold(sheet: Any, value: Any, *, line: str) -> Any:
    """A cell of the head or the total row, with a thin line at its ``top`` or ``bottom``."""
    from openpyxl.styles import Border, Font, Side

    made = _cell(sheet, value)
    side = Side(style="thin")
    made.font = Font(bold=True)
    made.border = Border(top=side) if line == "top" else Border(bottom=side)
    return made

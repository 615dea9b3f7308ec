"""Reading a spreadsheet that somebody uploaded, without trusting it."""

import io
import zipfile
from typing import Any

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Refusal


MAX_BYTES = 10 * 1024 * 1024
MAX_UNPACKED = 100 * 1024 * 1024
MAX_ROWS = 5_000
MAX_COLUMNS = 60

Cells = list[Any]


class NotAWorkbook(Refusal):
    """Only .xlsx files are read."""

    message = _("“%(name)s” is not an Excel file (.xlsx). Save it as .xlsx and choose it again.")
    status = 422


class WorkbookTooLarge(Refusal):
    """There is an end to what is read at once."""

    message = _(
        "“%(name)s” is too large: at most 10 MB and %(rows)s rows are read at once."
        " Split it into several files."
    )
    status = 422


def read_sheets(content: bytes, *, name: str) -> dict[str, list[Cells]]:
    """The sheets of a workbook by title, each as its rows.

    Empty rows, and empty cells at the end of a row, are left out.

    Formulas are read as the values that were saved with them and never computed. Refuses with
    :class:`NotAWorkbook` and :class:`WorkbookTooLarge`, before anything large is unpacked.
    """
    _check_package(content, name)
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except (InvalidFileException, KeyError, ValueError, zipfile.BadZipFile) as broken:
        raise NotAWorkbook(name=name, field="file") from broken
    try:
        return {sheet.title: _rows(sheet, name) for sheet in book.worksheets}
    finally:
        book.close()


def _check_package(content: bytes, name: str) -> None:
    if len(content) > MAX_BYTES:
        raise WorkbookTooLarge(name=name, rows=MAX_ROWS, field="file")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            unpacked = sum(member.file_size for member in package.infolist())
            is_workbook = "xl/workbook.xml" in package.namelist()
    except zipfile.BadZipFile as broken:
        raise NotAWorkbook(name=name, field="file") from broken
    if not is_workbook:
        raise NotAWorkbook(name=name, field="file")
    if unpacked > MAX_UNPACKED:
        raise WorkbookTooLarge(name=name, rows=MAX_ROWS, field="file")


def _rows(sheet: Any, name: str) -> list[Cells]:
    rows: list[Cells] = []
    for cells in sheet.iter_rows(max_col=MAX_COLUMNS, values_only=True):
        row = list(cells)
        while row and row[-1] in (None, ""):
            row.pop()
        if row:
            rows.append(row)
        if len(rows) > MAX_ROWS:
            raise WorkbookTooLarge(name=name, rows=MAX_ROWS, field="file")
    return rows

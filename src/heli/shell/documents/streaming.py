"""Reading a long list that somebody uploaded, row by row, without trusting it or holding it."""

import codecs
import csv
import re
import zipfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import IO, Any

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Refusal
from heli.core.files.marks import TEXT, type_of
from heli.shell.documents.workbooks import NotAWorkbook
from heli.shell.documents.xlsx_package import WORKBOOK
from heli.shell.documents.xlsx_rows import BROKEN, Numbered, rows_of
from heli.shell.tables.plain import of_csv_cell


MAX_BYTES = 50 * 1024 * 1024
MAX_UNPACKED = 200 * 1024 * 1024
MAX_PARTS = 2_000
MAX_RATIO = 100
MAX_ROWS = 200_000
MAX_COLUMNS = 512
LONGEST_CELL = 32_767

_CHUNK = 1024 * 1024
_OVERLAP = 512
_FORMULA = re.compile(rb'<c r="([A-Z]{1,3}[0-9]{1,7})"[^>]*>\s*<f[\s>/]')
_MERGED = re.compile(rb'<mergeCell ref="([A-Z0-9:]{2,21})"')


class ListTooLarge(Refusal):
    """There is an end to what is read."""

    message = _(
        "“%(name)s” is too large: at most 50 MB, 200 MB unpacked, %(rows)s rows and %(columns)s"
        " columns are read. Split it into several files."
    )
    status = 422


class HasFormulas(Refusal):
    """What a formula would say is not known here, and must not be guessed."""

    message = _(
        "“%(name)s” has a formula in cell %(cell)s. Copy the list and paste it as values only, then"
        " choose the new file."
    )
    status = 422


class HasMergedCells(Refusal):
    """A merged cell says nothing about the rows it covers."""

    message = _(
        "“%(name)s” has merged cells (%(cell)s). Unmerge them and fill every row, then choose the"
        " file again."
    )
    status = 422


def stream_rows(path: Path, *, name: str) -> Iterator[list[Any]]:
    """The rows of the first sheet of a workbook, or of a csv or tab-separated text.

    Empty rows are left out. Refuses with :class:`ListTooLarge`, :class:`HasFormulas`,
    :class:`HasMergedCells` and ``NotAWorkbook`` before the first row, or when it gets too long.
    """
    for _number, row in stream_numbered(path, name=name):
        yield row


def stream_numbered(path: Path, *, name: str) -> Iterator[tuple[int, list[Any]]]:
    """The same rows with their numbers in the sheet, where empty rows count: 1 is the first."""
    with path.open("rb") as file:
        is_package = file.read(4) == b"PK\x03\x04"
        if not is_package and type_of(file) != TEXT:
            raise NotAWorkbook(name=name, field="file")
    rows = _workbook(path, name) if is_package else enumerate(_text(path, name), start=1)
    count = 0
    for number, row in rows:
        while row and row[-1] in (None, ""):
            row.pop()
        if not row:
            continue
        count += 1
        if count > MAX_ROWS + 1 or len(row) > MAX_COLUMNS:
            raise _too_large(name)
        yield number, row


def _too_large(name: str) -> ListTooLarge:
    return ListTooLarge(name=name, rows=MAX_ROWS, columns=MAX_COLUMNS, field="file")


def _workbook(path: Path, name: str) -> Iterator[Numbered]:
    if path.stat().st_size > MAX_BYTES:
        raise _too_large(name)
    try:
        with zipfile.ZipFile(path) as package:
            _check_package(package, path.stat().st_size, name)
            yield from rows_of(package)
    except BROKEN as broken:
        raise NotAWorkbook(name=name, field="file") from broken


def _check_package(package: zipfile.ZipFile, packed: int, name: str) -> None:
    """Refuse bombs by what the package says of itself, then look through its sheets once."""
    parts = package.infolist()
    _check_sizes(parts, packed, name)
    if WORKBOOK not in package.namelist():
        raise NotAWorkbook(name=name, field="file")
    for part in parts:
        if part.filename.startswith("xl/worksheets/") and part.filename.endswith(".xml"):
            with package.open(part) as sheet:
                _check_sheet(sheet, name)


def _check_sizes(parts: list[zipfile.ZipInfo], packed: int, name: str) -> None:
    unpacked = sum(part.file_size for part in parts)
    is_bomb = unpacked > MAX_RATIO * max(packed, 1)
    if unpacked > MAX_UNPACKED or len(parts) > MAX_PARTS or is_bomb:
        raise _too_large(name)


def _check_sheet(sheet: IO[bytes], name: str) -> None:
    before = b""
    while chunk := sheet.read(_CHUNK):
        seen = before + chunk
        for pattern, refusal in ((_FORMULA, HasFormulas), (_MERGED, HasMergedCells)):
            if found := pattern.search(seen):
                raise refusal(name=name, cell=found[1].decode(), field="file")
        before = seen[-_OVERLAP:]


def _text(path: Path, name: str) -> Iterator[list[Any]]:
    if path.stat().st_size > MAX_BYTES:
        raise _too_large(name)
    encoding = _encoding(path)
    with path.open(encoding=encoding, newline="", errors="replace") as file:
        sample = file.readline()
        file.seek(0)
        delimiter = "\t" if sample.count("\t") >= max(sample.count(","), 1) else ","
        reader = csv.reader(file, delimiter=delimiter)
        try:
            for cells in reader:
                yield [of_csv_cell(cell) for cell in cells]
        except csv.Error as broken:
            raise _too_large(name) from broken


def _encoding(path: Path) -> str:
    """UTF-8 if it is that, otherwise what Chinese spreadsheets write."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8-sig"


def head(path: Path, *, name: str, rows: int = 20) -> list[list[Any]]:
    """The first rows, for a look."""
    return list(islice(stream_rows(path, name=name), rows))

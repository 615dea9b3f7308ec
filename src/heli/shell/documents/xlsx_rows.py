"""The rows of a workbook's first sheet, one at a time: values as Python has them."""

import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException

from heli.shell.documents.xlsx_package import Book, opened
from heli.shell.documents.xlsx_xml import Broken, Elements, parse


LAST_ROW = 1_048_576
LAST_COLUMN = 16_384
_LETTERS = 26
_DIGITS = "0123456789"
_NO_DATE = "#VALUE!"
Numbered = tuple[int, list[Any]]
BROKEN = (
    *(Broken, DefusedXmlException, KeyError, ParseError),
    *(EOFError, NotImplementedError, RuntimeError, zipfile.BadZipFile, zlib.error),
)
"""What :func:`rows_of` raises for a package that is no workbook, or a damaged one."""


def rows_of(package: zipfile.ZipFile) -> Iterator[Numbered]:
    """The rows of the first sheet that are written down, with their numbers.

    Numbers, days, times and texts as such; formulas as the values saved with them. Raises
    :data:`BROKEN`. Memory for the texts of the workbook and some rows.
    """
    book = opened(package)
    if not book.sheet:
        return
    with package.open(book.sheet) as part:
        yield from parse(part, _Rows(book))


class _Rows(Elements[Numbered]):
    """Gathers rows from their cells ``c``, with values ``v`` or texts ``t`` of their own."""

    pieces = frozenset({"v", "t"})

    def __init__(self, book: Book) -> None:
        super().__init__()
        self.values = _readers(book)
        self.dates = {style: _date_reader(book, is_span) for style, is_span in book.dates.items()}
        self.row, self.number, self.column = [], 0, 0  # type: list[Any], int, int
        self.kind, self.style = "", ""

    def start(self, name: str, said: dict[str, str]) -> None:
        """A row begins, or a cell of it."""
        if name == "c":
            self.column = _column(said["r"]) if "r" in said else self.column + 1
            self.kind, self.style = said.get("t", "n"), said.get("s", "0")
            self.text.clear()
        elif name == "row":
            self.number = _later(said.get("r"), self.number)
            self.row, self.column = [], 0
        else:
            super().start(name, said)

    def end(self, name: str) -> None:
        """A cell ends, or the row."""
        if name == "c":
            self._put(self.take())
        elif name == "row":
            self.found.append((self.number, self.row))
        else:
            super().end(name)

    def _put(self, text: str) -> None:
        if not text:
            return
        read = self.values.get(self.kind, str)
        if self.kind == "n":
            read = self.dates.get(self.style, read)
        missing = self.column - len(self.row)
        if not 0 < self.column <= LAST_COLUMN or missing < 1:
            raise Broken("the cells of a row stand in no order")
        self.row += [None] * (missing - 1)
        try:
            self.row.append(read(text))
        except (ArithmeticError, IndexError, ValueError) as broken:
            raise Broken(f"a cell of row {self.number}: {text[:40]}") from broken


def _readers(book: Book) -> Mapping[str, Callable[[str], Any]]:
    """How the text of a cell is read, by what the cell says it is; any other is text."""
    from openpyxl.utils.datetime import from_ISO8601

    return {
        "n": _number,
        "s": lambda text: book.texts[int(text)] or None,
        "b": lambda text: bool(int(text)),
        "d": from_ISO8601,
    }


def _number(text: str) -> int | float:
    return float(text) if "." in text or "E" in text or "e" in text else int(text)


def _date_reader(book: Book, is_span: bool) -> Callable[[str], Any]:  # noqa: FBT001  -- a column
    from openpyxl.utils.datetime import from_excel

    # Lists have few days and many rows.
    @lru_cache(maxsize=1024)
    def read(text: str) -> Any:
        try:
            return from_excel(_number(text), book.epoch, timedelta=is_span)
        except (OverflowError, ValueError):
            return _NO_DATE

    return read


def _later(said: str | None, before: int) -> int:
    """The number of a row: what it says, or the next one."""
    number = before + 1 if said is None else int(said) if said.isdecimal() else 0
    if not before < number <= LAST_ROW:
        raise Broken("the rows of a sheet stand in no order")
    return number


def _column(reference: str) -> int:
    """3 for ``C12``."""
    return _place(reference.rstrip(_DIGITS))


@lru_cache(maxsize=1024)
def _place(letters: str) -> int:
    place = 0
    for letter in letters[:4]:
        place = place * _LETTERS + ord(letter) - ord("A") + 1
    return place

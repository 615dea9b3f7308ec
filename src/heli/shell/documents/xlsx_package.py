"""What must be known of a workbook before its first sheet can be read: its parts, texts and dates.

A workbook is a package of XML parts (ECMA-376, parts 1 and 2): the workbook names its sheets, the
relationships say where everything lies, the styles say which numbers are days, and texts are kept
apart from the cells that show them.
"""

import posixpath
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any

from defusedxml.ElementTree import fromstring

from heli.shell.documents.xlsx_xml import Elements, parse


WORKBOOK = "xl/workbook.xml"
_RELATIONSHIPS = "xl/_rels/workbook.xml.rels"
_RELATED = "{*}Relationship"
_TRUE = ("1", "true")
_ESCAPED_UNDERSCORE = "x005F_"


@dataclass(frozen=True, slots=True)
class Book:
    """The first sheet of a workbook (empty if there is none), and how its cells are to be read.

    ``dates`` says of the styles of days and times whether they are spans of time.
    """

    sheet: str
    texts: Sequence[str]
    dates: Mapping[str, bool]
    epoch: datetime


def opened(package: zipfile.ZipFile) -> Book:
    """Read it; the texts of all sheets are held in memory. ``KeyError`` for a part that is missing."""
    from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH

    parts = _parts(package)
    book = fromstring(package.read(WORKBOOK))
    there = set(package.namelist())
    sheets = (parts.get(_relation(one)) for one in book.iterfind("{*}sheets/{*}sheet"))
    first = (one[1] for one in sheets if one and one[0] == "worksheet" and one[1] in there)
    about = book.find("{*}workbookPr")
    is_mac = about is not None and about.get("date1904", "") in _TRUE
    by_kind = {kind: path for kind, path in parts.values() if path in there}
    return Book(
        sheet=next(first, ""),
        texts=list(_texts(package, by_kind.get("sharedStrings"))),
        dates=_dates(package, by_kind.get("styles")),
        epoch=MAC_EPOCH if is_mac else WINDOWS_EPOCH,
    )


def _parts(package: zipfile.ZipFile) -> dict[str, tuple[str, str]]:
    """What the workbook is related to: the kind of part and its path, by the relation's name."""
    related = fromstring(package.read(_RELATIONSHIPS)).iterfind(_RELATED)
    return {
        one.get("Id", ""): (one.get("Type", "").rpartition("/")[2], _path(one.get("Target", "")))
        for one in related
    }


def _path(target: str) -> str:
    """Targets are relative to the workbook, or begin at the root of the package."""
    return posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")


def _relation(sheet: Any) -> str:
    """The name of a sheet's relation: an attribute ``r:id``, in a namespace of two editions."""
    return next((value for name, value in sheet.attrib.items() if name.endswith("}id")), "")


def _dates(package: zipfile.ZipFile, path: str | None) -> dict[str, bool]:
    """The styles of cells that show a number as a day, a time or a span, by their number."""
    from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format

    if path is None:
        return {}
    styles = fromstring(package.read(path))
    formats = {str(number): text for number, text in BUILTIN_FORMATS.items()}
    for one in styles.iterfind("{*}numFmts/{*}numFmt"):
        formats[one.get("numFmtId", "")] = one.get("formatCode", "")
    used = [one.get("numFmtId", "0") for one in styles.iterfind("{*}cellXfs/{*}xf")]
    return {
        str(number): is_timedelta_format(formats.get(name))
        for number, name in enumerate(used)
        if is_date_format(formats.get(name))
    }


def _texts(package: zipfile.ZipFile, path: str | None) -> Iterator[str]:
    if path is None:
        return
    with package.open(path) as part:
        yield from _strings(part)


def _strings(part: IO[bytes]) -> Iterator[str]:
    """The texts of a workbook in their order, without how they are set and how they are read out."""
    return parse(part, _Texts())


class _Texts(Elements[str]):
    """Gathers the texts ``si``, each of pieces ``t``."""

    def end(self, name: str) -> None:
        """A piece ends, or a text."""
        super().end(name)
        if name == "si":
            self.found.append(self.take().replace(_ESCAPED_UNDERSCORE, ""))

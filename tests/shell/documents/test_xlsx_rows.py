"""Rows of a workbook: every kind of cell as openpyxl reads it, and nothing that pretends to be one."""

import io
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from heli.shell.documents.streaming import stream_numbered
from heli.shell.documents.workbooks import NotAWorkbook
from heli.shell.documents.xlsx_rows import BROKEN, rows_of


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CELLS = [
    ["日期", "捐赠人", "金额", "备注"],
    [date(2020, 2, 3), "王建国", 500, None],
    [datetime.fromisoformat("2020-02-03T09:30:15"), "  留空  ", 41379.99, ""],
    [time(8, 30), "两行\n文字 <&>", -0.5, True],
    [timedelta(hours=30), "🙂 𠮷", 1e21, False],
    [],
    [None, None, None, "最右"],
    [date(1900, 1, 15), "#N/A", 0, "x005F_"],
]


def written(cells: list[list[Any]], **book: Any) -> bytes:
    """A workbook as openpyxl writes it."""
    from openpyxl import Workbook

    made = Workbook()
    for name, value in book.items():
        setattr(made, name, value)
    for row in cells:
        made.active.append(row)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def read(content: bytes) -> list[tuple[int, list[Any]]]:
    """The rows that hold something."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return [(n, row) for n, row in rows_of(package) if any(one is not None for one in row)]


def as_openpyxl(content: bytes) -> Iterator[tuple[int, list[Any]]]:
    """The same as openpyxl reads it, without the empty cells at the end of a row."""
    from openpyxl import load_workbook

    sheet = load_workbook(io.BytesIO(content), read_only=True, data_only=True).worksheets[0]
    sheet.reset_dimensions()
    for n, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
        row = list(cells)
        while row and row[-1] is None:
            row.pop()
        if row:
            yield n, row


def package(sheet: str, **parts: str) -> bytes:
    """A workbook written by hand, with one sheet."""
    related = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(
            [("worksheet", "/xl/sheet.xml"), ("sharedStrings", "texts.xml")]
        )
    )
    said: Mapping[str, str] = {
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="a" r:id="r0"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="x">{related}</Relationships>',
        "xl/sheet.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{sheet}</sheetData></worksheet>',
        **{path.replace("__", "/"): text for path, text in parts.items()},
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for path, text in said.items():
            made.writestr(path, text)
    return file.getvalue()


@pytest.mark.parametrize(
    "book", [{}, {"epoch": datetime.fromisoformat("1904-01-01")}], ids=["windows", "mac"]
)
def test_every_kind_of_cell_is_read_as_openpyxl_reads_it(book: dict[str, Any]) -> None:
    content = written(CELLS, **book)

    assert read(content) == list(as_openpyxl(content))


def test_texts_are_read_without_how_they_are_set_and_read_out() -> None:
    texts = (
        f'<sst xmlns="{MAIN}"><si><r><t>王</t></r><r><t>建国</t></r>'
        "<rPh><t>wang</t></rPh></si><si><t/></si></sst>"
    )
    content = package(
        '<row r="3"><c r="B3" t="s"><v>0</v></c><c t="s"><v>1</v></c><c><v>7</v></c></row>'
        '<row><c t="inlineStr"><is><t>在</t><rPh><t>zai</t></rPh></is></c><c r="C4" t="b"><v>1</v></c></row>',
        **{"xl__texts.xml": texts},
    )

    assert read(content) == [(3, [None, "王建国", None, 7]), (4, ["在", None, True])]


@pytest.mark.parametrize(
    "sheet",
    [
        '<row r="2"/><row r="2"/>',
        '<row r="1048577"/>',
        '<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="ZZZZZZZZZ1"><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>9</v></c></row>',
        '<row r="1"><c r="A1"><v>1,5</v></c></row>',
        "<row>",
    ],
)
def test_what_stands_in_no_order_or_is_cut_off_is_no_workbook(sheet: str) -> None:
    with pytest.raises(BROKEN):
        read(package(sheet))


def test_an_entity_is_never_expanded() -> None:
    bomb = (
        '<!DOCTYPE a [<!ENTITY x "' + "x" * 1000 + '">]>'
        f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c t="str"><v>&x;&x;</v></c></row>'
        "</sheetData></worksheet>"
    )

    with pytest.raises(BROKEN, match="document type"):
        read(package("", **{"xl__sheet.xml": bomb}))


@pytest.mark.parametrize("damage", ["cut", "flipped"])
def test_a_damaged_workbook_is_refused_in_words(tmp_path: Path, damage: str) -> None:
    content = bytearray(written(CELLS * 50))
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as made:
        at = made.getinfo("xl/worksheets/sheet1.xml").header_offset + 200
    path = tmp_path / "list.xlsx"
    content[at] ^= 0xFF
    path.write_bytes(bytes(content) if damage == "flipped" else bytes(content[: len(content) // 2]))

    with pytest.raises(NotAWorkbook, match="list"):
        list(stream_numbered(path, name="list.xlsx"))

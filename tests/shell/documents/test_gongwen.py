"""Official documents in the numbers of GB/T 9704-2012."""

import builtins
import io
import zipfile
from datetime import date
from typing import Any

import pytest

from heli.shell.documents import (
    Byline,
    Contents,
    ContentsLine,
    Kind,
    Masthead,
    Note,
    PageBreak,
    Paper,
    Paragraph,
    Picture,
    Signature,
    Span,
    Table,
    Tail,
    Title,
    heading,
    level_of,
    numbered,
    to_docx,
    to_html,
    to_pdf,
)
from heli.shell.documents.pdf import PdfNotAvailable
from heli.shell.documents.workbooks import NotAWorkbook, WorkbookTooLarge, read_sheets


EMU = 12_700
LINE = "这一行用来检验版心每行二十八个字每页二十二行是否成立吗"
DOT = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f"
    b"\x15\xc4\x89\x00\x00\x00\nIDATx\x9cc\x00\x01\x00\x00\x05\x00\x01\r\n-\xb4\x00\x00\x00\x00IEND"
    b"\xaeB`\x82"
)


def paper(*blocks: Any) -> Paper:
    """A document of these blocks."""
    return Paper(title="示例", on=date(2020, 2, 6), blocks=blocks, author="示例单位")


def every_block() -> Paper:
    """One of each kind."""
    return paper(
        Masthead("示例要报", "第1期", "示例编印", "2020年2月6日", ("内部资料",), "编号：1"),
        Note("供参阅。", label="编者按："),
        Contents("目录", (ContentsLine("甲", "乙会"),)),
        Title("题目"),
        Paragraph((Span("正文"), Span("重点", Kind.STRONG), Span("1", Kind.RAISED, "#note"))),
        Byline("某会"),
        Table(("序", "名"), (("1", "<b>甲</b>"),), (1, 3), "附表"),
        Picture(DOT, 20, "图"),
        PageBreak(),
        Signature("某单位", "2020年2月6日"),
        Tail((("报：", "某机关"),), "责任编辑：甲", "共印9份"),
    )


def docx_of(made: Paper) -> Any:
    """The docx, opened."""
    from docx import Document

    return Document(io.BytesIO(to_docx(made)))


def test_the_page_has_the_margins_of_the_standard() -> None:
    section = docx_of(every_block()).sections[0]

    millimetres = [
        round(length.mm, 1)
        for length in (
            *(section.page_width, section.page_height),
            *(section.top_margin, section.bottom_margin, section.left_margin, section.right_margin),
        )
    ]

    assert millimetres == [210, 297, 37, 35, 28, 26]


def test_the_grid_has_22_lines_of_28_characters() -> None:
    section = docx_of(every_block()).sections[0]
    grid = section._sectPr.find(
        "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}docGrid"
    )
    said = {key.rpartition("}")[2]: value for key, value in grid.attrib.items()}

    assert said["type"] == "linesAndChars"
    high = (section.page_height - section.top_margin - section.bottom_margin) / EMU
    wide = (section.page_width - section.left_margin - section.right_margin) / EMU
    assert int(high / (int(said["linePitch"]) / 20)) == 22
    assert int(wide / (16 + int(said["charSpace"]) / 4096)) == 28


def test_the_faces_are_named_and_none_is_embedded() -> None:
    with zipfile.ZipFile(io.BytesIO(to_docx(every_block()))) as package:
        text = package.read("word/document.xml").decode() + package.read("word/styles.xml").decode()
        parts = package.namelist()

    for face in ("仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体"):
        assert face in text
    assert not [part for part in parts if "font" in part.lower() and "Table" not in part]


def test_odd_pages_number_at_the_right_and_even_ones_at_the_left() -> None:
    document = docx_of(every_block())
    section = document.sections[0]

    assert document.settings.odd_and_even_pages_header_footer
    sides = [f.paragraphs[0].alignment for f in (section.footer, section.even_page_footer)]
    assert [str(side) for side in sides] == ["RIGHT (2)", "LEFT (0)"]


def test_a_full_page_of_the_pdf_has_22_lines_of_28_characters() -> None:
    from pypdf import PdfReader

    body = [Paragraph.of(LINE * 40) for _ in range(3)]

    pages = PdfReader(io.BytesIO(to_pdf(paper(*body)))).pages

    lines = pages[1].extract_text().split("\n")[:-1]
    assert (len(lines), max(len(line) for line in lines)) == (22, 28)


def test_every_block_stands_in_both_files() -> None:
    from pypdf import PdfReader

    made = every_block()
    words = ["示例要报", "第1期", "供参阅。", "题目", "正文", "某会", "附表", "某机关", "共印9份"]
    document = docx_of(made)
    in_word = "\n".join(p.text for p in document.paragraphs)
    in_pdf = "".join(page.extract_text() for page in PdfReader(io.BytesIO(to_pdf(made))).pages)

    assert [word for word in words if word not in in_word] == []
    assert [word for word in words if word not in in_pdf] == []
    assert document.tables[0].cell(1, 1).text == "<b>甲</b>"


def test_what_people_typed_is_never_markup() -> None:
    page = to_html(paper(Title("<script>"), Paragraph.of("a & b"), Byline('"x"')))

    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert "a &amp; b" in page


def test_a_machine_without_pango_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def missing(name: str, *rest: Any, **more: Any) -> Any:
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(PdfNotAvailable) as refused:
        to_pdf(every_block())
    assert "Pango" in str(refused.value) or "Pango" in str(refused.value.message)


# --- numbering -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("level", "n", "mark"),
    [
        (1, 1, "一、"),
        (1, 10, "十、"),
        (1, 21, "二十一、"),
        (2, 3, "（三）"),
        (3, 4, "4. "),
        (4, 12, "（12）"),
    ],
)
def test_the_four_levels_are_marked_as_the_standard_says(level: int, n: int, mark: str) -> None:
    assert heading(level, n) == mark


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("一、总体情况", 1),
        ("（二）主要做法", 2),
        ("(十一)再说", 2),
        ("3. 明确责任", 3),
        ("3.5万元", 0),
        ("（1）第一", 4),
        ("一是明确责任", 0),
        ("", 0),
    ],
)
def test_the_level_of_a_line_is_read_off_its_mark(line: str, level: int) -> None:
    assert level_of(line) == level


def test_headings_are_numbered_anew_and_lower_ones_start_over() -> None:
    typed = [("三、甲", 1), ("乙", 2), ("（九）丙", 2), ("丁", 1), ("戊", 2), ("己", 3)]

    done = numbered([Paragraph.of(text, level=level) for text, level in typed])

    assert [block.spans[0].text for block in done if isinstance(block, Paragraph)] == [
        *("一、甲", "（一）乙", "（二）丙"),
        *("二、丁", "（一）戊", "1. 己"),
    ]


def test_there_is_no_hundredth_heading() -> None:
    with pytest.raises(ValueError, match="no heading"):
        heading(1, 100)


# --- workbooks -------------------------------------------------------------------------------


def test_a_package_that_unpacks_to_too_much_is_refused_before_it_is_unpacked() -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", "x")
        package.writestr("xl/big.xml", b"0" * (101 * 1024 * 1024))

    with pytest.raises(WorkbookTooLarge):
        read_sheets(bomb.getvalue(), name="bomb.xlsx")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"<html>"])
def test_what_is_no_workbook_is_refused(content: bytes) -> None:
    with pytest.raises(NotAWorkbook):
        read_sheets(content, name="x.xlsx")


def test_a_zip_that_is_no_workbook_is_refused() -> None:
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as package:
        package.writestr("readme.txt", "x")

    with pytest.raises(NotAWorkbook):
        read_sheets(other.getvalue(), name="x.xlsx")

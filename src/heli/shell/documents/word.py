"""The docx of a document, with the document grid of GB/T 9704-2012: 22 lines of 28 characters."""

import io
from datetime import datetime, time
from functools import singledispatch
from typing import Any

from heli.shell.documents.blocks import (
    Block,
    Byline,
    Contents,
    Kind,
    Masthead,
    Note,
    PageBreak,
    Paper,
    Paragraph,
    Picture,
    Salutation,
    Signature,
    Span,
    Table,
    Tail,
    Title,
)
from heli.shell.documents.wordstyle import (
    DEEP_RED,
    HEITI,
    KAITI,
    LINE,
    SONGTI,
    TEXT_WIDTH_MM,
    XIAOBIAOSONG,
    face,
    lay_out,
    rule,
    tab_right,
)


FACES = {1: HEITI, 2: KAITI}
"""Headings of level 1 are set in 黑体, of level 2 in 楷体, below in 仿宋 (GB/T 9704-2012, 7.3.3)."""


def to_docx(paper: Paper) -> bytes:
    """The document as docx. It names the fonts of the standard and embeds none: they are licensed."""
    from docx import Document

    document = Document()
    lay_out(document)
    properties = document.core_properties
    properties.title, properties.author = paper.title, paper.author
    properties.created = properties.modified = datetime.combine(paper.on, time())
    properties.comments = ""
    for block in paper.blocks:
        put(block, document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@singledispatch
def put(block: Block, document: Any) -> None:
    """Add one block to the end of the document."""
    raise TypeError(type(block).__name__)


def _line(
    document: Any, text: str, *, centred: bool = False, right: bool = False, indent: int = 0
) -> Any:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph = document.add_paragraph()
    if text:
        paragraph.add_run(text)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    paragraph.paragraph_format.first_line_indent = LINE.char * indent if indent else None
    return paragraph


@put.register
def _(block: Masthead, document: Any) -> None:
    corner = _line(document, block.marks[0] if block.marks else "")
    tab_right(corner, TEXT_WIDTH_MM)
    corner.add_run(f"\t{block.serial}" if block.serial else "")
    face(corner, HEITI)
    for mark in block.marks[1:]:
        face(_line(document, mark), HEITI)
    name = _line(document, block.name, centred=True)
    name.paragraph_format.line_spacing = LINE.at_least(56)
    name.paragraph_format.space_before, name.paragraph_format.space_after = LINE.mm(10), LINE.mm(6)
    face(name, XIAOBIAOSONG, size=40, colour=DEEP_RED, bold=True)
    if block.number:
        _line(document, block.number, centred=True)
    under = _line(document, f"\u3000{block.left}")
    tab_right(under, TEXT_WIDTH_MM)
    under.add_run(f"\t{block.right}\u3000")
    rule(under, "bottom", eighths=18, colour="CC0000")
    document.add_paragraph()


@put.register
def _(block: Title, document: Any) -> None:
    title = _line(document, block.text, centred=True)
    size = 22 if block.level == 1 else 18
    title.paragraph_format.line_spacing = LINE.at_least(size * 1.6)
    title.paragraph_format.space_before = title.paragraph_format.space_after = LINE.pt(14)
    title.paragraph_format.keep_with_next = True
    title.style = document.styles[f"Heading {block.level}"]
    face(title, XIAOBIAOSONG, size=size)


def _run(paragraph: Any, span: Span, face_name: str) -> None:
    run = paragraph.add_run(span.text)
    if span.kind is Kind.STRONG:
        run.bold = True
    run.font.superscript = True if span.kind is Kind.RAISED else None
    face(run, KAITI if span.kind is Kind.KAI else face_name)


@put.register
def _(block: Paragraph, document: Any) -> None:
    paragraph = _line(document, "", indent=2)
    if block.level == 1:
        paragraph.paragraph_format.keep_with_next = True
    for span in block.spans:
        _run(paragraph, span, FACES.get(block.level, ""))


@put.register
def _(block: Note, document: Any) -> None:
    note = _line(document, block.label + block.text, indent=2)
    note.paragraph_format.left_indent = note.paragraph_format.right_indent = LINE.char * 2
    note.paragraph_format.space_after = LINE.pt(14)
    face(note, KAITI)


@put.register
def _(block: Contents, document: Any) -> None:
    face(_line(document, block.label, centred=True), HEITI)
    for line in block.lines:
        entry = _line(document, f"\u3000{line.text}")
        tab_right(entry, TEXT_WIDTH_MM)
        entry.add_run(f"\t{line.source}" if line.source else "")
    document.add_paragraph()


@put.register
def _(block: Byline, document: Any) -> None:
    face(_line(document, f"（{block.text}）", right=True), KAITI)


@put.register
def _(block: Salutation, document: Any) -> None:
    _line(document, f"{block.text}：").paragraph_format.keep_with_next = True


@put.register
def _(block: Signature, document: Any) -> None:
    document.add_paragraph()
    for text in (block.name, block.day):
        line = _line(document, text, right=True)
        line.paragraph_format.right_indent = LINE.char * 2


@put.register
def _(block: Table, document: Any) -> None:
    if block.caption:
        face(_line(document, block.caption, centred=True), HEITI)
    table = document.add_table(rows=0, cols=len(block.header))
    table.style = document.styles["Table Grid"]
    widths = block.widths or (1,) * len(block.header)
    for row, font in ((block.header, HEITI), *((row, "") for row in block.rows)):
        cells = table.add_row().cells
        for cell, text, share in zip(cells, row, widths, strict=True):
            cell.width = LINE.mm(TEXT_WIDTH_MM * share / sum(widths))
            cell.text = text
            cell.paragraphs[0].paragraph_format.line_spacing = LINE.at_least(18)
            face(cell.paragraphs[0], font, size=12)
    document.add_paragraph()


@put.register
def _(block: Picture, document: Any) -> None:
    picture = _line(document, "", centred=True)
    picture.paragraph_format.line_spacing = None
    picture.add_run().add_picture(io.BytesIO(block.png), width=LINE.mm(block.width_mm))
    if block.caption:
        face(_line(document, block.caption, centred=True), SONGTI, size=12)


@put.register
def _(block: PageBreak, document: Any) -> None:
    document.add_page_break()


@put.register
def _(block: Tail, document: Any) -> None:
    document.add_paragraph()
    lines = [f"\u3000{label}{who}" for label, who in block.lines]
    last = len(lines)
    for i, text in enumerate([*lines, f"\u3000{block.left}"]):
        line = _line(document, text)
        line.paragraph_format.line_spacing = LINE.at_least(24)
        line.paragraph_format.keep_with_next = i < last
        rule(line, "top", eighths=8 if i == 0 else 6)
        if i == last:
            tab_right(line, TEXT_WIDTH_MM)
            line.add_run(f"\t{block.right}\u3000")
            rule(line, "bottom", eighths=8)
        face(line, "", size=14)

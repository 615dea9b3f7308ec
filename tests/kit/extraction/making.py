"""Files as offices send them, made for tests."""

import io
import zipfile

import docx  # noqa: TID253  -- a test of it
import weasyprint  # noqa: TID253  -- a test of it
from docx.oxml import parse_xml  # noqa: TID253  -- a test of it


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx_of(*paragraphs: str, table: list[list[str]] | None = None, inside: str = "") -> bytes:
    """A document; ``inside`` is XML put into the body before its last element."""
    document = docx.Document()
    for words in paragraphs:
        document.add_paragraph(words)
    if table:
        made = document.add_table(rows=len(table), cols=len(table[0]))
        for row, cells in zip(made.rows, table, strict=True):
            for cell, words in zip(row.cells, cells, strict=True):
                cell.text = words
    if inside:
        body = document.element.body
        body.insert(len(body) - 1, parse_xml(inside))
    return saved(document)


def saved(document: object) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)  # type: ignore[attr-defined]
    return buffer.getvalue()


def with_member(content: bytes, name: str, added: str) -> bytes:
    """The archive with one more (or another) member."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w") as new:
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info, old.read(info))
        new.writestr(name, added)
    return buffer.getvalue()


def pdf_of(body: str, style: str = "") -> bytes:
    page = f'<html lang="zh"><style>@page{{size:A4;margin:2cm}} body{{font:11pt "Noto Serif CJK SC"}} {style}</style>{body}</html>'
    made = weasyprint.HTML(string=page).write_pdf()
    assert isinstance(made, bytes)
    return made

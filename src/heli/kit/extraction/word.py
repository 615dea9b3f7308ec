"""docx: paragraphs, tables, footnotes and text boxes, in the order a reader meets them.

Read from the XML itself (ECMA-376, WordprocessingML), because footnotes and text boxes lie
outside what is otherwise a list of paragraphs; with defusedxml, so that no entity is expanded.
"""

import zipfile
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from heli.kit.extraction.archive import member
from heli.kit.extraction.outcome import Extracted, Remark, Unreadable


MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SIGNS: Final = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_LEFT_OUT: Final = frozenset((_FALLBACK, f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}pPr"))
_DEEPEST: Final = 60


def read_docx(archive: zipfile.ZipFile) -> Extracted:
    """Return the text of a document; deleted text of tracked changes is left out."""
    body = _part(archive, "word/document.xml")
    if body is None:
        raise Unreadable("文档里没有正文。", "The document has no body.")
    notes = _notes(archive, "footnote") | _notes(archive, "endnote")
    document = _Document(notes)
    lines = list(document.lines(body, 0))
    return Extracted("\n".join(lines), tuple(_remarks(document, body)), MEDIA_TYPE)


def _part(archive: zipfile.ZipFile, name: str) -> Element | None:
    content = member(archive, name)
    if content is None:
        return None
    try:
        return fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise Unreadable(
            "文档内容已损坏或不安全，未读取。",
            "The document is damaged or unsafe and was not read.",
        ) from error


def _notes(archive: zipfile.ZipFile, kind: str) -> dict[str, str]:
    """Text of foot- and endnotes by kind and number."""
    root = _part(archive, f"word/{kind}s.xml")
    if root is None:
        return {}
    inside = _Document({})
    found = {}
    for note in root.iter(f"{_W}{kind}"):
        if note.get(f"{_W}type") in (None, "normal"):
            words = " ".join(line.strip() for line in inside.lines(note, 0))
            found[f"{kind}{note.get(f'{_W}id', '')}"] = words.strip()
    return found


class _Document:
    """Walks the tree once, gathering what comes after each paragraph."""

    def __init__(self, notes: dict[str, str]) -> None:
        self.notes = notes
        self.boxes = 0

    def lines(self, element: Element, depth: int) -> Iterator[str]:
        """The lines below an element that holds paragraphs and tables."""
        if depth > _DEEPEST:
            return
        for child in element:
            if child.tag == f"{_W}p":
                yield from self._paragraph(child, depth)
            elif child.tag == f"{_W}tbl":
                yield from self._table(child, depth)
            elif child.tag not in _LEFT_OUT:
                yield from self.lines(child, depth + 1)

    def _paragraph(self, paragraph: Element, depth: int) -> Iterator[str]:
        pieces: list[str] = []
        after: list[str] = []
        self._runs(paragraph, pieces, after, depth)
        yield "".join(pieces)
        yield from after

    def _runs(self, element: Element, pieces: list[str], after: list[str], depth: int) -> None:
        if depth > _DEEPEST:
            return
        for child in element:
            if child.tag == f"{_W}t":
                pieces.append(child.text or "")
            elif child.tag in _SIGNS:
                pieces.append(_SIGNS[child.tag])
            elif child.tag == f"{_W}txbxContent":
                self.boxes += 1
                after.extend(self.lines(child, depth + 1))
            elif child.tag in (f"{_W}footnoteReference", f"{_W}endnoteReference"):
                after.extend(self._note(child))
            elif child.tag not in _LEFT_OUT:
                self._runs(child, pieces, after, depth + 1)

    def _note(self, reference: Element) -> Iterator[str]:
        kind = reference.tag.removeprefix(_W).removesuffix("Reference")
        words = self.notes.get(kind + reference.get(f"{_W}id", ""))
        if words:
            yield f"（注：{words}）"

    def _table(self, table: Element, depth: int) -> Iterator[str]:
        """One line per row, its cells by tabs; a cell that continues one above is left out."""
        for row in table.iter(f"{_W}tr") if depth < _DEEPEST else ():
            cells = [
                self._cell(cell, depth) for cell in row.findall(f"{_W}tc") if not _continues(cell)
            ]
            yield "\t".join(cells)

    def _cell(self, cell: Element, depth: int) -> str:
        return " ".join(
            line.replace("\n", " ") for line in self.lines(cell, depth + 1) if line.strip()
        )


def _continues(cell: Element) -> bool:
    merged = cell.find(f"{_W}tcPr/{_W}vMerge")
    return merged is not None and merged.get(f"{_W}val") in (None, "continue")


def _remarks(document: _Document, body: Element) -> Iterator[Remark]:
    if document.boxes:
        yield Remark(
            f"{document.boxes} 个文本框的文字排在所在段落之后，次序未必与版面一致。",
            f"The text of {document.boxes} text boxes follows the paragraph they are anchored in; on the page it may stand elsewhere.",
        )
    if body.find(f".//{_W}numPr") is not None:
        yield Remark(
            "自动编号不是文字，未列出。", "Automatic numbering is not text and is not listed."
        )
    if body.find(f".//{_W}del") is not None:
        yield Remark("修订中删除的文字未读。", "Text deleted in tracked changes was not read.")

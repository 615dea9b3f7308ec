"""pdf: the text of each page by columns, with a remark where the order is not certain."""

import io
import struct
import zlib
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from heli.kit.extraction.columns import Block, Scrap, in_order, lines_of, text_of
from heli.kit.extraction.outcome import Extracted, Remark, Told, Unreadable


if TYPE_CHECKING:
    import pypdf

MEDIA_TYPE: Final = "application/pdf"
MAX_PAGES: Final = 2_000
MAX_CHARACTERS: Final = 20_000_000
_UPRIGHT: Final = 0.01
_NARROW: Final = 3


@lru_cache(maxsize=1)
def _broken() -> tuple[type[Exception], ...]:
    """What pypdf raises on damaged files, where the format itself contradicts its parser."""
    from pypdf.errors import PyPdfError

    return (
        PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError,
        OverflowError, ZeroDivisionError, NotImplementedError, AssertionError, OSError,
        struct.error, zlib.error,
    )  # fmt: skip


def read_pdf(content: bytes, told: Told | None = None) -> Extracted:
    """Return the text of a pdf; refuses encrypted, damaged and scanned ones with one line."""
    reader = _opened(content)
    remarks: list[Remark] = []
    pages: list[str] = []
    try:
        count = len(reader.pages)
    except _broken() as error:
        raise _damaged() from error
    if count > MAX_PAGES:
        raise Unreadable(
            f"超过 {MAX_PAGES} 页，未读取。", f"More than {MAX_PAGES} pages; not read."
        )
    for number in range(1, count + 1):
        pages.append(_page(reader, number, remarks))
        if told is not None:
            told(number, count)
        if sum(map(len, pages[-1:])) > MAX_CHARACTERS:
            raise _damaged()
    if not any(page.strip() for page in pages):
        raise Unreadable(
            "PDF 里没有文字，可能是扫描件；请先做文字识别。",
            "The pdf holds no text; it is probably scanned. Please run text recognition first.",
        )
    return Extracted("\n".join(pages), tuple(remarks), MEDIA_TYPE)


def _opened(content: bytes) -> "pypdf.PdfReader":
    import pypdf

    try:
        reader = pypdf.PdfReader(io.BytesIO(content), strict=False)
        locked = reader.is_encrypted and not reader.decrypt("")
    except _broken() as error:
        raise _damaged() from error
    if locked:
        raise Unreadable(
            "PDF 已加密，需要密码，无法读取。", "The pdf is encrypted and needs a password."
        )
    return reader


def _damaged() -> Unreadable:
    return Unreadable("PDF 已损坏，无法读取。", "The pdf is damaged and cannot be read.")


def _page(reader: "pypdf.PdfReader", number: int, remarks: list[Remark]) -> str:
    try:
        scraps, turned = _scraps(reader.pages[number - 1])
    except _broken():
        remarks.append(
            Remark(
                f"第 {number} 页已损坏，未读。",
                f"Page {number} is damaged and was not read.",
                number,
            )
        )
        return ""
    if not scraps:
        remarks.append(
            Remark(
                f"第 {number} 页没有文字，可能是扫描页。",
                f"Page {number} holds no text; it may be scanned.",
                number,
            )
        )
        return ""
    blocks = in_order(lines_of(scraps))
    text = text_of(blocks)
    remarks.extend(_page_remarks(number, blocks, text, turned=turned))
    return text


def _scraps(page: "pypdf.PageObject") -> tuple[list[Scrap], int]:
    """The upright scraps of a page, and how many stand otherwise."""
    scraps: list[Scrap] = []
    turned = 0

    def visit(text: str, cm: Any, tm: Any, _font: Any, size: float) -> None:
        nonlocal turned
        words = text.strip("\n\r")
        if not words.strip():
            return
        if abs(tm[1]) > _UPRIGHT or abs(cm[1]) > _UPRIGHT:
            turned += 1
            return
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        height = abs(size * tm[3] * cm[3]) or 1.0
        for index, piece in enumerate(words.split("\n")):
            scraps.append(Scrap(x, y - index * height, height, piece))

    page.extract_text(visitor_text=visit)
    return scraps, turned


def _page_remarks(number: int, blocks: list[Block], text: str, *, turned: int) -> Iterator[Remark]:
    columns = len({round(b.lines[0].x / 40) for b in blocks if len(b.lines) >= _NARROW})
    if columns > 1:
        yield Remark(
            f"第 {number} 页按 {columns} 栏排列，跨栏处请核对次序。",
            f"Page {number} was read by {columns} columns; please check the order where they meet.",
            number,
        )
    if turned:
        yield Remark(
            f"第 {number} 页有 {turned} 处竖排或旋转的文字，未读。",
            f"Page {number} has {turned} vertical or turned pieces of text, which were not read.",
            number,
        )
    lost = sum(sign == "\ufffd" or "\ue000" <= sign <= "\uf8ff" for sign in text)
    if lost:
        yield Remark(
            f"第 {number} 页有 {lost} 个字符无法辨认。",
            f"{lost} characters of page {number} could not be read.",
            number,
        )

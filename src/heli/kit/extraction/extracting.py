"""``extract``: tell what a file is by its first bytes, then read it."""

from pathlib import Path
from typing import Final

from heli.kit.extraction.archive import OLD_OFFICE, ZIP, checked
from heli.kit.extraction.outcome import Extracted, Told, Unreadable
from heli.kit.extraction.plain import read_plain


LIMIT: Final = 30 * 1024 * 1024
"""Bytes of a document; larger ones are refused unread (security.md of the house: 30 MB)."""

_PDF: Final = b"%PDF-"
_IMAGES: Final = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
_HTML_NAMES: Final = (".html", ".htm", ".xhtml", ".shtml")
_HTML_SIGNS: Final = (b"<!doctype html", b"<html")


def extract(source: Path | str | bytes, *, name: str = "", told: Told | None = None) -> Extracted:
    """Return the text of a file or of its bytes.

    ``name`` helps to tell html from plain text; ``told`` hears how many pages of a pdf are done.

    Offsets of readings refer to the text returned here, which for plain text is the decoded
    file unchanged (a byte order mark aside). Raises ``Unreadable`` with one clear line for
    what is too large, encrypted, scanned, damaged, a bomb, or no text; ``OSError`` where a path
    cannot be opened.
    """
    content, called = _content(source), name or ("" if isinstance(source, bytes) else str(source))
    if len(content) > LIMIT:
        raise Unreadable(
            "文件超过 30 MB，未读取。", "The file is larger than 30 MB and was not read."
        )
    if content[:1024].lstrip().startswith(_PDF):
        from heli.kit.extraction.portable import read_pdf  # noqa: PLC0415  -- loads pypdf

        return read_pdf(content, told=told)
    if content.startswith(ZIP):
        return _from_zip(content)
    if content.startswith(OLD_OFFICE):
        raise Unreadable(
            "这是旧版 Office 文件（.doc/.xls/.wps），请另存为 docx 再试。",
            "This is an old Office file (.doc, .xls, .wps); please save it as docx.",
        )
    if content.startswith(_IMAGES):
        raise Unreadable(
            "这是图片，没有可读的文字。", "This is an image; there is no text to read."
        )
    if called.lower().endswith((".docx", ".pdf")):
        raise Unreadable(
            "文件名是 docx 或 pdf，内容却不是，可能已损坏。",
            "It is called docx or pdf but is neither; it may be damaged.",
        )
    if _is_html(content, called):
        from heli.kit.extraction.markup import read_html  # noqa: PLC0415  -- html.parser is not needed for plain text

        return read_html(content)
    return read_plain(content)


def _content(source: Path | str | bytes) -> bytes:
    if isinstance(source, bytes):
        return source
    with Path(source).open("rb") as file:
        return file.read(LIMIT + 1)


def _is_html(content: bytes, name: str) -> bool:
    head = content[:1024].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    return head.startswith(_HTML_SIGNS) or (name.lower().endswith(_HTML_NAMES) and b"<" in content)


def _from_zip(content: bytes) -> Extracted:
    archive = checked(content)
    if "word/document.xml" in archive.namelist():
        from heli.kit.extraction.word import read_docx  # noqa: PLC0415  -- only where a docx is read

        return read_docx(archive)
    raise Unreadable(
        "这个压缩包不是 docx 文档，无法读取。",
        "This archive is not a docx document and cannot be read.",
    )

"""What a file really is, by its first bytes; and whether it carries the mark of a state secret."""

import codecs
import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import IO
from unicodedata import normalize


_LEVEL = "(绝密|机密|秘密|絕密|機密)"
_SECRET = re.compile(rf"{_LEVEL}\s*[★☆✯⭐]")

MAGIC: tuple[tuple[bytes, int, str], ...] = (
    (b"\xff\xd8\xff", 0, "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", 0, "image/png"),
    (b"GIF87a", 0, "image/gif"),
    (b"GIF89a", 0, "image/gif"),
    (b"WEBP", 8, "image/webp"),
    (b"%PDF-", 0, "application/pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0, "application/x-ole-storage"),
)

_OFFICE = "application/vnd.openxmlformats-officedocument."
PACKAGES = {
    "word/document.xml": f"{_OFFICE}wordprocessingml.document",
    "xl/workbook.xml": f"{_OFFICE}spreadsheetml.sheet",
    "ppt/presentation.xml": f"{_OFFICE}presentationml.presentation",
}

# What a name may end with for each type: a name that promises something else is refused.
ENDINGS = {
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
    "image/gif": (".gif",),
    "image/webp": (".webp",),
    "application/pdf": (".pdf",),
    "application/x-ole-storage": (".doc", ".xls", ".ppt", ".wps", ".et", ".dps"),
    PACKAGES["word/document.xml"]: (".docx",),
    PACKAGES["xl/workbook.xml"]: (".xlsx",),
    PACKAGES["ppt/presentation.xml"]: (".pptx",),
    "application/zip": (".zip",),
    "text/plain": (".txt", ".csv", ".md", ".json", ".geojson"),
}
TEXT = "text/plain"
READ_AT_MOST = 4_000_000
PDF_PAGES = 3


def type_of(content: IO[bytes]) -> str:
    """The MIME type by content, "" for what is none of the accepted types."""
    content.seek(0)
    head = content.read(1024)
    for magic, offset, mime in MAGIC:
        if head[offset : offset + len(magic)] == magic:
            return mime
    if head.startswith(b"PK\x03\x04"):
        return _package(content)
    return TEXT if _is_text(content) else ""


def _package(content: IO[bytes]) -> str:
    try:
        with zipfile.ZipFile(content) as archive:
            names = set(archive.namelist())
    except zipfile.BadZipFile:
        return ""
    return next((mime for part, mime in PACKAGES.items() if part in names), "application/zip")


def _is_text(content: IO[bytes]) -> bool:
    content.seek(0)
    sample = content.read(READ_AT_MOST)
    if b"\x00" in sample:
        return False
    return bool(_decoded(sample)) or not sample


def secret_mark(content: IO[bytes], mime: str, name: str) -> str:
    """The mark of a state secret in a file's name or text, "" if none is found.

    Looked for where it stands on paper: in text, in office files, on the first pages of a PDF. An
    image of a paper says nothing to a program; that remains with whoever uploads it.
    """
    for text in (name, *_texts(content, mime)):
        if found := _SECRET.search(normalize("NFKC", text)):
            return " ".join(found[0].split())
    return ""


def _texts(content: IO[bytes], mime: str) -> Iterator[str]:
    content.seek(0)
    if mime == TEXT:
        yield _decoded(content.read(READ_AT_MOST))
    elif mime in PACKAGES.values():
        yield from _package_texts(content)
    elif mime == "application/pdf":
        yield from _pdf_texts(content)


def _package_texts(content: IO[bytes]) -> Iterator[str]:
    left = READ_AT_MOST
    with zipfile.ZipFile(content) as archive:
        for part in archive.namelist():
            if part.endswith(".xml") and left > 0:
                xml = _unpacked(archive, part, left)
                left -= len(xml)
                yield re.sub(r"<[^>]*>", "", xml.decode("utf-8", "replace"))


def _unpacked(archive: zipfile.ZipFile, part: str, most: int) -> bytes:
    try:
        with archive.open(part) as file:
            return file.read(most)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError):
        # Damaged or locked with a password: it says nothing to us.
        return b""


def _pdf_texts(content: IO[bytes]) -> Iterator[str]:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(BytesIO(content.read()))
        for page in reader.pages[:PDF_PAGES]:
            yield page.extract_text()
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        # A broken PDF shows no text; it is kept as it is and never opened here again.
        return


def _decoded(sample: bytes) -> str:
    whole = len(sample) < READ_AT_MOST
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return codecs.getincrementaldecoder(encoding)().decode(sample, final=whole)
        except UnicodeDecodeError:
            continue
    return ""

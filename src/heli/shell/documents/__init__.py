"""Official documents: one description of a page, given out as docx and as PDF.

``paper = Paper(title=…, on=…, blocks=[Masthead(…), Title(…), Paragraph(…), Tail(…)])``, then
``to_docx(paper)`` or ``to_pdf(paper)``. Sizes follow GB/T 9704-2012; the head and foot of a
bulletin (简报, 内参) follow the usage of offices, for which there is no standard.
"""

from heli.shell.documents.blocks import (
    Block,
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
    Salutation,
    Signature,
    Span,
    Table,
    Tail,
    Title,
)
from heli.shell.documents.codes import QR_MM, qr_png
from heli.shell.documents.numbering import LEVELS, heading, level_of, numbered
from heli.shell.documents.page import to_html
from heli.shell.documents.pdf import PdfNotAvailable, to_pdf
from heli.shell.documents.word import to_docx


__all__ = [
    "LEVELS",
    "QR_MM",
    "Block",
    "Byline",
    "Contents",
    "ContentsLine",
    "Kind",
    "Masthead",
    "Note",
    "PageBreak",
    "Paper",
    "Paragraph",
    "PdfNotAvailable",
    "Picture",
    "Salutation",
    "Signature",
    "Span",
    "Table",
    "Tail",
    "Title",
    "heading",
    "level_of",
    "numbered",
    "qr_png",
    "to_docx",
    "to_html",
    "to_pdf",
]

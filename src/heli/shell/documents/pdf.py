"""The PDF of a document. Needs the Pango libraries of the system."""

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Refusal
from heli.shell.documents.blocks import Paper
from heli.shell.documents.page import to_html


class PdfNotAvailable(Refusal):
    """This machine lacks what sets the pages."""

    message = _(
        "This server cannot make PDF files: the Pango library is missing"
        " (on Debian: apt install libpango-1.0-0 libpangoft2-1.0-0). Use the Word file instead."
    )
    status = 503


def to_pdf(paper: Paper) -> bytes:
    """The document as PDF. Refuses with :class:`PdfNotAvailable`."""
    try:
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher
    except OSError as missing:
        raise PdfNotAvailable from missing
    # Documents carry all they need (pictures as data: URLs); nothing else is ever fetched.
    fetcher = URLFetcher(allowed_protocols=("data",), fail_on_errors=True)
    page = HTML(string=to_html(paper), url_fetcher=fetcher)
    made: bytes = page.write_pdf(presentational_hints=True)
    return made

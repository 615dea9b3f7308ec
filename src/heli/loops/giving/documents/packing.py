"""Lists that travel with goods: the packing list of a delivery, with the codes its recipients scan.

The words of the form are Chinese in every language: it is a Chinese form.
"""

from collections.abc import Sequence
from datetime import date
from io import BytesIO

from heli.core.flow.models import Entry
from heli.loops.giving.queries.packing import packing_list
from heli.shell.documents import (
    QR_MM,
    Block,
    Byline,
    Paper,
    Paragraph,
    Picture,
    Table,
    Title,
    qr_png,
    to_docx,
    to_pdf,
)
from heli.shell.tables.workbook import write_xlsx


PACKING_HEADER = ("序号", "物资", "数量", "装箱", "批号", "接收方")
WIDTHS = (6, 28, 16, 16, 14, 40)
TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
Links = Sequence[tuple[str, str]]
"""Who receives, and the address at which they confirm without an account."""


def rows_of(delivery: Entry) -> tuple[tuple[str, ...], ...]:
    """The packing list, line by line."""
    return tuple(
        (
            str(one.n),
            str(one.item),
            one.words,
            one.typed,
            str(one.lot or ""),
            str(one.recipient or one.kind or ""),
        )
        for one in packing_list(delivery)
    )


def packing_paper(delivery: Entry, *, links: Links = (), on: date) -> Paper:
    """The packing list with three signatures (who sends, carries, receives) and a code to confirm."""
    blocks: list[Block] = [
        Title(title_of(delivery)),
        Table(header=PACKING_HEADER, rows=rows_of(delivery), widths=(1, 4, 3, 3, 2, 4)),
        Paragraph.of("发出方（签字）：　　　　　　承运方（签字）：　　　　　　接收方（签字）："),
        Byline(f"{delivery.org.name}　{on.isoformat()}"),
        *(Picture(qr_png(url), width_mm=QR_MM, caption=_scan(name)) for name, url in links),
    ]
    return Paper(title=title_of(delivery), on=on, blocks=blocks, author=delivery.org.name)


def title_of(delivery: Entry) -> str:
    """昭信1　第001批装箱（交接）单."""
    return f"{delivery.title}　第{delivery.code}批装箱（交接）单"


def _scan(name: str) -> str:
    return f"{name}：收货后扫码确认，30日内有效"


def content_of(delivery: Entry, form: str, *, links: Links, on: date) -> bytes:
    """The packing list as a file of one of :data:`TYPES`; a workbook carries the addresses."""
    if form == "xlsx":
        file = BytesIO()
        rows = [
            *rows_of(delivery),
            (),
            *(("", _scan(name), "", "", "", url) for name, url in links),
        ]
        write_xlsx(file, title="装箱单", header=PACKING_HEADER, widths=WIDTHS, rows=rows)
        return file.getvalue()
    paper = packing_paper(delivery, links=links, on=on)
    return to_docx(paper) if form == "docx" else to_pdf(paper)

"""Lists that travel with goods: the packing list of a delivery."""

from datetime import date

from heli.core.flow.models import Entry
from heli.loops.giving.queries.packing import packing_list
from heli.shell.documents import Block, Byline, Paper, Paragraph, Table, Title


PACKING_HEADER = ("序号", "物资", "数量", "装箱", "批号", "接收方")


def packing_paper(delivery: Entry, *, on: date) -> Paper:
    """The packing list with three signatures: who sends, who carries, who receives."""
    rows = tuple(
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
    title = f"{delivery.title}　第{delivery.code}批装箱（交接）单"
    blocks: list[Block] = [
        Title(title),
        Table(header=PACKING_HEADER, rows=rows, widths=(1, 4, 3, 3, 2, 4)),
        Paragraph.of("发出方（签字）：　　　　　　承运方（签字）：　　　　　　接收方（签字）："),
        Byline(f"{delivery.org.name}　{on.isoformat()}"),
    ]
    return Paper(title=title, on=on, blocks=blocks, author=delivery.org.name)

"""A public statement (公示) as one set of tables: the page, docx and PDF, xlsx and JSON are built of it.

The words of the form are Chinese in every language: it is a Chinese form.
"""

import json
from collections.abc import Iterator
from io import BytesIO

from heli.loops.giving.queries.bulletins import Bulletin
from heli.shell.documents import Block, Byline, Paper, Paragraph, Table, Title, to_docx, to_pdf
from heli.shell.tables.workbook import write_xlsx


LINES = {
    "designated": "定向捐款",
    "undesignated": "非定向捐款",
    "paid": "拨付",
    "spent": "购买物资支出",
    "balance": "期末结余",
}
NOTHING = ("无", "", "", "")
TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "json": "application/json",
}


def title_of(said: Bulletin) -> str:
    """抗疫捐赠收支公示（第3期）."""
    number = f"（第{said.number}期）" if said.number else "（拟）"
    return f"{said.campaign}收支公示{number}"


def opening_of(said: Bulletin) -> str:
    """The sentence before the tables: of which days, received by whom."""
    channel = "、".join(said.channels) or "（无）"
    return (
        f"现将{said.since.isoformat()}至{said.until.isoformat()}捐赠收支情况公示如下。"
        f"接收主体：{channel}。捐款与物资分别列示，物资不折价计入捐款。"
    )


def tables_of(said: Bulletin) -> Iterator[Table]:
    """Everything a statement says, table by table."""
    money = tuple((LINES[line], words) for line, words in said.money().items())
    yield Table(header=("项目", "本期"), rows=money, widths=(2, 3), caption="一、款项")
    goods = tuple((one.item, one.came, one.went, one.left) for one in said.goods)
    yield Table(("物资", "收入", "发出", "结存"), goods or (NOTHING,), (3, 2, 2, 2), "二、物资")
    given = tuple(
        (one.on.isoformat(), one.donor, "；".join(one.lines), one.voucher or "—")
        for one in said.gifts
    )
    yield Table(
        ("日期", "捐赠人", "捐赠", "票据号"), given or (NOTHING,), (2, 3, 4, 2), "三、捐赠明细"
    )
    if said.errata:
        yield _errata(said)


def _errata(said: Bulletin) -> Table:
    """更正说明: what was published, what holds now, and why."""
    changed = [(LINES.get(one.what, one.what), one.old, one.new, "") for one in said.errata.changed]
    reasons = [
        (one.on.isoformat(), "；".join(one.old), "；".join(one.new) or "撤销", one.reason)
        for one in said.errata.corrections
    ]
    header = ("更正项目", "原公示", "现为", "说明")
    return Table(header, (*changed, *reasons), (2, 3, 3, 3), "四、更正说明")


def more_of(said: Bulletin) -> str:
    """How many gifts the tables leave out; empty if none."""
    return f"另有{said.more}笔捐赠未逐笔列出，可在公开账目中查询。" if said.more else ""


def paper_of(said: Bulletin) -> Paper:
    """The statement as it is posted on a board or a site."""
    blocks: list[Block] = [Title(title_of(said)), Paragraph.of(opening_of(said)), *tables_of(said)]
    if said.more:
        blocks.append(Paragraph.of(more_of(said)))
    blocks += [
        Paragraph.of(f"如有疑问，请联系：{said.contact or said.owner}。"),
        Byline(f"{said.owner}　{said.until.isoformat()}"),
    ]
    return Paper(title=title_of(said), on=said.until, blocks=blocks, author=said.owner)


def workbook_of(said: Bulletin) -> bytes:
    """The tables below one another on one sheet, each under its own head."""
    rows: list[tuple[str, ...]] = []
    for table in tables_of(said):
        rows += [(table.caption, *table.header), *(("", *row) for row in table.rows), ()]
    if said.more:
        rows.append(("", more_of(said)))
    file = BytesIO()
    head = (title_of(said), f"{said.since.isoformat()}至{said.until.isoformat()}", "", "", "")
    write_xlsx(file, title="收支公示", header=head, widths=(28, 26, 28, 28, 28), rows=rows)
    return file.getvalue()


def content_of(said: Bulletin, form: str) -> bytes:
    """The statement as a file of one of :data:`TYPES`."""
    if form == "json":
        return json.dumps(said.plain(), ensure_ascii=False, indent=2).encode()
    if form == "xlsx":
        return workbook_of(said)
    return to_docx(paper_of(said)) if form == "docx" else to_pdf(paper_of(said))

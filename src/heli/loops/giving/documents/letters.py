"""Letters of thanks (感谢信): one, or many that are printed together.

A letter is shown around. So it names its donor only as the donor agreed to be named, whoever knows
more; the number of the voucher tells the office to whom it goes.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from heli.loops.giving.queries.thanks import Thanked
from heli.shell.documents import (
    Block,
    Masthead,
    PageBreak,
    Paper,
    Paragraph,
    Salutation,
    Signature,
    Title,
    to_docx,
    to_pdf,
)


TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
TITLE = "感谢信"


def letter(one: Thanked, *, owner: str, ledger: str, on: date) -> Iterator[Block]:
    """One letter: what was received, for what, and where its use can be read."""
    yield Masthead(name=owner)
    yield Title(TITLE)
    yield Salutation(one.addressed)
    for day, what, voucher in one.given:
        number = f"（票据号：{voucher}）" if voucher else ""
        yield Paragraph.of(f"{chinese_day(day)}收到您捐赠的{what}{number}。")
    for use in one.uses:
        yield Paragraph.of(f"您指定的用途：{use}。我们将按此使用，变更用途须先征得您的同意。")
    yield Paragraph.of("谨向您的善举致以诚挚的感谢！")
    if ledger:
        yield Paragraph.of(f"捐赠的接收和使用情况全部公开，可在公开账目中查询：{ledger}")
    yield Signature(owner, chinese_day(on))


def letters_paper(thanked: Sequence[Thanked], *, owner: str, ledger: str, on: date) -> Paper:
    """Letters one after the other, each on its own page."""
    blocks: list[Block] = []
    for one in thanked:
        blocks += [PageBreak()] if blocks else []
        blocks += letter(one, owner=owner, ledger=ledger, on=on)
    return Paper(title=TITLE, on=on, blocks=blocks, author=owner)


def chinese_day(on: date) -> str:
    """GB/T 9704-2012, 7.3.5.4: the year in full, month and day without leading zeros."""
    return f"{on.year}年{on.month}月{on.day}日"


def content_of(paper: Paper, form: str) -> bytes:
    """Letters as a file of one of :data:`TYPES`."""
    return to_docx(paper) if form == "docx" else to_pdf(paper)

"""So much for each: 86名学生每人3000元,共计25.8万元."""

import re
from collections.abc import Iterator
from typing import Final

from heli.kit.checking.amounts import worded
from heli.kit.checking.findings import Finding, Klass, Message, Verdict
from heli.kit.checking.page import Item, Page
from heli.kit.reading import Kind


_EACH: Final = re.compile(r"每([人名位户家所个村校套台件])[^，。;\d]{0,12}$")
_TOTAL: Final = re.compile(
    r"(?:合计|共计|总计|总共|一共|共|累计)[^，。;\d]{0,6}$|(?:总额|总金额)(?:为|达)?$"
)
_HEADS: Final = {"人": "人名位", "名": "人名位", "位": "人名位"}


def check_each(page: Page) -> Iterator[Finding]:
    """A sum for each, times how many there are, against the total stated after it."""
    for item in page.figures:
        if item.reading.kind is not Kind.MONEY or item.number is None:
            continue
        each = _EACH.search(page.lead(item, 18))
        if each is None:
            continue
        first, end = page.sentence(item.start)
        many = next(
            (
                o
                for o in page.previous(item, 40)
                if o.start >= first
                and o.is_figure
                and o.unit in _HEADS.get(each.group(1), each.group(1))
            ),
            None,
        )
        total = next((o for o in page.following(item, 30) if _is_total(page, item, o, end)), None)
        if many is not None and total is not None:
            yield from _product(page, item, many, total)


def _is_total(page: Page, each: Item, total: Item, end: int) -> bool:
    alike = total.reading.kind is Kind.MONEY and total.unit == each.unit
    return alike and total.start < end and _TOTAL.search(page.lead(total, 12)) is not None


def _product(page: Page, each: Item, many: Item, total: Item) -> Iterator[Finding]:
    if many.number is None or each.number is None or total.amount is None:
        return
    product = each.number * many.number
    fits = total.amount.low <= product and (
        total.amount.high is None or product <= total.amount.high
    )
    says = f"{each.reading.text} × {many.reading.text} = {worded(product, total)}"
    message = Message(
        f"{says}，文中写作 {total.reading.text}", f"{says}, the text says {total.reading.text}"
    )
    verdict = Verdict.HOLDS if fits else Verdict.CONTRADICTS
    yield page.finding(Klass.RATE, verdict, [total, each, many], message, rule="each.product")

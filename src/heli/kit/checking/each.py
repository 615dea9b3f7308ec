"""So much for each: 86名学生每人3000元,共计25.8万元; 帐篷120顶,单价850元,合计10.2万元."""

import re
from collections.abc import Iterator
from typing import Final

from heli.kit.checking.amounts import worded
from heli.kit.checking.findings import Finding, Klass, Message, Verdict
from heli.kit.checking.page import Item, Page
from heli.kit.reading import Kind


_EACH: Final = re.compile(r"(?<!平均)每([\u3400-\u9fff])[^，。;\d]{0,12}$")
_AT_MOST: Final = re.compile(r"最[多高]|至多|不超|每[天日周月年次].*每|.每[天日周月年次]")
"""每户每天最多返利1元: how often it is given is not said."""
_PRICE: Final = re.compile(r"单价(?:为|是|约)?$")
_TOTAL: Final = re.compile(
    r"(?:合计|共计|总计|总共|一共|共|累计)[^，。;\d]{0,6}$|总[额价值金]{1,2}(?:为|达)?$"
)
_HEADS: Final = {"人": "人名位", "名": "人名位", "位": "人名位"}


def check_each(page: Page) -> Iterator[Finding]:
    """A sum for each, times how many there are, against the total stated after it."""
    for item in page.figures:
        if item.reading.kind not in (Kind.MONEY, Kind.COUNT) or item.number is None:
            continue
        many = _many(page, item)
        end = page.sentence(item.start)[1]
        if many is not None and _others(page, item, end):
            continue
        total = next((o for o in page.following(item, 40) if _is_total(page, item, o, end)), None)
        if many is not None and total is not None:
            yield from _product(page, item, many, total)


def _many(page: Page, each: Item) -> Item | None:
    """How many there are of what costs so much each."""
    lead = page.lead(each, 18)
    first = page.sentence(each.start)[0]
    before = [o for o in page.previous(each, 40) if o.start >= first and o.is_figure]
    if _PRICE.search(lead):
        return before[0] if before and before[0].is_count else None
    if (said := _EACH.search(lead)) is None or _AT_MOST.search(said.group()):
        return None
    units = _HEADS.get(said.group(1), said.group(1))
    # 每个摊位补贴3000元,共补贴摊位64个: how many may also come between.
    end = page.sentence(each.start)[1]
    behind = [o for o in page.following(each, 20) if o.start < end and o.is_figure][:1]
    return next((o for o in (*before, *behind) if o.unit in units), None)


def _others(page: Page, each: Item, end: int) -> bool:
    """Whether there is so much for each of something else too: 渔户每户1500元、船户每户1000元，共计….."""
    beside = [*page.previous(each, 20), *page.following(each, 20)]
    first = page.sentence(each.start)[0]
    return any(
        first <= other.start < end and _EACH.search(page.lead(other, 18)) for other in beside
    )


def _is_total(page: Page, each: Item, total: Item, end: int) -> bool:
    alike = total.reading.kind is each.reading.kind and total.unit == each.unit
    return alike and total.start < end and _TOTAL.search(page.lead(total, 12)) is not None


def _product(page: Page, each: Item, many: Item, total: Item) -> Iterator[Finding]:
    if many.number is None or each.number is None or total.amount is None:
        return
    product = each.number * many.number / many.factor
    fits = total.amount.low <= product and (
        total.amount.high is None or product <= total.amount.high
    )
    says = f"{each.reading.text} × {many.reading.text} = {worded(product, total)}"
    message = Message(
        f"{says}，文中写作 {total.reading.text}", f"{says}, the text says {total.reading.text}"
    )
    verdict = Verdict.HOLDS if fits else Verdict.CONTRADICTS
    yield page.finding(Klass.RATE, verdict, [total, each, many], message, rule="each.product")

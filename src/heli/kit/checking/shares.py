"""Shares whose base stands inside their words: 接种8.6万人，占应接种人数9.2万人的93.5%."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from heli.kit.checking.findings import Finding, Klass, Message, Verdict
from heli.kit.checking.page import Item, Page
from heli.kit.interval import Interval, plain
from heli.kit.reading import Kind


_HUNDRED: Final = Decimal(100)
_CENT: Final = Decimal("0.01")
_OF: Final = re.compile(r"[^，。;\d]{0,6}的(?:比例(?:为|达|是)?)?$")
_TAKES: Final = re.compile(r"占[^，。;\d]{0,14}$")


def check_shares(page: Page) -> Iterator[Finding]:
    """M，占…N的p%: the part before 占, the whole behind it."""
    for item in page.figures:
        if item.reading.kind is not Kind.PERCENT or item.unit != "%":
            continue
        near = [o for o in page.previous(item, 40) if o.is_figure][:2]
        if len(near) < 2 or not _OF.fullmatch(page.text[near[0].end : item.start]):  # noqa: PLR2004  -- part and whole
            continue
        whole, part = near
        between = page.text[part.end : whole.start]
        if "分别" in between:
            continue  # which part each share is of stands further back
        if _TAKES.search(between) and between.count("，") < 2 and "。" not in between:  # noqa: PLR2004  -- the clause of 占
            yield from _judge(page, item, part, whole)


def _judge(page: Page, item: Item, part: Item, whole: Item) -> Iterator[Finding]:
    if not page.alike(part, whole) or part.number is None or not whole.number:
        return
    share = _share(part, whole)
    if share is None or item.amount is None:
        return
    fits = share.intersects(item.amount)
    exact = plain((part.number * _HUNDRED / whole.number).quantize(_CENT))
    says = f"{part.reading.text} ÷ {whole.reading.text} = {exact}%"
    message = Message(
        f"{says}，文中写作 {item.reading.text}", f"{says}, the text says {item.reading.text}"
    )
    verdict = Verdict.HOLDS if fits else Verdict.CONTRADICTS
    yield page.finding(Klass.RATIO, verdict, [item, part, whole], message, rule="ratio.base_inside")


def _share(part: Item, whole: Item) -> Interval | None:
    """What the quotient may be, with both as roughly as they are written."""
    one, all_ = part.amount, whole.amount
    if one is None or all_ is None or one.high is None or all_.high is None or not all_.low:
        return None
    return Interval(one.low * _HUNDRED / all_.high, one.high * _HUNDRED / all_.low)

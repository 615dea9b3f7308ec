"""Prices, magnitudes and staffing: numbers that agree with nothing but are hard to believe."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from heli.kit.checking.amounts import worded
from heli.kit.checking.facts import facts
from heli.kit.checking.findings import Finding, Klass, Message, Verdict
from heli.kit.checking.page import Item, Page
from heli.kit.interval import Interval, plain
from heli.kit.reading import Kind


_BUYS: Final = re.compile(r"(?:购买|购置|采购|订购|购进|换购|购得|购)[^，。;\d]{0,8}$")
_VALUED: Final = re.compile(r"(?:价值|折合|折价|市值|估值)[^，。;]{0,6}$")
_CENT: Final = Decimal("0.01")
_FAR: Final = 10
_PAIRS: Final = {"部": "册本", "种": "册本份", "套": "册本"}


def check_prices(page: Page) -> Iterator[Finding]:
    """Unit prices, goods worth far more than the money beside them, titles against copies, staff."""
    for item in page.figures:
        if item.reading.kind is Kind.MONEY:
            yield from _price(page, item)
            yield from _worth(page, item)
        elif item.unit in _PAIRS:
            yield from _copies(page, item)
    yield from _staffing(page)


def _price(page: Page, money: Item) -> Iterator[Finding]:
    """捐款2.36万元,用于购买1.22万个…口罩."""
    goods = next(iter(page.following(money, 30)), None)
    if goods is None or not goods.is_count or not _BUYS.search(page.lead(goods)):
        return
    if (
        goods.number is None
        or money.number is None
        or not goods.number
        or _VALUED.search(page.lead(money))
    ):
        return
    each = (money.number / goods.number).quantize(_CENT)
    known = _known(page.noun(goods))
    says = f"{money.reading.text} ÷ {goods.reading.text} = 每{goods.unit} {plain(each)} 元"
    en = f"{money.reading.text} ÷ {goods.reading.text} = {plain(each)} 元 each"
    verdict = Verdict.HOLDS
    if known is not None and not known[0] <= each <= known[1]:
        verdict = Verdict.DOUBTFUL
        says, en = says + ",单价存疑", en + ", an unlikely price"
    yield page.finding(Klass.PRICE, verdict, [money, goods], Message(says, en), rule="price.unit")


def _known(noun: str) -> tuple[Decimal, Decimal] | None:
    for name, prices in facts().prices.items():
        if name in noun:
            return prices
    return None


def _worth(page: Page, money: Item) -> Iterator[Finding]:
    """捐款8万余元,筹集N95口罩196万只: at the lowest price the goods are worth far more."""
    end = page.sentence(money.end)[1]
    for goods in page.following(money, 60):
        if goods.start >= end:
            break
        known = _known(page.topic(goods)) if goods.is_count and goods.amount else None
        if (
            known is None
            or goods.amount is None
            or money.amount is None
            or money.amount.high is None
        ):
            continue
        least = goods.amount.low * known[0]
        if least > money.amount.high * _FAR and "价值" not in page.lead(money):
            yield _outlier(page, money, goods, least)


def _outlier(page: Page, money: Item, goods: Item, least: Decimal) -> Finding:
    worth, says = worded(least, money), goods.reading.text
    message = Message(
        f"{says} 与旁边的 {money.reading.text} 不成比例(至少值 {worth})：万字是否多余，请核实",
        f"{says} beside {money.reading.text} is out of proportion (worth at least {worth}): is 万 too many?",
    )
    return page.finding(
        Klass.MAGNITUDE, Verdict.DOUBTFUL, [goods, money], message, rule="price.magnitude"
    )


def _copies(page: Page, titles: Item) -> Iterator[Finding]:
    """10余部100余册: there are at least as many copies as titles."""
    copies = next(iter(page.following(titles, 1)), None)
    if copies is None or copies.unit not in _PAIRS[titles.unit] or not copies.is_figure:
        return
    if copies.amount is None or titles.amount is None:
        return
    fits = titles.amount.may_be_at_most(copies.amount)
    says = f"{titles.reading.text} / {copies.reading.text}"
    message = (
        Message(f"{says}：册数不少于种数", f"{says}: no fewer copies than titles")
        if fits
        else Message(f"{says}：册数少于种数", f"{says}: fewer copies than titles")
    )
    verdict = Verdict.HOLDS if fits else Verdict.DOUBTFUL
    yield page.finding(Klass.RATIO, verdict, [titles, copies], message, rule="price.copies")


_STAFF: Final = re.compile(r"[“\"(]?(?=\d+[名位人][^，。\d]{1,10}\+)")


def _staffing(page: Page) -> Iterator[Finding]:
    """每企业“1名…+1名…”, 500多家企业, 500余名专员: rate times base against the stated total."""
    for first in page.figures:
        if not _STAFF.match(page.text, first.start):
            continue
        second = next(iter(page.following(first, 12)), None)
        if second is None or not second.is_figure or not page.alike(first, second):
            continue
        if (
            "+" not in page.text[first.end : second.start]
            or first.amount is None
            or second.amount is None
        ):
            continue
        yield from _times(page, first, second, first.amount + second.amount)


def _times(page: Page, first: Item, second: Item, rate: Interval) -> Iterator[Finding]:
    base = next(
        (
            i
            for i in page.previous(first, 400)
            if i.is_figure and i.unit in ("家", "户", "所") and i.amount
        ),
        None,
    )
    stated = next(
        (
            i
            for i in page.following(second, 100)
            if i.is_figure and page.alike(first, i) and i.amount
        ),
        None,
    )
    if base is None or stated is None or base.amount is None or stated.amount is None:
        return
    wanted = base.amount * rate.low
    spans = [stated, first, second, base]
    says = f"{plain(rate.low)} × {base.reading.text}"
    if wanted.intersects(stated.amount):
        message = Message(
            f"{says} 与 {stated.reading.text} 相符", f"{says} agrees with {stated.reading.text}"
        )
        yield page.finding(Klass.RATE, Verdict.HOLDS, spans, message, rule="price.staffing")
        return
    message = Message(
        f"{says} 与 {stated.reading.text} 不符：口径请说明",
        f"{says} does not agree with {stated.reading.text}: say what each covers",
    )
    yield page.finding(Klass.RATE, Verdict.DOUBTFUL, spans, message, rule="price.staffing")

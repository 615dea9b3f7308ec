"""Stretches of days: from one day to another, and how many days that is."""

import datetime
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from heli.kit.checking.findings import Finding, Klass, Message, Verdict
from heli.kit.checking.page import Item, Page


_UNTIL: Final = re.compile(r"起?(?:[,，])?(?:持续|延续|一直|开展|举办|进行|展出)?(?:到|至)")
_LENGTH: Final = re.compile(r"(?:展期|会期|赛期|为期|历时|前后|共计?|持续)(?:共|达|了)?$")
_ENDS: Final = re.compile(r"[^。;\n]{0,8}(?:闭幕|结束|落幕|收官|截止|止)")
_ONE_OFF: Final = 1


def check_stretches(page: Page, dates: Sequence[Item]) -> Iterator[Finding]:
    """从3月28日持续到3月15日; 10月1日开幕,10月7日闭幕,展期7天; 为期7天,自3月2日至3月8日."""
    for one, two in pairwise(dates):
        first, last = _day(one), _day(two)
        if first is None or last is None or page.sentence(one.start) != page.sentence(two.start):
            continue
        between = page.text[one.end : two.start]
        if _UNTIL.fullmatch(between) and last < first and first.month == last.month:
            says = f"{one.reading.text} → {two.reading.text}"
            message = Message(f"{says}：止早于起", f"{says} ends before it begins")
            spans = [one, two]
            yield page.finding(
                Klass.DATES, Verdict.CONTRADICTS, spans, message, rule="stretches.order"
            )
        elif _UNTIL.fullmatch(between) or _ENDS.match(page.text, two.end):
            yield from _length(page, one, two, (last - first).days + 1)


def _day(item: Item) -> datetime.date | None:
    """The day, in some year when the text names none."""
    match = re.fullmatch(r"(?:(\d{4})|-)-(\d\d)-(\d\d)", item.reading.iso)
    if match is None:
        return None
    low = item.reading.low
    year = int(match.group(1) or (int(low) // 10_000 if low else 0) or 2024)
    try:
        return datetime.date(year, int(match.group(2)), int(match.group(3)))
    except ValueError:
        return None


def _length(page: Page, one: Item, two: Item, days: int) -> Iterator[Finding]:
    item = _said(page, one, two)
    if item is None or item.number is None or days < 1:
        return
    says = f"{one.reading.text} → {two.reading.text}"
    fits = abs(int(item.number) - days) <= _ONE_OFF
    message = Message(
        f"{says} 共 {days} 天，文中写作 {item.reading.text}",
        f"{says} are {days} days, the text says {item.reading.text}",
    )
    verdict = Verdict.HOLDS if fits else Verdict.CONTRADICTS
    yield page.finding(Klass.DATES, verdict, [item, one, two], message, rule="stretches.length")


def _said(page: Page, one: Item, two: Item) -> Item | None:
    """How many days the sentence says they are: 展期7天 behind them, 为期7天，自 before them."""
    first, end = page.sentence(two.end)
    behind = [o for o in page.following(two, 24) if o.start < end]
    before = [o for o in page.previous(one, 8) if o.start >= first]
    for item in (*behind, *before):
        if item.unit == "天" and item.number is not None and _LENGTH.search(page.lead(item, 8)):
            return item
    return None

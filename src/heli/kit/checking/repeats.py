"""The same number twice, and numbers that may or may not be added."""

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Final

from heli.kit.checking.amounts import worded
from heli.kit.checking.findings import Finding, Klass, Message, Verdict
from heli.kit.checking.page import Item, Page
from heli.kit.reading import Kind


_TELLING: Final = 100
_FEW: Final = 5
_EVENTS: Final = frozenset(("次", "场", "期"))
_MEETINGS: Final = frozenset(("场", "场次"))
_APART: Final = 60


def check_repeats(page: Page) -> Iterator[Finding]:
    """Equal numbers in two notations or of two things; sums nobody states; counts that nest."""
    yield from _told_twice(page)
    yield from _equal(page)
    yield from _addable(page)
    yield from _nesting(page)
    yield from _rosters(page)


_SCOPE: Final = re.compile(r"全年|上半年|下半年|[一二三四]季度|累计|截至|本年度|年内")
_SAID: Final = 8
"""So many words before two numbers tell that both are said of the same."""


def _told_twice(page: Page) -> Iterator[Finding]:
    """全年开展活动286场 … 全年开展活动268场: one fact, said with the same words, has one number."""
    said: dict[tuple[str, str], Item] = {}
    for item in page.figures:
        words = page.topic(item)
        if item.number is None or len(words) < _SAID or not _SCOPE.search(words):
            continue
        first = said.setdefault((words, item.unit), item)
        if first is not item and first.number != item.number:
            says = f"{first.reading.text}、{item.reading.text}"
            message = Message(
                f"同一事项“{words}”前后数字不一：{says}",
                f"“{words}” is told with two numbers: {says}",
            )
            spans = [first, item]
            yield page.finding(
                Klass.TWICE, Verdict.DOUBTFUL, spans, message, rule="repeats.told_twice"
            )


def _equal(page: Page) -> Iterator[Finding]:
    groups: dict[tuple[object, ...], list[Item]] = defaultdict(list)
    for item in page.figures:
        if item.number is not None and item.reading.kind in (Kind.COUNT, Kind.MONEY, Kind.MEASURE):
            groups[(item.reading.kind, item.unit, item.number)].append(item)
    for items in groups.values():
        if len(items) == 2:  # noqa: PLR2004  -- a number that comes more often is a habit, not a repetition
            yield from _pair(page, *items)


def _pair(page: Page, one: Item, two: Item) -> Iterator[Finding]:
    number = one.number
    if number is None or two.start - one.end < _APART // 6:
        return
    written = _digits(one), _digits(two)
    if written[0] != written[1] and number >= _TELLING:
        says = f"{one.reading.text}、{two.reading.text}"
        message = Message(
            f"{says} 是同一数：同一批写了两次，还是两批？请勿重复计算",
            f"{says} are the same number: one batch told twice, or two? Not to be counted twice",
        )
        yield page.finding(
            Klass.TWICE, Verdict.DOUBTFUL, [one, two], message, rule="repeats.notation"
        )
    elif one.unit in _EVENTS and number >= _FEW and not _same_words(page, one, two):
        says = one.reading.text
        message = Message(
            f"两处 {says} 所指不同，不可合并",
            f"{says} stands for two different things; not to be merged",
        )
        yield page.finding(
            Klass.TWO_MEASURES, Verdict.DOUBTFUL, [one, two], message, rule="repeats.measures"
        )


def _digits(item: Item) -> str:
    return re.sub(r"[^\d.万亿萬億千百十一二两三四五六七八九]", "", item.reading.text).replace(
        "萬", "万"
    )


def _same_words(page: Page, one: Item, two: Item) -> bool:
    if page.topic(one) == page.topic(two):
        return True
    first, second = page.tail(one, 12), page.tail(two, 12)
    return any(
        a + b in second for a, b in pairwise(first) if "㐀" <= a <= "鿿" and "㐀" <= b <= "鿿"
    )


def _addable(page: Page) -> Iterator[Finding]:
    """38名…16680元;另有115名…41379.99元: nobody states what both come to."""
    for match in re.finditer(r"[，;。]另(?:有|外)?(?=[^，。;\d]{0,8}\d)", page.text):
        before = [
            i for i in page.within(max(match.start() - _APART, 0), match.start()) if i.is_figure
        ][-2:]
        end = min(page.sentence(match.end())[1], match.end() + _APART)
        after = [i for i in page.within(match.end(), end) if i.is_figure][:2]
        pairs = len(before) == len(after) == 2 and before[0].unit != before[1].unit  # noqa: PLR2004  -- pairs
        if pairs and all(
            page.alike(a, b) and a.number is not None and b.number is not None
            for a, b in zip(before, after, strict=True)
        ):
            yield _added(page, before, after)


def _added(page: Page, before: list[Item], after: list[Item]) -> Finding:
    sums = "、".join(
        worded((a.number or Decimal(0)) + (b.number or Decimal(0)), a)
        for a, b in zip(before, after, strict=True)
    )
    message = Message(
        f"可相加，合计未写明：{sums}", f"These may be added, no total is stated: {sums}"
    )
    return page.finding(
        Klass.ADDABLE, Verdict.RESIDUAL, [*before, *after], message, rule="repeats.addable"
    )


def _nesting(page: Page) -> Iterator[Finding]:
    """数十场, 近10场, 100余场, 10余场次: may contain one another; the text does not say."""
    events = [i for i in page.figures if i.unit in _MEETINGS and i.number is None]
    if len(events) < 3:  # noqa: PLR2004  -- two vague numbers are no tangle
        return
    says = "、".join(i.reading.text for i in events[:8])
    message = Message(
        f"{says} 之间的包含关系未说明", f"Whether {says} contain one another is not stated"
    )
    yield page.finding(
        Klass.NESTING, Verdict.UNCHECKED, events[:8], message, rule="repeats.nesting"
    )


_ATTENDED: Final = re.compile(r"[^，。;\d]{0,12}(?:参训|参加|参会|参与|到场|出席|受训)")


def _rosters(page: Page) -> Iterator[Finding]:
    """名单118名, 200余名…参训: more took part than the roster names."""
    seen: set[int] = set()
    for item in reversed(page.figures):
        if "名单" not in page.lead(item, 8) or item.amount is None:
            continue
        end = page.sentence(item.end)[1]
        for other in page.following(item, 60):
            if other.start >= end:
                break
            if not other.is_figure or other.amount is None or not page.alike(item, other):
                continue
            if _ATTENDED.match(page.text, other.end) and not other.amount.may_be_at_most(
                item.amount
            ):
                if other.index not in seen:
                    yield _wider(page, item, other)
                seen.add(other.index)
                break


def _wider(page: Page, roster: Item, attended: Item) -> Finding:
    one, two = attended.reading.text, roster.reading.text
    message = Message(
        f"{one} 参加，多于名单的 {two}：范围是否更宽，请说明",
        f"{one} took part, more than the {two} on the list: say how the circle is wider",
    )
    return page.finding(
        Klass.SUBSET, Verdict.DOUBTFUL, [attended, roster], message, rule="repeats.roster"
    )

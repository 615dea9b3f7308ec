"""Totals and their parts: 合计, 共, 组成的, 又增加; what is not stated is said, not called wrong."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from heli.kit.checking.amounts import added, missing, point_sum, sum_of, worded
from heli.kit.checking.findings import Finding, Klass, Message, Verdict
from heli.kit.checking.page import Item, Page
from heli.kit.reading import Kind


_STRONG: Final = re.compile(
    r"(?:合计|共计|总计|小计|合共|总共|一共|相加|加起来|汇总)(?:金额|人数|数量|资金|款物|价值)?"
    r"(?:[达为约有是共::]|达到|就是)*$|合计[^，。;、:\d]{0,10}$"
)
_WEAK: Final = re.compile(
    r"(?:共|总数|总额|总量|总值|总投资|总金额|总人数|总面积|累计|达到|增至|增加到|扩大到)"
    r"[^，。;:、\d]{0,10}$"
)
_WITHIN: Final = re.compile(r"其中|其间|包括|包含|[(（]?含")
_REACH: Final = 400
_MOST: Final = 24
_COMPOSED: Final = re.compile(r"(?:组成(?!员)|构成)的?[^，。;、\d]{0,6}$")
_COMPLETE: Final = re.compile(
    r"(?:[二两三四五六七八九]项|以上|上述|各项|全部|分别)[^，。;\d]{0,4}(?:合计|共计|总计|相加)|[二两三四五六七八九]者(?:合计|共计|相加)"
)
_LARGE_SHARE: Final = Decimal("0.5")


def check_sums(page: Page) -> Iterator[Finding]:
    """Sums whose total is stated with them."""
    for item in page.figures:
        lead = page.lead(item)
        if _COMPOSED.search(lead):
            yield from _composition(page, item)
        elif _STRONG.search(lead):
            yield from _trailing(page, item, strong=True)
        elif _WEAK.search(lead):
            yield from _trailing(page, item, strong=False)
            yield from _increase(page, item)


def _composition(page: Page, whole: Item) -> Iterator[Finding]:
    """2名…、2名…、4名…组成的8人: the words claim that nothing is left out."""
    parts = _run_before(page, whole)
    if len(parts) > 1:
        complete = "等" not in page.text[parts[0].start : whole.start]
        yield verdict_of(page, whole, parts, complete=complete, rule="sum.composition")


def _run_before(page: Page, whole: Item) -> list[Item]:
    parts: list[Item] = []
    last = whole
    for other in page.previous(whole, 60):
        if not page.alike(whole, other) or not other.is_figure:
            break
        between = page.text[other.end : last.start]
        if re.search(r"[。;\n]", between) or (parts and len(between) > _NEAR):
            break
        parts.insert(0, other)
        last = other
    return parts


_NEAR: Final = 24


def _siblings(page: Page, whole: Item) -> list[Item]:
    """The amounts before a total that may be its parts, back to the total before it."""
    found: list[Item] = []
    first = page.sentence(whole.start)[0]
    for other in page.previous(whole, _REACH):
        if other.start < first or len(found) >= _MOST:
            break
        if not page.alike(whole, other) or not other.is_figure or page.aside(other, whole.start):
            continue
        lead = page.lead(other)
        if _STRONG.search(lead) and found:
            break
        found.insert(0, other)
        if re.search(r"另[有外]?|此外", lead) is None and re.search(
            ";", page.text[other.start - len(lead) : other.start]
        ):
            break
    return found


def _trailing(page: Page, whole: Item, *, strong: bool) -> Iterator[Finding]:
    """A…a, B…b, 合计 t."""
    parts = [p for p in _siblings(page, whole) if not _subset(page, p)]
    if tried := _matching(whole, parts):
        yield verdict_of(page, whole, tried, complete=False, rule="sum.total")
        return
    if len(parts) < 2 or not strong or _telling(page, whole, parts) is False:  # noqa: PLR2004  -- a sum has two parts
        return
    complete = bool(_COMPLETE.search(page.text[max(whole.start - 16, 0) : whole.start]))
    found = verdict_of(page, whole, parts, complete=complete, rule="sum.total")
    if found.verdict is Verdict.CONTRADICTS and not complete and not _parallel(page, parts):
        return
    yield found


def _matching(whole: Item, parts: Sequence[Item]) -> Sequence[Item]:
    """The last parts, as many as it takes, whose numbers come to the total exactly."""
    listed = Decimal(0)
    for first in range(len(parts) - 1, -1, -1):
        number = parts[first].number
        if number is None or whole.number is None:
            return []
        listed += number
        if listed == whole.number and first < len(parts) - 1:
            return parts[first:]
    return []


def _subset(page: Page, item: Item) -> bool:
    return bool(_WITHIN.search(page.lead(item, 14)))


def _telling(page: Page, whole: Item, parts: Sequence[Item]) -> bool:
    """Whether the parts come near enough to the total to be its parts at all."""
    listed = sum_of(parts)
    if whole.amount is None or any(
        not p.amount or not p.amount.may_be_at_most(whole.amount) for p in parts
    ):
        return False
    return listed.high is None or listed.high >= whole.amount.low * _LARGE_SHARE


def _parallel(page: Page, parts: Sequence[Item]) -> bool:
    """Whether the parts stand side by side, each with its own words, none inside another."""
    if any(p.number is None for p in parts):
        return False
    for one, two in pairwise(parts):
        between = page.text[one.end : two.start]
        if (
            not re.search(r"[，、;,;]", between)
            or _WITHIN.search(between)
            or re.search(r"[(（)）]", between)
        ):
            return False
    return all(len(page.lead(p, 40)) > 1 for p in parts)


_GAIN: Final = re.compile(
    r"(?:又|再|新|另|还)?(?:增加|增派|新增|增补|追加|补派|增选|增设|吸收|补充|加派)了?[^，。;、\d]{0,6}$"
)


def _increase(page: Page, whole: Item) -> Iterator[Finding]:
    """21名 …, 又增加2名; 共派出23名: base and increase stand in sentences before the total."""
    for gain in page.previous(whole, 120):
        if not page.alike(whole, gain) or not _GAIN.search(page.lead(gain)):
            continue
        if gain.number is None or whole.number is None:
            return
        wanted = whole.number - gain.number
        for base in page.previous(gain, 800):
            if base.is_figure and base.number == wanted and page.alike(whole, base):
                yield verdict_of(page, whole, [base, gain], complete=True, rule="sum.increase")
                return
        return


_LEFT: Final = re.compile(
    r"(?:净增|净增加|剩余|余下|尚余|结余|尚有|还剩|未[完整办]\w{1,3})[^，。;、\d]{0,6}$"
)
_AVERAGE: Final = re.compile(
    r"([人户家校村])均[^，。;、\d]{0,8}$|平均每?([人户家名位个所村校镇])[^，。;、\d]{0,8}$"
)


def check_differences(page: Page) -> Iterator[Finding]:
    """净增 and 剩余 as the difference, and 户均 as the quotient, of the two amounts before them."""
    for item in page.figures:
        lead = page.lead(item, 16)
        first = page.sentence(item.start)[0]
        before = [
            o for o in page.previous(item, 120) if o.start >= first and o.is_figure and o.number
        ]
        if _LEFT.search(lead):
            yield from _difference(page, item, [o for o in before if page.alike(item, o)][:2])
        elif match := _AVERAGE.search(lead):
            yield from _average(page, item, before, match.group(1) or match.group(2))


def _difference(page: Page, item: Item, two: Sequence[Item]) -> Iterator[Finding]:
    if len(two) == 2 and item.number and point_sum([two[0], item]) == two[1].number:  # noqa: PLR2004  -- minuend and subtrahend
        says = f"{two[1].reading.text} - {two[0].reading.text} = {item.reading.text}"
        yield page.finding(
            Klass.PARTS,
            Verdict.HOLDS,
            [two[1], two[0], item],
            Message(says, says),
            rule="sum.difference",
        )


def _counts(page: Page, item: Item, per: str) -> bool:
    """Whether it is that of which each is spoken: 30户 for 每户, and 30个村 for 每村."""
    return item.unit in _HEADS.get(per, per) or (
        item.unit == "个" and page.text.startswith(per, item.end)
    )


_HEADS: Final = {"人": "人名位", "名": "人名位", "位": "人名位"}


def _average(page: Page, item: Item, before: Sequence[Item], per: str) -> Iterator[Finding]:
    base = next((o for o in before if o.number and _counts(page, o, per)), None)
    whole = next(
        (o for o in before if o.reading.kind is item.reading.kind and o.unit == item.unit), None
    )
    if (
        base is None
        or whole is None
        or base is whole
        or not base.number
        or item.amount is None
        or not whole.amount
        or item.reading.what in _GAINED
        or _REST.search(page.text, whole.end, item.start)
    ):
        return
    says = f"{whole.reading.text} ÷ {base.reading.text}"
    fits = (item.amount * base.number).intersects(whole.amount)
    exact = ((whole.number or whole.amount.low) / base.number).quantize(Decimal("0.01"))
    close = abs(exact - (item.number or exact)) <= exact * _CLOSE
    if item.reading.kind is Kind.PERCENT or not _may_be_mean(exact, item.number):
        return
    verdict = Verdict.HOLDS if fits or close else Verdict.DOUBTFUL
    message = Message(
        f"{says} = {worded(exact, item)}，文中写作 {item.reading.text}",
        f"{says} = {worded(exact, item)}, the text says {item.reading.text}",
    )
    yield page.finding(Klass.RATE, verdict, [item, whole, base], message, rule="sum.average")


def _may_be_mean(exact: Decimal, stated: Decimal | None) -> bool:
    """Whether a mean may be meant as that of these two: 贷款11.3亿元, 带动1.9万人, 人均收入4962元 has nothing to do with them."""
    return stated is None or stated / _FAR <= exact <= stated * _FAR


_FAR: Final = 3
_CLOSE: Final = Decimal("0.01")
_REST: Final = re.compile(r"其余|余下|剩下|另外")
"""支出38万元，补助占三成，其余靠620位捐款人，平均每人330元: not all of it is theirs."""
_GAINED: Final = frozenset(("增收", "减收", "创收", "节支", "让利", "降本"))
"""What each has more than before is no share of the sum beside it: 年销售额2100万元，户均增收3万元."""


def check_partitions(page: Page) -> Iterator[Finding]:
    """Counts side by side that come to a count before them: 发现37个,当场整改25个,限期整改12个."""
    for item in page.figures:
        if item.number is None or item.number < _SMALLEST or item.reading.kind is Kind.PERCENT:
            continue
        yield from _partition(page, item)


_SMALLEST: Final = 10
_LARGE: Final = 100


def _partition(page: Page, whole: Item) -> Iterator[Finding]:
    last = page.paragraph(page.paragraph(whole.end)[1])[1]
    found: list[Item] = []
    for other in page.following(whole, 300):
        if other.start >= last or len(found) == _SIDE_BY_SIDE:
            break
        if other.is_figure and page.alike(whole, other) and other.number:
            found.append(other)
    for first in range(min(len(found), 6)):
        for length in (2, 3, 4):
            parts = found[first : first + length]
            at_once = first == 0 and parts and parts[-1].start < page.sentence(whole.end)[1]
            if (
                len(parts) == length
                and point_sum(parts) == whole.number
                and (at_once or (whole.number or 0) >= _LARGE)
            ):
                yield verdict_of(page, whole, parts, complete=False, rule="sum.partition")
                return


_SIDE_BY_SIDE: Final = 10


def verdict_of(
    page: Page, whole: Item, parts: Sequence[Item], *, complete: bool, rule: str
) -> Finding:
    """Compare a total with its parts in interval arithmetic.

    They agree when some rounding of both agrees. A total that is larger leaves something
    unstated, and is an error only where the words claim to be complete; a total that is
    smaller than its parts cannot be.
    """
    listed, stated = sum_of(parts), whole.amount
    spans = [whole, *parts]
    if stated is None or listed.intersects(stated):
        point = point_sum(parts)
        total_words = whole.reading.text.replace(" ", "")
        if point is not None and whole.number == point:
            message = Message(f"{added(parts)} = {total_words}", f"{added(parts)} = {total_words}")
        else:
            message = Message(
                f"{added(parts)} 与 {total_words} 在各自精度内相符",
                f"{added(parts)} and {total_words} agree within their precision",
            )
        return page.finding(Klass.PARTS, Verdict.HOLDS, spans, message, unit=whole.unit, rule=rule)
    gap = _gap(whole, parts)
    shown = gap / whole.factor
    if gap > 0:
        verdict = Verdict.CONTRADICTS if complete else Verdict.RESIDUAL
        message = _short(whole, parts, gap)
    else:
        verdict = Verdict.CONTRADICTS
        message = _long(whole, parts, -gap)
    return page.finding(Klass.PARTS, verdict, spans, message, gap=shown, unit=whole.unit, rule=rule)


def _gap(whole: Item, parts: Sequence[Item]) -> Decimal:
    """Total minus parts: of the stated numbers where there are such, else the least distance."""
    point = point_sum(parts)
    if point is not None and whole.number is not None:
        return whole.number - point
    listed, stated = sum_of(parts), whole.amount
    if stated is None:
        return Decimal(0)
    if listed.high is not None and stated.low >= listed.high:
        return stated.low - listed.high
    return (stated.high or stated.low) - listed.low


def _short(whole: Item, parts: Sequence[Item], gap: Decimal) -> Message:
    left, says, total = missing(gap, whole), added(parts), whole.reading.text
    point = point_sum(parts)
    come = f" = {worded(point, whole)}" if point is not None else ""
    return Message(
        f"各项 {says}{come}，总数写作 {total}：{left}",
        f"The parts {says}{come}, the total says {total}: {worded(gap, whole)} not itemised ({left})",
    )


def _long(whole: Item, parts: Sequence[Item], excess: Decimal) -> Message:
    says, total, over = added(parts), whole.reading.text, worded(excess, whole)
    return Message(
        f"各项 {says} 超过总数 {total} {over}",
        f"The parts {says} exceed the total {total} by {over}",
    )

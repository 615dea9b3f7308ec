"""List marks and ordinals: 一是…四是 against 四点要求, 第三批 against 三批, and no hole between."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Final

from heli.kit.checking.facts import SMALL_NUMBERS
from heli.kit.checking.findings import Finding, Klass, Message, Verdict
from heli.kit.checking.page import Item, Page
from heli.kit.reading import Kind, Role


Run = list[Item]
_STYLES: Final = frozenset("是要、来.)")
_AHEAD: Final = 130
_LEAST: Final = 2
_LARGEST: Final = 20


def check_marks(page: Page) -> Iterator[Finding]:
    """Runs of list marks without a hole, each against the number announced before it."""
    for run in _runs(page):
        if len(run) < 2:  # noqa: PLR2004  -- one mark is no series
            continue
        yield _series(page, run)
        announced = _announced(page, run)
        if announced is not None:
            yield announced
    yield from _ordinals(page)


def _value(item: Item) -> int:
    return int(item.reading.low or 0)


def _runs(page: Page) -> Iterator[Run]:
    open_runs: dict[str, Run] = {}
    for item in page.items:
        if item.reading.kind is not Kind.ORDINAL or item.reading.role is not Role.STRUCTURE:
            continue
        sign = page.text[item.end : item.end + 1]
        style = sign if sign in _STYLES else page.text[item.end - 1]
        style += "1" if page.text[item.start].isdigit() else "一"
        run = open_runs.get(style)
        if run and _value(item) > _value(run[-1]) and item.start - run[-1].end < _FAR:
            run.append(item)
            continue
        if run:
            yield run
        open_runs[style] = [item]
    yield from open_runs.values()


_FAR: Final = 6000


def _series(page: Page, run: Run) -> Finding:
    holes = [n for a, b in pairwise(run) for n in range(_value(a) + 1, _value(b))]
    first, last = run[0].reading.text, run[-1].reading.text
    if not holes:
        message = Message(
            f"序号 {first} 至 {last} 连续", f"Marks {first} to {last} run without a hole"
        )
        return page.finding(Klass.ENUMERATORS, Verdict.HOLDS, run, message, rule="marks.series")
    missing = "、".join(map(str, holes[:_LARGEST]))
    message = Message(
        f"序号 {first} 至 {last} 缺第 {missing} 项",
        f"Between marks {first} and {last}, no. {missing} is missing",
    )
    return page.finding(Klass.ENUMERATORS, Verdict.DOUBTFUL, run, message, rule="marks.series")


def _announced(page: Page, run: Run) -> Finding | None:
    """The nearest small count before the first mark that announces as many points."""
    first = run[0]
    if _value(first) != 1:
        return None
    for item in page.previous(first, _AHEAD):
        if item.reading.kind is Kind.ORDINAL and item.reading.role is Role.STRUCTURE:
            break
        if not item.is_count or item.number is None or not _LEAST <= item.number <= _LARGEST:
            continue
        if item.number == len(run):
            return _enumerated(page, item, run)
        if (
            page.text[item.end : first.start].rstrip().endswith(":")
            and first.start - item.end < _AT_ONCE
        ):
            return _miscounted(page, item, run)
    return _worded(page, run)


_LEAD_IN: Final = re.compile(
    r"([二两三四五六七八九十])(?:个|大|项|点|条|种|类)?[\u3400-\u9fff]{1,8}:\s*$"
)


def _worded(page: Page, run: Run) -> Finding | None:
    """三方面问题: — announced by a word that is no reading of its own."""
    first = run[0].start
    match = _LEAD_IN.search(page.text, max(first - 16, 0), first)
    if match is None:
        return None
    number, span = SMALL_NUMBERS[match.group(1)], (match.start(), match.start(1) + 2)
    if number == len(run):
        message = Message(f"{match.group()}分列 {number} 项", f"{number} set out as announced")
        return page.finding(
            Klass.ENUMERATION, Verdict.HOLDS, [span, *run], message, rule="marks.words"
        )
    if number < len(run):
        return None
    left = number - len(run)
    message = Message(
        f"{match.group()}只分列 {len(run)} 项，未列明 {left} 项",
        f"{number} announced, {len(run)} set out (未列明 {left} 项)",
    )
    return page.finding(
        Klass.ENUMERATION,
        Verdict.RESIDUAL,
        [span, *run],
        message,
        gap=Decimal(left),
        rule="marks.words",
    )


_AT_ONCE: Final = 14


def _enumerated(page: Page, item: Item, run: Run) -> Finding:
    says = item.reading.text
    message = Message(f"{says}：分列 {len(run)} 项", f"{says}: {len(run)} set out")
    return page.finding(Klass.ENUMERATION, Verdict.HOLDS, [item, *run], message, rule="marks.count")


def _miscounted(page: Page, item: Item, run: Run) -> Finding:
    says, left = item.reading.text, int(item.number or 0) - len(run)
    if left > 0:
        message = Message(
            f"{says}：只分列 {len(run)} 项，未列明 {left} 项",
            f"{says}: {len(run)} set out, {left} not (未列明 {left} 项)",
        )
        verdict = Verdict.RESIDUAL
    else:
        message = Message(f"{says}：却分列 {len(run)} 项", f"{says}: but {len(run)} are set out")
        verdict = Verdict.DOUBTFUL
    return page.finding(Klass.ENUMERATION, verdict, [item, *run], message, rule="marks.count")


_RANKED: Final = frozenset("批期届次轮场")


def _ordinals(page: Page) -> Iterator[Finding]:
    """派出三批 …第一批…第二批…第三批."""
    for item in page.figures:
        unit = item.unit[:1]
        if unit not in _RANKED or item.number is None or not _LEAST <= item.number <= _LARGEST:
            continue
        ranks = {
            _value(o): o
            for o in reversed(list(page.following(item, 600)))
            if o.reading.kind is Kind.ORDINAL
            and o.unit[:1] == unit
            and o.reading.role is not Role.STRUCTURE
        }
        if len(ranks) < 2 or 1 not in ranks:  # noqa: PLR2004  -- a single rank counts nothing
            continue
        if max(ranks) > item.number and len(ranks) < max(ranks):
            continue  # 首次 and 第十五次 are no series that 3次 would count
        yield _ranked(page, item, ranks)


def _ranked(page: Page, item: Item, ranks: dict[int, Item]) -> Finding:
    number, says = int(item.number or 0), item.reading.text
    spans = [item, *(ranks[n] for n in sorted(ranks))]
    unnamed = [n for n in range(1, number + 1) if n not in ranks]
    if max(ranks) > number:
        message = Message(
            f"{says}，文中却有第 {max(ranks)} {item.unit}",
            f"{says}, but the text has a no. {max(ranks)}",
        )
        return page.finding(Klass.ORDINALS, Verdict.DOUBTFUL, spans, message, rule="marks.ordinals")
    if unnamed:
        left = "、".join(map(str, unnamed))
        message = Message(
            f"{says}：未提第 {left} {item.unit}", f"{says}: no. {left} is not mentioned"
        )
        return page.finding(Klass.ORDINALS, Verdict.RESIDUAL, spans, message, rule="marks.ordinals")
    message = Message(
        f"{says}：第一至第 {number} 都已提到", f"{says}: no. 1 to {number} are mentioned"
    )
    return page.finding(Klass.ORDINALS, Verdict.HOLDS, spans, message, rule="marks.ordinals")

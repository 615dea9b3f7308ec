"""其中 and its like: a part never exceeds its whole."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from heli.kit.checking.amounts import missing, point_sum
from heli.kit.checking.excess import is_excess
from heli.kit.checking.findings import Finding, Klass, Message, Verdict
from heli.kit.checking.page import Item, Page
from heli.kit.checking.sums import verdict_of
from heli.kit.reading import Kind


_OF_WHICH: Final = re.compile(
    r"其中(?!一[个名位人]|包[括含](?=[^，。;]{0,4}[^\d，。;]{12}))|[,，(（]含(?=[^，。;\d]{0,10}\d)|[,，(（](?:包括|包含)(?=[^，。;\d]{0,10}\d)"
)
_STOP: Final = re.compile(r"[。;;\n!?)）]|(?<!\d)\.(?!\d)")
_TOTAL: Final = re.compile(r"(?:合计|共计|总计|一共|共)[^，。;、\d]{0,8}$")
_TOTAL_NEAR: Final = re.compile(r"(?:合计|共计|总计|一共|共)[^，。;、]{0,12}$")
_SPREAD: Final = re.compile(r"分别(?:为|是|有|达)?")
_REACH: Final = 160
_MOST: Final = 16


def check_nested(page: Page) -> Iterator[Finding]:
    """Every 其中 with the whole before it and the parts behind it."""
    for match in _OF_WHICH.finditer(page.text):
        stop = _STOP.search(page.text, match.end(), match.end() + _REACH)
        end = min(stop.start() if stop else len(page.text), match.end() + _REACH)
        behind = [i for i in page.within(match.end(), end) if i.is_figure][:_MOST]
        if not behind or behind[0].start - match.end() > 40:  # noqa: PLR2004  -- words between 其中 and its number
            continue
        yield from _compare(page, match.start(), behind)
    yield from _batches(page)
    yield from _spread(page)


def _compare(page: Page, place: int, behind: Sequence[Item]) -> Iterator[Finding]:
    first = behind[0]
    whole = _whole(page, place, first)
    if whole is None or whole.amount is None:
        return
    parts = []
    for item in behind:
        if _TOTAL.search(page.lead(item)) and item is not first:
            break
        if page.alike(whole, item) and item.reading.kind is not Kind.PERCENT:
            parts.append(item)
    for part in parts:
        found = _part(page, whole, part)
        if found is None:
            return
        if found.verdict is not Verdict.HOLDS and not is_excess(page, place, whole, first, part):
            return
        yield found
    if len(parts) > 1 and whole.number is not None and point_sum(parts) == whole.number:
        yield verdict_of(page, whole, parts, complete=False, rule="part.sum")


def _whole(page: Page, place: int, part: Item) -> Item | None:
    """The nearest amount before 其中 that the part can be a part of, in this sentence or the last.

    Where the nearest is too small, an earlier one that is not may be meant.
    """
    here = page.sentence(place)[0]
    if not page.text[here:place].strip(" \n(（"):
        here = page.sentence(max(here - 1, 0))[0]
    near = page.within(max(here, place - _REACH), place)
    candidates = [i for i in near if i.is_figure and not page.aside(i, place)]
    wholes = [
        item
        for item in reversed(candidates)
        if page.alike(item, part) and item.reading.kind is not Kind.PERCENT
    ]
    fits = (w for w in wholes if part.amount and w.amount and part.amount.may_be_at_most(w.amount))
    return next(fits, wholes[0] if wholes else None)


def _part(page: Page, whole: Item, part: Item) -> Finding | None:
    if part.amount is None or whole.amount is None:
        return None
    says, of = part.reading.text, whole.reading.text
    if part.amount.may_be_at_most(whole.amount):
        message = Message(f"其中 {says} 不超过 {of}", f"{says} is at most the whole, {of}")
        return page.finding(
            Klass.PART, Verdict.HOLDS, [whole, part], message, unit=whole.unit, rule="part.within"
        )
    if not page.alike(whole, part, strictly=True):
        return None
    message = Message(f"其中 {says} 大于总数 {of}", f"The part {says} is more than the whole, {of}")
    gap = (whole.amount.high or whole.amount.low) - part.amount.low
    return page.finding(
        Klass.PART, Verdict.CONTRADICTS, [whole, part], message,
        gap=gap / whole.factor, unit=whole.unit, rule="part.exceeds",
    )  # fmt: skip


_BATCH: Final = re.compile(r"(?:第([一二三四五六七八九十])|首)[批期次轮](?![次])")


def _batches(page: Page) -> Iterator[Finding]:
    """A total, then 第一批 a, 第二批 …: a batch without its amount leaves a residue."""
    for whole in page.figures:
        if whole.number is None or whole.reading.kind is not Kind.MONEY:
            continue
        start, end = whole.end, min(whole.end + 200, page.paragraph(whole.end)[1])
        marks = list(_BATCH.finditer(page.text, start, end))
        if len(marks) < 2 or marks[0].start() - whole.end > 30:  # noqa: PLR2004  -- the batches follow at once
            continue
        yield from _compare_batches(page, whole, [m.start() for m in marks])


def _compare_batches(page: Page, whole: Item, marks: Sequence[int]) -> Iterator[Finding]:
    parts, unstated = [], []
    for mark, following in zip(marks, [*marks[1:], marks[-1] + 60], strict=True):
        amounts = [i for i in page.within(mark, following) if i.is_figure and page.alike(whole, i)]
        if amounts:
            parts.append(amounts[0])
        else:
            unstated.append(mark)
    listed = point_sum(parts)
    if not parts or listed is None or whole.number is None or listed > whole.number:
        return
    if not unstated:
        yield verdict_of(page, whole, parts, complete=False, rule="part.batches")
        return
    gap = whole.number - listed
    left = missing(gap, whole)
    names = "、".join(page.text[mark : mark + 3] for mark in unstated)
    message = Message(
        f"{names}未写明数额：{whole.reading.text} 减已列各批，{left}",
        f"No amount is stated for {names}: of {whole.reading.text}, {left.removeprefix('未列明 ')} is not itemised ({left})",
    )
    yield page.finding(
        Klass.PART, Verdict.RESIDUAL, [whole, *parts, *((m, m + 3) for m in unstated)], message,
        gap=gap / whole.factor, unit=whole.unit, rule="part.batches",
    )  # fmt: skip


def _spread(page: Page) -> Iterator[Finding]:
    """共 N, A、B、C 分别为 a、b、c: 分别 claims to give every part."""
    for match in _SPREAD.finditer(page.text):
        end = min(page.sentence(match.end())[1], match.end() + 80)
        parts = _listed(page, match.end(), end)
        if len(parts) < 2:  # noqa: PLR2004  -- 分别 needs two
            continue
        whole = _whole(page, match.start(), parts[0])
        if whole is None or whole.unit != parts[0].unit or _apart(page, whole, match.start()):
            continue
        if not _TOTAL_NEAR.search(page.text[max(whole.start - 16, 0) : whole.start]):
            continue
        yield verdict_of(page, whole, parts, complete=True, rule="part.spread")


def _apart(page: Page, whole: Item, place: int) -> bool:
    """Whether another clause stands between a total and 分别."""
    return ";" in page.text[whole.end : place]


def _listed(page: Page, start: int, end: int) -> list[Item]:
    parts: list[Item] = []
    for item in page.within(start, end):
        if not item.is_figure or (parts and not page.alike(parts[0], item)):
            break
        if parts and not re.fullmatch(
            r"[^，。;\d]{0,10}[、和及,，与][^，。;\d]{0,10}", page.text[parts[-1].end : item.start]
        ):
            break
        parts.append(item)
    return parts

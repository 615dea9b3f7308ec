"""Parts that leave nothing out and share nothing: men and women, halves of a year, groups of one kind."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from heli.kit.checking.amounts import point_sum, portion
from heli.kit.checking.findings import Finding, Message, Verdict
from heli.kit.checking.page import Item, Page
from heli.kit.checking.sums import verdict_of
from heli.kit.reading import Kind


_PAIRS: Final = (
    (re.compile(r"男(?:性|生|职工|选手|队员)?[^，。;\d]{0,2}$"), re.compile(r"女(?:性|生|职工|选手|队员)?[^，。;\d]{0,2}$")),
    (re.compile(r"上半年[^，。;\d]{0,8}$"), re.compile(r"下半年[^，。;\d]{0,8}$")),
    (re.compile(r"一季度[^，。;\d]{0,8}$"), re.compile(r"二季度[^，。;\d]{0,8}$")),
)  # fmt: skip
_PERIOD: Final = re.compile(r"(?:全年|上半年|两季)(?:合计|共|累计|总共)[^，。;\d]{0,6}$")
_TAIL: Final = 12


def check_complements(page: Page) -> Iterator[Finding]:
    """Complements against the whole beside them, and lists of one kind that exceed theirs."""
    for item in page.figures:
        yield from _pair(page, item)
        yield from _undone(page, item)
        yield from _overfull(page, item)


def _pair(page: Page, one: Item) -> Iterator[Finding]:
    """公务员86人,男性41人,女性45人; 一季度3件,二季度4件,上半年共7件."""
    two = _first(page.following(one, _TAIL))
    if two is None or not page.alike(one, two):
        return
    leads = page.text[max(one.start - 16, 0) : one.start], page.text[one.end : two.start]
    if not any(a.search(leads[0]) and b.search(leads[1]) for a, b in _PAIRS):
        return
    people = leads[1].lstrip("，、")[:1] == "女"
    near = page.previous(one, 24) if people else page.following(two, 24)
    whole = _first(near)
    if whole is None or not page.alike(whole, one):
        return
    if page.sentence(whole.start) == page.sentence(one.start) and (
        people or _PERIOD.search(page.text, two.end, whole.start)
    ):
        yield verdict_of(page, whole, [one, two], complete=True, rule="complements.pair")


_UNDONE: Final = re.compile(r"(?:尚?未|没|不予|不|正在|仍在)([\u3400-\u9fff]{1,2})(?:的|有|了)?$")


def _undone(page: Page, item: Item) -> Iterator[Finding]:
    """受理840件,办结795件,未办结45件: what was done and what was not, or not yet, is all there was."""
    undone = _UNDONE.search(page.lead(item, 8))
    if undone is None:
        return
    first = page.sentence(item.start)[0]
    near = [o for o in page.previous(item, 40) if o.start >= first and o.is_figure][:2]
    if len(near) < 2 or not all(page.alike(item, o) for o in near):  # noqa: PLR2004  -- what was done, and all
        return
    done, whole = near
    said = page.lead(done, 8)
    is_pair = any(sign in said for sign in undone.group(1))
    if is_pair and undone.group(1) not in page.lead(whole, 8) and _is_near(whole, [done, item]):
        yield verdict_of(page, whole, [done, item], complete=True, rule="complements.undone")


_NEAR: Final = (Decimal("0.8"), Decimal("1.25"))


def _is_near(whole: Item, parts: Sequence[Item]) -> bool:
    """Whether the parts come so near to the whole that nothing else can have been left out."""
    come_to = portion(parts, whole)
    return come_to is not None and _NEAR[0] <= come_to <= _NEAR[1]


def _first(items: Iterable[Item]) -> Item | None:
    return next((item for item in items if item.is_figure), None)


def _overfull(page: Page, whole: Item) -> Iterator[Finding]:
    """队伍36支,其中大学组12支、高中组14支、社会组13支: parts that come to more than their whole.

    People may belong to several groups (女代表, 基层代表), and so may what commas tell one after the
    other: then a person should look, and nothing is called wrong. Parts that are not of one kind are
    only asked about where they come to little more than the whole.
    """
    parts = _listed(page, whole)
    if len(parts) < 2 or not _OF_WHICH.match(page.text, whole.end, parts[0].start):  # noqa: PLR2004  -- a list
        return
    total = point_sum(parts)
    if total is None or whole.number is None or total <= whole.number:
        return
    if whole.reading.kind is Kind.PERCENT and _CHANGED.search(page.lead(whole, 8)):
        return  # 投资下降3.7%，其中渔船下降17.2%: changes do not add up
    is_apart = _of_one_kind(page, parts)
    if not is_apart and total > whole.number * _LITTLE[min(len(parts), _SEVERAL)]:
        return
    found = verdict_of(page, whole, parts, complete=False, rule="complements.overfull")
    listed = page.text[parts[0].end : parts[-1].start]
    is_sure = is_apart and whole.counting != "persons" and "，" not in listed
    yield found if is_sure else _asked(found)


_CHANGED: Final = re.compile(r"[增升降减涨跌]")
_SEVERAL: Final = 3
_LITTLE: Final = {2: Decimal("1.05"), 3: Decimal("1.1")}
_OF_WHICH: Final = re.compile(r"[^。;\d]{0,12}其中")
_NAMED: Final = re.compile(r"[、，:]|其中|包括")
_TOTALLED: Final = re.compile(r"(?:共|合计|总计)[^，。;、]{0,6}$")


def _of_one_kind(page: Page, parts: Sequence[Item]) -> bool:
    """Whether each part is called by a name of its own and all by the same kind: 城区8座、港区5座."""
    called = [_NAMED.split(page.lead(part, 12))[-1] or part.reading.what for part in parts]
    kinds, names = {name[-1:] for name in called}, {*called}
    return kinds != {""} and len(kinds) == 1 and len(names) == len(parts)


def _asked(found: Finding) -> Finding:
    said = found.message
    message = Message(f"{said.zh}：有重叠吗？", f"{said.en}: do they overlap?")
    return replace(found, verdict=Verdict.DOUBTFUL, message=message)


_JOINED: Final = re.compile(r"[、，][^、，\d]{1,12}")


def _listed(page: Page, whole: Item) -> Sequence[Item]:
    """The amounts behind a whole, joined by 、 or commas, each with little more than its name, and counted alike."""
    parts: list[Item] = []
    end = whole.end
    for other in page.following(whole, 80):
        between = page.text[end : other.start]
        joined = _JOINED.fullmatch(between) if parts else True
        if other.amount is None:  # 一等奖, on the way to how many
            continue
        if (
            not joined
            or not other.is_figure
            or not page.alike(whole, other)
            or (parts and _TOTALLED.search(between))
            or re.search(r"[。;\n]", between)
        ):
            break
        parts.append(other)
        end = other.end
    return parts

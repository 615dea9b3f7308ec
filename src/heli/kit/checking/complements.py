"""Parts that leave nothing out and share nothing: men and women, halves of a year, groups of one kind."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from heli.kit.checking.amounts import point_sum
from heli.kit.checking.findings import Finding
from heli.kit.checking.page import Item, Page
from heli.kit.checking.sums import verdict_of


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


def _first(items: Iterable[Item]) -> Item | None:
    return next((item for item in items if item.is_figure), None)


def _overfull(page: Page, whole: Item) -> Iterator[Finding]:
    """队伍36支,其中大学组12支、高中组14支、社会组13支: groups of one kind cannot exceed their whole."""
    parts = _listed(page, whole)
    if len(parts) < 2 or not page.text[whole.end : parts[0].start].lstrip("，").startswith("其中"):  # noqa: PLR2004  -- a list
        return
    kinds = {part.reading.what[-1:] for part in parts}
    names = {part.reading.what for part in parts}
    total = point_sum(parts)
    apart = kinds != {""} and len(kinds) == 1 and len(names) == len(parts)
    if apart and total is not None and whole.number is not None and total > whole.number:
        yield verdict_of(page, whole, parts, complete=False, rule="complements.overfull")


def _listed(page: Page, whole: Item) -> Sequence[Item]:
    """The amounts behind a whole, joined by 、 and counted alike."""
    parts: list[Item] = []
    end = whole.end
    for other in page.following(whole, 80):
        between = page.text[end : other.start]
        joined = between.startswith("、") if parts else True
        if (
            not joined
            or not other.is_figure
            or not page.alike(whole, other)
            or re.search(r"[。;\n]", between)
        ):
            break
        parts.append(other)
        end = other.end
    return parts

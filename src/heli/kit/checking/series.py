"""Parts named by the places of a series: 第一期, 第二期 …; 一季度, 二季度 …; 甲组, 乙组 …; 2021年, 2022年 …"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from heli.kit.checking.amounts import portion
from heli.kit.checking.findings import Finding
from heli.kit.checking.page import Item, Page
from heli.kit.checking.sums import verdict_of


_DIGITS: Final = "一二三四五六七八九十"
_STEMS: Final = "甲乙丙丁戊己"
_LABELS: Final = (
    ("ordinal", re.compile(rf"第?([{_DIGITS}])(?:期|批|轮|组|站|阶段|场|分队|学期|剂|次|天)")),
    ("quarter", re.compile(r"([一二三四])季度")),
    ("half", re.compile(r"([上下])半年")),
    ("stem", re.compile(rf"([{_STEMS}])(?:组|队|班)")),
    ("prize", re.compile(r"([一二三])等奖")),
    ("month", re.compile(r"(?<!\d)(1[0-2]|[1-9])月份?(?![\d初底末])")),
    ("year", re.compile(r"(?<!\d)((?:19|20)\d\d)年")),
)
_SIGNS: Final = re.compile(r"[期批轮组站段场队剂次天度班奖月年]")
"""With what a label ends: most amounts have none before them."""
_CLAUSE: Final = re.compile(r"[，。;；、：:]")
_FROM_THE_FIRST: Final = frozenset(("ordinal", "quarter", "half", "stem", "prize"))
_WHOLE_SERIES: Final = {"quarter": 4, "half": 2}
_TOTAL: Final = re.compile(r"(?:合计|共计|总计|总共|累计|全年共|三年共|共)[^，。;、\d]{0,8}$")
_OF_WHICH: Final = re.compile(r"[，。;:：（(]*(?:其中|分别(?:是|为)?)?[，:：]?$")
_REACH: Final = 60
_MOST: Final = 14


@dataclass(frozen=True, slots=True)
class _Part:
    """An amount with its place in a series, and the words between the two."""

    item: Item
    kind: str
    place: int
    words: str


def check_series(page: Page) -> Iterator[Finding]:
    """A series that is told whole, against the total behind or before it."""
    run: list[_Part] = []
    for item in page.figures:
        part = _part(page, item)
        if part is not None and run and _follows(page, run[-1], part):
            run.append(part)
            continue
        if part is None and run and not page.alike(run[-1].item, item):
            continue
        yield from _judge(page, run)
        run = [part] if part is not None else []
    yield from _judge(page, run)


def _part(page: Page, item: Item) -> _Part | None:
    if item.number is None:
        return None
    first = max(page.sentence(item.start)[0], item.start - 24)
    said = _CLAUSE.split(page.text[first : item.start])[-1]
    if _SIGNS.search(said) is None:
        return None
    for kind, pattern in _LABELS:
        found = None
        for found in pattern.finditer(said):  # noqa: B007  -- the last one counts
            pass
        if found is not None:
            return _Part(item, kind, _place(found.group(1)), said[found.end() :])
    return None


def _place(label: str) -> int:
    if label.isdigit():
        return int(label)
    for signs in (_DIGITS, _STEMS, "上下"):
        if label in signs:
            return signs.index(label) + 1
    return 0


def _follows(page: Page, one: _Part, two: _Part) -> bool:
    return (
        (one.kind, one.place + 1) == (two.kind, two.place)
        and one.words.startswith(two.words[:2])
        and two.item.start - one.item.end <= _REACH
        and page.alike(one.item, two.item)
    )


def _judge(page: Page, run: Sequence[_Part]) -> Iterator[Finding]:
    if len(run) < 2 or len(run) > _MOST:  # noqa: PLR2004  -- a series has two places
        return
    if run[0].kind in _FROM_THE_FIRST and run[0].place != 1:
        return
    parts = [part.item for part in run]
    if (whole := _behind(page, run)) is not None:
        yield verdict_of(page, whole, parts, complete=run[0].kind != "prize", rule="series.behind")
    elif (whole := _before(page, run)) is not None and not _is_less(whole, parts):
        complete = _WHOLE_SERIES.get(run[0].kind) == len(run)
        if complete or _is_nearly(whole, parts):
            yield verdict_of(page, whole, parts, complete=complete, rule="series.before")


def _is_less(whole: Item, parts: Sequence[Item]) -> bool:
    """Whether even one part is more than what would be their whole: then it is none."""
    return any(part.number and whole.number and part.number > whole.number for part in parts)


_MOST_OF_IT: Final = Decimal("0.8")


def _is_nearly(whole: Item, parts: Sequence[Item]) -> bool:
    """Whether the parts come to most of the whole: of 63篇 three prizes are no account."""
    come_to = portion(parts, whole)
    return come_to is not None and come_to >= _MOST_OF_IT


def _behind(page: Page, run: Sequence[_Part]) -> Item | None:
    """…，累计培训253人: the next amount of the kind, said to be a total, of what the parts count."""
    last = run[-1].item
    for other in page.following(last, _REACH):
        if not other.is_figure or not page.alike(last, other):
            continue
        lead = page.text[max(last.end, other.start - 20) : other.start]
        is_total = _TOTAL.search(lead) is not None and _in_words(run[0].words, lead)
        return other if is_total and other.number and not _is_less(other, [last]) else None
    return None


def _before(page: Page, run: Sequence[_Part]) -> Item | None:
    """座谈会4次：一季度1次…: the amount right before the series, of what the parts count."""
    first = run[0].item
    for other in page.previous(first, 40):
        if not other.is_figure:
            continue
        between = page.text[other.end : first.start - len(run[0].words)]
        label = re.split(r"[，。;；：:（(]|其中|分别", between)[-1]
        lead = between[: len(between) - len(label)]
        fits = other.number and page.alike(first, other) and _OF_WHICH.fullmatch(lead)
        words = _in_words(run[0].words, page.lead(other, 20) + page.tail(other, 8))
        return other if fits and words and "。" not in lead else None
    return None


def _in_words(words: str, around: str) -> bool:
    """Whether what the parts say is counted is what the total says: 第一批采纳20条 is no part of 收到120条."""
    said = words.strip("为是有共约计达：: ")
    return not said or said in around or said[:2] in around

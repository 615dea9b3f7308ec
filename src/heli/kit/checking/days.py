"""Dates: real days, in order, on their weekdays, and names not used before they existed."""

import calendar
import datetime
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from heli.kit.checking.facts import facts
from heli.kit.checking.findings import Finding, Klass, Message, Verdict
from heli.kit.checking.page import Item, Page
from heli.kit.checking.stretches import check_stretches
from heli.kit.reading import Kind


_WEEKDAYS: Final = "一二三四五六日"
_WEEKDAY: Final = re.compile(r"[(]?(?:星期|周)([一二三四五六日天])")
_SPEAKS: Final = re.compile(r"指出|强调|要求|表示|认为|传达学习|学习贯彻")
_YEAR: Final = re.compile(
    r"(?:全年|本年度|全年度)(?!任务|目标|计划|工作要点)(?P<rest>[^，。;\d]{0,14})"
)
_PLANS: Final = re.compile(r"预计|计划|力争|目标|将|预期|争取|确保|拟|去年|上年|20\d\d年全年|任务")
_LATE: Final = (12, 10)


def check_days(page: Page) -> Iterator[Finding]:
    """Everything that can be said of the dates in a text."""
    dates = [i for i in page.items if i.reading.kind is Kind.DATE]
    for item in dates:
        yield from _real(page, item)
        yield from _weekday(page, item)
        yield from _anachronism(page, item)
    yield from _order(page, dates)
    yield from _lasted(page, dates)
    yield from check_stretches(page, dates)
    yield from _year_end(page, dates)


def _parts(iso: str) -> tuple[int | None, int | None, int | None]:
    match = re.fullmatch(r"(?:(\d{4})|-)?-?(?:(\d{2}))?(?:-(\d{2}))?", iso)
    if match is None:
        return None, None, None
    year, month, day = (int(g) if g else None for g in match.groups())
    return year, month, day


def _real(page: Page, item: Item) -> Iterator[Finding]:
    """30 February does not exist; a span ends after it begins."""
    for iso in item.reading.iso.split("/"):
        year, month, day = _parts(iso)
        if month is None:
            continue
        longest = calendar.monthrange(year or 2024, month)[1] if 1 <= month <= 12 else 0  # noqa: PLR2004  -- months
        if not longest or (day or 1) > longest:
            message = Message(
                f"没有 {item.reading.text} 这一天", f"There is no such day as {item.reading.text}"
            )
            yield page.finding(Klass.DATES, Verdict.CONTRADICTS, [item], message, rule="days.real")
            return
    if _runs_backwards(*item.reading.iso.partition("/")[::2]):
        message = Message(
            f"{item.reading.text}：止早于起", f"{item.reading.text} ends before it begins"
        )
        yield page.finding(Klass.DATES, Verdict.CONTRADICTS, [item], message, rule="days.span")


def _runs_backwards(first: str, last: str) -> bool:
    """From December to January is a span too; within one month, or with the years said, the order is certain."""
    begins, ends = _month_and_day(first), _month_and_day(last)
    if not begins or not ends:
        return False
    years = _parts(first)[0], _parts(last)[0]
    if years[0] and years[1] and years[0] != years[1]:
        return years[0] > years[1]
    return begins[0] == ends[0] and begins > ends


def _weekday(page: Page, item: Item) -> Iterator[Finding]:
    match = _WEEKDAY.match(page.text, item.end)
    day = _day(item)
    if match is None or day is None:
        return
    real, stated = _WEEKDAYS[day.weekday()], match.group(1).replace("天", "日")
    spans: list[Item | tuple[int, int]] = [item, match.span()]
    if real == stated:
        message = Message(f"{day} 确为星期{real}", f"{day} is indeed a {day:%A}")
        yield page.finding(Klass.DATES, Verdict.HOLDS, spans, message, rule="days.weekday")
        return
    message = Message(
        f"{day} 是星期{real}，文中写作星期{stated}",
        f"{day} is a {day:%A} (星期{real}), the text says 星期{stated}",
    )
    said = re.match(r"\d{4}", item.reading.iso)  # else the year is only taken from the text around
    verdict = Verdict.CONTRADICTS if said else Verdict.DOUBTFUL
    yield page.finding(Klass.DATES, verdict, spans, message, rule="days.weekday")


def _day(item: Item) -> datetime.date | None:
    low, high = item.reading.low, item.reading.high
    if low is None or low != high:
        return None
    number = int(low)
    try:
        return datetime.date(number // 10000, number // 100 % 100, number % 100)
    except ValueError:
        return None


def _anachronism(page: Page, item: Item) -> Iterator[Finding]:
    """2020年1月9日 … 指出:新冠肺炎 — said before the name existed."""
    day = _day(item)
    if day is None or not re.match(r"\d{4}", item.reading.iso):
        return
    end = min(page.sentence(item.end)[1], item.end + 200)
    spoken = _SPEAKS.search(page.text, item.end, end)
    if spoken is None:
        return
    for name, since in facts().since.items():
        place = page.text.find(name, spoken.end(), end)
        if place >= 0 and day < since:
            message = Message(
                f"{item.reading.text} 的讲话提到“{name}”，而该名称 {since} 才有：日期请核实",
                f"A speech of {item.reading.text} names {name}, a name that dates from {since}: is the date right?",
            )
            yield page.finding(
                Klass.DATE_PLAUSIBILITY,
                Verdict.DOUBTFUL,
                [item, (place, place + len(name))],
                message,
                rule="days.name",
            )
            return


_TELLS: Final = re.compile(r"截至|截止|自|从|起|以来|将|定于|计划|前|曾")


def _order(page: Page, dates: list[Item]) -> Iterator[Finding]:
    """Days told one after the other in one section come one after the other."""
    days = [
        i
        for i in dates
        if _full(i) and not _TELLS.search(page.lead(i, 4) + page.text[i.end : i.end + 2])
    ]
    run: list[Item] = []
    for one, two in pairwise(days):
        near = two.start - one.end < 1200 and one.reading.iso[:2] == two.reading.iso[:2] == "--"  # noqa: PLR2004  -- characters of one section
        rises = near and _begin(one) < _begin(two)
        if rises:
            run = run or [one]
            run.append(two)
            continue
        yield from _ordered(page, run)
        run = []
    yield from _ordered(page, run)


def _full(item: Item) -> bool:
    return _month_and_day(item.reading.iso.split("/")[0]) is not None


def _begin(item: Item) -> tuple[int, int]:
    return _month_and_day(item.reading.iso.split("/")[0]) or (0, 0)


def _month_and_day(iso: str) -> tuple[int, int] | None:
    _year, month, day = _parts(iso)
    return (month, day) if month is not None and day is not None else None


def _ordered(page: Page, run: list[Item]) -> Iterator[Finding]:
    if len(run) > 1:
        says = " → ".join(i.reading.text for i in run)
        message = Message(f"日期先后有序：{says}", f"The days are in order: {says}")
        yield page.finding(Klass.DATES, Verdict.HOLDS, run, message, rule="days.order")


_STRAIGHT: Final = re.compile(r"连续[^，。;\d]{0,6}$|历时[^，。;\d]{0,2}$")


def _lasted(page: Page, dates: list[Item]) -> Iterator[Finding]:
    """连续工作14天 … 2月17日: must have begun by 4 February."""
    for item in page.figures:
        if item.unit != "天" or item.number is None or not _STRAIGHT.search(page.lead(item, 12)):
            continue
        last = page.paragraph(item.end)[1]
        for date in dates:
            if item.end < date.start < last and _full(date):
                month, day = _begin(date)
                begins = datetime.date(2023, month, day) - datetime.timedelta(
                    days=int(item.number) - 1
                )
                says = f"{begins.month}月{begins.day}日"
                message = Message(
                    f"{item.reading.text} 至 {date.reading.text}：最迟 {says} 开始，可行",
                    f"{item.reading.text} up to {date.reading.text}: began by {says} at the latest, feasible",
                )
                yield page.finding(
                    Klass.DATES, Verdict.HOLDS, [item, date], message, rule="days.lasted"
                )
                break


def _year_end(page: Page, dates: list[Item]) -> Iterator[Finding]:
    """全年 figures in a page dated before the year is over."""
    day = page.date or _published(page, dates)
    if day is None or (day.month, day.day) >= _LATE or day.month < 6:  # noqa: PLR2004  -- in the first half 全年 is last year
        return
    spans: list[Item] = []
    for match in _YEAR.finditer(page.text):
        around = page.text[max(match.start() - 8, 0) : match.end()]
        if _PLANS.search(around):
            continue
        clause = page.sentence(match.end())[1]
        spans += [
            i for i in page.within(match.start(), min(clause, match.end() + 40)) if i.is_figure
        ]
    if spans:
        says = "、".join(i.reading.text for i in spans[:6])
        message = Message(
            f"全年数 {says} 写于 {day}，全年尚未结束",
            f"Figures of the whole year ({says}) in a page of {day}, before the year was over",
        )
        yield page.finding(Klass.PERIOD, Verdict.DOUBTFUL, spans, message, rule="days.year_end")


_PUBLISHED: Final = re.compile(r"(?:发布|发文|发表|印发|更新|成文|发稿)(?:日期|时间)?[:\s]*$")


def _published(page: Page, dates: list[Item]) -> datetime.date | None:
    for item in dates[:6]:
        if _PUBLISHED.search(page.text[max(item.start - 8, 0) : item.start]):
            return _day(item)
    return None

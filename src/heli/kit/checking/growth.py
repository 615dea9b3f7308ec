"""Growth against the two values it is between: 由A增至B,增长p%; 达B,比上年增加d,增长p%."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from heli.kit.checking.amounts import worded
from heli.kit.checking.findings import Finding, Klass, Message, Verdict
from heli.kit.checking.page import Item, Page
from heli.kit.interval import Interval, plain
from heli.kit.reading import Kind


_HUNDRED: Final = Decimal(100)
_RISE: Final = re.compile(
    r"(?:增长|增加|提高|上升|增幅|增速|提升|扩大|攀升|扩充|扩容)(?:了|达|为|到|约|幅度)*$"
)
_FALL: Final = re.compile(
    r"(?:下降|减少|降低|降幅|下滑|回落|缩减|压减|压缩|缩短|精简)(?:了|达|为|到|约|幅度)*$"
)
_FROM: Final = re.compile(r"(?:由|从)[^，。;\d]{0,12}$")
_TO: Final = re.compile(
    r"(?:增加|增长|提高|上升|下降|减少|降低|提升|扩大|发展|壮大|降|增|升)?(?:到|至|为)[^，。;\d]{0,8}$"
)
_LAST_YEAR: Final = re.compile(r"(?:去年|上年|上一年|同期|前一年|上月|上季)[^，。;\d]{0,8}$")
_THAN: Final = re.compile(r"(?:比|较)[^，。;]{0,8}的$")
_BEFORE: Final = re.compile(r"(?<![同环])(?:比|较)[^，。;\d增减升降多少]{0,8}的?$")
_DELTA: Final = re.compile(
    r"(?:比|较|同比|环比)[^，。;\d]{0,10}?(?P<up>增加|新增|净增|增长|增收|增支|多收|多支|多|减少|减收|减支|下降|少)了?$"
)
_LESS: Final = frozenset(("减少", "减收", "减支", "少", "下降"))
_SINCE: Final = re.compile(r"年初|上年末|上年底|上月|上季|上周|环比")
_AVERAGED: Final = re.compile(r"年均|平均|月均|日均|复合")
_COMPARED: Final = re.compile(r"同比|环比")
_VALUED: Final = (Kind.COUNT, Kind.MONEY, Kind.MEASURE, Kind.PERCENT, Kind.DURATION)
_PERCENT: Final = frozenset(("%", "‰"))
_SLACK: Final = Decimal("0.05")


@dataclass(frozen=True, slots=True)
class _Values:
    """Before and after; or, with ``is_difference``, after and the difference."""

    one: Item
    two: Item
    is_difference: bool = False


def check_growth(page: Page) -> Iterator[Finding]:
    """Every growth whose two values stand with it in the sentence."""
    for item in page.figures:
        if item.reading.kind is not Kind.PERCENT or item.amount is None:
            continue
        lead = page.lead(item, 16)
        rises, falls = _RISE.search(lead), _FALL.search(lead)
        if (not rises and not falls) or _AVERAGED.search(lead):
            continue
        values = _values(page, item)
        if values is None:
            continue
        found = _judge(page, item, values, falls=bool(falls))
        # 由120家增加到300家,同比增长20%: this year against last, not against 120.
        elsewhere = _COMPARED.search(lead) and not _mentions_last_year(page, values)
        if found.verdict is Verdict.HOLDS or not (elsewhere or _of_another(page, item, lead)):
            yield found


def _of_another(page: Page, item: Item, lead: str) -> bool:
    """运力由11吨提升至20吨，单位运价下降35%: whether what grows has a name that was not said before."""
    _, comma, clause = lead.rpartition("，")
    changed = _RISE.search(clause) or _FALL.search(clause)
    if not comma or changed is None:
        return False
    name = _HOW.sub("", clause[: changed.start()])
    first = page.sentence(item.start)[0]
    said = page.text[first : item.start - len(clause)]
    return len(name) > 1 and name[-2:] not in said


_HOW: Final = re.compile(
    r"同比|环比|年均|累计|实际|平均|名义|总体|大幅|明显|显著|可比口径|净|共|均|也|则|又|再|将|已|按|[比较][^，]*|[一二两三四五六七八九十\d]年"
)


def _values(page: Page, item: Item) -> _Values | None:
    """The value before and after (or the value after and the difference), both in the sentence."""
    first = page.sentence(item.start)[0]
    near = [
        o for o in page.previous(item, 120)
        if o.start >= first and o.is_figure and o.reading.kind in _VALUED and not page.aside(o, item.start)
    ][:3]  # fmt: skip
    if len(near) == 3 and _is_difference(*near):  # noqa: PLR2004  -- 由820张到1230张,增加了410张
        near = near[1:]
    if len(near) < 2:  # noqa: PLR2004  -- growth is between two values
        return None
    one, two = near[1], near[0]
    if not page.alike(one, two) or one.reading.kind is item.reading.kind:
        return _points(page, item, one, two)
    if item.unit == "百分点":
        return None
    if _DELTA.search(page.lead(two, 16)):
        if ("同比" in page.lead(item, 16)) and _SINCE.search(page.lead(two, 16)):
            return None  # 比年初增加…，同比增长…: not between the same two
        return _Values(one, two, is_difference=True)
    if _FROM.search(page.lead(one, 16)) and _TO.search(page.lead(two, 16)):
        return _Values(one, two)
    if _THAN.search(page.lead(two, 16)):
        return _Values(two, one)
    if _LAST_YEAR.search(page.lead(one, 16)):
        return _Values(one, two)
    if _LAST_YEAR.search(page.lead(two, 16)):
        return _Values(two, one)
    return None


def check_changes(page: Page) -> Iterator[Finding]:
    """由82.5万元增至96.3万元，增加13.8万元; 128个，比上年末的110个增加18个: the difference of the two before it."""
    for item in page.figures:
        lead = page.lead(item, 16)
        if item.reading.kind is Kind.PERCENT or not (_RISE.search(lead) or _FALL.search(lead)):
            continue
        first = page.sentence(item.start)[0]
        near = [o for o in page.previous(item, 60) if o.start >= first and o.is_figure][:2]
        if len(near) == 2 and "其中" not in page.text[near[0].end : item.start]:  # noqa: PLR2004  -- a difference is between two
            yield from _change(page, item, near[1], near[0])


def _change(page: Page, item: Item, one: Item, two: Item) -> Iterator[Finding]:
    if not (page.alike(one, item) and page.alike(two, item)) or not one.number or not two.number:
        return
    is_pair = _FROM.search(page.lead(one, 16)) and _TO.search(page.lead(two, 16))
    if not (is_pair or _BEFORE.search(page.lead(two, 16))) or not item.amount:
        return
    between = abs(two.number - one.number)
    fits = item.amount.low <= between and (item.amount.high is None or between <= item.amount.high)
    says = f"{one.reading.text} → {two.reading.text}"
    right = worded(between, item)
    message = Message(
        f"{says}：相差 {right}，文中写作 {item.reading.text}",
        f"{says}: a difference of {right}, the text says {item.reading.text}",
    )
    verdict = Verdict.HOLDS if fits else Verdict.CONTRADICTS
    yield page.finding(Klass.GROWTH, verdict, [item, one, two], message, rule="growth.change")


def _is_difference(change: Item, after: Item, before: Item) -> bool:
    """增加了410张 between the two values and their growth only says their difference."""
    if change.number is None or after.number is None or before.number is None:
        return False
    return change.unit == after.unit and abs(after.number - before.number) == change.number


def _mentions_last_year(page: Page, values: _Values) -> bool:
    return values.is_difference or any(
        _LAST_YEAR.search(page.lead(value, 16)) for value in (values.one, values.two)
    )


def _points(page: Page, item: Item, one: Item, two: Item) -> _Values | None:
    if item.unit != "百分点" or one.unit not in _PERCENT or two.unit != one.unit:
        return None
    if _FROM.search(page.lead(one, 16)) and _TO.search(page.lead(two, 16)):
        return _Values(one, two)
    return None


def _judge(page: Page, item: Item, values: _Values, *, falls: bool) -> Finding:
    one, two, delta = values.one, values.two, values.is_difference
    possible = _growth(page, item, values, stated=False)
    stated = _stated(item)
    spans = [item, one, two]
    says = (
        f"{one.reading.text} → {two.reading.text}"
        if not delta
        else f"{one.reading.text}({two.reading.text})"
    )
    if possible is None:
        message = Message(f"{says}：增幅无法核算", f"{says}: growth cannot be computed")
        return page.finding(Klass.GROWTH, Verdict.UNCHECKED, spans, message, rule="growth")
    low, high = possible
    if falls and not delta:
        low, high = -high, -low
    if Interval(low, high).intersects(stated) if low >= 0 else high >= stated.low:
        message = Message(
            f"{says}：与 {item.reading.text} 相符", f"{says}: agrees with {item.reading.text}"
        )
        return page.finding(Klass.GROWTH, Verdict.HOLDS, spans, message, rule="growth")
    exact = _growth(page, item, values, stated=True)
    low, high = exact or possible
    shown = plain((abs(low + high) / 2).quantize(Decimal("0.01")))
    unit = item.unit
    message = Message(
        f"{says}：应为 {shown}{unit}，文中写作 {item.reading.text}",
        f"{says}: comes to {shown}{unit}, the text says {item.reading.text}",
    )
    return page.finding(Klass.GROWTH, Verdict.CONTRADICTS, spans, message, rule="growth")


def _stated(item: Item) -> Interval:
    """The stated growth with one place of its own precision on either side."""
    amount = item.amount or Interval.exactly(0)
    place = min(item.reading.precision, Decimal(1)) if item.number is not None else Decimal(0)
    digits = re.search(r"\.(\d+)", item.reading.text)
    if item.number is not None:
        place = Decimal(1).scaleb(-len(digits.group(1))) if digits else Decimal(1)
        return Interval(max(item.number - place, Decimal(0)), item.number + place)
    return amount


def _growth(
    page: Page, item: Item, values: _Values, *, stated: bool
) -> tuple[Decimal, Decimal] | None:
    one, two, delta = values.one, values.two, values.is_difference
    first, second = _bounds(one, stated=stated), _bounds(two, stated=stated)
    if first is None or second is None:
        return None
    if item.unit == "百分点":
        return second[0] - first[1], second[1] - first[0]
    if delta:
        less = _DELTA.search(page.lead(two, 16))
        sign = 1 if less and less.group("up") in _LESS else -1
        base = first[0] + sign * second[1], first[1] + sign * second[0]
        if base[0] <= 0 or base[1] <= 0:
            return None
        low, high = second[0] / max(base), second[1] / min(base)
    else:
        if not first[0] or not first[1]:
            return None
        low, high = second[0] / first[1] - 1, second[1] / first[0] - 1
    times = Decimal(1) if item.unit == "倍" else _HUNDRED
    return low * times - _SLACK * (times == 1), high * times + _SLACK * (times == 1)


def _bounds(item: Item, *, stated: bool) -> tuple[Decimal, Decimal] | None:
    if stated and item.number is not None:
        return item.number, item.number
    if item.amount is None or item.amount.high is None:
        return None
    return item.amount.low, item.amount.high

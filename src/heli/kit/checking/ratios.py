"""Shares and rates against the counts around them, at the precision they are printed with."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Final

from heli.kit.checking.findings import Finding, Klass, Message, Verdict
from heli.kit.checking.page import Item, Page
from heli.kit.interval import plain
from heli.kit.reading import Kind


_HUNDRED: Final = Decimal(100)
_ONE: Final = Decimal(1)
_HALF: Final = Decimal("0.5")
_REACH: Final = 420
_MOST: Final = 14
_FINE: Final = Decimal("0.1")
_SHARE: Final = re.compile(r"占(?:到|比|了|全部|总数|总量|总额|其|[^，。;、\d]{0,12})*[达为约的]?$")
_RATE: Final = re.compile(
    r"([\u3400-\u9fff]{1,10}率|占比)(?:分别)?(?:[为达是约到:]|达到|高达|保持在|稳定在){0,3}$"
)
_GROWTH: Final = re.compile(r"增|升|降|减|提高|下滑|同比|环比|回落|翻")
_WHOLE_WORDS: Final = re.compile(
    r"占(?:全部|总)?([\u3400-\u9fff]{1,8}?)(?:总数|总量|总额|总人数|数量|数|的)?$"
)
_OTHER_SUBJECT: Final = re.compile(r"[，][\u3400-\u9fff]{2,12}占")
_WITHIN: Final = re.compile(r"其中")


def check_ratios(page: Page) -> Iterator[Finding]:
    """Every percentage that is a share or a rate of counts in its paragraph."""
    for item in page.figures:
        if item.reading.kind is not Kind.PERCENT or item.unit != "%" or item.number is None:
            continue
        lead = page.lead(item, 20)
        if _GROWTH.search(lead):
            continue
        if _SHARE.search(lead):
            yield from _share(page, item)
        elif match := _RATE.search(lead):
            yield from _rate(page, item, match.group(1))
    yield from _hundred(page)


def _bases(page: Page, item: Item) -> list[Item]:
    first = page.paragraph(max(page.paragraph(item.start)[0] - 1, 0))[0]
    found: list[Item] = []
    for other in page.previous(item, _REACH):
        if other.start < first or len(found) == _MOST:
            break
        if (
            other.is_figure
            and other.number
            and other.reading.kind in (Kind.COUNT, Kind.MONEY, Kind.MEASURE)
            and not page.aside(other, item.start)
        ):
            found.append(other)
    return found


def _agrees(part: Item, whole: Item, percent: Item, mode: str = ROUND_HALF_UP) -> bool:
    """Whether part ÷ whole prints as the percentage in this rounding."""
    if not part.number or not whole.number or percent.number is None:
        return False
    exact = part.number * _HUNDRED / whole.number
    place = _place(percent)
    return exact.quantize(place, mode) == percent.number.quantize(place)


def _may_agree(part: Item, whole: Item, percent: Item) -> bool:
    """Whether it could, had part and whole not been rounded: 104.9亿元 of 164.8亿元 may be 63.69%."""
    if part.amount is None or whole.amount is None or percent.number is None:
        return False
    if part.amount.high is None or not whole.amount.high or not whole.amount.low:
        return True
    low = part.amount.low * _HUNDRED / whole.amount.high
    high = part.amount.high * _HUNDRED / whole.amount.low
    half = _place(percent) * _HALF
    return low - half <= percent.number <= high + half


def _place(percent: Item) -> Decimal:
    text = percent.reading.text
    digits = re.search(r"\.(\d+)", text)
    return _ONE.scaleb(-len(digits.group(1))) if digits else _ONE


def _share(page: Page, item: Item) -> Iterator[Finding]:
    """M …, 占 … p%: the part is the count just before, the whole one before that."""
    bases = _bases(page, item)
    part = bases[0] if bases and _adjacent(page, bases[0], item) else None
    if part is None:
        yield from _floating(page, item, bases)
        return
    wholes = [
        b
        for b in bases[1:]
        if page.alike(part, b) and b.number and part.number and b.number > part.number
    ]
    for mode in (ROUND_HALF_UP, ROUND_FLOOR):
        for whole in wholes:
            if _agrees(part, whole, item, mode):
                yield _good(page, item, part, whole)
                yield from _named_otherwise(page, item, whole, wholes)
                return
    explicit = wholes and _explicit(page, wholes[0], part)
    if explicit and not (_other_base(page, item, wholes[0]) or _may_agree(part, wholes[0], item)):
        yield _bad(page, item, part, wholes[0])
    elif _OTHER_SUBJECT.search(page.text[part.end : item.start]):
        yield from _floating(page, item, bases)


def _adjacent(page: Page, part: Item, percent: Item) -> bool:
    between = page.text[part.end : percent.start]
    return len(between) < 26 and not re.search(r"[。;\n]", between) and between.count("，") < 2  # noqa: PLR2004  -- words between a count and its share


def _explicit(page: Page, whole: Item, part: Item) -> bool:
    """Whether the words say that it is this whole: N人,其中M人,占p%."""
    between = page.text[whole.end : part.start]
    return (
        bool(_WITHIN.search(between))
        and "。" not in between
        and ";" not in between
        and page.alike(whole, part, strictly=True)
    )


_PLAIN_BASES: Final = frozenset(("总数", "全部", "总量", "总额", "总人数", "其", "其中", "总"))


def _other_base(page: Page, item: Item, whole: Item) -> bool:
    """占女性总数的: the words name a base that the count before does not."""
    match = _WHOLE_WORDS.search(page.lead(item, 20))
    if match is None or match.group(1) in _PLAIN_BASES:
        return False
    around = page.lead(whole, 16) + page.noun(whole)
    return not any(sign in around for sign in match.group(1))


def _named_otherwise(
    page: Page, item: Item, whole: Item, wholes: Sequence[Item]
) -> Iterator[Finding]:
    """占总案件: the words name one base, the arithmetic uses another."""
    match = _WHOLE_WORDS.search(page.lead(item, 20))
    if match is None or len(match.group(1)) < 2 or match.group(1) in ("全部", "总数"):  # noqa: PLR2004  -- one character names nothing
        return
    largest = max(wholes, key=lambda b: b.number or 0)
    if largest is whole or "总" not in page.lead(item, 20):
        return
    used, other = whole.reading.text, largest.reading.text
    message = Message(
        f"占比 {item.reading.text} 以 {used} 为基数，而非 {other}",
        f"The share {item.reading.text} is of {used}, not of {other}",
    )
    yield page.finding(
        Klass.RATIO, Verdict.DOUBTFUL, [item, whole, largest], message, rule="ratio.base"
    )


def _good(page: Page, item: Item, part: Item, whole: Item) -> Finding:
    says = f"{part.reading.text} ÷ {whole.reading.text} = {item.reading.text}"
    return page.finding(
        Klass.RATIO, Verdict.HOLDS, [item, part, whole], Message(says, says), rule="ratio.share"
    )


def _bad(page: Page, item: Item, part: Item, whole: Item) -> Finding:
    exact = (part.number or _ONE) * _HUNDRED / (whole.number or _ONE)
    shown = plain(exact.quantize(_place(item) * _FINE, ROUND_HALF_UP))
    one, other = part.reading.text, whole.reading.text
    message = Message(
        f"{one} ÷ {other} = {shown}%，文中写作 {item.reading.text}",
        f"{one} ÷ {other} = {shown}%, the text says {item.reading.text}",
    )
    return page.finding(
        Klass.RATIO, Verdict.CONTRADICTS, [item, part, whole], message, rule="ratio.share"
    )


def _floating(page: Page, item: Item, bases: Sequence[Item]) -> Iterator[Finding]:
    """下沉的占到60%: no part stands right before it; which whole would fit is all one can say."""
    people = [b for b in bases[:4] if b.unit in ("名", "人", "位") and b.number]
    if not people or "。" in page.text[people[-1].end : item.start]:
        people = [b for b in people if "。" not in page.text[b.end : item.start]]
    if not people:
        return
    if "其中" in page.text[people[0].end : item.start]:
        return  # 会员486人，其中…占57.4%: the base is stated, the part is not
    largest = max(people[:2], key=lambda b: b.number or 0)
    numbers = [largest.number or _ONE]
    if len(people) > 1:
        numbers.append(sum((b.number or Decimal(0) for b in people[:2]), Decimal(0)))
    fitting = [_fitting(number, item) for number in numbers]
    parts_zh, parts_en = [zh for zh, _en in fitting], [en for _zh, en in fitting]
    message = Message(
        f"{item.reading.text} 的基数未列明：" + ";".join(parts_zh),
        f"The base of {item.reading.text} is not stated: " + "; ".join(parts_en),
    )
    spans = [item, *people[:2]]
    yield page.finding(Klass.RATIO, Verdict.RESIDUAL, spans, message, rule="ratio.floating")


def _fitting(number: Decimal, percent: Item) -> tuple[str, str]:
    """Which whole numbers have ``number`` as the stated share, when rounded."""
    share, half = percent.number or _ONE, _place(percent) / 2
    low = (number * _HUNDRED / (share + half)).to_integral_value(ROUND_CEILING)
    high = (number * _HUNDRED / (share - half)).to_integral_value(ROUND_FLOOR)
    if low > high:
        return (
            f"没有整数使 {plain(number)} 四舍五入为该比例",
            f"no whole number makes {plain(number)} that share when rounded",
        )
    if low == high:
        return (
            f"{plain(number)} 的基数应为 {plain(low)}",
            f"{plain(number)} needs a base of {plain(low)}",
        )
    return (
        f"{plain(number)} 的基数应在 {plain(low)} 至 {plain(high)} 之间",
        f"{plain(number)} needs a base of {plain(low)} to {plain(high)}",
    )


def _rate(page: Page, item: Item, name: str) -> Iterator[Finding]:
    """结案率93.72%: some two counts before it, or one and the rest of it, must give the rate."""
    bases = _bases(page, item)
    if _place(item) > _FINE:
        # Without decimals only the two counts right before it are evidence.
        bases = [b for b in bases[:2] if b.start >= page.sentence(item.start)[0]]
    else:
        end = page.sentence(item.start)[1]
        bases += [o for o in page.following(item, 80) if o.start < end and o.is_figure and o.number]
    stem = name.removesuffix("率")
    pairs = [
        (a, b) for b in bases for a in bases
        if a is not b and a.reading.kind is not Kind.PERCENT and page.alike(a, b) and a.number and b.number and a.number <= b.number
    ]  # fmt: skip
    fitting = [(a, b) for a, b in pairs if _agrees(a, b, item)]
    if fitting:
        part, whole = max(fitting, key=lambda pair: _named(page, pair[0], stem))
        yield _good(page, item, part, whole)
        return
    for rest, whole in pairs:
        if rest.number is None or whole.number is None:
            continue
        implied = whole.number - rest.number
        exact = implied * _HUNDRED / whole.number
        if exact.quantize(_place(item), ROUND_HALF_UP) == item.number:
            yield _complement(page, item, rest, whole, implied)
            return
    yield from _misses(page, item, stem)


def _misses(page: Page, item: Item, stem: str) -> Iterator[Finding]:
    """受理768件,调解成功731件,成功率99.2%: the part bears the name of the rate, the whole stands before it."""
    first = page.sentence(item.start)[0]
    counts = [o for o in page.previous(item, 60) if o.start >= first and o.is_figure and o.number]
    if any(o.reading.kind is Kind.PERCENT for o in counts):
        return
    if len(counts) != 2 or len(stem) < 2 or not page.alike(*counts):  # noqa: PLR2004  -- a part and its whole
        return
    part, whole = counts
    if re.search(f"[不未非]{stem[-2:]}", page.lead(part) + part.reading.what):
        return  # 不合格121个，合格率: of the rest
    around = page.lead(part) + page.noun(part) + part.reading.what
    called = any(stem[at : at + 2] in around for at in range(len(stem) - 1))
    if not called and not _covers(page, stem, part, whole):
        return
    if part.number is None or whole.number is None:
        return
    if part.number >= whole.number and (stem != "完成" or "总" not in page.lead(whole)):
        return
    if _may_agree(part, whole, item):
        return
    found = _bad(page, item, part, whole)
    yield found if _explicit(page, whole, part) else replace(found, verdict=Verdict.DOUBTFUL)


def _covers(page: Page, stem: str, part: Item, whole: Item) -> bool:
    """共有村542个，已建成图书室508个，覆盖率…: what was set up, in so many of all there are."""
    if stem[-2:] not in _REACHING or not _ALL.search(page.lead(whole, 20)):
        return False
    return _SET_UP.search(page.text, whole.end, part.start) is not None


_REACHING: Final = frozenset(
    ("覆盖", "普及", "建有", "建成", "配备", "安装", "设立", "开通", "组建")
)
_ALL: Final = re.compile(r"[共现辖]有|总数|全[市县区省镇乡村州校系]")
_SET_UP: Final = re.compile(
    r"已?(?:建成|建立|建起|建有|设立|设有|成立|组建|开设|配备|配齐|安装|装上|开通|实现)"
)


def _named(page: Page, item: Item, stem: str) -> int:
    return int(stem in page.lead(item)) + int(page.lead(item).endswith(stem))


def _complement(page: Page, item: Item, rest: Item, whole: Item, implied: Decimal) -> Finding:
    says = (
        f"({whole.reading.text} - {rest.reading.text}) ÷ {whole.reading.text} = {item.reading.text}"
    )
    message = Message(f"{says}，即 {plain(implied)}", f"{says}, that is {plain(implied)}")
    return page.finding(
        Klass.RATIO, Verdict.HOLDS, [item, rest, whole], message, rule="ratio.complement"
    )


def _hundred(page: Page) -> Iterator[Finding]:
    """Shares in one sentence that come to 100 %."""
    group: list[Item] = []
    end = -1
    for item in page.figures:
        if item.reading.kind is not Kind.PERCENT or item.number is None:
            continue
        if item.start >= end:
            yield from _whole_hundred(page, group)
            group, end = [], page.sentence(item.start)[1]
        if _SHARE.search(page.lead(item, 20)) or page.text[max(item.start - 1, 0)] in "、比":
            group.append(item)
    yield from _whole_hundred(page, group)


def _whole_hundred(page: Page, group: Sequence[Item]) -> Iterator[Finding]:
    total = sum((item.number or Decimal(0) for item in group), Decimal(0))
    says = " + ".join(item.reading.text for item in group)
    if len(group) > 1 and total == _HUNDRED:
        says += " = 100%"
        yield page.finding(
            Klass.PARTS, Verdict.HOLDS, group, Message(says, says), rule="ratio.hundred"
        )
    elif len(group) > 2 and _OVER[0] < total <= _OVER[1]:  # noqa: PLR2004  -- two shares may be of anything
        message = Message(
            f"{says} = {plain(total)}%，超过 100%：有重叠吗？",
            f"{says} = {plain(total)}%, more than 100%: do they overlap?",
        )
        yield page.finding(Klass.PARTS, Verdict.DOUBTFUL, group, message, rule="ratio.hundred")


_OVER: Final = (Decimal(101), Decimal(110))
"""Rounded shares of one whole come to a little more than 100; to much more those that are of several."""

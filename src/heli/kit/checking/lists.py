"""Lists against the number that counts them: A、B两名, 《A》《B》等2篇, 四个特点:a;b;c;d."""

import re
from collections.abc import Iterator
from typing import Final

from heli.kit.checking.findings import Finding, Klass, Message, Verdict
from heli.kit.checking.page import Item, Page
from heli.kit.interval import Exactness


_COUNTED: Final = 40
_BEFORE: Final = 420
_ETC: Final = re.compile(r"(?:等等?(?:[^，。;、]{0,2}共)?|共|这|以上|上述|总共|共计|合计)?$")
_TITLES: Final = re.compile(r"(?:[《〈巜][^《》\n]{1,60}》[、，,和及 ]{0,2}){1,30}$")
_QUOTES: Final = re.compile(r"(?:“[^“”\n]{1,40}”[、，,和及 ]{0,2}){1,20}$")
_JOINED: Final = re.compile(r"[“\"]([^“”\"\n]{4,80})[”\"]的?$")
_VERB: Final = re.compile(
    r"(?:派出|组织|开展|举办|举行|召开|成立|建立|完成|收到|收集|发放|捐赠|捐款|服务|走访|慰问|新增|新建|推出|推荐|达到|选派|抽调|评选|表彰|涉及|覆盖|联合|会同|组建|设立|打造|实施|围绕|聚焦|解决|协调|帮助|培训|赠送|发现|排查|以及|还有|包括|共有|为期|历时|[达有为约近超于在了过的地得至到从向给把被将对每各分出入上下第前后])$"
)
_LONGEST: Final = 24
_WHICH: Final = frozenset(("role.named", "role.bus_line", "role.house", "role.phase"))
"""雁南三路, 2路公交: numbers that say which one count no list."""
_CONGRESS: Final = re.compile("十[一二三四五六七八九]?大|二十[一二]?大")
"""学习好、贯彻好十九大精神: the nineteenth congress, no nineteen things."""


def check_lists(page: Page) -> Iterator[Finding]:
    """Every count that stands beside its list."""
    for item in page.items:
        if not item.is_count or item.reading.low is None or item.reading.low > _COUNTED:
            continue
        if item.reading.exactness == Exactness.INDEFINITE or item.reading.rule in _WHICH:
            continue
        if item.reading.low < 2 or item.reading.per or _CONGRESS.fullmatch(item.reading.text):  # noqa: PLR2004  -- one thing is no list
            continue
        found = (
            _titles(page, item) or _joined(page, item) or _apposed(page, item) or _after(page, item)
        )
        if found is not None:
            yield found


def _titles(page: Page, item: Item) -> Finding | None:
    """《A》《B》《C》等3篇, “A”“B”2场; and 3篇《A》… are not counted backwards."""
    before = page.text[max(item.start - _BEFORE, 0) : item.start]
    etc = before.endswith("等")
    bare = before[:-1] if etc else before
    for pattern, sign in ((_TITLES, "》"), (_QUOTES, "”")):
        match = pattern.search(bare)
        number = match.group().count(sign) if match else 0
        # One title before a number is what was issued so many times, not a list.
        if match is None or (number == 1 and not (etc and sign == "》")):
            continue
        start = item.start - len(before) + match.start()
        return _judge(page, item, number, start, etc=etc, clean=True)
    return None


def _joined(page: Page, item: Item) -> Finding | None:
    """“a—b—c”的三级 and “a、b,c”三大目标: the parts stand in one quotation."""
    first = max(item.start - 90, 0)
    match = _JOINED.search(page.text[first : item.start].rstrip())
    if match is None:
        return None
    inside = match.group(1)
    start = first + match.start(1)
    for sign in ("-", "、", "，", ","):
        number = inside.count(sign) + 1
        if number > 1 and number == item.reading.low:
            return _judge(page, item, number, start, etc=False, clean=True)
    pieces = len(re.findall(r"[-、，,]", inside)) + 1
    if pieces == item.reading.low or _even(inside, pieces, item):
        return _judge(page, item, pieces, start, etc=False, clean=True)
    return None


def _even(inside: str, pieces: int, item: Item) -> bool:
    """“筑基、提质、扩面”四大行动: pieces of one length and nothing else are a list, whatever its number."""
    names = inside.split("、")
    if len(names) != pieces or pieces < 3 or item.reading.low is None:  # noqa: PLR2004  -- two words are a pair
        return False
    long = {len(name) for name in names}
    even = len(long) == 1 and long <= _EVEN and not _AND.search(inside)
    return even and abs(pieces - int(item.reading.low)) <= _MISCOUNTED


_EVEN: Final = frozenset((2, 3, 4))
_AND: Final = re.compile("[和与及]|等(?![奖级次舱])")
_MISCOUNTED: Final = 2
"""Further apart, the number counts something else."""


def _apposed(page: Page, item: Item) -> Finding | None:
    """A、B、C[等]N个: the names stand right before the number."""
    end = item.start
    before = page.text[max(end - _BEFORE, 0) : end]
    if before.endswith(("，", ",")):
        before = before[:-1]
    etc = re.search(r"等(?![奖级次舱])[^、，]{0,8}$", before) is not None
    cleaned = _ETC.sub("", before).rstrip("的")
    segment = re.split(r"[，。;::!?\n“”\"（）()【】]", cleaned)[-1]
    last = segment.rsplit("、", 1)[-1]
    start = item.start - (len(page.text[max(end - _BEFORE, 0) : end]) - len(cleaned)) - len(segment)
    if "、" not in segment or not last or len(last) > _LONGEST:
        return None
    if any(
        i.amount is not None and i.is_figure
        for i in page.within(start + segment.index("、"), item.start)
    ):
        return None
    commas = segment.count("、") + 1
    joined = commas + len(re.findall(r"[和与及](?=[^、]{1,12}$)", last))
    for number in (commas, joined, commas + 1 if _self_counts(page, item, segment) else 0):
        if number == item.reading.low:
            return _judge(page, item, number, start, etc=etc, clean=True)
    if before.endswith("的"):
        return None  # 建成、在建、拟建的10所: which they are, not their names
    if _VERB.search(last) or not _clean(segment):
        return (
            None
            if not etc or commas > (item.reading.high or commas)
            else _judge(page, item, commas, start, etc=True, clean=False)
        )
    return _judge(page, item, joined, start, etc=etc, clean=True)


def _self_counts(page: Page, item: Item, segment: str) -> bool:
    """深化与甲、乙、丙的四方合作: the writer is the fourth party."""
    return item.unit in ("方", "家", "地", "国", "市", "校") and bool(
        re.search(r"[与同和]", segment[:24])
    )


_SHORT: Final = 4


def _clean(segment: str) -> bool:
    """Whether the pieces are alike enough to be one list: names of one kind or of one length."""
    pieces = segment.split("、")[1:]
    lengths = [len(piece) for piece in pieces]
    one_kind = len({piece[-1:] for piece in pieces}) == 1
    return len(pieces) > 1 and (
        one_kind
        or max(lengths) <= _SHORT
        or _SHORT <= min(lengths) <= max(lengths) <= 2 * min(lengths)
    )


_BREAKS: Final = (";", "、", "，")


def _after(page: Page, item: Item) -> Finding | None:
    """四个特点:a;b;c;d — the list follows a colon."""
    opening = re.compile(r"[^，。;::\n]{0,12}[::](?!\d)").match(page.text, item.end)
    if opening is None:
        return _shared_out(page, item)
    end = page.sentence(opening.end())[1]
    listed = page.text[opening.end() : min(end, opening.end() + 600)].rstrip("。!\n ")
    spans = (opening.end(), opening.end() + len(listed))
    if item.unit in ("字", "个") and re.match(r"(?:大)?字", page.text[item.end :]):
        return _characters(page, item, listed, spans)
    if re.match(r"\s*(?:一|1|第一|首先|（一）|\(一\))", listed):
        return None
    for sign in _BREAKS:
        number = listed.count(sign) + 1
        if number == item.reading.low and number > 1:
            return _found(page, item, spans, number)
    titles = listed.count("》")
    if titles == item.reading.low:
        return _found(page, item, spans, titles)
    number = len(re.findall("[;;]", listed)) + 1
    if number > 1 and ":" not in listed:
        return _judge(
            page, item, number, spans[0], etc=listed.endswith("等"), clean=True, stop=spans[1]
        )
    return None


_SHARES: Final = re.compile(
    r"[^，。;\n]{0,24}?(?:分获|分别(?:获得|获|荣获|为|是|来自)|获)([^，。;\n\d]{3,60})"
)


def _shared_out(page: Page, item: Item) -> Finding | None:
    """3名讲解员获一等奖、三等奖和优秀奖: one of the list for each of them."""
    match = _SHARES.match(page.text, item.end)
    if match is None or "、" not in match.group(1):
        return None
    number = len(re.findall("[、和与及]", match.group(1))) + 1
    return _found(page, item, match.span(1), number) if number == item.reading.low else None


def _characters(page: Page, item: Item, listed: str, spans: tuple[int, int]) -> Finding | None:
    number = sum("㐀" <= sign <= "鿿" for sign in re.split(r"[。;”]", listed)[0])
    same = number == item.reading.low
    if not same and abs(number - int(item.reading.low or 0)) > 2:  # noqa: PLR2004  -- then it was not this that was counted
        return None
    says = item.reading.text
    message = Message(f"{says}字：数得 {number} 字", f"{says} characters: {number} counted")
    verdict = Verdict.HOLDS if same else Verdict.CONTRADICTS
    return page.finding(Klass.CHARACTERS, verdict, [item, spans], message, rule="list.characters")


def _found(page: Page, item: Item, spans: tuple[int, int], number: int) -> Finding:
    message = Message(
        f"{item.reading.text}：列出 {number} 项", f"{item.reading.text}: {number} listed"
    )
    return page.finding(
        Klass.LIST, Verdict.HOLDS, [item, spans], message, unit=item.unit, rule="list.count"
    )


def _judge(
    page: Page,
    item: Item,
    number: int,
    start: int,
    *,
    etc: bool,
    clean: bool,
    stop: int | None = None,
) -> Finding | None:
    """Compare the number of names listed with the number stated; 等 leaves some unnamed."""
    low, high = item.reading.low, item.reading.high
    spans = (start, stop or item.start)
    if low is None:
        return None
    exact = low == high
    if exact and number == low:
        return _found(page, item, spans, number)
    says = item.reading.text
    if number <= (high or number) and (etc or not exact):
        message = Message(f"{says}：列名 {number} 个(等)", f"{says}: {number} of them named")
        return page.finding(
            Klass.LIST_WITHIN, Verdict.HOLDS, [item, spans], message, rule="list.within"
        )
    if not clean or not exact:
        return None
    left = low - number
    if left > 0:
        message = Message(
            f"{says}：只列出 {number} 个，未列明 {left} 个",
            f"{says}: only {number} listed, {left} not named (未列明 {left} 个)",
        )
        verdict = Verdict.RESIDUAL
    else:
        message = Message(f"{says}：却列出 {number} 个", f"{says}: but {number} are listed")
        verdict = Verdict.DOUBTFUL
    return page.finding(
        Klass.LIST, verdict, [item, spans], message, gap=left, unit=item.unit, rule="list.count"
    )

"""What ties figures together: 每 and 人均, 其中, 合计, 组成的, 分别, and lists joined by 、."""

import re
from collections import deque
from collections.abc import Sequence
from typing import Final

from heli.kit.reading.mention import Mention
from heli.kit.reading.model import Kind, Role
from heli.kit.reading.tries import listed


_REACH: Final = 24
"""So many figures back a total or a whole is looked for."""
_BREAK: Final = re.compile(r"[。!?\n]")
_CLAUSE: Final = re.compile(r"[，。:!?\n,;]")
_EVERY: Final = re.compile(
    r"每(?:一|个|名|位|家|所|支|座|条|项|场)?(?P<noun>季度|学期|学年|工作日|小时|分钟|平方米|平方公里|公里|公斤|公顷|[年月周天日期人户家村县组次场项亩吨斤米升度车班批票本讲队校院届人次点件个名位]|[\u3400-\u9fff]{2,4}?)(?=[\d一二两三四五六七八九十百千万余近约超各均可需将给补奖拥现享住发捐赠资助收投安配设有至不最平举组织开召推介落派出]|$)"
)
_AVERAGE: Final = re.compile(r"(?P<noun>[人户亩日月年校县村班件单次周季台车场])均")
_PAY: Final = re.compile(r"(?P<noun>[时日周月年])(?:薪|租金?|供)[^，。:!?\n,;]{0,6}$")
_RATED: Final = re.compile(r"[每均薪租供]")
_SLASH: Final = re.compile(r"/([平立]方[厘分毫千]?米|[\u3400-\u9fff]{1,3})")


def relate(text: str, mentions: Sequence[Mention]) -> None:
    """Fill ``per``, ``part_of`` and ``group`` of the figures among ``mentions``."""
    sentence: deque[int] = deque(maxlen=_REACH)
    last = 0
    groups = 0
    for index, mention in enumerate(mentions):
        if mention.role is not Role.FIGURE or mention.dense:
            continue
        if sentence and _BREAK.search(text, last, mention.start):
            sentence.clear()
        between = text[last : mention.start]
        _per(text, mention)
        if sentence:
            before = mentions[sentence[-1]]
            if before.kind is mention.kind and len(between) <= _NEAR:
                groups = _group(before, mention, between, groups)
            _part(text, mentions, sentence, index, between)
        sentence.append(index)
        last = mention.end


def _per(text: str, mention: Mention) -> None:
    """每期推介一名 is one per issue; 人均13.85小时 is hours per person."""
    if not _RATED.search(text, max(mention.start - 18, 0), mention.start):
        if text.startswith("/", mention.end) and (slash := _SLASH.match(text, mention.end)):
            mention.per = slash.group(1)
        return
    clause = text[max(mention.start - 18, 0) : mention.start]
    at = clause.rfind("每")
    if at >= 0 and not _CLAUSE.search(clause, at) and (every := _EVERY.match(clause, at)):
        mention.per = every.group("noun")
        return
    at = clause.rfind("均")
    if at > 0 and not _CLAUSE.search(clause, at) and (average := _AVERAGE.match(clause, at - 1)):
        mention.per = average.group("noun")
    elif pay := _PAY.search(clause):
        mention.per = pay.group("noun")
    elif text.startswith("/", mention.end) and (slash := _SLASH.match(text, mention.end)):
        mention.per = slash.group(1)


_APART: Final = re.compile(r"[，。:,;]")
_JOINT: Final = re.compile(r"[、和与及]")


def _group(before: Mention, mention: Mention, between: str, groups: int) -> int:
    if _JOINT.search(between) and not _APART.search(between):
        if before.group is None:
            groups += 1
            before.group = groups
        mention.group = before.group
    return groups


_NEAR: Final = 24
_TOTAL: Final = re.compile(
    r"(?:合计|共计|总计|共|总共|一共|累计|计)(?:达到?|为|约|折合|人民币){0,3}$"
)
_TOTAL_ENDS: Final = frozenset("计共达到为约合币成了支个的")
_COMPOSED: Final = re.compile(r"(?:组成|构成)(?:的|了|一支|一个|的一支)?$")


def _part(
    text: str, mentions: Sequence[Mention], sentence: deque[int], index: int, between: str
) -> None:
    mention = mentions[index]
    if "其中" in between:
        mention.part_of = _whole(mentions, sentence, mention)
    elif mention.group is not None and (before := mentions[sentence[-1]]).group == mention.group:
        mention.part_of = before.part_of
    if mention.part_of is not None:
        return
    if between[-1:] not in _TOTAL_ENDS:
        return
    composed = _COMPOSED.search(between[-5:])
    if composed or _TOTAL.search(between[-8:]):
        _gather(mentions, sentence, index, any_unit=composed is not None)


def _whole(mentions: Sequence[Mention], sentence: deque[int], part: Mention) -> int | None:
    """The nearest figure before 其中 that is counted alike and itself no part."""
    for index in reversed(sentence):
        whole = mentions[index]
        if whole.part_of is None and _alike(whole, part):
            return index
    return None


def _alike(one: Mention, other: Mention) -> bool:
    if one.unit == other.unit:
        return True
    return one.kind is other.kind is Kind.COUNT and {one.unit, other.unit} <= _SAME


_SAME: Final = listed("人 名 位 篇 首 件 个 项 家")
_PEOPLE: Final = listed("人 名 位")


def _gather(
    mentions: Sequence[Mention], sentence: deque[int], index: int, *, any_unit: bool
) -> None:
    """Make the figures before a total its parts: A…a、B…b，合计t; 2名…、4名…组成的6人."""
    total = mentions[index]
    parts = []
    for earlier in reversed(sentence):
        part = mentions[earlier]
        alike = part.unit == total.unit or (any_unit and {part.unit, total.unit} <= _PEOPLE)
        if not alike or part.part_of is not None:
            break
        parts.append(part)
    if len(parts) > 1:
        for part in parts:
            part.part_of = index


_SHARED: Final = re.compile(
    r"([^，。;:\n\d]{2,40}?)(?:均|已|也|还|则|累计|全年|同比|同口径|年均|日均|月均|平均|每[年月日天人户]){0,2}分别[^，。;:\n、]{0,16}$"
)
_AND: Final = re.compile(r"[、和与及]")


def distribute(text: str, mentions: Sequence[Mention]) -> None:
    """Give each figure of a list its own noun where 分别 says so.

    甲、乙分别为3人和5人 names the nouns itself; 游客3人次，收入5元，分别增长2%和4% takes those of
    the figures before it.
    """
    runs: dict[int, list[int]] = {}
    for index, mention in enumerate(mentions):
        if mention.group is not None:
            runs.setdefault(mention.group, []).append(index)
    for indices in runs.values():
        first = mentions[indices[0]]
        said = text.find("分别", max(first.start - 18, 0), first.start)
        if said < 0:
            continue
        match = _SHARED.search(text, _opening(text, said), first.start)
        names = _split(text, *_undated(text, match)) if match else []
        if len(names) != len(indices) or any(end - start < _NAME for start, end in names):
            names = _before(text, mentions, indices)
        if names and all(text[slice(*span)] in _SORTS for span in names[:-1]):
            names = [names[-1]] * len(names)
        for index, span in zip(indices, names, strict=False):
            mentions[index].what_span = span


def _opening(text: str, said: int) -> int:
    """Where the names before 分别 can begin: the pattern would try every place before it in vain."""
    first = max(said - _LONGEST_NAMES, 0)
    while said > first and text[said - 1] not in _NO_NAME and not text[said - 1].isdecimal():
        said -= 1
    return said


_LONGEST_NAMES: Final = 48
_NO_NAME: Final = frozenset("，。;:\n")
_SORTS: Final = listed("城镇 城市 城乡 农村 乡村 国内 国外 境内 境外 省级 市级 县级 男 女")
"""城镇和农村居民人均可支配收入分别增长6%和8%: what only says which sort is no name of its own."""
_NAME: Final = 2
"""第一、二、三产业的贡献率: 二 alone is no name."""
_NEAR_FIGURES: Final = 8


def _before(text: str, mentions: Sequence[Mention], indices: list[int]) -> list[tuple[int, int]]:
    """What the figures before a run count, as many as it has; none across a sentence."""
    first = indices[0]
    if mentions[first].kind is not Kind.PERCENT:
        return []
    earlier: list[Mention] = []
    for at in range(first - 1, max(first - _NEAR_FIGURES, 0) - 1, -1):
        one = mentions[at]
        if one.role is Role.FIGURE and one.kind is not Kind.PERCENT:
            earlier.insert(0, one)
        if len(earlier) == len(indices):
            break
    if len(earlier) < len(indices) or _BREAK.search(text, earlier[0].end, mentions[first].start):
        return []
    return [one.what_span for one in earlier]


def _undated(text: str, names: re.Match[str]) -> tuple[int, int]:
    """Without the 年 of 2013年投资总额和税收分别达到….."""
    start, end = names.span(1)
    return start + (text[start] in "年月日" and text[start - 1].isdigit()), end


def _split(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans = []
    at = start
    for joint in _AND.finditer(text, start, end):
        spans.append((at, joint.start()))
        at = joint.end()
    spans.append((at, end))
    return [span for span in spans if span[1] > span[0]]

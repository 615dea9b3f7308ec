"""What a figure and its sentence show of whether a phrase beside it names what it counts."""

import re
from collections.abc import Iterator
from typing import Final

from heli.kit.reading.ahead import PEOPLE, TIMES
from heli.kit.reading.alike import EVENTS
from heli.kit.reading.gap_signs import STOPPING
from heli.kit.reading.lexicon import VERB
from heli.kit.reading.mention import Mention
from heli.kit.reading.model import Kind
from heli.kit.reading.nouns import nouns
from heli.kit.reading.phrases import Span


def of_figure(
    kind: str, unit: str, *, words: bool, own: bool, alike: str, following: str
) -> Iterator[str]:
    """What the figure shows, and how it is written."""
    yield kind
    if own:
        yield "named by its kin"
    if unit in PEOPLE:
        yield "unit of people"
    elif unit in TIMES:
        yield "unit of times"
    elif unit in EVENTS:
        yield "unit of events"
    elif unit == "个":
        yield "unit 个"
    if words:
        yield "in words"
    if alike:
        yield alike
    if following:
        yield "的 behind" if following == "的" else "closes clause"


SAME_UNIT, SAME_KIND = "same unit", "same kind"
"""What a figure has in common with the one before."""


def around(text: str, mention: Mention, span: Span) -> Iterator[str]:
    """What stands around both."""
    start, (first, last) = mention.start, span
    near = max(start - _NEAR, 0)
    if text.rfind("“", near, start) > text.rfind("”", near, start):
        yield "speech"
    opened = max(text.rfind("，", near, start), text.rfind("。", near, start))
    if start - opened <= _SHORT:
        yield "short clause"
    if text.find("的", max(opened + 1, near), start) >= 0:
        yield "的 in clause"
    if text[last - 1] in _WORTH:
        yield "sum of money" if mention.kind is Kind.MONEY else "sum of something else"
    if first >= start:
        if first > mention.end:
            yield "gap ahead"
        if text[last : last + 1] in STOPPING:
            yield "closes clause ahead"
        return
    before = text[first - 1 : first]
    if not before or before in STOPPING:
        yield "opens clause"
    elif before == "的":
        yield "的 before"
    elif before.isdigit() or before in _NUMERALS:
        yield "number before"
    else:
        yield "sign before"
    if nouns().raw.get(text[max(first - 2, 0) : first]) == VERB:
        yield "verb before"


AROUND: Final = (
    ("speech",), ("short clause",), ("的 in clause",), ("sum of money", "sum of something else"),
    ("gap ahead",), ("closes clause ahead",), ("verb before",),
    ("opens clause", "的 before", "number before", "sign before"),
)  # fmt: skip
"""All that may stand around, one of each group at most."""
_NEAR: Final = 70
_SHORT: Final = 4
_NUMERALS: Final = frozenset("一两二三四五六七八九十百千万几")
_WORTH: Final = frozenset("费价款金额值本资租薪利润营收贴助奖债账税入支预算销")

TALKING: Final = re.compile(r"[了他她我你着就才把被说呢吧啊啦都嘛]")
"""Signs of what people tell; a report has few of them."""
BEFORE, BEHIND = 200, 100
"""Within how many signs they are counted."""
TOLD: Final = tuple(f"told {percent}" for percent in range(8))
"""How many of a hundred signs are such."""

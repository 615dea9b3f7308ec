"""How much of what stands around a figure is told as people tell it, and not reported."""

import re
from bisect import bisect_left
from typing import Final

from heli.kit.reading.mention import Mention


def tales(text: str) -> list[int]:
    """Where the signs stand that people telling something use; a report has few of them."""
    return [sign.start() for sign in _TALKING.finditer(text)]


def told(talking: list[int], mention: Mention) -> int:
    """How many of a hundred signs around a figure are such, up to seven, which is as good as more."""
    first, close = max(mention.start - _BEFORE, 0), mention.end + _BEHIND
    signs = bisect_left(talking, close) - bisect_left(talking, first)
    return min(100 * signs // (close - first), _MOST)


_TALKING: Final = re.compile(r"[了他她我你着就才把被说呢吧啊啦都嘛]")
_BEFORE, _BEHIND = 200, 100
_MOST: Final = 7

"""Whether what was found beside a figure is the name of what it counts: where more speaks against it, nothing is named.

The grammar finds a phrase wherever one can be bounded; in what people tell a reporter it is often no name
(去年这时候卖六块, 一趟下来喝掉六瓶). No one sign tells which; their weights (doubt.toml) were learned from labelled texts.
"""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import repeat
from typing import Final

from heli.kit.reading.doubt_weights import (
    figure_weight,
    gap_weight,
    phrase_weight,
    scales,
)
from heli.kit.reading.figure_signs import (
    BEFORE,
    BEHIND,
    SAME_KIND,
    SAME_UNIT,
    TALKING,
    around,
)
from heli.kit.reading.gap_signs import AHEAD, BESIDE, STOPPING
from heli.kit.reading.mention import Mention
from heli.kit.reading.model import Role
from heli.kit.reading.phrases import NOTHING


def doubt(text: str, mentions: Sequence[Mention]) -> None:
    """Take from the figures among ``mentions`` what is hardly the name of what they count."""
    told: list[int] | None = None
    last: Mention | None = None
    doubted = []
    for mention in mentions:
        if mention.role is not Role.FIGURE or mention.dense:
            continue
        if mention.what_span != NOTHING and not mention.tied:
            told = [found.start() for found in TALKING.finditer(text)] if told is None else told
            if _weighed(text, mention, last, told) > DOUBTFUL:
                doubted.append(mention)
        last = mention
    for mention in doubted:
        mention.what_span = NOTHING


DOUBTFUL: Final = 30
"""Above nought, because a name lost in a report is worse than one too many in a story."""

NAMED: Final = -250
"""So much a name by itself that nothing around is asked: in two of 1,700 figures the rest would tip it."""


def _weighed(text: str, mention: Mention, last: Mention | None, told: list[int]) -> int:
    """How much speaks against the name of a figure; no more is asked once the rest could not tip it."""
    span, start, end = mention.what_span, mention.start, mention.end
    place, weight = (AHEAD, 0) if span[0] >= start else gap_weight(text[span[1] : start])
    first, close = max(start - BEFORE, 0), min(end + BEHIND, len(text))
    signs = bisect_left(told, close) - bisect_left(told, first)
    percent = 100 * signs // max(close - first, BEHIND)
    if not percent and mention.arabic and place == BESIDE:
        return 0  # a report, and the name beside its number: of 2,300 such the rest tips eight
    weight += phrase_weight(place, text[span[0] : span[1]])
    if weight <= NAMED:
        return weight
    scale = scales()[place]
    weight += scale.told[min(percent, len(scale.told) - 1)]
    weight += figure_weight(place, *shown(text, mention, last))
    if weight + scale.most <= DOUBTFUL:
        return weight
    return weight + sum(map(scale.table.get, around(text, mention, span), repeat(0)))


def shown(
    text: str, mention: Mention, last: Mention | None
) -> tuple[str, str, bool, bool, str, str]:
    """What is seen of a figure at a glance."""
    kind, unit, kin = mention.kind, mention.unit, mention.kin
    own = kin is not None and kin.what_span == mention.what_span
    alike = ""
    if last is not None:
        alike = SAME_UNIT if last.unit == unit else SAME_KIND if last.kind is kind else ""
    following = text[mention.end : mention.end + 1]
    if following != "的":
        following = "，" if following in STOPPING else ""
    return kind.value, unit, not mention.arabic, own, alike, following

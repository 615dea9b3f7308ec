"""Whether what was found beside a figure is the name of what it counts: where more speaks against it, nothing is named.

The grammar finds a phrase wherever one can be bounded; in what people tell a reporter it is often no name
(去年这时候卖六块, 一趟下来喝掉六瓶). No one sign tells which; their weights (doubt.toml) were learned from labelled texts.
"""

import tomllib
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import accumulate
from typing import Final

from heli.kit.reading.figure_signs import BEFORE, BEHIND, TALKING, TOLD, around, of_figure
from heli.kit.reading.gap_signs import AHEAD, BESIDE, LENT, of_gap, place_of
from heli.kit.reading.mention import Mention
from heli.kit.reading.model import Role
from heli.kit.reading.phrase_signs import of_phrase
from heli.kit.reading.phrases import NOTHING, REMEMBERED


def doubt(text: str, mentions: Sequence[Mention]) -> None:
    """Take from the figures among ``mentions`` what is hardly the name of what they count."""
    told = list(accumulate(map(TALKING.__contains__, text), initial=0))
    last: Mention | None = None
    doubted = []
    for mention in mentions:
        if mention.role is not Role.FIGURE or mention.dense:
            continue
        named = mention.what_span != NOTHING and not mention.tied
        if named and _weighed(text, mention, last, told) > DOUBTFUL:
            doubted.append(mention)
        last = mention
    for mention in doubted:
        mention.what_span = NOTHING


DOUBTFUL: Final = 0.5
"""Above nought, because a name lost in a report is worse than one too many in a story."""


def _weighed(text: str, mention: Mention, last: Mention | None, told: list[int]) -> float:
    span = mention.what_span
    place = place_of(text, mention, span)
    table = weights()[place]
    sum_ = table["always"] + _of_phrase(place, text[slice(*span)])
    if place is not AHEAD:
        sum_ += _of_gap(place, text[span[1] : mention.start])
    for sign in of_figure(text, mention, last):
        sum_ += table.get(sign, 0.0)
    for sign in around(text, mention, span):
        sum_ += table.get(sign, 0.0)
    first, end = max(mention.start - BEFORE, 0), min(mention.end + BEHIND, len(text))
    percent = 100 * (told[end] - told[first]) // max(end - first, BEHIND)
    return sum_ + table.get(TOLD[min(percent, len(TOLD) - 1)], 0.0)


@lru_cache(maxsize=REMEMBERED)
def _of_phrase(place: str, phrase: str) -> float:
    table = weights()[place]
    return sum(table.get(sign, 0.0) for sign in of_phrase(phrase))


@lru_cache(maxsize=REMEMBERED)
def _of_gap(place: str, gap: str) -> float:
    table = weights()[place]
    return sum(table.get(sign, 0.0) for sign in of_gap(gap))


@lru_cache(maxsize=1)
def weights() -> dict[str, dict[str, float]]:
    """What each sign weighs for a phrase that stands ahead, beside or further back."""
    rows = tomllib.loads(files("heli.kit.reading").joinpath("doubt.toml").read_text("utf-8"))
    return {
        place: {sign: row[column] for sign, row in rows.items()}
        for column, place in enumerate((AHEAD, BESIDE, LENT))
    }

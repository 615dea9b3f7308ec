"""What stands between a phrase and its figure shows of whether the one names what the other counts."""

from collections.abc import Iterator
from typing import Final

from heli.kit.reading.lexicon import LINK, LOOSE, VERB
from heli.kit.reading.nouns import nouns


AHEAD, BESIDE, LENT = "ahead", "beside", "lent"
"""Where a phrase stands: behind the figure, before it in its clause, or further back."""


def place_of(gap: str) -> str:
    """Where the phrase stands behind which ``gap`` follows until the figure."""
    return LENT if len(gap) > FAR or _is_broken(gap) else BESIDE


FAR: Final = 20


def _is_broken(gap: str) -> bool:
    return not _BREAKS.isdisjoint(gap) or any(map(str.isdigit, gap))


_BREAKS: Final = frozenset("，;:。!?\n")


def of_gap(gap: str) -> Iterator[str]:
    """What stands between a phrase and its figure."""
    if len(gap) <= 1:
        yield "gap 1" if gap else "gap 0"
    else:
        yield "gap 2-4" if len(gap) <= len("第二三四") else "gap 5"
    if len(gap) > FAR:
        return
    kinds = [kind for *_, kind in nouns().lexicon.onward(gap, 0, len(gap))]
    if VERB in kinds:
        yield "gap with verb"
    if LINK in kinds:
        yield "gap with adverb"
    if LOOSE in kinds and gap[0] not in STOPPING:
        yield "gap with sign"
    if "了" in gap:
        yield "gap with 了"
    if "、" in gap:
        yield "gap with 、"
    if not _BREAKS.isdisjoint(gap):
        yield "clause before"
    if any(map(str.isdigit, gap)):
        yield "number between"
    if gap in nouns().fillers:
        yield "filler"


STOPPING: Final = frozenset('，。、;:!?\n"“”()《》')

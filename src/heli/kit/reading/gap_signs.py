"""What stands around a phrase shows of whether it names what a figure counts: between them, and at its edges."""

from functools import lru_cache
from typing import Final

from heli.kit.reading.figure_signs import SHAPES, STOPPING
from heli.kit.reading.lexicon import LINK, LOOSE, NOUN, VERB
from heli.kit.reading.nouns import nouns
from heli.kit.reading.phrases import REMEMBERED
from heli.kit.reading.proposals import CLOSING
from heli.kit.reading.weights import BESIDE, LENT, Group, Table, tables


def of_gap(gap: str) -> tuple[str, int]:
    """Where a phrase stands that ``gap`` follows until its figure, and how much that speaks for it."""
    return near_gap(gap) if len(gap) <= FAR else _of_far(gap)


def _of_far(gap: str) -> tuple[str, int]:
    """The same of a gap too long to be seen twice, of which only the length and the clauses count."""
    look = tables()[LENT].gap
    commas, sentences = sum(map(gap.count, "，;:")), sum(map(gap.count, "。!?\n"))
    return LENT, (
        look(_FARS[min(len(gap) // _NEAR, _FARTHEST)], 0)
        + look(f"clauses {min(commas, _CLAUSES)}", 0)
        + look(f"sentences {min(sentences, _FEW)}", 0)
    )


@lru_cache(maxsize=REMEMBERED)
def near_gap(gap: str) -> tuple[str, int]:
    """The same of a short gap, whose words count too."""
    number = any(map(str.isdigit, gap))
    broken = not CLOSING.isdisjoint(gap)
    place = LENT if number or broken else BESIDE
    table, size = tables()[place], len(gap)
    look = table.gap
    weight = look(_FARS[min(size // _NEAR, _FARTHEST)], 0)
    kinds = []
    for start, end, kind in nouns().lexicon.onward(gap, 0, size):
        weight += table.between(gap[start:end], 0)
        kinds.append(kind)
    weight += look("short" if size > 1 else str(size), 0)
    weight += look(f"nouns {min(kinds.count(NOUN), _FEW)}", 0)
    weight += look(f"verbs {min(kinds.count(VERB), _FEW)}", 0)
    weight += look("adverb", 0) if LINK in kinds else 0
    weight += look("sign", 0) if LOOSE in kinds and gap[0] not in STOPPING else 0
    weight += look("clause", 0) if broken else 0
    weight += look("number", 0) if number else 0
    return place, weight + (look("filler", 0) if gap in nouns().fillers else 0)


def at_end(table: Table, alike: Group, following: str) -> int:
    """How much speaks for a phrase what stands behind it."""
    sign = following[:1]
    weight = alike.then(sign, 0)
    if sign in STOPPING:
        return weight + table.then_word("stop", 0)
    if sign.isdigit():
        return weight + table.then_word("number", 0)
    start, end, kind = nouns().lexicon.first(following, 0, len(following))
    return weight + table.then_word(SHAPES[kind, end - start], 0)


def at_front(table: Table, before: str) -> int:
    """How much speaks for a phrase what stands before it."""
    sign = before[-1:]
    if sign in STOPPING or sign == "的" or sign.isdigit():
        return table.behind("stop" if sign in STOPPING else "的" if sign == "的" else "number", 0)
    start, end, kind = nouns().lexicon.last(before, 0, len(before))
    return table.behind(SHAPES[kind, end - start], 0)


FAR: Final = 20
NUMBER: Final = "0"
"""Stands for the figure itself behind a phrase."""
_NEAR, _FARTHEST = 4, 8
_CLAUSES, _FEW = 4, 3
_FARS: Final = tuple(f"far {near}" for near in range(_FARTHEST + 1))

"""What a phrase itself shows of whether it is a name: its words, its length, the sign it closes with."""

from functools import lru_cache
from typing import Final

from heli.kit.reading.figure_signs import SHAPES, Seen
from heli.kit.reading.lexicon import VERB
from heli.kit.reading.nouns import nouns
from heli.kit.reading.phrases import REMEMBERED
from heli.kit.reading.weights import AHEAD, Table, tables


def of_name(table: Table, place: str, phrase: str, what: Seen) -> int:
    """How much a phrase speaks for being a name, and for what is counted in this unit: people in 名, cars in 辆."""
    unit, group, last = what.unit, what.group, phrase[-1]
    shape, weight = weight_alone(place, phrase)
    if place == AHEAD:
        weight += table.opens(unit + phrase[0], 0)
    return (
        weight
        + table.unit_ends(unit + last, 0)
        + table.group_ends(group + last, 0)
        + table.group_two(group + phrase[-2:], 0)
        + table.group_head(group + shape, 0)
    )


@lru_cache(maxsize=REMEMBERED)
def weight_alone(place: str, phrase: str) -> tuple[str, int]:
    """What its last word does and whether it is people, and how much a phrase speaks for being a name, whatever is counted."""
    table, lexicon = tables()[place], nouns().lexicon
    start, end, kind = lexicon.last(phrase, 0, len(phrase))
    shape = SHAPES[kind, end - start]
    weight = (
        table.word(phrase[start:end], 0)
        + table.ends(phrase[-1], 0)
        + table.head(shape, 0)
        + table.length(str(min(len(phrase), _LONG)), 0)
    )
    if place == AHEAD:
        words = lexicon.words_of(phrase)
        verbs = sum([word[2] == VERB for word in words]) - (kind == VERB)
        weight += table.words(str(min(len(words), _MANY)), 0) + table.verbs(
            str(min(verbs, _FEW)), 0
        )
    people = nouns().names_people(phrase, (0, len(phrase)))
    return (f"{shape} people" if people else shape), weight


_LONG: Final = 8
_MANY, _FEW = 5, 2

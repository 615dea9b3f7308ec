"""What a phrase itself shows of whether it is a name: its words, its length, the sign it closes with."""

from functools import lru_cache
from typing import Final

from heli.kit.reading.figure_signs import SHAPES, Seen
from heli.kit.reading.lexicon import VERB
from heli.kit.reading.nouns import nouns
from heli.kit.reading.phrases import REMEMBERED
from heli.kit.reading.weights import AHEAD, Row, of_group, tables


def of_name(of_unit: Row, place: str, phrase: str, what: Seen) -> int:
    """How much a phrase speaks for being a name, and for what is counted in this unit: people in 名, cars in 辆."""
    weight = weight_alone(place, what.group, phrase) + of_unit.unit_ends(phrase[-1], 0)
    return weight + of_unit.opens(phrase[0], 0) if place == AHEAD else weight


@lru_cache(maxsize=REMEMBERED)
def weight_alone(place: str, group: str, phrase: str) -> int:
    """How much a phrase speaks for being a name, whatever the unit of what is counted."""
    table, alike, lexicon = tables()[place], of_group(place, group), nouns().lexicon
    start, end, kind = lexicon.last(phrase, 0, len(phrase))
    shape = SHAPES[kind, end - start]
    people = nouns().names_people(phrase, (0, len(phrase)))
    weight = (
        table.word(phrase[start:end], 0)
        + alike.ends(phrase[-1], 0)
        + alike.two(phrase[-2:], 0)
        + table.head(shape, 0)
        + alike.head(f"{shape} people" if people else shape, 0)
        + table.length(str(min(len(phrase), _LONG)), 0)
    )
    if place == AHEAD:
        words = lexicon.words_of(phrase)
        verbs = sum([word[2] == VERB for word in words]) - (kind == VERB)
        weight += table.words(str(min(len(words), _MANY)), 0) + table.verbs(
            str(min(verbs, _FEW)), 0
        )
    return weight


_LONG: Final = 8
_MANY, _FEW = 5, 2

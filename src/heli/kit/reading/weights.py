"""What the signs of a name weigh, in hundredths (weights.tsv), for a phrase at each place where it may stand."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import lru_cache
from importlib.resources import files
from typing import Final


AHEAD, BESIDE, LENT, NONE = "ahead", "beside", "lent", "none"
"""Where a phrase stands: behind the figure, before it in its clause, or further back; or that nothing is named."""

PLACES: Final = (AHEAD, BESIDE, LENT, NONE)

Weigh = Callable[[str, int], int]
"""What a sign weighs, else the number given; the ``get`` of a dictionary, so that nothing is built to look it up."""


@dataclass(slots=True, frozen=True)
class Table:
    """The signs of one place by their families: what is looked at, and there what was seen."""

    unit: Weigh
    before: Weigh
    follows: Weigh
    manner: Weigh
    told: Weigh
    word: Weigh
    ends: Weigh
    head: Weigh
    length: Weigh
    unit_ends: Weigh
    group_ends: Weigh
    group_two: Weigh
    group_head: Weigh
    opens: Weigh
    words: Weigh
    verbs: Weigh
    then: Weigh
    group_then: Weigh
    then_word: Weigh
    behind: Weigh
    gap: Weigh
    between: Weigh
    found: Weigh
    group_found: Weigh
    grammar: Weigh
    group_grammar: Weigh


FAMILIES: Final = tuple(field.name for field in fields(Table))


@lru_cache(maxsize=1)
def tables() -> dict[str, Table]:
    """The tables that come with the library, by place."""
    text = files("heli.kit.reading").joinpath("weights.tsv").read_text("utf-8")
    read: dict[str, dict[str, dict[str, int]]] = {
        place: {family: {} for family in FAMILIES} for place in PLACES
    }
    for line in text.split("\n"):
        if line and line[0] != "#":
            family, sign, *row = line.split("\t")
            for place, value in zip(PLACES, row, strict=True):
                if value:
                    read[place][family][sign] = int(value)
    return {
        place: Table(**{family: signs.get for family, signs in by_family.items()})
        for place, by_family in read.items()
    }

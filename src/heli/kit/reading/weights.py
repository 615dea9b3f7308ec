"""What the signs of a name weigh, in hundredths (weights.tsv), for a phrase at each place where it may stand."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import lru_cache
from importlib.resources import files
from typing import Final


AHEAD, BESIDE, LENT, NONE = "ahead", "beside", "lent", "none"
"""Where a phrase stands: behind the figure, before it in its clause, or further back; or that nothing is named."""

PLACES: Final = (AHEAD, BESIDE, LENT, NONE)

_REMEMBERED: Final = 1024

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

BY_GROUP: Final = {
    "ends": "group_ends",
    "then": "group_then",
    "found": "group_found",
    "grammar": "group_grammar",
}
"""What weighs in any company, and what the same sign weighs besides for figures of one group."""


@dataclass(slots=True, frozen=True)
class Group:
    """What a sign weighs at one place for figures of one group: what any figure and theirs say together."""

    ends: Weigh
    then: Weigh
    found: Weigh
    grammar: Weigh
    head: Weigh
    two: Weigh


@dataclass(slots=True, frozen=True)
class Row(Group):
    """What it weighs there for figures of one unit besides; ``unit`` is what the unit itself does."""

    unit: int
    unit_ends: Weigh
    opens: Weigh


@lru_cache(maxsize=1)
def tables() -> dict[str, Table]:
    """The tables that come with the library, by place."""
    return {
        place: Table(**{family: signs.get for family, signs in by_family.items()})
        for place, by_family in _read().items()
    }


@lru_cache(maxsize=_REMEMBERED)
def row(place: str, group: str, unit: str) -> Row:
    """The weights that figures of a group, in a unit, share."""
    shared, said = of_group(place, group), _read()[place]["unit"].get
    return Row(
        **{field.name: getattr(shared, field.name) for field in fields(Group)},
        unit=said(group, 0) + said(unit, 0),
        unit_ends=_under(place, "unit_ends", unit).get,
        opens=_under(place, "opens", unit).get,
    )


@lru_cache(maxsize=_REMEMBERED)
def of_group(place: str, group: str) -> Group:
    """The weights that figures of a group share: for each of ``BY_GROUP`` both weights of a sign in one."""
    joined: dict[str, Weigh] = {}
    for family, besides in BY_GROUP.items():
        signs = dict(_read()[place][family])
        for sign, weight in _under(place, besides, group).items():
            signs[sign] = signs.get(sign, 0) + weight
        joined[family] = signs.get
    head, two = (_under(place, family, group).get for family in ("group_head", "group_two"))
    return Group(**joined, head=head, two=two)


def _under(place: str, family: str, beginning: str) -> dict[str, int]:
    """The signs of a family that begin alike, by what follows that; a unit is followed by one sign."""
    long = len(beginning)
    single = family in ("unit_ends", "opens")
    return {
        sign[long:]: weight
        for sign, weight in _read()[place][family].items()
        if sign.startswith(beginning) and (not single or len(sign) == long + 1)
    }


@lru_cache(maxsize=1)
def _read() -> dict[str, dict[str, dict[str, int]]]:
    """Weights by place, family and sign."""
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
    return read

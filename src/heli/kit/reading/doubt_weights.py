"""What the signs of a name weigh, together for a phrase, a gap or a figure: each is weighed once and remembered."""

import tomllib
from functools import lru_cache
from importlib.resources import files
from itertools import repeat
from typing import Final, NamedTuple

from heli.kit.reading.figure_signs import AROUND, TOLD, of_figure
from heli.kit.reading.gap_signs import AHEAD, BESIDE, LENT, of_gap, place_of
from heli.kit.reading.phrase_signs import of_phrase
from heli.kit.reading.phrases import REMEMBERED


@lru_cache(maxsize=1)
def weights() -> dict[str, dict[str, int]]:
    """What each sign weighs for a phrase that stands ahead, beside or further back."""
    rows = tomllib.loads(files("heli.kit.reading").joinpath("doubt.toml").read_text("utf-8"))
    return {
        place: {sign: row[column] for sign, row in rows.items()}
        for column, place in enumerate((AHEAD, BESIDE, LENT))
    }


@lru_cache(maxsize=REMEMBERED)
def phrase_weight(place: str, phrase: str) -> int:
    table = weights()[place]
    return table[_ALWAYS] + sum(map(table.get, of_phrase(phrase), repeat(0)))


_ALWAYS: Final = "always"


@lru_cache(maxsize=REMEMBERED)
def gap_weight(gap: str) -> tuple[str, int]:
    """Where the phrase before a gap stands, and what the gap weighs."""
    place = place_of(gap)
    table = weights()[place]
    return place, sum(map(table.get, of_gap(gap), repeat(0)))


@lru_cache(maxsize=REMEMBERED)
def figure_weight(
    place: str,
    kind: str,
    unit: str,
    words: bool,  # noqa: FBT001 -- part of what is remembered
    own: bool,  # noqa: FBT001 -- likewise
    alike: str,
    following: str,
) -> int:
    table = weights()[place]
    signs = of_figure(kind, unit, words=words, own=own, alike=alike, following=following)
    return sum(map(table.get, signs, repeat(0)))


class Scale(NamedTuple):
    """What weighs on a phrase at one place; ``most`` is what the signs around could add at most."""

    table: dict[str, int]
    told: tuple[int, ...]
    most: int


@lru_cache(maxsize=1)
def scales() -> dict[str, Scale]:
    return {
        place: Scale(table, tuple(table.get(sign, 0) for sign in TOLD), _most(place, table))
        for place, table in weights().items()
    }


def _most(place: str, table: dict[str, int]) -> int:
    groups = [group for group in AROUND if (group[0] in _OF_AHEAD) <= (place == AHEAD)]
    return sum(max(0, *(table.get(sign, 0) for sign in group)) for group in groups)


_OF_AHEAD: Final = ("gap ahead", "closes clause ahead")

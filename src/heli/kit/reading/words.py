"""The word lists of words.toml as compiled patterns, read once when first needed."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from heli.kit.reading.tries import any_of


@dataclass(frozen=True, slots=True)
class Words:
    """Compiled word lists; each pattern is anchored by ``match`` at a place."""

    lexical: Mapping[str, re.Pattern[str]]
    before_one: frozenset[str]
    structure: re.Pattern[str]
    concrete: re.Pattern[str]
    persons: re.Pattern[str]
    bodies: re.Pattern[str]
    money: re.Pattern[str]
    beside: frozenset[str]
    """The characters that what stands beside a number without a unit begins with."""

    def lexical_end(self, text: str, place: int) -> int:
        """Where the word without a number that begins at ``place`` ends, or 0."""
        pattern = self.lexical.get(text[place])
        match = pattern.match(text, place) if pattern else None
        return match.end() if match else 0


@lru_cache(maxsize=1)
def words() -> Words:
    """The word lists that come with the library."""
    data = tomllib.loads(files("heli.kit.reading").joinpath("words.toml").read_text("utf-8"))
    by_first: dict[str, list[str]] = {}
    for word in data["lexical"].split():
        by_first.setdefault(word[0], []).append(word)
    heads = data["heads"]
    bare = data["bare"]
    return Words(
        lexical={first: re.compile(any_of(listed)) for first, listed in by_first.items()},
        before_one=frozenset(data["idle"]["before_one"].split()),
        structure=_head(heads["structure"].split()),
        concrete=_head(heads["concrete"].split()),
        persons=re.compile(any_of(bare["persons"].split())),
        bodies=re.compile(any_of(bare["bodies"].split())),
        money=re.compile(any_of(bare["money"].split())),
        beside=frozenset(word[0] for listed in bare.values() for word in listed.split()),
    )


def _head(listed: Iterable[str]) -> re.Pattern[str]:
    """A head noun after at most four characters of attribute, itself at the end of its phrase."""
    return re.compile(
        rf"[\u3400-\u9fff]{{0,4}}?(?:{any_of(listed)})(?![\u3400-\u9fff])|(?:{any_of(listed)})"
    )

"""The knowledge of facts.toml, read once."""

import datetime
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from typing import Final


@dataclass(frozen=True, slots=True)
class Facts:
    """What checks know beyond the text."""

    since: Mapping[str, datetime.date]
    misprints: tuple[tuple[re.Pattern[str], str], ...]
    sets: Mapping[str, tuple[re.Pattern[str], ...]]
    prices: Mapping[str, tuple[Decimal, Decimal]]
    stages: Mapping[str, int]
    endings: tuple[str, ...]
    places: tuple[str, ...]
    entered: frozenset[str]


SMALL_NUMBERS: Final = {sign: n for n, sign in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
"""The numbers that announce points and slogans."""


@lru_cache(maxsize=1)
def facts() -> Facts:
    """What the library knows."""
    data = tomllib.loads(files("heli.kit.checking").joinpath("facts.toml").read_text("utf-8"))
    return Facts(
        since={name: datetime.date.fromisoformat(day) for name, day in data["since"].items()},
        misprints=tuple(
            (re.compile(rf"(?<![\d一二三四五六七八九十几数两]){wrong}{where}"), right)
            for wrong, (right, where) in data["misprints"].items()
        ),
        sets={
            name: tuple(re.compile(member) for member in members)
            for name, members in data["sets"].items()
        },
        prices={
            name: (Decimal(str(low)), Decimal(str(high)))
            for name, (low, high) in data["prices"].items()
        },
        stages={
            word: rank
            for rank, words in enumerate(data["stages"]["words"])
            for word in words.split()
        },
        endings=tuple(data["bodies"]["endings"].split()),
        places=tuple(data["bodies"]["places"].split()),
        entered=frozenset(data["doors"]["entered"].split()),
    )

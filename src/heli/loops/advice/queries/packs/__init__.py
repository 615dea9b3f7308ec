"""Rule packs: what an adoption or an instruction is worth, as versioned data.

A pack is a TOML file in this folder, named ``<code>@<version>.toml``. It is never edited once it
was used: a change is a new version, so that a record of last year keeps its points.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files

from heli.loops.advice.enums import AdoptionForm, Level, Rank


Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class RulePack:
    """Points by level and form of an adoption, and by level and rank of an instruction.

    ``placed`` is what being released in an issue is worth.
    """

    code: str
    version: int
    label: Mapping[str, str]
    about: Mapping[str, str]
    adoption: Mapping[Pair, Decimal]
    instruction: Mapping[Pair, Decimal]
    placed: Decimal

    @property
    def id(self) -> str:
        """``by_level@1``."""
        return f"{self.code}@{self.version}"

    def label_in(self, language: str) -> str:
        """The name of the pack in a language, English if there is no other."""
        return self.label.get(language, self.label["en"])


@cache
def packs() -> Mapping[str, RulePack]:
    """Every pack that comes with Heli, by id."""
    found = [
        read_pack(file.name.removesuffix(".toml"), file.read_text("utf-8"))
        for file in files(__package__ or "").iterdir()
        if file.name.endswith(".toml")
    ]
    return {pack.id: pack for pack in sorted(found, key=lambda pack: pack.id)}


def read_pack(name: str, text: str) -> RulePack:
    """A pack from its TOML. ``ValueError`` for points that no register can hold, or below zero."""
    said = tomllib.loads(text, parse_float=Decimal)
    code, _, version = name.partition("@")
    return RulePack(
        code=code,
        version=int(version),
        label=said["label"],
        about=said["about"],
        adoption=_table(said.get("adoption", {}), AdoptionForm.values),
        instruction=_table(said.get("instruction", {}), Rank.values),
        placed=_points(said.get("placed", 0)),
    )


def _table(levels: Mapping[str, Mapping[str, object]], columns: list[str]) -> dict[Pair, Decimal]:
    table: dict[Pair, Decimal] = {}
    for level, row in levels.items():
        for column, points in row.items():
            if level not in Level.values or column not in columns:
                msg = f"no register knows {level} {column}"
                raise ValueError(msg)
            table[level, column] = _points(points)
    return table


def _points(said: object) -> Decimal:
    points = Decimal(str(said))
    if points < 0:
        msg = f"points are not negative: {points}"
        raise ValueError(msg)
    return points

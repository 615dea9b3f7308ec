"""Scoring schemes: formulas as versioned data, apart from the measures they read.

A scheme lies in this folder as ``united@1.toml``. It is a sum of terms, each from one measure: a weight,
a weight of what is missing to a hundred, a table of steps, or points that are lost below a mark. A term
whose measure has no value leaves the score without one: a unit without cases is not ranked last.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from importlib.resources import files
from typing import Any


HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Term:
    """One part of a score, read from one measure.

    ``weight`` multiplies the value, ``from_hundred`` what is missing to 100. ``tiers`` gives points by the
    largest value they hold for, the last for all above. ``full`` points are given from ``mark`` on, and
    ``per_point`` is taken off for each point below it.
    """

    measure: str
    weight: Decimal = Decimal(1)
    from_hundred: bool = False
    tiers: tuple[tuple[Decimal | None, Decimal], ...] = ()
    mark: Decimal | None = None
    full: Decimal = Decimal(0)
    per_point: Decimal = Decimal(0)

    def points(self, value: Decimal) -> Decimal:
        """What a value is worth."""
        if self.tiers:
            return next(p for most, p in self.tiers if most is None or value <= most)
        if self.mark is not None:
            below = max(self.mark - value, Decimal(0))
            return self.full - below * self.per_point
        return self.weight * (HUNDRED - value if self.from_hundred else value)


@dataclass(frozen=True, slots=True)
class Scheme:
    """A formula with its version and the day from which it holds."""

    key: str
    label: str
    since: str
    decimals: int
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """A score and its parts; None where a measure has no value."""

    total: Decimal | None
    parts: tuple[tuple[str, Decimal | None], ...]


def score(scheme: Scheme, value_of: Callable[[str], Decimal | None]) -> Score:
    """Fold a scheme over the values of measures, by code. Rounded half up, once, at the end."""
    parts = []
    for term in scheme.terms:
        value = value_of(term.measure)
        parts.append((term.measure, None if value is None else term.points(value)))
    known = [points for _code, points in parts if points is not None]
    if len(known) < len(parts):
        return Score(None, tuple(parts))
    step = Decimal(1).scaleb(-scheme.decimals)
    total = sum(known, Decimal(0)).quantize(step, ROUND_HALF_UP)
    return Score(total, tuple(parts))


@cache
def schemes() -> Mapping[str, Scheme]:
    """Every scheme by its key. Reads files once."""
    folder = files("heli.loops.grid.queries.schemes")
    texts = [one.read_text("utf-8") for one in folder.iterdir() if one.name.endswith(".toml")]
    found = [parse(tomllib.loads(text)) for text in texts]
    return {one.key: one for one in sorted(found, key=lambda one: one.key)}


def parse(data: Mapping[str, Any]) -> Scheme:
    """The scheme of a parsed file."""
    terms = tuple(_term(one) for one in data["term"])
    return Scheme(data["key"], data["label"], data["since"], data.get("decimals", 2), terms)


def _term(data: Mapping[str, Any]) -> Term:
    tiers = tuple(
        (Decimal(most) if most else None, Decimal(points)) for most, points in data.get("tiers", ())
    )
    return Term(
        measure=data["measure"],
        weight=Decimal(data.get("weight", "1")),
        from_hundred=data.get("from_hundred", False),
        tiers=tiers,
        mark=Decimal(data["mark"]) if "mark" in data else None,
        full=Decimal(data.get("full", "0")),
        per_point=Decimal(data.get("per_point", "0")),
    )

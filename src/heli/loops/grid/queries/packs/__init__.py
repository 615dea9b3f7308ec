"""Code sets as versioned data: categories, what residents call them, and the limits of each.

A pack lies in this folder as ``town@1.toml``, or was imported and lies in the table. A case keeps the
key of its version, so an old case reads as it was; a crosswalk says what a code of another version
became.
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from heli.core.flow.definitions import Limit
from heli.core.flow.timers import limit_from


TOWN = "town@1"
UNSURE = ""
"""The category of somebody who does not know: the desk chooses it."""


@dataclass(frozen=True, slots=True)
class Milestone:
    """A part of handling with a limit of its own, ticked in order."""

    code: str
    label: str
    limit: Limit


@dataclass(frozen=True, slots=True)
class Condition:
    """Under which circumstances a matter is registered, and how long handling may then take."""

    code: str
    label: str
    limit: Limit
    milestones: tuple[Milestone, ...] = ()


@dataclass(frozen=True)
class Category:
    """One kind of matter. ``words`` are what residents say; ``radius`` is in metres."""

    code: str
    group: str
    name: str
    kind: str = "matter"
    words: tuple[str, ...] = ()
    help: str = ""
    confused_with: tuple[str, ...] = ()
    self_handling: bool = False
    private: bool = False
    urgency: str = "normal"
    radius: int = 100
    conditions: tuple[Condition, ...] = ()

    def condition(self, code: str) -> Condition | None:
        """The condition of that code; the first one for an empty code."""
        if not code:
            return next(iter(self.conditions), None)
        return next((one for one in self.conditions if one.code == code), None)


@dataclass(frozen=True)
class Codes:
    """A version of the categories."""

    key: str
    label: str
    source: str
    groups: Mapping[str, str]
    categories: tuple[Category, ...]
    crosswalk: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @cached_property
    def by_code(self) -> Mapping[str, Category]:
        """Categories by their codes."""
        return {one.code: one for one in self.categories}

    @cached_property
    def by_group(self) -> Sequence[tuple[str, Sequence[tuple[str, str]]]]:
        """The categories by their groups, as a form offers them."""
        return [
            (label, [(c.code, c.name) for c in self.categories if c.group == group])
            for group, label in self.groups.items()
        ]

    def find(self, code: str) -> Category | None:
        """The category of a code, None if this version has none."""
        return self.by_code.get(code)

    def translated(self, code: str, version: str) -> str:
        """What a code of another version became in this one; itself where they agree, else ""."""
        if version == self.key:
            return code
        became = self.crosswalk.get(version, {}).get(code, "")
        return became or (code if code in self.by_code else "")


def parse(data: Mapping[str, Any]) -> Codes:
    """The code set of a parsed file. ``ValueError`` or ``KeyError`` says what is wrong with it."""
    groups = {one["code"]: one["label"] for one in data["groups"]}
    categories = tuple(_category(one) for one in data["category"])
    codes = [one.code for one in categories]
    if twice := {code for code in codes if codes.count(code) > 1}:
        raise ValueError(f"twice: {', '.join(sorted(twice))}")
    if strange := {one.group for one in categories} - set(groups):
        raise ValueError(f"no such group: {', '.join(sorted(strange))}")
    return Codes(
        data["key"],
        data["label"],
        data.get("source", ""),
        groups,
        categories,
        data.get("crosswalk", {}),
    )


def _category(data: Mapping[str, Any]) -> Category:
    plain = {name: data[name] for name in _PLAIN if name in data}
    return Category(
        **plain,
        words=tuple(data.get("words", ())),
        confused_with=tuple(data.get("confused_with", ())),
        conditions=tuple(_condition(one) for one in data["conditions"]),
    )


_PLAIN = ("code", "group", "name", "kind", "help", "self_handling", "private", "urgency", "radius")


def _condition(data: Mapping[str, Any]) -> Condition:
    parts = tuple(
        Milestone(one["code"], one["label"], limit_from(one)) for one in data.get("milestones", ())
    )
    return Condition(data["code"], data["label"], limit_from(data), parts)


@cache
def shipped() -> Mapping[str, Codes]:
    """The packs that come with Heli, by key. Reads files once."""
    folder = files("heli.loops.grid.queries.packs")
    texts = [one.read_text("utf-8") for one in folder.iterdir() if one.name.endswith(".toml")]
    found: Iterable[Codes] = (parse(tomllib.loads(text)) for text in texts)
    return {one.key: one for one in found}

"""The unit table: what a number is counted, measured or paid in."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files

from heli.kit.reading.model import Kind


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit with its kind; ``factor`` of it make one ``base`` (1 吨 = 1,000,000 克).

    ``counting`` is the kind of counting of a count unit: a total of one kind may never be
    presented as another (participations are not persons). ``unless`` lists the characters
    before which the sign is part of another word (家 before 庭), ``although`` the words before
    which it is the unit all the same (6支队伍 are teams, no 支队).
    """

    name: str
    kind: Kind
    base: str = ""
    factor: Decimal = Decimal(1)
    counting: str = ""
    aliases: tuple[str, ...] = ()
    unless: str = ""
    although: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitTable:
    """Units by how they are written; federations extend it with their own."""

    units: tuple[Unit, ...]
    by_name: Mapping[str, Unit]
    by_start: Mapping[str, tuple[tuple[str, Unit], ...]]
    """By the first two characters, those of the first alone behind them; else by the first alone."""
    signs: frozenset[str]
    """The characters that units begin with."""

    @classmethod
    def of(cls, units: Iterable[Unit]) -> "UnitTable":
        """Build a table; of two units written alike, the later one counts."""
        listed = tuple(units)
        names: dict[str, Unit] = {}
        for unit in listed:
            for name in (unit.name, *unit.aliases):
                names[name] = unit
        first: dict[str, list[tuple[str, Unit]]] = {}
        for name in sorted(names, key=len, reverse=True):
            first.setdefault(name[:2], []).append((name, names[name]))
        starts = {
            start: (*entries, *(first.get(start[0], ()) if len(start) > 1 else ()))
            for start, entries in first.items()
        }
        return cls(listed, names, starts, frozenset(start[0] for start in starts))

    def extended(self, units: Iterable[Unit]) -> "UnitTable":
        """Return a table that also knows ``units``; they win over the units of this table."""
        return UnitTable.of((*self.units, *units))

    def at(self, text: str, place: int) -> tuple[int, Unit] | None:
        """The longest unit written at ``place``, with the place where it ends."""
        start = text[place : place + 2]
        names = self.by_start.get(start) or self.by_start.get(start[:1])
        if names is None:
            return None
        for name, unit in names:
            if text.startswith(name, place):
                end = place + len(name)
                following = text[end : end + 1]
                if (
                    following
                    and following in unit.unless
                    and not text.startswith(unit.although, end)
                ):
                    continue
                if following in _LETTERS and name[-1] in _LETTERS:
                    continue
                return end, unit
        return None

    def comparable(self, one: str, other: str) -> bool:
        """Whether amounts in the two units can be compared after conversion."""
        first, second = self.by_name.get(one), self.by_name.get(other)
        if first is None or second is None:
            return one == other
        return (first.base or first.name) == (second.base or second.name)


_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
"""200mbit are no metres: a unit of letters ends where the letters do."""


@lru_cache(maxsize=1)
def default_units() -> UnitTable:
    """The table that comes with the library (units.toml)."""
    data = tomllib.loads(files("heli.kit.reading").joinpath("units.toml").read_text("utf-8"))
    units = [
        _unit(data, name, Kind.COUNT, counting=counting)
        for counting, names in data["count"].items()
        for name in names.split()
    ]
    known = {unit.name for unit in units}
    # Whatever is counted can be counted each time anew: 处次, 户次, 辆次.
    units += [
        Unit(f"{unit.name}次", Kind.COUNT, counting="participations", unless=_NOT_TIMES)
        for unit in units
        if len(unit.name) == 1 and unit.name not in _NEVER_TIMES and f"{unit.name}次" not in known
    ]
    for kind in (Kind.MEASURE, Kind.PERCENT, Kind.DURATION, Kind.MONEY):
        for name, (base, factor, *aliases) in data[kind.value].items():
            units.append(_unit(data, name, kind, base=base, factor=factor, aliases=tuple(aliases)))
    return UnitTable.of(units)


_NEVER_TIMES = "个种类大点级次层第方重步环关路线面端"
_NOT_TIMES = "日要生级品序数元"


def _unit(
    data: Mapping[str, Mapping[str, str]],
    name: str,
    kind: Kind,
    *,
    base: str = "",
    factor: float = 1,
    counting: str = "",
    aliases: tuple[str, ...] = (),
) -> Unit:
    return Unit(
        name,
        kind,
        base=base,
        factor=Decimal(str(factor)),
        counting=counting,
        aliases=aliases,
        unless=data["unless"].get(name, ""),
        although=tuple(data["although"].get(name, "").split()),
    )

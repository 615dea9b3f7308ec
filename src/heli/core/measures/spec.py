"""What a measure is, and the register of all that the installed loops can prove.

A loop declares its measures in ``measures.py`` and registers them when it is ready::

    register(Measure(
        code="advice.received", label=_("proposals received"), unit="篇",
        prose=_("Every proposal that was received in the period, counted once."),
        counting=Counting.ITEMS, tags=("advice.received",), distinct=True,
        date_label=_("day of receipt"), owner="advice",
    ))
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils import translation

from heli.core.acts import Message
from heli.core.measures.enums import (
    Aggregation,
    Counting,
    DateBasis,
    Disclosure,
    Key,
    OrgBasis,
    Source,
)
from heli.kit import canonical


_CODE = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)+")
_FACT = re.compile(r"[a-z][a-z0-9_]*")
_AMOUNTS = frozenset({Aggregation.SUM, Aggregation.LAST, Aggregation.MAX})
MAX_DECIMALS = 6
_ADDITIVE = frozenset({Aggregation.COUNT, Aggregation.SUM})


class BadMeasure(ValueError):
    """A measure contradicts itself; found when it is declared, never when it is used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One declared measure, in one version. Never edited: a change is a new version.

    ``source`` says which records contribute: steps of flows, or postings of the ledger. Of postings
    the ``amount`` is ``quantity`` or ``value`` (fen), and one transaction is one thing
    (``Key.TRANSACTION``). Where ``unit`` is empty the unit is that of the item to which the scope
    narrows the figure; where it is not, quantities in another unit are not counted.

    ``tags`` name the steps that contribute; ``where`` keeps only those whose facts have these
    values. ``distinct`` keeps the first step of each entry with the tag, so that items are counted
    once and parts still add up. ``amount`` names the fact (an integer in the smallest unit, fen
    for money) that is added instead of 1; ``decimals`` places the point in the value. A ratio has
    ``numerator`` and ``denominator`` as ``code@version``; it is rounded half up to ``decimals``,
    and is a percentage when ``unit`` is %. ``date_label`` names the day that decides about the
    period, in words ("day of receipt").
    """

    code: str
    label: Message
    prose: Message
    unit: str
    counting: Counting
    date_label: Message
    owner: str
    version: int = 1
    tags: tuple[str, ...] = ()
    where: Mapping[str, str | int | bool] = field(default_factory=dict)
    source: Source = Source.STEPS
    aggregation: Aggregation = Aggregation.COUNT
    distinct: bool = False
    key: Key = Key.ENTRY
    amount: str = ""
    numerator: str = ""
    denominator: str = ""
    date_basis: DateBasis = DateBasis.EFFECTIVE_ON
    org_basis: OrgBasis = OrgBasis.ORG
    decimals: int = 0
    disclosure: Disclosure = Disclosure.BREAKDOWN

    def __post_init__(self) -> None:
        if self.source is Source.POSTINGS and self.key is Key.ENTRY:
            object.__setattr__(self, "key", Key.TRANSACTION)
        if fault := _fault(self):
            msg = f"{self.code or 'a measure'}: {fault}"
            raise BadMeasure(msg)

    @property
    def id(self) -> str:
        """``advice.received@1``."""
        return f"{self.code}@{self.version}"

    @property
    def is_ratio(self) -> bool:
        """Whether the value is one measure over another."""
        return self.aggregation is Aggregation.RATIO

    @property
    def needs_item(self) -> bool:
        """Whether it counts different things, which do not add up, each in its own unit."""
        return self.source is Source.POSTINGS and not self.unit

    @property
    def adds_over_time(self) -> bool:
        """Whether the values of two months make the value of both."""
        return self.aggregation in _ADDITIVE

    @property
    def adds_over_orgs(self) -> bool:
        """Whether the values of two bodies make the value of both."""
        return self.aggregation in _ADDITIVE or self.aggregation is Aggregation.LAST


def _fault(measure: Measure) -> str:
    """What is wrong with a declaration; "" when nothing is."""
    ratio = measure.is_ratio
    parts = bool(measure.numerator and measure.denominator)
    rules = (
        (not _CODE.fullmatch(measure.code), "a code looks like loop.noun"),
        (measure.version < 1, "versions count from 1"),
        (ratio != parts, "a ratio, and only a ratio, has a numerator and a denominator"),
        (ratio == bool(measure.tags), "a measure that is no ratio names the tags it counts"),
        ((measure.aggregation in _AMOUNTS) != bool(measure.amount), "sums need an amount"),
        (bool(measure.amount) and not _FACT.fullmatch(measure.amount), "amount names a fact"),
        (any(not _FACT.fullmatch(name) for name in measure.where), "where names facts"),
        (measure.distinct and len(measure.tags) != 1, "first steps are kept per tag"),
        (
            measure.distinct and measure.aggregation is not Aggregation.COUNT,
            "only a count can be distinct by first steps",
        ),
        (not 0 <= measure.decimals <= MAX_DECIMALS, "decimals are 0 to 6"),
        (
            measure.decimals > 0 and not ratio and not measure.amount,
            "a count has no decimals",
        ),
        *_posting_rules(measure),
    )
    return next((text for broken, text in rules if broken), "")


OF_POSTINGS = frozenset({Key.TRANSACTION, Key.ITEM})


def _posting_rules(measure: Measure) -> tuple[tuple[bool, str], ...]:
    """What only measures of postings may be, and must be."""
    of_postings = measure.source is Source.POSTINGS
    quantities = of_postings and measure.amount == "quantity"
    return (
        (of_postings and measure.is_ratio, "a ratio has no records of its own"),
        (
            of_postings != (measure.key in OF_POSTINGS) and measure.key is not Key.PARTY,
            "the key is of another source",
        ),
        (
            of_postings and measure.amount not in ("", "quantity", "value"),
            "postings have a quantity and a value",
        ),
        (
            of_postings and not measure.unit and not quantities,
            "only quantities take their unit from an item",
        ),
        (measure.needs_item and measure.decimals > 0, "the item says where the point stands"),
    )


def spec_of(measure: Measure) -> dict[str, Any]:
    """The whole definition as canonical values, hashed when it is sealed.

    The words are the English ones they were declared with, so that a better translation does not
    make another measure.
    """
    with translation.override("en"):
        words = {name: str(getattr(measure, name)) for name in _WORDS}
    return {
        **words,
        **{name: getattr(measure, name) for name in _PLAIN},
        **{name: str(getattr(measure, name)) for name in _ENUMS},
        "adds_over_orgs": measure.adds_over_orgs,
        "adds_over_time": measure.adds_over_time,
        "tags": list(measure.tags),
        "where": dict(measure.where),
        **_source_of(measure),
    }


def _source_of(measure: Measure) -> dict[str, str | int]:
    """What could be said in the first format is still said in it: its hash must not change."""
    if measure.source is Source.STEPS:
        return {"v": FORMAT}
    return {"source": str(measure.source), "v": FORMAT_WITH_SOURCE}


FORMAT = 1
FORMAT_WITH_SOURCE = 2
_WORDS = ("label", "prose", "date_label")
_PLAIN = (
    "amount",
    "code",
    "decimals",
    "denominator",
    "distinct",
    "numerator",
    "owner",
    "unit",
    "version",
)
_ENUMS = ("aggregation", "counting", "date_basis", "disclosure", "key", "org_basis")


def from_spec(spec: Mapping[str, Any]) -> Measure:
    """The measure of a stored definition: old versions stay computable for ever."""
    return Measure(
        **{name: spec[name] for name in (*_WORDS, *_PLAIN)},
        aggregation=Aggregation(spec["aggregation"]),
        counting=Counting(spec["counting"]),
        date_basis=DateBasis(spec["date_basis"]),
        disclosure=Disclosure(spec["disclosure"]),
        key=Key(spec["key"]),
        org_basis=OrgBasis(spec["org_basis"]),
        source=Source(spec.get("source", Source.STEPS)),
        tags=tuple(spec["tags"]),
        where=spec["where"],
    )


def digest_of(measure: Measure) -> str:
    """The hash under which a definition is sealed."""
    return canonical.digest(spec_of(measure))


_registry: dict[str, Measure] = {}


def register(measure: Measure) -> Measure:
    """Make a measure known. Registering the same definition twice is harmless.

    Raises :class:`BadMeasure` when another definition has its code and version.
    """
    known = _registry.setdefault(measure.id, measure)
    if known != measure:
        msg = f"{measure.id} is registered with another definition; give it a new version"
        raise BadMeasure(msg)
    return measure


def registered() -> list[Measure]:
    """Every registered measure, by code and version."""
    return sorted(_registry.values(), key=lambda m: (m.code, m.version))


def next_version(measure: Measure, **changes: Any) -> Measure:
    """The same measure, defined anew under the next version number."""
    return replace(measure, version=measure.version + 1, **changes)

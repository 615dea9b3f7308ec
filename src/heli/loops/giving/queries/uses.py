"""What one text says came in, held against what it says of its use."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from heli.core.measures.enums import CheckKind, Verdict
from heli.core.measures.phrases import sentence
from heli.core.measures.relations import judge
from heli.core.parties.models import Party
from heli.kit.interval import Interval, total
from heli.loops.giving.queries.told import RECEIVED, Line


USED = ("giving.cash_delivered", "giving.cash_spent")


@dataclass(frozen=True, slots=True)
class Use:
    """What one text says came in, against what it says of its use, in yuan."""

    body: Party
    title: str
    verdict: Verdict
    gap: Decimal
    sentence: str


def uses(lines: Iterable[Line]) -> list[Use]:
    """Of texts that name receipts and a part of their use: what use they do not state."""
    texts: dict[tuple[int, Party], dict[str, list[Interval]]] = {}
    titles: dict[tuple[int, Party], str] = {}
    for one in (line.said for line in lines):
        if one.measure is None or one.interval is None or one.doc is None:
            continue
        key = (one.doc.pk, one.body)
        titles[key] = one.title
        texts.setdefault(key, {}).setdefault(one.measure.code, []).append(one.interval)
    found = []
    for key, by_code in texts.items():
        came = by_code.get(RECEIVED, [])
        went = [one for code in USED for one in by_code.get(code, [])]
        if came and went:
            found.append(_use(key[1], titles[key], total(came), went))
    return [one for one in found if one.verdict != Verdict.HOLDS]


def _use(body: Party, title: str, came: Interval, went: list[Interval]) -> Use:
    found = judge(CheckKind.SUM, [came, *went])
    facts = {**found.facts, "gap": f"{abs(found.gap):f}", "unit": "元"}
    return Use(body, title, found.verdict, found.gap, sentence(found.message, facts))

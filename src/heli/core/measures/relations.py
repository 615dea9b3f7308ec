"""Figures held against each other, by what their wordings assert. Pure functions over intervals.

A gap between a total and its parts is worded as not itemised first (未列明 N): there may be parts
the text does not name. It is a contradiction only where the text claims to name them all, or where
the parts exceed the whole.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from typing import Any

from heli.core.measures.enums import CheckKind, Verdict
from heli.kit.interval import EXACT_ARITHMETIC, Interval, total


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict with the sentence (by id, see :mod:`heli.core.measures.phrases`) and its numbers.

    ``gap`` is by how much, in the base unit; zero where nothing is amiss.
    """

    verdict: Verdict
    message: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    gap: Decimal = Decimal(0)


NOT_READ = Finding(Verdict.UNCHECKED, "not_read")


def judge(
    kind: CheckKind, figures: Sequence[Interval | None], *, is_complete: bool = False
) -> Finding:
    """What holding ``figures`` against each other finds.

    Their order is: the total, then its parts (sum, composition); the whole, then its part (part);
    the steps from first to last (funnel); the share, then its count, then its base (ratio); any
    (duplicate). A figure that asserts no amount (None) makes the check undone.
    """
    known = [figure for figure in figures if figure is not None]
    if len(known) < len(figures) or len(known) < LEAST[kind]:
        return NOT_READ
    return _JUDGES[kind](known, is_complete=is_complete)


LEAST = dict.fromkeys(CheckKind, 2) | {CheckKind.RATIO: 3}


def _sum(figures: list[Interval], *, is_complete: bool) -> Finding:
    whole, parts = figures[0], total(figures[1:])
    facts = {"whole": quantity(whole), "parts": quantity(parts)}
    if whole.intersects(parts):
        return Finding(Verdict.HOLDS, "sum_holds", facts)
    if parts.may_be_at_most(whole) and parts.high is not None:
        gap = _minus(whole.low, parts.high)
        if is_complete:
            return Finding(Verdict.CONTRADICTS, "sum_short", facts, gap)
        return Finding(Verdict.RESIDUAL, "sum_residual", facts, gap)
    return Finding(Verdict.CONTRADICTS, "sum_over", facts, _minus(parts.low, whole.high))


def _composition(figures: list[Interval], *, is_complete: bool) -> Finding:
    return _sum(figures, is_complete=True)


def _part(figures: list[Interval], *, is_complete: bool) -> Finding:
    whole, part = figures[0], figures[1]
    facts = {"whole": quantity(whole), "part": quantity(part)}
    if part.may_be_at_most(whole):
        return Finding(Verdict.HOLDS, "part_holds", facts)
    return Finding(Verdict.CONTRADICTS, "part_over", facts, _minus(part.low, whole.high))


def _funnel(figures: list[Interval], *, is_complete: bool) -> Finding:
    facts: dict[str, Any] = {"steps": [quantity(step) for step in figures]}
    for before, after in pairwise(figures):
        if not after.may_be_at_most(before):
            facts |= {"before": quantity(before), "after": quantity(after)}
            gap = _minus(after.low, before.high)
            return Finding(Verdict.CONTRADICTS, "funnel_rises", facts, gap)
    return Finding(Verdict.HOLDS, "funnel_holds", facts)


def _ratio(figures: list[Interval], *, is_complete: bool) -> Finding:
    share, count, base = figures[:3]
    facts = {"share": quantity(share), "count": quantity(count), "base": quantity(base)}
    possible = _shares(count, base)
    if possible is None:
        return Finding(Verdict.UNCHECKED, "ratio_no_base", facts)
    # A percentage is written to a whole point unless it says more (cut or rounded: both occur).
    written = _widened(share)
    if written.intersects(possible):
        return Finding(Verdict.HOLDS, "ratio_holds", facts)
    facts["possible"] = quantity(possible)
    return Finding(Verdict.CONTRADICTS, "ratio_differs", facts)


def _shares(count: Interval, base: Interval) -> Interval | None:
    """The percentages that a count of a base can make."""
    if base.low <= 0 or base.high is None or count.high is None:
        return None
    low = _percent(count.low, base.high)
    high = _percent(count.high, base.low)
    return Interval(low, high)


def _percent(part: Decimal, whole: Decimal) -> Decimal:
    return (part * 100 / whole).quantize(Decimal("0.000001"))


def _widened(share: Interval) -> Interval:
    if not share.is_point:
        return share
    exponent = share.low.as_tuple().exponent
    place = Decimal((0, (1,), min(0, exponent) if isinstance(exponent, int) else 0))
    half = place / 2
    return Interval(max(share.low - half, Decimal(0)), share.low + place, high_open=True)


def _duplicate(figures: list[Interval], *, is_complete: bool) -> Finding:
    facts: dict[str, Any] = {"figures": [quantity(figure) for figure in figures]}
    for n, one in enumerate(figures):
        for other in figures[n + 1 :]:
            if not one.intersects(other):
                facts |= {"one": quantity(one), "other": quantity(other)}
                return Finding(Verdict.CONTRADICTS, "duplicate_differs", facts)
    return Finding(Verdict.HOLDS, "duplicate_holds", facts)


_JUDGES: Mapping[CheckKind, Callable[..., Finding]] = {
    CheckKind.SUM: _sum,
    CheckKind.COMPOSITION: _composition,
    CheckKind.PART: _part,
    CheckKind.FUNNEL: _funnel,
    CheckKind.RATIO: _ratio,
    CheckKind.DUPLICATE: _duplicate,
}


def _minus(one: Decimal, other: Decimal | None) -> Decimal:
    return EXACT_ARITHMETIC.subtract(one, other if other is not None else Decimal(0))


def quantity(interval: Interval) -> str:
    """What is asserted, as it is stored: ``56``, ``59000000..60000000``, ``2..`` without limit.

    :mod:`heli.core.measures.phrases` words it in the reader's language.
    """
    if interval.is_point:
        return f"{interval.low:f}"
    return f"{interval.low:f}..{'' if interval.high is None else f'{interval.high:f}'}"

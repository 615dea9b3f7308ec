"""The value of a measure in a scope: exact at every moment, including the last second's acts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import BigIntegerField, Count, Max, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from heli.core.measures.contributions import (
    areas_of,
    contributions,
    signed_after,
    within,
)
from heli.core.measures.enums import Aggregation
from heli.core.measures.models import MeasureVersion, Rollup, RollupMark
from heli.core.measures.scopes import Scope
from heli.core.measures.sources import answers, seen_in
from heli.core.measures.spec import Measure
from heli.core.parties.models import Closure
from heli.kit.bundle.folding import place_point, quotient


@dataclass(frozen=True, slots=True)
class Amount:
    """A value with the number of records behind it. ``value`` is None for a share of nothing."""

    value: Decimal | None
    n: int

    def __str__(self) -> str:
        return "—" if self.value is None else f"{self.value:f}"


def value(version: MeasureVersion, scope: Scope) -> Amount:
    """What the measure is in the scope, now. Two queries for a measure that adds up.

    Without a value where it says nothing: goods of all kinds at once, steps of an item.
    """
    measure = version.measure
    if measure.is_ratio:
        over, under = (value(part, scope) for part in versions_behind(version))
        found = quotient(
            over.value, under.value, decimals=measure.decimals, percent=measure.unit == "%"
        )
        return Amount(found, over.n + under.n)
    if not answers(measure, scope):
        return Amount(None, 0)
    if measure.adds_over_time:
        return _summed(version, scope)
    return _folded(measure, scope)


def parts_of(measure: Measure) -> tuple[MeasureVersion, ...]:
    """The versions behind a value: itself, or numerator and denominator. Raises ``LookupError``."""
    ids = (measure.numerator, measure.denominator) if measure.is_ratio else (measure.id,)
    return tuple(version_of(known) for known in ids)


def versions_behind(version: MeasureVersion) -> tuple[MeasureVersion, ...]:
    """The same for a version at hand, without a query unless it is a ratio."""
    return parts_of(version.measure) if version.measure.is_ratio else (version,)


def says(version: MeasureVersion, scope: Scope) -> bool:
    """Whether a measure, or every part of it, has an answer in a scope."""
    return all(answers(part.measure, scope) for part in versions_behind(version))


def version_of(known_as: str) -> MeasureVersion:
    """The version called ``code@version``, or the newest approved one of ``code``.

    Raises ``LookupError`` when there is none.
    """
    code, _, version = known_as.partition("@")
    rows = MeasureVersion.objects.filter(code=code).select_related("approval", "mark")
    rows = rows.filter(version=version) if version else rows.filter(approval__isnull=False)
    found = rows.order_by("-version").first()
    if found is None:
        raise LookupError(known_as)
    return found


def _folded(measure: Measure, scope: Scope) -> Amount:
    """A value that does not add up, from its rows."""
    rows = contributions(measure, scope).order_by()
    if measure.aggregation is Aggregation.COUNT_DISTINCT:
        found = rows.aggregate(value=Count("key", distinct=True), n=Count("pk"))
    elif measure.aggregation is Aggregation.MAX:
        found = rows.aggregate(value=Max("amount"), n=Count("pk"))
    else:
        found = rows.aggregate(value=Coalesce(Sum("amount"), 0), n=Count("pk"))
    return Amount(place_point(found["value"], seen_in(measure, scope).decimals), found["n"])


def _summed(version: MeasureVersion, scope: Scope) -> Amount:
    """Rollups up to the mark, and the rows since.

    Mark and rollups are read in one statement. What lies below the mark never changes, so the rows
    since may be read later: the sum is exact at the moment of the second query.
    """
    kept = _rolled_up(version, scope)
    measure = version.measure
    rows = signed_after(measure, kept.mark)
    since = within(rows, scope, measure, hidden=kept.mark > 0).order_by()
    added = since.aggregate(amount=Sum("change"), n=Sum("sign"))
    total = kept.amount + (added["amount"] or 0)
    decimals = seen_in(measure, scope).decimals
    return Amount(place_point(total, decimals), kept.n + (added["n"] or 0))


@dataclass(frozen=True, slots=True)
class _Kept:
    mark: int = 0
    amount: int = 0
    n: int = 0


def _rolled_up(version: MeasureVersion, scope: Scope) -> _Kept:
    """Mark and sums in one statement; where every row counts 1, the amount is their number."""
    fields = ("n", "amount") if version.measure.amount else ("n",)
    sums = [_sum(version, scope, field) for field in fields]
    row = RollupMark.objects.filter(version=version).values_list("row", *sums).first()
    return _Kept(row[0], row[-1], row[1]) if row else _Kept()


def _sum(version: MeasureVersion, scope: Scope, field: str) -> Any:
    """The sum of a column of the scope's rollups, as an expression."""
    total: Any = Value(0, output_field=BigIntegerField())
    for span in spans(scope.first, scope.stop):
        rows = rollups_in(version, scope, span).values("version").annotate(total=Sum(field))
        part = Subquery(rows.values("total"), output_field=BigIntegerField())
        total = total + Coalesce(part, 0)
    return total


@dataclass(frozen=True, slots=True)
class Span:
    """Rollups of one granularity from ``start`` to before ``stop``."""

    granularity: str
    start: date | None
    stop: date | None


WIDEST_FIRST = (Rollup.YEAR, Rollup.MONTH, Rollup.DAY)


def spans(
    start: date | None, stop: date | None, kinds: tuple[str, ...] = WIDEST_FIRST
) -> Iterator[Span]:
    """The period as whole years, the months left over at its ends, and the days left over there."""
    kind, *finer = kinds
    first, last = start and _from(start, kind), stop and _floor(stop, kind)
    if first and last and first >= last:
        if finer:
            yield from spans(start, stop, tuple(finer))
        return
    if start != first:
        yield from spans(start, first, tuple(finer))
    yield Span(kind, first, last)
    if stop != last:
        yield from spans(last, stop, tuple(finer))


def _floor(day: date, kind: str) -> date:
    """The day on which the day's year or month began."""
    if kind == Rollup.DAY:
        return day
    return day.replace(day=1) if kind == Rollup.MONTH else day.replace(month=1, day=1)


def _from(day: date, kind: str) -> date:
    """The first year, month or day that begins on ``day`` or after it."""
    began = _floor(day, kind)
    if began == day:
        return day
    return _floor(began + timedelta(days=31 if kind == Rollup.MONTH else 366), kind)


def rollups_in(version: MeasureVersion, scope: Scope, span: Span) -> QuerySet[Rollup]:
    """The rollup rows of a scope within a span, in no order."""
    below = Closure.objects.filter(tree=scope.tree, ancestor=scope.org).values("descendant")
    rows = Rollup.objects.filter(version=version, granularity=span.granularity, org__in=below)
    if span.start:
        rows = rows.filter(start_on__gte=span.start)
    if span.stop:
        rows = rows.filter(start_on__lt=span.stop)
    if scope.item:
        rows = rows.filter(item_key=scope.item.pk)
    if scope.undertaking:
        rows = rows.filter(undertaking_key=scope.undertaking.pk)
    if scope.area:
        rows = rows.filter(area_key__in=areas_of(scope.area).values("pk"))
    return rows.order_by()

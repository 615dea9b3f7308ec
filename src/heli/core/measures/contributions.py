"""From a measure and a scope to the rows that make its value: the only such query there is.

``live`` rows are what people see: neither undone steps nor what undid them. ``signed`` rows are
all of them, each with its sign; their sum is the same, and it can be kept in rollups, because a
row that is written never changes again.
"""

from datetime import date
from typing import Any

from django.db.models import DateField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce, TruncDate
from django.utils.timezone import get_default_timezone

from heli.core.measures.enums import Aggregation, DateBasis, Key
from heli.core.measures.scopes import Scope
from heli.core.measures.sources import amount_of, answers, kept, narrowed, relation_of
from heli.core.measures.spec import Measure
from heli.core.parties.models import Closure
from heli.core.places.models import Area, AreaKind


Rows = QuerySet[Any]
"""Steps or postings with annotations, which the type checker cannot follow through functions."""


def contributions(measure: Measure, scope: Scope) -> Rows:
    """The rows behind the value, each with ``on``, ``amount`` and ``key``; oldest first.

    Not for ratios: ask for the numerator's or the denominator's. None where the measure says
    nothing (:func:`~heli.core.measures.sources.answers`).
    """
    if not answers(measure, scope):
        nothing: Rows = described(tagged(measure), measure).none()
        return nothing
    rows = within(live(measure), scope, measure)
    if measure.key is Key.PARTY:
        rows = rows.filter(key__isnull=False)
    if measure.aggregation is Aggregation.LAST:
        rows = rows.filter(~Exists(_later(measure, scope)))
    return rows.order_by("on", "id")


def live(measure: Measure) -> Rows:
    """Every row of the measure that still stands."""
    undone = relation_of(measure).model._default_manager.filter(reverses=OuterRef("pk"))
    return described(tagged(measure), measure).filter(~Exists(undone), reverses__isnull=True)


def tagged(measure: Measure) -> Rows:
    """Every row with the measure's tags, undone or not."""
    tags = measure.tags
    every: Rows = relation_of(measure).model._default_manager.all()
    rows = every.filter(tag=tags[0]) if len(tags) == 1 else every.filter(tag__in=tags)
    # Postings without a tag are in no index of tags. SQLite has to read that; it does not conclude.
    return rows.filter(kept(measure)).exclude(tag="")


def described(rows: Rows, measure: Measure, *, on: Any = None) -> Rows:
    """``rows`` with ``on`` (the day that counts), ``amount`` (1 or the fact) and ``key``."""
    day = day_of(measure) if on is None else on
    found: Rows = rows.annotate(on=day, amount=amount_of(measure), key=key_of(measure))
    return found


def signed(measure: Measure) -> Rows:
    """Every row, also with ``change``: what it adds to the value, negative where it undoes."""
    return _with_change(described(tagged(measure), measure))


def signed_after(measure: Measure, mark: int) -> Rows:
    """The signed rows written since the row ``mark``; all of them, by index, when there is none."""
    return signed_from(measure, mark) if mark else signed(measure)


def signed_from(measure: Measure, mark: int) -> Rows:
    """The signed rows after the row ``mark``, found by their ids.

    Tag and day are hidden from the planner: without statistics SQLite would rather walk a year of
    the tag's index than the few rows behind the mark.
    """
    since: Rows = relation_of(measure).model._default_manager.filter(pk__gt=mark)
    rows = since.annotate(said_tag=Coalesce("tag", Value("")))
    hidden = None
    if measure.date_basis is DateBasis.EFFECTIVE_ON:
        hidden = Coalesce("effective_on", "effective_on")
    rows = rows.filter(kept(measure), said_tag__in=measure.tags)
    return _with_change(described(rows, measure, on=hidden))


def _with_change(rows: Rows) -> Rows:
    found: Rows = rows.annotate(change=F("amount") * F("sign"))
    return found


def day_of(measure: Measure) -> Any:
    """The day of a row. What undoes a row lies on that row's day, so that periods stay right."""
    if measure.date_basis is DateBasis.EFFECTIVE_ON:
        return F("effective_on")
    moment = Coalesce("reverses__at", "at")
    return TruncDate(moment, tzinfo=get_default_timezone(), output_field=DateField())


def key_of(measure: Measure) -> Any:
    """What a row is counted as; merged parties count as the one they became."""
    return relation_of(measure).keys[measure.key]


def within(rows: Rows, scope: Scope, measure: Measure, *, hidden: bool = False) -> Rows:
    """``rows`` (described) of the scope's bodies, days, areas, item and undertaking."""
    rows = in_area(in_period(rows, scope.first, scope.stop), scope).filter(below(scope))
    return rows.filter(narrowed(measure, scope, hidden=hidden))


def in_period(rows: Rows, start: date | None, stop: date | None) -> Rows:
    """``rows`` (described) from ``start`` to before ``stop``."""
    if start is not None:
        rows = rows.filter(on__gte=start)
    return rows if stop is None else rows.filter(on__lt=stop)


def below(scope: Scope, *, field: str = "org_id") -> Q:
    """Rows of the scope's body and of those below it."""
    return Q(
        Exists(
            Closure.objects.filter(tree=scope.tree, ancestor=scope.org, descendant=OuterRef(field))
        )
    )


def in_area(rows: Rows, scope: Scope) -> Rows:
    """``rows`` of the scope's area, if it names one."""
    if scope.area is None:
        return rows
    return rows.filter(Exists(areas_of(scope.area).filter(pk=OuterRef("area_id"))))


def areas_of(area: Area) -> QuerySet[Area]:
    """The area and those inside it, down to the grid."""
    inside = Q(pk=area.pk)
    for depth in range(1, len(AreaKind)):
        inside |= Q(**{"__".join(["parent"] * depth): area})
    return Area.objects.filter(inside)


def _later(measure: Measure, scope: Scope) -> Rows:
    """Rows of the same key that came after: with one of these, a row is not the last."""
    rows = within(live(measure), scope, measure).filter(key=OuterRef("key"))
    return rows.filter(Q(on__gt=OuterRef("on")) | Q(on=OuterRef("on"), id__gt=OuterRef("id")))

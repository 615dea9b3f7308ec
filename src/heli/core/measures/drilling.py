"""The list behind a value, page by page: the same rows the value is made of."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from heapq import merge
from itertools import islice
from typing import Any

from django.db.models import Q

from heli.core.flow.models import Step
from heli.core.ledger.models import Posting
from heli.core.measures.contributions import Rows, contributions, in_period
from heli.core.measures.enums import Aggregation, DateBasis
from heli.core.measures.models import MeasureVersion
from heli.core.measures.scopes import Scope
from heli.core.measures.sources import relation_of
from heli.core.measures.spec import Measure
from heli.core.measures.values import versions_behind
from heli.core.parties.models import Closure


PAGE = 50
# Up to so many bodies it is quicker to ask each for its next rows than to walk everybody's.
FEW = 16

Place = tuple[date, int]
Row = Step | Posting
"""A contribution; both kinds say their ``code`` and ``title``."""


@dataclass(frozen=True, slots=True)
class Page:
    """Rows in the order of their day, and where the next page begins ("" on the last one)."""

    rows: list[Row]
    after: str = ""


def drill_down(
    version: MeasureVersion, scope: Scope, *, after: str = "", limit: int = PAGE, part: int = 0
) -> Page:
    """A page of the rows behind a value, oldest first, with what a list shows of them.

    ``after`` is what the page before said. Of a ratio, ``part`` 0 is the numerator, 1 the
    denominator. Costs the same on the first page and on any other.
    """
    measure = versions_behind(version)[part].measure
    found = list(islice(_in_order(measure, scope, _place(after), limit + 1), limit + 1))
    places, more = found[:limit], len(found) > limit
    shown = every_row(version, scope, part=part).filter(pk__in=[pk for _day, pk in places])
    return Page(sorted(shown, key=_order), _cursor(places[-1]) if more else "")


def every_row(version: MeasureVersion, scope: Scope, *, part: int = 0) -> Rows:
    """All rows behind a value at once, for exports and for whoever counts by hand."""
    measure = versions_behind(version)[part].measure
    return contributions(measure, scope).select_related(*relation_of(measure).shown)


def _cursor(place: Place) -> str:
    day, pk = place
    return f"{day.isoformat()},{pk}"


def _place(after: str) -> Place | None:
    if not after:
        return None
    day, _, pk = after.partition(",")
    return date.fromisoformat(day), int(pk)


def _in_order(measure: Measure, scope: Scope, after: Place | None, limit: int) -> Iterator[Place]:
    """Where rows stand, by day and id: from several streams where that lets an index give the order.

    Only that, without what a list shows of them: joined to it, SQLite begins with the accounts and
    sorts all their rows.
    """
    rows = contributions(measure, scope)
    if after is not None:
        day, pk = after
        rows = in_period(rows, day, None).exclude(Q(on=day, pk__lte=pk))
    streams = _streams(measure, scope, rows)
    return merge(*(stream.values_list("on", "pk")[:limit] for stream in streams))


def _order(row: Any) -> Place:
    """The place of a contribution in the order."""
    return row.on, row.pk


def _streams(measure: Measure, scope: Scope, rows: Rows) -> list[Rows]:
    if measure.date_basis is DateBasis.AT or measure.aggregation is Aggregation.LAST:
        return [rows]
    by_tag = [rows.filter(tag=tag) for tag in measure.tags]
    bodies = Closure.objects.filter(tree=scope.tree, ancestor=scope.org)
    few = list(bodies.values_list("descendant_id", flat=True)[: FEW + 1])
    if len(few) > FEW:
        return by_tag
    return [stream.filter(org=body) for stream in by_tag for body in few]

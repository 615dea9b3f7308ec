"""A value by its parts: the bodies below, or the months. Small parts are hidden from the public."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from django.db.models import Sum
from django.db.models.functions import Coalesce

from heli.core.ledger.models import Item
from heli.core.measures.contributions import Rows, contributions, signed_after, within
from heli.core.measures.enums import Disclosure
from heli.core.measures.models import MeasureVersion, Rollup, RollupMark
from heli.core.measures.scopes import Scope
from heli.core.measures.sources import narrowed, relation_of, seen_in
from heli.core.measures.values import Span, rollups_in, says, spans, value, versions_behind
from heli.core.parties.models import Closure, Party
from heli.kit.bundle.folding import place_point


SMALLEST = 3


class By(StrEnum):
    """What a value is broken down by."""

    ORG = "org"
    MONTH = "month"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Cell:
    """One part. ``org``, ``month`` or ``item`` says which; ``value`` is None when it is hidden or unknown."""

    value: Decimal | None
    n: int | None
    org: Party | None = None
    month: date | None = None
    is_hidden: bool = False
    item: Item | None = None


def breakdown(version: MeasureVersion, scope: Scope, *, by: By) -> list[Cell]:
    """The parts of a value: bodies, months, or items in their own units.

    Bodies are the scope's own and each directly below. Parts without records are left out. They make the whole only for measures that add up
    (``adds_over_orgs``, ``adds_over_time``). Not for ratios' rows: each part is its own ratio.
    """
    if by is By.ITEM:
        return _by_item(version, scope)
    if not says(version, scope):
        return []
    if by is By.ORG:
        return _by_org(version, scope)
    return _by_month(version, scope)


def for_public(
    version: MeasureVersion, cells: Sequence[Cell], *, least: int = SMALLEST
) -> list[Cell]:
    """The cells as anybody may see them; none where the measure shows its value only."""
    if version.measure.disclosure == Disclosure.VALUE:
        return []
    return suppress(cells, least=least)


def suppress(cells: Sequence[Cell], *, least: int = SMALLEST) -> list[Cell]:
    """Hide cells with fewer than ``least`` records.

    One hidden cell could be told from the whole, so a second one, the smallest left, goes with it.
    """
    hidden = {i for i, cell in enumerate(cells) if cell.n is not None and 0 < cell.n < least}
    left = [i for i, cell in enumerate(cells) if i not in hidden and cell.n]
    if len(hidden) == 1 and left:
        hidden.add(min(left, key=lambda i: (cells[i].n or 0, i)))
    return [
        replace(cell, value=None, n=None, is_hidden=True) if i in hidden else cell
        for i, cell in enumerate(cells)
    ]


def _by_org(version: MeasureVersion, scope: Scope) -> list[Cell]:
    below = Closure.objects.filter(tree=scope.tree, ancestor=scope.org, depth=1)
    children = Party.objects.filter(pk__in=below.values("descendant")).order_by("pk")
    if not version.measure.adds_over_time:
        return _kept([_cell(version, replace(scope, org=child)) for child in children])
    sums = _sums_by_org(version, scope)
    roots = {
        inside: top
        for top, inside in Closure.objects.filter(
            tree=scope.tree, ancestor__in=children
        ).values_list("ancestor_id", "descendant_id")
    }
    parts: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for org, (amount, n) in sums.items():
        part = parts[roots.get(org, scope.org.pk)]
        part[0], part[1] = part[0] + amount, part[1] + n
    return _kept(
        [
            Cell(place_point(amount, seen_in(version.measure, scope).decimals), n, org=party)
            for party in (scope.org, *children)
            for amount, n in [parts[party.pk]]
        ]
    )


def _cell(version: MeasureVersion, scope: Scope) -> Cell:
    found = value(version, scope)
    return Cell(found.value, found.n, org=scope.org)


def _kept(cells: Iterable[Cell]) -> list[Cell]:
    return [cell for cell in cells if cell.n]


def _sums_by_org(version: MeasureVersion, scope: Scope) -> dict[int, tuple[int, int]]:
    """Amount and n of every body of the scope.

    The mark is read before the rollups, and again with them in their one statement: where nothing
    is rolled up, nothing between the two marks counts either.
    """
    mark = RollupMark.objects.filter(version=version).values_list("row", flat=True).first() or 0
    found: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    first, *others = (_by_body(version, scope, span) for span in spans(scope.first, scope.stop))
    for org, row, amount, n in first.union(*others, all=True):
        mark = row
        found[org][0] += amount
        found[org][1] += n
    # Hidden from the planner like tag and day: SQLite would group by walking the index of bodies.
    measure = version.measure
    since = within(signed_after(measure, mark), scope, measure, hidden=mark > 0).order_by()
    bodies = since.annotate(body=Coalesce("org_id", "org_id")).values_list("body")
    for org, amount, n in bodies.annotate(Sum("change"), Sum("sign")):
        found[org][0] += amount or 0
        found[org][1] += n
    return {org: (amount, n) for org, (amount, n) in found.items()}


def _by_body(version: MeasureVersion, scope: Scope, span: Span) -> Rows:
    """Body, mark, amount and n of the rollups within a span."""
    rows = rollups_in(version, scope, span).values_list("org_id", "version__mark__row")
    return rows.annotate(Sum("amount"), Sum("n"))


def _by_item(version: MeasureVersion, scope: Scope) -> list[Cell]:
    """Which items there are is read off the rollups and the rows since; each is its own value."""
    column = relation_of(version.measure).item
    if not column:
        return []
    mark = RollupMark.objects.filter(version=version).values_list("row", flat=True).first() or 0
    rolled = Rollup.objects.filter(version=version, granularity=Rollup.YEAR)
    since = signed_after(version.measure, mark).filter(narrowed(version.measure, scope))
    known = {*rolled.values_list("item_key", flat=True).distinct().order_by()}
    known |= {*since.values_list(column, flat=True).distinct().order_by()}
    items = Item.objects.filter(pk__in=known).select_related("unit").order_by("name", "pk")
    wanted = [item for item in items if scope.item in (None, item)]
    cells = []
    for item in wanted:
        found = value(version, replace(scope, item=item))
        cells.append(Cell(found.value, found.n, item=item))
    return _kept(cells)


def _by_month(version: MeasureVersion, scope: Scope) -> list[Cell]:
    cells = []
    for first, last in _months(version, scope):
        found = value(version, replace(scope, first=first, last=last))
        cells.append(Cell(found.value, found.n, month=first.replace(day=1)))
    return _kept(cells)


def _months(version: MeasureVersion, scope: Scope) -> Iterable[tuple[date, date]]:
    """The months of a scope, cut at its ends; where it has no end, from its first and last rows."""
    first, last = scope.first or _end(version, scope, 0), scope.last or _end(version, scope, -1)
    while first and last and first <= last:
        next_month = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
        yield first, min(last, next_month - timedelta(days=1))
        first = next_month


def _end(version: MeasureVersion, scope: Scope, which: int) -> date | None:
    measure = versions_behind(version)[-1].measure
    rows: Rows = contributions(measure, scope)
    row = rows.first() if which == 0 else rows.last()
    return row.on if row else None

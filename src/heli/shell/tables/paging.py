"""Pages by their edge, not by their number: as fast on page 10,000 as on page 1, no counting."""

import base64
import binascii
import json
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, Expression, F, Func, Model, Q, QuerySet
from django.db.models.constants import LOOKUP_SEP
from django.db.models.expressions import OrderBy
from django.db.models.sql.compiler import SQLCompiler


@dataclass(frozen=True, slots=True)
class Order:
    """A field and a direction. Ties are decided in the same direction, by the primary key.

    ``tie`` is another field that is never empty and never twice the same, where the index that
    holds ``field`` goes on with that one: else the rows of a whole day are sorted for a page.
    """

    field: str
    descending: bool = False
    nullable: bool = False
    tie: str = "pk"

    def expressions(self, *, backwards: bool) -> list[OrderBy]:
        """The ORDER BY; empty values come last, whichever way one sorts."""
        down = self.descending != backwards
        empties = {("nulls_first" if backwards else "nulls_last"): True} if self.nullable else {}
        first = F(self.field).desc(**empties) if down else F(self.field).asc(**empties)
        return [first, F(self.tie).desc() if down else F(self.tie).asc()]

    def beyond(self, edge: "Edge", *, backwards: bool) -> Q:
        """The rows that come after ``edge`` (before it, when going backwards)."""
        compare = "lt" if self.descending != backwards else "gt"
        tie = Q(**{f"{self.tie}__{compare}": edge.tie})
        empty = Q(**{f"{self.field}__isnull": True})
        if edge.value is None:
            return (empty & tie) | (~empty if backwards else Q(pk__in=[]))
        here = Q(**{f"{self.field}__{compare}e": edge.value})
        past = here & (Q(**{f"{self.field}__{compare}": edge.value}) | tie)
        return past | empty if self.nullable and not backwards else past


class Beyond(Func):
    """Rows beyond an edge in the order of two columns, neither empty: ``(a, b) > (x, y)``.

    As one comparison it is the beginning of a stretch of an index of both, and known as such. Said as
    ``a >= x AND (a > x OR b > y)`` it is to PostgreSQL three conditions that few rows meet, and it sorts
    all that meet them.
    """

    conditional = True
    output_field = BooleanField()

    def __init__(
        self, columns: tuple[str, str], edge: tuple[Expression, Expression], *, down: bool
    ) -> None:
        super().__init__(*map(F, columns), *edge)
        self.sign = "<" if down else ">"

    def as_sql(  # type: ignore[override]  # takes no template
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, list[Any]]:
        """The comparison of two pairs, which both databases know."""
        parts = [compiler.compile(one) for one in self.get_source_expressions()]
        first, second, edge, key = (sql for sql, _places in parts)
        places = [place for _sql, some in parts for place in some]
        return f"({first}, {second}) {self.sign} ({edge}, {key})", places


@dataclass(frozen=True, slots=True)
class Edge:
    """The last (or first) row of a page: its sort value, what decides ties, how many rows lie before."""

    value: Any
    tie: Any
    position: int

    def sealed(self) -> str:
        """As it stands in an address."""
        kind, value = _plain(self.value)
        text = json.dumps([kind, value, str(self.tie), self.position], separators=(",", ":"))
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def open_edge(text: str) -> Edge | None:
    """The edge in an address; None for anything that is not one."""
    try:
        raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        kind, value, tie, position = json.loads(raw)
        read = _READERS[kind](value)
        return Edge(read, str(tie), max(0, int(position)))
    except (binascii.Error, ValueError, KeyError, TypeError, ArithmeticError):
        return None


def _plain(value: Any) -> tuple[str, Any]:
    if isinstance(value, datetime):
        return "t", value.isoformat()
    if isinstance(value, date):
        return "d", value.isoformat()
    if isinstance(value, Decimal):
        return "n", str(value)
    if value is None or isinstance(value, int | str | float):
        return "v", value
    return "v", str(value)


def _scalar(value: Any) -> Any:
    if value is None or isinstance(value, int | str | float):
        return value
    raise TypeError


_READERS: dict[str, Any] = {
    "t": datetime.fromisoformat,
    "d": date.fromisoformat,
    "n": Decimal,
    "v": _scalar,
}


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows in their order, and the edges to go on from."""

    rows: list[Any]
    first: int
    before: str = ""
    after: str = ""

    @property
    def last(self) -> int:
        """The place of the last row in the whole list."""
        return self.first + len(self.rows) - 1


def page(
    rows: QuerySet[Any], order: Order, *, size: int, after: str = "", before: str = ""
) -> Page:
    """``size`` rows after an edge, before one, or from the start. One query."""
    edge = open_edge(after or before)
    backwards = bool(before) and not after and edge is not None
    if edge is not None:
        try:
            rows = rows.filter(order.beyond(edge, backwards=backwards))
        except (ValueError, TypeError, ValidationError):
            edge, backwards = None, False
    found = list(rows.order_by(*order.expressions(backwards=backwards))[: size + 1])
    return page_of(found, order, size=size, edge=edge, backwards=backwards)


def page_of(
    found: list[Any], order: Order, *, size: int, edge: Edge | None, backwards: bool
) -> Page:
    """The page of the rows found from an edge on; ``found`` has one more if there is more."""
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    position = edge.position if edge else 0
    first = max(1, position - len(found) + 1) if backwards else position + 1
    has_before = more if backwards else edge is not None
    has_after = True if backwards else more
    return Page(
        rows=found,
        first=first,
        before=_edge(found[0], order, first - 1) if found and has_before else "",
        after=_edge(found[-1], order, first + len(found) - 1) if found and has_after else "",
    )


def first_page(found: list[Any], order: Order, *, size: int) -> Page:
    """The page of the first ``size`` rows; ``found`` has one more if there is more."""
    rows = found[:size]
    after = _edge(rows[-1], order, len(rows)) if len(found) > size else ""
    return Page(rows=rows, first=1, after=after)


def _edge(row: Any, order: Order, position: int) -> str:
    value = row
    for name in order.field.split(LOOKUP_SEP):
        value = getattr(value, name) if value is not None else None
    return Edge(value, getattr(row, order.tie), position).sealed()


def order_of(model: type[Model], sort: str | Order, *, descending: bool) -> Order:
    """The order by a field of a model, which says whether it can be empty.

    Of what a query adds to the model nobody can read that; a list says it by an :class:`Order`.
    """
    if isinstance(sort, Order):
        return replace(sort, descending=descending)
    return Order(sort, descending=descending, nullable=_can_be_empty(model, sort))


@lru_cache(maxsize=512)
def _can_be_empty(model: type[Model], path: str) -> bool:
    at: Any = model
    for name in path.split(LOOKUP_SEP):
        known = {f.name: f for f in at._meta.get_fields()} if at else {}
        found = known.get(name)
        if found is None:
            return False
        if getattr(found, "null", False):
            return True
        at = found.related_model
    return False

"""A list as it is asked for: filters, order, page, columns, files."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpResponseBase, QueryDict
from django.shortcuts import render
from django.utils.safestring import SafeString

from heli.core.acts import Actor, Message, Prepared, given
from heli.shell.models import SavedView
from heli.shell.requests import Request
from heli.shell.tables.columns import Bulk, Cell, Column, Empty, HeadCell, Line
from heli.shell.tables.drawing import rows
from heli.shell.tables.exports import respond_csv, respond_xlsx
from heli.shell.tables.filters import Chip, Filter, Read
from heli.shell.tables.paging import Order, Page, first_page, order_of, page


CHUNK = 500
_OF_THE_PAGE = frozenset(("after", "before", "format", "counts"))
RowsFor = Callable[[Actor], QuerySet[Any]]
"""The rows of a list, as a function of who reads it and of nothing else."""

KeptCounts = Callable[[Actor, Sequence[str]], Sequence[int | None]]
"""How many rows the views of a list have, as kept: none is counted while a page loads."""

_OWN = Prepared(
    SavedView.objects.filter(
        user_id=given(SavedView, "user_id"), table=given(SavedView, "table")
    ).order_by("name")
)


@lru_cache(maxsize=128)
def _first(
    rows: RowsFor, actor: Actor, size: int, sorted_by: tuple[str | Order, bool]
) -> tuple[Order, Prepared[Any]]:
    """The first rows of a list without filters, which most look at most of the time."""
    found, (field, descending) = rows(actor), sorted_by
    order = order_of(found.model, field, descending=descending)
    return order, Prepared(found.order_by(*order.expressions(backwards=False))[: size + 1])


class View(NamedTuple):
    """A view that everybody has: a name and the address it stands for."""

    label: Message
    query: str


@dataclass(frozen=True)
class Table:
    """A kind of list. ``sort`` is a column's code, with ``-`` for the highest first.

    ``totals`` gives, for the rows of the filters, what stands in the total row under which
    column. ``row_id`` is the attribute that bulk acts post. Views get their counts after the page
    has come, each cut off at 1000; or from ``counts``, by their queries, where a loop keeps them.
    ``preview`` is the address of what a row shows beside the list, in ``data-preview-pane``.
    """

    code: str
    title: Message
    columns: Sequence[Column]
    filters: Sequence[Filter] = ()
    views: Sequence[View] = ()
    sort: str = ""
    size: int = 50
    bulk: Sequence[Bulk] = ()
    row_id: str = "pk"
    totals: Callable[[QuerySet[Any]], Mapping[str, Any]] | None = None
    empty: Empty | None = None
    counts: KeptCounts | None = None
    preview: Callable[[Any], str] | None = None


class Drawn(NamedTuple):
    """A filter as it is drawn: its options as (value, label, chosen), its fields as (name, value)."""

    kind: str
    code: str
    label: Message
    options: Sequence[tuple[Any, Message, bool]]
    values: Sequence[tuple[str, str]]


class Bar(NamedTuple):
    """What stands above a list, in plain words and numbers: filters, chips, columns, files.

    ``carried`` are parameters that the filters take along, ``shared`` those that the choice of columns
    does; ``columns`` are (code, label, shown), ``chips`` (label, text, address without it). ``view`` is what
    a saved view keeps, "" where there is nothing to keep or nobody to keep it.
    """

    path: str
    code: str
    parts: Sequence[Drawn]
    carried: Sequence[tuple[str, str]]
    shared: Sequence[tuple[str, str]]
    columns: Sequence[tuple[str, Message, bool]]
    chips: Sequence[tuple[str, str, str]]
    files: tuple[str, str]
    view: str


class ShownView(NamedTuple):
    """A view at the left of a list."""

    label: Message
    url: str
    current: bool
    pk: int | None = None
    number: str = ""


class Listing:
    """A table, asked for by one request, over the rows that its reader may see.

    ``rows`` as a function of the reader (:data:`RowsFor`) come without delay, filters aside.
    """

    def __init__(self, table: Table, request: Request, rows: QuerySet[Any] | RowsFor) -> None:
        self.table, self.request, self.given = table, request, rows
        self.query = request.GET

    @property
    def actor(self) -> Actor:
        """Who reads."""
        return self.request.actor

    @cached_property
    def visible(self) -> QuerySet[Any]:
        """All rows that may be listed."""
        return self.given if isinstance(self.given, QuerySet) else self.given(self.actor)

    @cached_property
    def reads(self) -> list[tuple[Filter, Read]]:
        """What each filter read from the address."""
        return [(f, f.read(self.query, self.actor)) for f in self.table.filters]

    @cached_property
    def rows(self) -> QuerySet[Any]:
        """The rows of the filters."""
        return self._narrowed(read for _filter, read in self.reads)

    def filtered(self, query: QueryDict) -> QuerySet[Any]:
        """The rows that an address asks for."""
        return self._narrowed(one.read(query, self.actor) for one in self.table.filters)

    def _narrowed(self, reads: Iterable[Read]) -> QuerySet[Any]:
        rows = self.visible
        for read in reads:
            if read.rule is not None:
                rows = rows.filter(read.rule)
        return rows

    @cached_property
    def wrong(self) -> list[str]:
        """Filters that could not be understood, as sentences; they do not filter."""
        return [read.wrong for _filter, read in self.reads if read.wrong]

    @property
    def chips(self) -> list[tuple[Chip, str]]:
        """The filters that are on, each with the address without it."""
        return [
            (chip, self.address(**dict.fromkeys(chip.names)))
            for _filter, read in self.reads
            for chip in read.chips
        ]

    @cached_property
    def sort(self) -> str:
        """The code of the column sorted by, with ``-`` for the highest first."""
        wanted = self.query.get("sort", "")
        known = {c.code for c in self.table.columns if c.sort}
        return wanted if wanted.removeprefix("-") in known else self.table.sort

    @cached_property
    def order(self) -> Order:
        """The order in the database."""
        field, descending = self._sorted_by
        return order_of(self.rows.model, field, descending=descending)

    @property
    def _sorted_by(self) -> tuple[str | Order, bool]:
        code = self.sort.removeprefix("-")
        field = next((c.sort for c in self.table.columns if c.code == code and c.sort), "pk")
        return field, self.sort.startswith("-")

    @cached_property
    def page(self) -> Page:
        """The page asked for. One query."""
        size = self.table.size
        after, before = self.query.get("after", ""), self.query.get("before", "")
        is_filtered = any(read.rule is not None for _filter, read in self.reads)
        if isinstance(self.given, QuerySet) or is_filtered or after or before:
            return page(self.rows, self.order, size=size, after=after, before=before)
        order, first = _first(self.given, self.actor, size, self._sorted_by)
        return first_page(first.records(), order, size=size)

    @cached_property
    def columns(self) -> list[Column]:
        """The columns shown: as chosen, else as declared."""
        wanted = self.query.getlist("column")
        chosen = [c for c in self.table.columns if c.code in wanted]
        return chosen or [c for c in self.table.columns if c.shown]

    @property
    def head(self) -> list[HeadCell]:
        """The headings."""
        return [self._head(column) for column in self.columns]

    def _head(self, column: Column) -> HeadCell:
        if not column.sort:
            return HeadCell(column)
        now = {column.code: "ascending", f"-{column.code}": "descending"}.get(self.sort, "")
        turned = f"-{column.code}" if now == "ascending" else column.code
        return HeadCell(column, self.address(sort=turned), now)

    @cached_property
    def lines(self) -> list[Line]:
        """The rows of the page, cell by cell."""
        page, columns = self.page.rows, self.columns
        values = zip(*(c.of_page(page) for c in columns), strict=True)
        # Most links of a row lead to the same place, which is asked once.
        links = {c.link for c in columns if c.link}
        lines = []
        for row, cells in zip(page, values, strict=True):
            urls = {link: link(row) for link in links}
            lines.append(
                Line(
                    str(getattr(row, self.table.row_id)),
                    [
                        Cell(c, value, urls[c.link] if c.link else "")
                        for c, value in zip(columns, cells, strict=True)
                    ],
                    self.table.preview(row) if self.table.preview else "",
                )
            )
        return lines

    @property
    def body(self) -> SafeString:
        """The rows of the page as HTML."""
        return rows(self.lines, self.columns, ticks=bool(self.table.bulk))

    @cached_property
    def totals(self) -> list[Cell]:
        """The cells of the total row; none, when the table has no totals."""
        if self.table.totals is None:
            return []
        sums = self.table.totals(self.rows)
        return [Cell(c, sums.get(c.code, "")) for c in self.columns]

    @property
    def next_url(self) -> str:
        """The address of the next page, or ""."""
        return self.address(after=self.page.after) if self.page.after else ""

    @property
    def previous_url(self) -> str:
        """The address of the page before, or ""."""
        return self.address(before=self.page.before) if self.page.before else ""

    def address(self, **changes: str | None) -> str:
        """This list with some parameters changed; paging starts over."""
        kept = [
            (name, value)
            for name, values in self.query.lists()
            if name not in _OF_THE_PAGE and name not in changes and any(values)
            for value in values
        ]
        kept += [(name, value) for name, value in changes.items() if value]
        return f"{self.request.path}?{urlencode(kept)}" if kept else self.request.path

    @property
    def view_query(self) -> str:
        """What a saved view keeps: the address without the page."""
        return self.address().partition("?")[2]

    @property
    def bar(self) -> Bar:
        """What stands above the list."""
        names = ["sort", *(name for f in self.table.filters for name in f.names)]
        return Bar(
            self.request.path,
            self.table.code,
            self.drawn,
            [(n, v) for n in ("sort", "column") for v in self.query.getlist(n)],
            [(n, v) for n in names for v in self.query.getlist(n) if v],
            [(one.code, one.label, one in self.columns) for one in self.table.columns],
            [(chip.label, chip.text, url) for chip, url in self.chips],
            (self.address(format="xlsx"), self.address(format="csv")),
            self.view_query if self.actor.is_signed_in else "",
        )

    @cached_property
    def drawn(self) -> list[Drawn]:
        """The filters as the filter bar draws them."""
        return [
            Drawn(
                one.drawn,
                one.code,
                one.label,
                one.marked(self.query.getlist(one.code), self.actor),
                [(name, self.query.get(name, "")) for name in one.names],
            )
            for one in self.table.filters
        ]

    @cached_property
    def views(self) -> list[ShownView]:
        """The views at the left: everybody's, then one's own. One query."""
        fixed = [(v.label, v.query, None) for v in self.table.views]
        user = getattr(self.request.user, "pk", None)
        own = _OWN.records(user_id=user, table=self.table.code) if user else []
        every = [*fixed, *((v.name, v.query, v.pk) for v in own)]
        numbers = self._numbers([query for _label, query, _pk in every])
        here = self.view_query
        return [
            ShownView(
                label,
                f"{self.request.path}?{query}" if query else self.request.path,
                query == here,
                pk,
                number,
            )
            for (label, query, pk), number in zip(every, numbers, strict=True)
        ]

    def _numbers(self, queries: Sequence[str]) -> list[str]:
        if self.table.counts is not None:
            kept = self.table.counts(self.actor, queries)
            return ["" if n is None else str(n) for n in kept]
        asked = "counts" in self.query
        return [self._count(query) if asked else "" for query in queries]

    def _count(self, query: str) -> str:
        most = 1000
        found = self.filtered(QueryDict(query)).order_by()[:most].count()
        return f"{most - 1}+" if found == most else str(found)

    @property
    def counts_url(self) -> str:
        """Where the counts of the views come from, after the page; "" once they are there."""
        are_there = self.table.counts is not None or "counts" in self.query
        return "" if are_there else self.address(counts="1")

    @property
    def first_action(self) -> tuple[Message, str] | None:
        """What an empty list offers to the reader to begin with: a label and an url name."""
        empty = self.table.empty
        if empty is None or (empty.policy and not empty.policy.check(self.request.actor)):
            return None
        return empty.action

    def exported(self) -> Iterator[list[Any]]:
        """The rows for a file."""
        ordered = self.rows.order_by(*self.order.expressions(backwards=False))
        rows = ordered.iterator(chunk_size=CHUNK)
        while page := list(islice(rows, CHUNK)):
            for cells in zip(*(column.exported(page) for column in self.columns), strict=True):
                yield list(cells)

    def respond(self, template: str, context: dict[str, Any] | None = None) -> HttpResponseBase:
        """The page, or the file that ``?format=`` asks for."""
        header = [str(column.label) for column in self.columns]
        match self.query.get("format"):
            case "csv":
                return respond_csv(str(self.table.title), header, self.exported())
            case "xlsx":
                return respond_xlsx(
                    str(self.table.title),
                    header=header,
                    widths=[column.width for column in self.columns],
                    rows=self.exported(),
                    totals=[cell.value for cell in self.totals],
                )
        return render(self.request, template, {**(context or {}), "listing": self})

"""The queue among a million cases: a page is read off one index, with the words that a list says of each."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.safestring import SafeString

from heli.core.acts import Actor, Prepared, given
from heli.core.flow.models import Entry
from heli.loops.grid.models import Case
from heli.loops.grid.queries.cases import for_actor
from heli.loops.grid.queries.counts import rule_of
from heli.loops.grid.web.desk.boxes import BOXES, PLAIN
from heli.loops.grid.web.desk.rows import COLUMNS, Row
from heli.loops.grid.web.desk.tables import QUEUE
from heli.shell import clock
from heli.shell.tables import Listing
from heli.shell.tables.drawing import escape
from heli.shell.tables.paging import Beyond, Edge, Order, Page, open_edge, order_of, page_of


SORTED = ("case__due_at", "case__reported_at")
"""What a page comes off an index by; other orders are asked for as those of any list."""


class Stretch(NamedTuple):
    """A part of the queue in its order: the dated or the undated cases, whole or beyond an edge."""

    field: str
    is_dated: bool
    down: bool
    is_beyond: bool = False

    def rule(self) -> Q:
        """The cases that belong to it."""
        found = Q(**{f"{self.field}__isnull": not self.is_dated})
        if not self.is_beyond:
            return found
        key = given(Case, "entry_id", "edge_key")
        if not self.is_dated:
            return found & Q(**{f"case__entry__{'lt' if self.down else 'gt'}": key})
        edge = given(Case, self.field.removeprefix("case__"), "edge")
        return found & Q(Beyond((self.field, "case__entry_id"), (edge, key), down=self.down))

    def order(self) -> list[str]:
        """Ties are decided by the entry, which the same index holds."""
        sign = "-" if self.down else ""
        return [f"{sign}{name}" for name in ([self.field] if self.is_dated else [])] + [
            f"{sign}case__entry_id"
        ]


class CaseListing(Listing):
    """The queue as it is asked for."""

    @cached_property
    def order(self) -> Order:
        """The order in the database. The rows of the filters are not built for it."""
        field, descending = self._sorted_by
        return order_of(Entry, field, descending=descending)

    @cached_property
    def page(self) -> Page:
        """The page asked for. One query, two where dated and undated cases meet."""
        field, descending = self._sorted_by
        if not isinstance(field, str) or field not in SORTED:
            return super().page
        after, before = self.query.get("after", ""), self.query.get("before", "")
        edge = open_edge(after or before)
        if edge is not None and not _fits(edge):
            edge = None
        backwards = bool(before) and not after and edge is not None
        size = self.table.size
        rows: list[Row] = []
        for stretch in stretches(field, edge, down=descending, backwards=backwards):
            if len(rows) <= size:
                rows += self._rows(stretch, edge, size + 1 - len(rows))
        return page_of(rows, self.order, size=size, edge=edge, backwards=backwards)

    @property
    def places(self) -> SafeString:
        """Where the cases of the page lie, as the rows beside their map. Not drawn by a template."""
        return SafeString("".join(map(_place_of, self.page.rows)))

    def _rows(self, stretch: Stretch, edge: Edge | None, most: int) -> list[Row]:
        """The first cases of a stretch. One query."""
        values = moments(clock.now())
        if edge is not None and stretch.is_beyond:
            values |= {"edge": edge.value, "edge_key": int(edge.tie)}
        asked = tuple(
            (name, tuple(v for v in told if v)) for name, told in self.query.lists() if any(told)
        )
        filters = tuple(one for one in asked if one[0] in _FILTERS)
        if {name for name, _told in filters} <= set(PLAIN):
            prepared = _prepared(self.actor, filters, stretch, self.table.size + 1)
        else:
            prepared = _rows_of(self.actor, filters, stretch, self.table.size + 1)
        return list(map(Row._make, prepared.rows_of(**values)[:most]))  # noqa: SLF001  -- public, in spite of its name


def _place_of(entry: Row | Entry) -> str:
    place = entry.case.place or (entry.area.name if entry.area else "—")
    return (
        f'<tr data-map-key="{entry.uid}"><td class="number">{escape(entry.code)}</td>'
        f"<td>{escape(place)}</td></tr>"
    )


_FILTERS = {name for one in QUEUE.filters for name in one.names}


def stretches(field: str, edge: Edge | None, *, down: bool, backwards: bool) -> Iterator[Stretch]:
    """What a page is read from, in this order: dated cases stand before undated ones."""
    down = down != backwards
    if edge is None:
        yield Stretch(field, is_dated=True, down=down)
        yield Stretch(field, is_dated=False, down=down)
        return
    here = edge.value is not None
    yield Stretch(field, is_dated=here, down=down, is_beyond=True)
    if here != backwards:
        yield Stretch(field, is_dated=not here, down=down)


def _fits(edge: Edge) -> bool:
    """Whether an edge of an address is one of this queue."""
    return str(edge.tie).isdecimal() and (edge.value is None or isinstance(edge.value, datetime))


def moments(at: datetime) -> dict[str, Any]:
    """The moments that boxes compare with."""
    asked = [told for _label, told in BOXES.values()]
    seconds = {one[name] for one in asked for name in ("due_from", "due_within") if name in one}
    return {_name(n): at + timedelta(seconds=n) for n in seconds}


def _name(seconds: int) -> str:
    return f"in_{seconds}"


def _rows_of(
    actor: Actor, asked: tuple[tuple[str, tuple[str, ...]], ...], stretch: Stretch, most: int
) -> Prepared[Any]:
    """The query for the rows of a stretch, under the filters of an address.

    Which they are is decided by the columns of one index alone: with the words of a row beside it, PostgreSQL
    would rather sort all that are late.
    """
    query = QueryDict(mutable=True)
    for name, told in asked:
        query.setlist(name, list(told))
    rows: QuerySet[Entry] = for_actor(actor).select_related(None).filter(stretch.rule())
    for one in QUEUE.filters:
        rule = _box(query) if one.code == "box" else one.read(query, actor).rule
        if rule is not None:
            rows = rows.filter(rule)
    keys = rows.order_by(*stretch.order()).values("pk")[:most]
    shown = Entry.objects.filter(pk__in=keys)
    return Prepared(shown.values_list(*COLUMNS).order_by(*stretch.order()))


_prepared = lru_cache(maxsize=512)(_rows_of)


def _box(query: QueryDict) -> Q | None:
    """The condition of the boxes asked for, with the moments to be given each time."""
    found = [rule_of(BOXES[name][1], due=_given) for name in query.getlist("box") if name in BOXES]
    rule = Q()
    for one in found:
        rule |= one
    return rule if found else None


def _given(seconds: int) -> Any:
    return given(Case, "due_at", _name(seconds))

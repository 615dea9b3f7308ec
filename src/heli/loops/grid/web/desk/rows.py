"""What a list and its map say of a case: the rows of a page by their keys, none of them a record.

An entry with its case, unit and grid has ninety columns in four records; a list says sixteen words of it.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple, Self
from uuid import UUID

from django.db.models import OuterRef, Subquery

from heli.core.acts import Prepared, given
from heli.core.flow.models import Entry
from heli.core.places.models import Area
from heli.loops.grid.web.desk.tables import QUEUE


AT_ONCE = QUEUE.size + 1


class Named(NamedTuple):
    """A body or a grid, of which a list says the name."""

    name: str


class Row(NamedTuple):
    """A case of a page; it is read as its entry is, with the case, the unit and the grid beside it."""

    pk: int
    uid: UUID
    flow: str
    call_id: int
    code: str
    title: str
    state: str
    unit: str
    grid: str | None
    place: str
    due_at: datetime | None
    reported_at: datetime
    channel: str
    urgency: str
    lat: int | None
    lon: int | None

    @property
    def case(self) -> Self:
        """What stands in the case."""
        return self

    @property
    def org(self) -> Named:
        """The unit in charge."""
        return Named(self.unit)

    @property
    def area(self) -> Named | None:
        """The grid."""
        return None if self.grid is None else Named(self.grid)


_GRID = Area.objects.filter(pk=OuterRef("area_id")).values("name")[:1]
"""Looked up for each row: beside thirty rows, PostgreSQL would join all two thousand areas of a town."""
_ROWS: Prepared[Any] = Prepared(
    Entry.objects.filter(pk__in=[given(Entry, "pk", f"k{n}") for n in range(AT_ONCE)]).values_list(
        *("pk", "uid", "flow", "call_id", "code", "title", "state", "org__name", Subquery(_GRID)),
        *("case__place", "case__due_at", "case__reported_at", "case__channel", "case__urgency"),
        *("case__lat", "case__lon"),
    )
)


def in_order(keys: Sequence[int]) -> list[Row]:
    """What a list says of these cases, in their order; those that are gone are left out. One query."""
    if not keys:
        return []
    padded = [keys[n] if n < len(keys) else keys[0] for n in range(AT_ONCE)]
    found = _ROWS.rows_of(**{f"k{n}": key for n, key in enumerate(padded)})
    known = {row.pk: row for row in map(Row._make, found)}  # noqa: SLF001  -- public, in spite of its name
    return [known[key] for key in keys if key in known]

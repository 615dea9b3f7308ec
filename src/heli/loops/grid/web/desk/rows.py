"""What a list and its map say of a case: the rows of a page, none of them a record.

An entry with its case, unit and grid has ninety columns in four records; a list says sixteen words of it.
"""

from datetime import datetime
from typing import NamedTuple, Self
from uuid import UUID

from django.db.models import OuterRef, Subquery

from heli.core.parties.models import Party
from heli.core.places.models import Area


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


_UNIT = Party.objects.filter(pk=OuterRef("org_id")).values("name")[:1]
_GRID = Area.objects.filter(pk=OuterRef("area_id")).values("name")[:1]
COLUMNS = (
    *("pk", "uid", "flow", "call_id", "code", "title", "state", Subquery(_UNIT), Subquery(_GRID)),
    *("case__place", "case__due_at", "case__reported_at", "case__channel", "case__urgency"),
    *("case__lat", "case__lon"),
)
"""What is read of an entry for a :class:`Row`.

The names are looked up for each row: beside thirty, PostgreSQL would join all two thousand of a town.
"""

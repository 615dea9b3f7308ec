"""The columns of a list and what stands in their cells."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from django.utils import timezone

from heli.core.acts import Message, Policy
from heli.shell.moments import written
from heli.shell.tables.paging import Order


class State(NamedTuple):
    """A state as a cell shows it; kinds as in the component ``state``."""

    label: Message
    kind: str = "idle"


class Clock(NamedTuple):
    """Time left as a cell shows it; levels as in the component ``clock``."""

    label: Message
    level: str = "ok"
    full: str = ""


class Empty(NamedTuple):
    """What a list says when nothing is in it.

    ``action`` is a (label, url name) pair, offered to those whom ``policy`` lets; None lets everybody.
    """

    title: Message
    text: Message = ""
    action: tuple[Message, str] | None = None
    policy: Policy[Any] | None = None


class Bulk(NamedTuple):
    """Something that can be done to the selected rows: a button that posts their ids."""

    label: Message
    url_name: str
    key: str = ""
    kind: str = "plain"


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    ``value`` is a dotted path (``doc.title``; methods are called) or a function of the row.
    ``show`` is text, number, day, moment, state (value is a :class:`State`) or clock
    (:class:`Clock`). ``sort`` is the database field or the order to sort by, "" if one cannot. ``link`` gives
    the URL behind the cell. ``export`` gives what a spreadsheet gets instead of ``value``.
    ``together`` answers for a whole page at once, by primary key, where asking row by row would ask
    the database for each. ``width`` is in characters, for spreadsheets. Columns with ``shown=False`` are offered by the
    column chooser.
    """

    code: str
    label: Message
    value: str | Callable[[Any], Any]
    show: str = "text"
    sort: str | Order = ""
    link: Callable[[Any], str] | None = None
    export: Callable[[Any], Any] | None = None
    width: int = 18
    shown: bool = True
    together: Callable[[Sequence[Any]], Mapping[Any, Any]] | None = None

    @property
    def align(self) -> str:
        """Numbers stand at the end of their cell."""
        return "end" if self.show == "number" else "start"

    def of(self, row: Any) -> Any:
        """The value of this column in ``row``; None when a step of the path is None."""
        if not isinstance(self.value, str):
            return self.value(row)
        found = row
        for name in _steps(self.value):
            if found is None:
                return None
            found = getattr(found, name)
            if callable(found):
                found = found()
        return found

    def of_page(self, page: Sequence[Any]) -> list[Any]:
        """The values of this column in the rows of a page."""
        if self.together is None:
            return list(map(self.of if isinstance(self.value, str) else self.value, page))
        found = self.together(page)
        return [found.get(row.pk) for row in page]

    def exported(self, page: Sequence[Any]) -> list[Any]:
        """The values for a file: states and clocks as words, moments in local time."""
        values = [self.export(row) for row in page] if self.export else self.of_page(page)
        return [self._plain(value) for value in values]

    def _plain(self, value: Any) -> Any:
        if isinstance(value, State | Clock):
            return str(value.label)
        if isinstance(value, datetime) and timezone.is_aware(value):
            return timezone.localtime(value).replace(tzinfo=None)
        return value

    def text(self, value: Any) -> str:
        """A value as words on the page."""
        if type(value) is str and value:
            return value
        if value is None or value == "":
            return "—"
        if isinstance(value, datetime):
            return written(value)
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            return f"{value:,}"
        return str(value)


@cache
def _steps(path: str) -> list[str]:
    return path.split(".")


class Cell(NamedTuple):
    """One cell of a page."""

    column: Column
    value: Any
    url: str = ""

    @property
    def text(self) -> str:
        """Its words."""
        return self.column.text(self.value)


class HeadCell(NamedTuple):
    """A heading with the address that sorts by it."""

    column: Column
    url: str = ""
    sorted: str = ""


class Line(NamedTuple):
    """A row as the page shows it."""

    id: str
    cells: list[Cell]
    preview: str = ""

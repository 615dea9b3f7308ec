"""Pages made of plain blocks: figures, facts, a table, a text; one template draws them all."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from heli.core.acts import Message


class Cell(NamedTuple):
    """What stands in a cell: words, perhaps leading somewhere, perhaps a state."""

    text: Any
    url: str = ""
    kind: str = ""


class Head(NamedTuple):
    """The head of a column; numbers stand at its end."""

    label: Message
    align: str = "start"


class Picture(NamedTuple):
    """A photo with what it shows."""

    url: str
    label: Message


class Way(NamedTuple):
    """A button: a page it leads to, or an act it is (``is_act``)."""

    label: Message
    url: str
    kind: str = "plain"
    is_act: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One sheet of a page. What it has is drawn; ``empty`` is said where its table has no rows."""

    title: Message
    lead: Message = ""
    figures: Sequence[dict[str, Any]] = ()
    facts: Sequence[tuple[Message, Any]] = ()
    head: Sequence[Head] = ()
    rows: Sequence[Sequence[Cell]] = ()
    text: str = ""
    pictures: Sequence[Picture] = ()
    empty: Message = ""
    ways: Sequence[Way] = ()

    @property
    def lines(self) -> list[list[tuple[Head, Cell]]]:
        """The rows, each cell with the head of its column."""
        return [list(zip(self.head, row, strict=True)) for row in self.rows]


def figure(label: Message, n: object, *, note: Message = "") -> dict[str, Any]:
    """One of the numbers at the top of a sheet: counted from the rows it shows, bound to nothing."""
    return {"label": label, "text": f"{n:,}" if isinstance(n, int) else str(n), "note": note}

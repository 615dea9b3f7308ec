"""A sheet somebody filled in: its rows by the words of its heading, each judged."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from heli.core.acts import Message


MOST_ROWS = 5_000
Rows = Iterable[tuple[int, Sequence[object]]]
"""Rows with their numbers, the heading first."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a row, by its number in the file (the heading is row 1)."""

    row: int
    why: Message


class Sheet:
    """The rows below the heading; ``names`` says by which words each column may be headed."""

    def __init__(self, rows: Rows, names: Mapping[str, Sequence[str]]) -> None:
        self._rows = iter(rows)
        _number, header = next(self._rows, (1, ()))
        places = {str(one or "").strip().lower(): place for place, one in enumerate(header)}
        self.columns = {
            name: places[word] for name, words in names.items() for word in words if word in places
        }

    def __iter__(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Each row with its number, by the names of its columns."""
        for number, cells in self._rows:
            yield number, {name: _cell(cells, place) for name, place in self.columns.items()}


def _cell(cells: Sequence[object], place: int) -> str:
    value = cells[place] if place < len(cells) else None
    return "" if value is None else str(value).strip()

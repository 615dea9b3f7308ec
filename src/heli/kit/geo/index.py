"""Which outlines hold a point: an index kept in memory, for many points a second.

The box around all outlines is cut into cells. A cell that lies inside an outline answers at once;
a cell on a border asks only the edges that pass at its height. The answer is the same as that of
:meth:`Shape.contains` for every outline. Which cells an outline reaches is worked out when the first point
near it is asked for: two thousand grids would take seconds, for which the first report would wait.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import sqrt
from typing import Generic, TypeVar

from heli.kit.geo.points import Box, Point
from heli.kit.geo.shapes import Edge, Shape, crosses_oddly, edges


K = TypeVar("K")
CELLS_PER_SHAPE = 60
MOST_CELLS = 400_000
SLACK = 1e-9
"""Degrees by which a cell is taken for larger than it is, so that rounding loses no edge."""


@dataclass(frozen=True, slots=True)
class _Lattice:
    west: float
    south: float
    per_lon: float
    per_lat: float
    columns: int
    rows: int

    def column(self, lon: float) -> int:
        return min(self.columns - 1, max(0, int((lon - self.west) * self.per_lon)))

    def row(self, lat: float) -> int:
        return min(self.rows - 1, max(0, int((lat - self.south) * self.per_lat)))

    def middle(self, column: int, row: int) -> Point:
        return Point(
            self.west + (column + 0.5) / self.per_lon, self.south + (row + 0.5) / self.per_lat
        )


_Found = tuple[tuple[K, list[Edge] | None], ...]
"""The outlines that reach a cell: with the edges at its height, or None where it lies inside."""
_Reached = dict[int, list[Edge] | None]


class ShapeIndex(Generic[K]):
    """Outlines by key. Answers come in the order in which the outlines were given."""

    def __init__(self, shapes: Iterable[tuple[K, Shape]]) -> None:
        self.shapes = list(shapes)
        self.box = _box_around_all(self.shapes)
        self._cells: dict[int, _Found[K]] = {-1: ()}
        self._reached: dict[int, _Reached] = {}
        self._around: dict[int, list[int]] = {}
        if self.box is None:
            return
        self._lattice = _lattice(self.box, len(self.shapes))
        for place, (_key, shape) in enumerate(self.shapes):
            for cell in _cells_around(shape.box(), self._lattice):
                self._around.setdefault(cell, []).append(place)

    def __len__(self) -> int:
        return len(self.shapes)

    def at(self, point: Point) -> list[K]:
        """The keys of all outlines that hold the point."""
        lon, lat = point
        return [
            key
            for key, near in self._at_cell(self._cell(lon, lat))
            if near is None or crosses_oddly(near, lon, lat)
        ]

    def first_at(self, point: Point) -> K | None:
        """The key of the first outline that holds the point, if one does."""
        lon, lat = point
        for key, near in self._at_cell(self._cell(lon, lat)):
            if near is None or crosses_oddly(near, lon, lat):
                return key
        return None

    def _at_cell(self, cell: int) -> "_Found[K]":
        """The outlines that reach a cell. Two threads may work out the same, and find the same."""
        found = self._cells.get(cell)
        if found is None:
            found = self._cells[cell] = tuple(self._worked_out(cell))
        return found

    def _worked_out(self, cell: int) -> Iterator[tuple[K, list[Edge] | None]]:
        for place in self._around.get(cell, ()):
            key, shape = self.shapes[place]
            reached = self._reached.get(place)
            if reached is None:
                reached = self._reached[place] = dict(_cells_of(shape, self._lattice))
            if cell in reached:
                yield key, reached[cell]

    def _cell(self, lon: float, lat: float) -> int:
        box = self.box
        if box is None or not (box[0] <= lon <= box[2] and box[1] <= lat <= box[3]):
            return -1
        lattice = self._lattice
        # Written out: this is asked tens of thousands of times a second.
        column = int((lon - lattice.west) * lattice.per_lon)
        row = int((lat - lattice.south) * lattice.per_lat)
        if column >= lattice.columns:
            column = lattice.columns - 1
        if row >= lattice.rows:
            row = lattice.rows - 1
        return row * lattice.columns + column


def _box_around_all(shapes: list[tuple[K, Shape]]) -> Box | None:
    boxes = [shape.box() for _key, shape in shapes]
    if not boxes:
        return None
    west, south, east, north = zip(*boxes, strict=True)
    return Box(min(west), min(south), max(east), max(north))


def _lattice(box: Box, count: int) -> _Lattice:
    wide, high = max(box.east - box.west, 1e-6), max(box.north - box.south, 1e-6)
    cells = min(MOST_CELLS, CELLS_PER_SHAPE * count)
    columns = min(cells, max(1, round(sqrt(cells * wide / high))))
    rows = max(1, cells // columns)
    return _Lattice(box.west, box.south, columns / wide, rows / high, columns, rows)


def _cells_around(box: Box, lattice: _Lattice) -> Iterator[int]:
    """Every cell that a box reaches."""
    for row in _rows(box, lattice):
        for column in _columns(box, lattice):
            yield row * lattice.columns + column


def _rows(box: Box, lattice: _Lattice) -> range:
    return range(lattice.row(box.south - SLACK), lattice.row(box.north + SLACK) + 1)


def _columns(box: Box, lattice: _Lattice) -> range:
    return range(lattice.column(box.west - SLACK), lattice.column(box.east + SLACK) + 1)


def _cells_of(shape: Shape, lattice: _Lattice) -> Iterator[tuple[int, list[Edge] | None]]:
    """The cells that a shape reaches: with the edges at their height, or None if all inside."""
    border = set(_border_cells(shape, lattice))
    box = shape.box()
    rising = edges(shape.rings())
    for row in _rows(box, lattice):
        near = _at_height(rising, row, lattice)
        for column in _columns(box, lattice):
            cell = row * lattice.columns + column
            if cell in border:
                yield cell, near
            elif crosses_oddly(near, *lattice.middle(column, row)):
                yield cell, None


def _at_height(rising: list[Edge], row: int, lattice: _Lattice) -> list[Edge]:
    low = lattice.south + row / lattice.per_lat - SLACK
    high = lattice.south + (row + 1) / lattice.per_lat + SLACK
    return [edge for edge in rising if edge[1] <= high and edge[3] >= low]


def _border_cells(shape: Shape, lattice: _Lattice) -> Iterator[int]:
    """Every cell that an edge passes through, and perhaps a few beside it."""
    for ring in shape.rings():
        for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
            first, last = lattice.row(min(y1, y2) - SLACK), lattice.row(max(y1, y2) + SLACK)
            for row in range(first, last + 1):
                west, east = _span(x1, y1, x2, y2, row=row, lattice=lattice)
                for column in range(lattice.column(west - SLACK), lattice.column(east + SLACK) + 1):
                    yield row * lattice.columns + column


def _span(
    x1: float, y1: float, x2: float, y2: float, *, row: int, lattice: _Lattice
) -> tuple[float, float]:
    """From where to where an edge passes through a row of cells."""
    if y1 == y2:
        return min(x1, x2), max(x1, x2)
    low = lattice.south + row / lattice.per_lat - SLACK
    high = lattice.south + (row + 1) / lattice.per_lat + SLACK
    ends = [x1 + (min(max(y, low), high) - y1) * (x2 - x1) / (y2 - y1) for y in (y1, y2)]
    return max(min(*ends), min(x1, x2)), min(max(*ends), max(x1, x2))

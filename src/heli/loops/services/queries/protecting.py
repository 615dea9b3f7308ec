"""Small counts hidden, and those from which a hidden one could be worked out."""

from collections.abc import Iterator, Sequence


LEAST = 3
"""Of fewer firms than this nothing is said that could be one of them."""

Line = list[tuple[int, int]]


def protect(table: Sequence[Sequence[int]]) -> list[list[int | None]]:
    """A table with None for every count of 1 to 2; lines and columns sum up to totals that are known.

    Where one count of a line or column is hidden, it would follow from the others: the smallest of
    them is hidden too, until none stands alone.
    """
    shown: list[list[int | None]] = [
        [None if 0 < cell < LEAST else cell for cell in row] for row in table
    ]
    while (line := next(_betrayed(shown), None)) is not None:
        seen = [(table[r][c], r, c) for r, c in line if shown[r][c] is not None]
        _count, row, column = min(seen, key=lambda one: (one[0] == 0, *one))
        shown[row][column] = None
    return shown


def protect_line(counts: Sequence[int]) -> list[int | None]:
    """The same for counts that only sum up along one line."""
    return protect([counts])[0] if counts else []


def _betrayed(shown: list[list[int | None]]) -> Iterator[Line]:
    height, width = len(shown), len(shown[0]) if shown else 0
    rows = [[(r, c) for c in range(width)] for r in range(height)]
    columns = [[(r, c) for r in range(height)] for c in range(width)] if height > 1 else []
    for line in [*rows, *columns]:
        hidden = sum(shown[r][c] is None for r, c in line)
        if hidden == 1 and len(line) > 1:
            yield line

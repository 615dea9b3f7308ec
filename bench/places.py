"""Point → grid: how many positions a second are told their grid, over 2,000 grids of a town.

    .venv/bin/python -m bench.places

Prints one line per kind of question. Nothing is read from a database: this is what remains of
:func:`heli.core.places.queries.locator` once the outlines are in memory.
"""

from collections.abc import Callable
from itertools import pairwise
from random import Random
from time import perf_counter, process_time

from heli.kit.geo import Crs, Point, Polygon, Shape, ShapeIndex, convert


COLUMNS, ROWS = 50, 40
WEST, SOUTH, STEP = 119.70, 31.30, 0.004
STOPS = 8
"""Corners along each side of a grid: borders follow streets and streams."""
POINTS = 200_000
MICRO = 1_000_000


def main() -> None:
    """Draw the town, build the index, ask."""
    chance = Random(5)
    grids = town(chance)
    begun = process_time()
    index = ShapeIndex(enumerate(grids))
    print(f"grids {len(grids)}, corners {sum(len(g.polygons[0].outer) for g in grids)}")
    print(f"index built in {process_time() - begun:.2f} s of CPU")
    east, north = WEST + COLUMNS * STEP, SOUTH + ROWS * STEP
    points = [
        Point(chance.uniform(WEST, east), chance.uniform(SOUTH, north)) for _ in range(POINTS)
    ]
    told = [convert(point, Crs.WGS84, Crs.GCJ02) for point in points]
    found = rate("wgs84 → grid", lambda: [index.first_at(point) for point in points])
    shifted = rate(
        "gcj02 → grid", lambda: [index.first_at(convert(point, Crs.GCJ02)) for point in told]
    )
    slow = [next((n for n, g in enumerate(grids) if g.contains(p)), None) for p in points[:300]]
    print(
        f"same as asking every outline: {slow == found[:300]}, through GCJ-02: {shifted == found}"
    )


def rate(what: str, ask: Callable[[], list[int | None]]) -> list[int | None]:
    """Ask three times and print the best rate, by CPU time and by the clock."""
    times = []
    for _try in range(3):
        clock, cpu = perf_counter(), process_time()
        found = ask()
        times.append((process_time() - cpu, perf_counter() - clock))
    print(f"{what}: {POINTS / min(times)[0]:,.0f}/s of CPU, {POINTS / min(times)[1]:,.0f}/s")
    return found


def town(chance: Random) -> list[Shape]:
    """Grids whose borders are crooked and shared corner by corner."""
    rows = {(c, r): corner(chance, c, r) for c in range(COLUMNS + 1) for r in range(ROWS + 1)}
    lines: dict[tuple[Point, Point], list[Point]] = {}
    return [
        Shape(
            (
                Polygon(
                    tuple(
                        point
                        for a, b in pairwise(
                            (
                                rows[c, r],
                                rows[c + 1, r],
                                rows[c + 1, r + 1],
                                rows[c, r + 1],
                                rows[c, r],
                            )
                        )
                        for point in along(lines, chance, a, b)
                    )
                ),
            )
        )
        for r in range(ROWS)
        for c in range(COLUMNS)
    ]


def spot(grid: int) -> tuple[int, int]:
    """The middle of a grid in millionths of a degree."""
    column, row = grid % COLUMNS, grid // COLUMNS
    return (
        round((SOUTH + (row + 0.5) * STEP) * MICRO),
        round((WEST + (column + 0.5) * STEP) * MICRO),
    )


def corner(chance: Random, column: int, row: int) -> Point:
    """A corner of four grids, a little out of place."""
    off = STEP / 5
    return Point(
        WEST + column * STEP + chance.uniform(-off, off),
        SOUTH + row * STEP + chance.uniform(-off, off),
    )


def along(
    lines: dict[tuple[Point, Point], list[Point]], chance: Random, a: Point, b: Point
) -> list[Point]:
    """The corners from ``a`` to before ``b``; both sides of a border walk the same ones."""
    if (b, a) in lines:
        return [a, *lines[b, a][:0:-1]]
    between = [
        Point(
            a.lon + (b.lon - a.lon) * part / STOPS + chance.uniform(-1, 1) * STEP / 40,
            a.lat + (b.lat - a.lat) * part / STOPS + chance.uniform(-1, 1) * STEP / 40,
        )
        for part in range(1, STOPS)
    ]
    lines[a, b] = [a, *between]
    return lines[a, b]


if __name__ == "__main__":
    main()

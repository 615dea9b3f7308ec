"""Point → grid and the search for duplicates, in a process that has the database: part of ``bench.casework``.

HELI_DATA=/tmp/somewhere python -m bench.nearness
"""

import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from statistics import median


def main() -> None:
    """Ask the database that the environment names."""
    import django  # noqa: PLC0415

    os.environ["DJANGO_SETTINGS_MODULE"] = "heli.site.settings"
    django.setup()
    for line in (*points(), *duplicates()):
        print(line)


def points() -> Iterator[str]:
    """Positions a second that are told their grid, as an import or a batch asks."""
    from random import Random  # noqa: PLC0415

    from bench.places import COLUMNS, ROWS, SOUTH, STEP, WEST  # noqa: PLC0415
    from heli.core.places.queries import locator  # noqa: PLC0415
    from heli.kit.geo import Point  # noqa: PLC0415

    chance, n = Random(7), 200_000
    some = [
        Point(
            chance.uniform(WEST, WEST + COLUMNS * STEP), chance.uniform(SOUTH, SOUTH + ROWS * STEP)
        )
        for _ in range(n)
    ]
    find = locator(on=datetime.now(UTC).date())
    find.at(some[0])
    began = time.process_time()
    found = sum(find.at(point) is not None for point in some)
    yield f"point → grid: {n / (time.process_time() - began):,.0f}/s, {found / n:.0%} inside a grid"


def duplicates() -> Iterator[str]:
    """The search for reports that may mean the same, with and without a category."""
    from bench.places import spot  # noqa: PLC0415
    from bench.town_firsts import RUBBISH  # noqa: PLC0415
    from heli.core.flow.models import Call  # noqa: PLC0415
    from heli.loops.grid.models import Case  # noqa: PLC0415
    from heli.loops.grid.queries.near import Among, Spot, alike  # noqa: PLC0415

    call = Call.objects.get(kind="grid")
    code_set = Case.objects.values_list("code_set", flat=True)[0]
    at, text = datetime.now(UTC), "路边有一堆建筑垃圾，好几天没有人清运"
    for what, category in (("with its category", RUBBISH), ("category not known", "")):
        waits, hits = [], 0
        for n in range(300):
            lat, lon = spot(n * 37 % 2000)
            began = time.perf_counter()
            there = Spot(lat, lon, category, text=text)
            hits += len(alike(call, there, at=at, code_set=code_set, among=Among.OPEN_OR_CLOSED))
            waits.append((time.perf_counter() - began) * 1000)
        waits.sort()
        yield (
            f"duplicate search, {what}: {median(waits):.2f} ms, p95 {waits[285]:.2f} ms,"
            f" {hits / 300:.1f} found"
        )


if __name__ == "__main__":
    main()

"""A released figure and the first page of its drill-down, against the number of steps.

    python -m bench.figures --sizes 100000 1000000
    HELI_DATABASE_URL=postgresql://postgres@127.0.0.1:5432/heli_bench python -m bench.figures

Every size runs in a process and a database of its own (on PostgreSQL, the named database is
dropped and made anew). Steps are written by SQL, spread over ten years and 200 bodies in the order
in which they happened; five tags, a fifth of the steps each. Rollups are brought up to date except
for the last thousand steps, as in life between two runs of the worker. Times are the best of many,
by the clock and in processor time, on a machine that does other things too; what counts is the
last column, the ratio to the smallest size in the same run.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any


ORGS, DISTRICT, TAGS, TAIL = 200, 25, 5, 1000
FIRST_DAY, DAYS = date(2011, 1, 1), 3650
AT = datetime(2020, 12, 31, tzinfo=UTC)
YEAR = (date(2019, 1, 1), date(2019, 12, 31))
ODD = (date(2019, 1, 23), date(2019, 11, 17))


def main() -> None:
    """Run each size in its own process and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--repeat", type=int, default=21)
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        print(json.dumps(measured(asked.one, asked.repeat)))
        return
    results = {size: _apart(size, asked.repeat) for size in asked.sizes}
    _table(results)


def _apart(size: int, repeat: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory(prefix="heli-bench-") as folder:
        environment = {**os.environ, "HELI_DATA": folder, "HELI_HTTPS": "off"}
        command = [sys.executable, "-m", "bench.figures", "--one", str(size)]
        done = subprocess.run(
            [*command, "--repeat", str(repeat)],
            env=environment,
            check=True,
            capture_output=True,
            text=True,
        )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _table(results: dict[int, dict[str, float]]) -> None:
    sizes = list(results)
    print(f"{'milliseconds':58}" + "".join(f"{size:>14,}" for size in sizes) + f"{'ratio':>8}")
    for name in results[sizes[0]]:
        values = [results[size][name] for size in sizes]
        ratio = values[-1] / values[0] if values[0] else 0.0
        print(f"{name:58}" + "".join(f"{value:>14.2f}" for value in values) + f"{ratio:>8.2f}")


def measured(size: int, repeat: int) -> dict[str, float]:
    """Fill a database with ``size`` steps and time everything that is asked of it."""
    import django  # noqa: PLC0415  -- settings are read at import, once per process

    os.environ["DJANGO_SETTINGS_MODULE"] = "heli.site.settings"
    django.setup()
    fresh_database()
    loading = _seconds(lambda: fill(size))
    version, root, district, society = cast_of()
    look_around()
    rolling = _seconds(lambda: roll_up_but(TAIL))
    look_around()
    exact(version, root)
    found = {"loading (ms)": loading * 1000, "rolling up (ms)": rolling * 1000}
    for name, work in questions(version, root, district, society).items():
        work()
        timed = [_timed(work) for _n in range(repeat)]
        found[name] = min(wall for wall, _cpu in timed) * 1000
        found[f"  of it in this process: {name}"] = min(cpu for _wall, cpu in timed) * 1000
    return found


def _seconds(work: Callable[[], object]) -> float:
    return _timed(work)[0]


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock, and seconds of processor time of this process (with SQLite: of all)."""
    began, used = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - began, time.process_time() - used


def questions(version: Any, root: Any, district: Any, society: Any) -> dict[str, Callable[[], Any]]:
    """What a page asks."""
    from heli.core.measures.queries import By, Scope, breakdown, drill_down, value  # noqa: PLC0415

    def scope(org: Any, days: tuple[date, date]) -> Scope:
        return Scope(org=org, first=days[0], last=days[1])

    second = drill_down(version, scope(district, YEAR)).after
    return {
        "figure, year, subtree": lambda: value(version, scope(district, YEAR)),
        "figure, odd days, subtree": lambda: value(version, scope(district, ODD)),
        "figure, year, whole house": lambda: value(version, scope(root, YEAR)),
        "figure, since the beginning": lambda: value(version, Scope(org=root, last=YEAR[1])),
        "first page, year, subtree": lambda: drill_down(version, scope(district, YEAR)),
        "second page, year, subtree": lambda: drill_down(
            version, scope(district, YEAR), after=second
        ),
        "first page, year, one body": lambda: drill_down(version, scope(society, YEAR)),
        "first page, year, whole house": lambda: drill_down(version, scope(root, YEAR)),
        "by body, year, whole house": lambda: breakdown(version, scope(root, YEAR), by=By.ORG),
    }


def fresh_database() -> None:
    """An empty database with every table."""
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    settings.HELI_DATA = Path(os.environ["HELI_DATA"])
    if connection.vendor == "postgresql":
        name = connection.settings_dict["NAME"]
        server = {**connection.settings_dict, "NAME": "postgres"}
        import psycopg  # noqa: PLC0415

        with psycopg.connect(
            host=server["HOST"],
            port=server["PORT"],
            user=server["USER"],
            dbname="postgres",
            autocommit=True,
        ) as link:
            link.execute(f'DROP DATABASE IF EXISTS "{name}"')
            link.execute(f'CREATE DATABASE "{name}"')
    call_command("migrate", verbosity=0)


def fill(size: int) -> None:
    """Bodies by acts' own tables, steps by SQL; indexes are made after the rows."""
    from django.db import connection  # noqa: PLC0415

    bodies()
    with connection.cursor() as cursor:
        indexes = without_indexes(cursor, ("flow_step", "flow_entry"))
        for statement in _rows(size, connection.vendor):
            cursor.execute(statement)
        for statement in indexes:
            cursor.execute(statement)


def look_around() -> None:
    """What autovacuum does on PostgreSQL by itself, given a minute."""
    from django.db import connection  # noqa: PLC0415

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def bodies() -> None:
    """A root; eight districts below it; societies below these."""
    from heli.core.flow.models import Call  # noqa: PLC0415
    from heli.core.parties.models import Closure, Party  # noqa: PLC0415

    parties = [Party(pk=n, kind="org", name=f"单位{n}") for n in range(1, ORGS + 1)]
    Party.objects.bulk_create(parties)
    paths = []
    for n in range(1, ORGS + 1):
        district = (n - 2) // DISTRICT * DISTRICT + 2
        above = [1] if n == 1 else [n, 1] if n == district else [n, district, 1]
        paths += [(a, n, depth) for depth, a in enumerate(above)]
    Closure.objects.bulk_create(
        Closure(tree="admin", ancestor_id=a, descendant_id=d, depth=depth) for a, d, depth in paths
    )
    Call.objects.create(kind="x", flow="x", issuer_id=1, title="x", opens_at=AT)


def without_indexes(cursor: Any, named: Sequence[str]) -> list[str]:
    """Drop the plain indexes of big tables; what makes them again."""
    tables = "(" + ", ".join(f"'{name}'" for name in named) + ")"
    if cursor.db.vendor == "sqlite":
        cursor.execute("PRAGMA foreign_keys=OFF")
        cursor.execute("PRAGMA synchronous=OFF")
        cursor.execute(
            f"SELECT name, sql FROM sqlite_master WHERE type='index' AND tbl_name IN {tables} AND sql IS NOT NULL"
        )
    else:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("SET statement_timeout = 0")
        cursor.execute("SET maintenance_work_mem = '256MB'")
        cursor.execute(
            f"SELECT indexname, indexdef FROM pg_indexes WHERE tablename IN {tables} AND indexname NOT IN (SELECT conname FROM pg_constraint)"
        )
    found = cursor.fetchall()
    for name, _sql in found:
        cursor.execute(f'DROP INDEX "{name}"')
    return [sql for _name, sql in found]


def _rows(size: int, vendor: str) -> list[str]:
    """The statements that write entries and steps."""
    entries = size // TAGS
    if vendor == "sqlite":
        count = "WITH RECURSIVE s(i) AS (SELECT 0 UNION ALL SELECT i+1 FROM s WHERE i+1 < {n})"
        uid, day = (
            "lower(hex(randomblob(16)))",
            f"date('{FIRST_DAY}', '+' || (i*{DAYS}/{size}) || ' days')",
        )
        at, false, empty = f"{day} || ' 04:00:00'", "0", "'{}'"
        source = "FROM s"
    else:
        count, source = "", "FROM generate_series(0, {n} - 1) AS s(i)"
        uid, day = "gen_random_uuid()", f"date '{FIRST_DAY}' + (i::bigint*{DAYS}/{size})::int"
        at, false, empty = f"({day})::timestamptz", "false", "'{}'::jsonb"
    org = f"(i/{TAGS}) % {ORGS} + 1"
    entry = (
        "INSERT INTO flow_entry (id, uid, call_id, flow, code, title, org_id, state, asked, is_open, "
        "is_expected, period, seq, counted, opened_at, answers) "
        f"{count.format(n=entries)} SELECT i+1, {uid}, 1, 'x@1', '', '建议' || i, i % {ORGS} + 1, 'open', '', "
        f"{false} = {false}, {false}, '', {TAGS}, {empty}, '2020-01-01', {empty} {source.format(n=entries)}"
    )
    step = (
        "INSERT INTO flow_step (uid, entry_id, seq, verb, from_state, to_state, at, effective_on, note, "
        "facts, visibility, tag, first, sign, org_id, sha256, act) "
        f"{count.format(n=size)} SELECT {uid}, i/{TAGS}+1, i%{TAGS}+1, 'count', 'open', 'open', {at}, {day}, '', "
        f"{empty}, 'internal', 'bench.tag' || (i % {TAGS}), {false} = {false}, 1, {org}, "
        f"'sha256:0000000000000000000000000000000000000000000000000000000000000000', {uid} {source.format(n=size)}"
    )
    return [entry, step]


def cast_of() -> tuple[Any, Any, Any, Any]:
    """The measure, and three bodies: the root, a district, a society."""
    from heli.core.measures.enums import Counting  # noqa: PLC0415
    from heli.core.measures.models import MeasureVersion  # noqa: PLC0415
    from heli.core.measures.spec import Measure, digest_of, spec_of  # noqa: PLC0415
    from heli.core.parties.models import Party  # noqa: PLC0415
    from heli.kit import canonical  # noqa: PLC0415

    measure = Measure(
        code="bench.items",
        label="Items",
        prose="Every item.",
        unit="篇",
        counting=Counting.ITEMS,
        date_label="day",
        owner="bench",
        tags=("bench.tag1",),
        distinct=True,
    )
    version = MeasureVersion.objects.create(
        code=measure.code,
        version=1,
        spec=canonical.dumps(spec_of(measure)).decode(),
        sha256=digest_of(measure),
        proposed_at=AT,
    )
    return (version, *(Party.objects.get(pk=pk) for pk in (1, 2 + DISTRICT, 3 + DISTRICT)))


def roll_up_but(tail: int) -> None:
    """Bring the rollups up to date, but for the last steps."""
    from heli.core.measures import rollups  # noqa: PLC0415
    from heli.core.measures.models import MeasureVersion  # noqa: PLC0415
    from heli.core.measures.sources import relation_of  # noqa: PLC0415

    version = MeasureVersion.objects.get()
    last = rollups.settled(relation_of(version.measure)) or 0
    rollups.roll_up(version, upto=last - tail)


def exact(version: Any, root: Any) -> None:
    """The figure is the number of rows, or the run is worth nothing."""
    from heli.core.flow.models import Step  # noqa: PLC0415
    from heli.core.measures.queries import Scope, value  # noqa: PLC0415

    last = FIRST_DAY + timedelta(days=DAYS)
    rows = Step.objects.filter(tag="bench.tag1", first=True).count()
    if value(version, Scope(org=root, last=last)).n != rows:
        sys.exit("the figure is not the number of its rows")


if __name__ == "__main__":
    main()

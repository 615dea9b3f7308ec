"""Sums kept up to a mark, so that a figure costs the same with ten million records as with few.

A rollup row holds what one body contributed on a day, in a month or in a year through records up to
the mark; what was written since is added when a value is read (:mod:`heli.core.measures.values`).
The mark is an id below which no record can appear any more. Nothing ever waits long for a rollup:
sums are read without a lock, then written in slices, each in one short transaction of at most
:data:`MOST_WRITTEN` rows that begins by moving the mark from where it stood. Whoever finds it moved
already throws the sums away. Between two slices, and after a death between them, the mark says
exactly what the rollups hold.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import OperationalError, connection, transaction
from django.db.models import Max, Sum

from heli.core.measures.contributions import signed_from
from heli.core.measures.models import MeasureVersion, Rollup, RollupMark
from heli.core.measures.sources import Relation, relation_of, relations
from heli.core.measures.spec import Measure


CHUNK = 200_000
"""So many ids are looked at in one query at most."""
MOST_WRITTEN = 5_000
"""So many rows are written in one transaction at most: well below a second for whoever waits."""
_BATCH = 500
LOCK_NOT_AVAILABLE = "55P03"


def keep_up(*, chunk: int = CHUNK, most: int = MOST_WRITTEN) -> int:
    """Bring the rollups of every additive measure up to date; returns how many marks moved.

    Safe to run at any time, several times at once, and to be killed. Meant for a task that runs
    every minute.
    """
    adding = [v for v in MeasureVersion.objects.select_related("mark") if v.measure.adds_over_time]
    moved = 0
    for relation in relations():
        mine = [v for v in adding if relation_of(v.measure) is relation]
        upto = settled(relation) if mine else None
        if upto is not None:
            moved += sum(roll_up(v, upto=upto, chunk=chunk, most=most) for v in mine)
    return moved


def settled(relation: Relation) -> int | None:
    """The highest id such that no record with a lower one can be committed any more.

    Ids are given before commit: a slow act may still bring a lower one than those already seen.
    On PostgreSQL the table is locked against writers for the moment it takes to look, after
    waiting at most 0.3 s for those under way; None when they took longer. On SQLite a transaction
    that may write is alone.
    """
    try:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SET LOCAL lock_timeout = '300ms'")
                    cursor.execute(f"LOCK TABLE {relation.table} IN SHARE MODE")
            last = relation.model._default_manager.aggregate(last=Max("pk"))["last"]
            return int(last or 0)
    except OperationalError as busy:
        if getattr(busy.__cause__, "sqlstate", "") != LOCK_NOT_AVAILABLE:
            raise
        return None


def roll_up(
    version: MeasureVersion, *, upto: int, chunk: int = CHUNK, most: int = MOST_WRITTEN
) -> bool:
    """Add the records after the mark up to ``upto`` to the rollups; whether the mark moved.

    In slices that write at most ``most`` rows each; a single record may need three.
    """
    mark, _made = RollupMark.objects.get_or_create(version=version)
    stands, at, size = mark.row, mark.row, chunk
    while at < upto:
        end = min(at + size, upto)
        totals = _with_wider(_daily(version.measure, at, end))
        if len(totals) > most and end - at > 1:
            size = max(1, (end - at) * most // len(totals))
            continue
        # A stretch that adds nothing is written with what follows it.
        if totals or end == upto:
            if not _add(version, totals, stands, end):
                break
            stands = end
        at = end
        # Twice as many records touch at most twice as many rows.
        size = min(2 * size, chunk) if 2 * len(totals) <= most else size
    return stands > mark.row


def rebuild(version: MeasureVersion) -> None:
    """Throw the rollups of a measure away and make them anew; readers stay exact meanwhile.

    A repair: what is thrown away goes in one transaction, however much it is.
    """
    with transaction.atomic():
        RollupMark.objects.update_or_create(version=version, defaults={"row": 0})
        Rollup.objects.filter(version=version).delete()
    roll_up(version, upto=settled(relation_of(version.measure)) or 0)


@dataclass(frozen=True, slots=True)
class _Cell:
    """Where a sum belongs."""

    granularity: str
    org: int
    start_on: date
    area_key: int
    item_key: int
    undertaking_key: int


_Sum = tuple[int, int]
"""Amount and number of records."""


def _daily(measure: Measure, after: int, upto: int) -> Iterable[tuple[_Cell, int, int]]:
    """What the records in (after, upto] add, by day, body, area, item and undertaking."""
    relation = relation_of(measure)
    rows = signed_from(measure, after).filter(pk__lte=upto).order_by()
    by = ["on", "org_id", "area_id", relation.undertaking]
    by += [relation.item] if relation.item else []
    for day, org, area, undertaking, *rest in rows.values_list(*by).annotate(
        Sum("change"), Sum("sign")
    ):
        item, amount, n = rest if relation.item else (0, *rest)
        cell = _Cell(Rollup.DAY, org, day, area or 0, item, undertaking or 0)
        yield cell, amount or 0, n


def _add(version: MeasureVersion, totals: Mapping[_Cell, _Sum], mark: int, end: int) -> bool:
    """Move the mark and add ``totals``; False, and nothing done, when it had been moved already."""
    with transaction.atomic():
        if not RollupMark.objects.filter(version=version, row=mark).update(row=end):
            return False
        _put(version, list(totals.items()))
    return True


def _with_wider(sums: Iterable[tuple[_Cell, int, int]]) -> dict[_Cell, _Sum]:
    """The daily sums, and the same sums by month and by year."""
    totals: dict[_Cell, _Sum] = {}
    for cell, amount, n in sums:
        month = replace(cell, granularity=Rollup.MONTH, start_on=cell.start_on.replace(day=1))
        year = replace(month, granularity=Rollup.YEAR, start_on=month.start_on.replace(month=1))
        for where in (cell, month, year):
            before = totals.get(where, (0, 0))
            totals[where] = (before[0] + amount, before[1] + n)
    return totals


_ADD = """
INSERT INTO measures_rollup (version_id, {cell}, amount, n) VALUES {{rows}}
ON CONFLICT (version_id, {cell}) DO UPDATE
SET amount = measures_rollup.amount + excluded.amount, n = measures_rollup.n + excluded.n
""".format(cell="granularity, org_id, start_on, area_key, item_key, undertaking_key")
_ROW = f"({', '.join(['%s'] * 9)})"


def _put(version: MeasureVersion, totals: Sequence[tuple[_Cell, _Sum]]) -> None:
    """Add to the rows, whatever they hold: nothing has to be read while others wait."""
    with connection.cursor() as cursor:
        for at in range(0, len(totals), _BATCH):
            some = totals[at : at + _BATCH]
            values = [value for cell, total in some for value in _row(version, cell, total)]
            cursor.execute(_ADD.format(rows=", ".join([_ROW] * len(some))), values)


def _row(version: MeasureVersion, cell: _Cell, total: _Sum) -> tuple[str | int | None, ...]:
    start_on = connection.ops.adapt_datefield_value(cell.start_on)
    where = (cell.granularity, cell.org, start_on)
    return (version.pk, *where, cell.area_key, cell.item_key, cell.undertaking_key, *total)

"""Sums kept up to a mark, so that a figure costs the same with ten million records as with few.

A rollup row holds what one body contributed on a day, in a month or in a year through records up to
the mark; what was written since is added when a value is read (:mod:`heli.core.measures.values`).
The mark is an id below which no record can appear any more. Nothing ever waits for a rollup:
sums are read without a lock, then written in one short transaction that begins by moving the mark
from where it stood; whoever finds it moved already throws the sums away.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db import OperationalError, connection, transaction
from django.db.models import Max, Sum

from heli.core.measures.contributions import signed_from
from heli.core.measures.models import MeasureVersion, Rollup, RollupMark
from heli.core.measures.sources import Relation, relation_of, relations
from heli.core.measures.spec import Measure


CHUNK = 200_000
BATCH = 500
_KEYS = ("area_key", "item_key", "undertaking_key")
LOCK_NOT_AVAILABLE = "55P03"


def keep_up(*, chunk: int = CHUNK) -> int:
    """Bring the rollups of every additive measure up to date; returns how many marks moved.

    Safe to run at any time, several times at once. Meant for a task that runs every minute.
    """
    adding = [v for v in MeasureVersion.objects.select_related("mark") if v.measure.adds_over_time]
    moved = 0
    for relation in relations():
        mine = [v for v in adding if relation_of(v.measure) is relation]
        upto = settled(relation) if mine else None
        if upto is not None:
            moved += sum(roll_up(v, upto=upto, chunk=chunk) for v in mine)
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


def roll_up(version: MeasureVersion, *, upto: int, chunk: int = CHUNK) -> bool:
    """Add the records after the mark up to ``upto`` to the rollups; whether the mark moved."""
    mark, _made = RollupMark.objects.get_or_create(version=version)
    moved, at = False, mark.row
    while at < upto:
        end = min(at + chunk, upto)
        sums = list(_daily(version.measure, at, end))
        if not _add(version, sums, at, end):
            break
        moved, at = True, end
    return moved


def rebuild(version: MeasureVersion) -> None:
    """Throw the rollups of a measure away and make them anew; readers stay exact meanwhile."""
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


def _add(version: MeasureVersion, sums: list[tuple[_Cell, int, int]], mark: int, end: int) -> bool:
    """Move the mark and add ``sums``; False, and nothing done, when it had been moved already."""
    with transaction.atomic():
        if not RollupMark.objects.filter(version=version, row=mark).update(row=end):
            return False
        totals = _with_wider(sums)
        _put(version, totals, _known(version, totals))
    return True


def _with_wider(sums: list[tuple[_Cell, int, int]]) -> dict[_Cell, tuple[int, int]]:
    """The daily sums, and the same sums by month and by year."""
    totals: dict[_Cell, tuple[int, int]] = {}
    for cell, amount, n in sums:
        month = replace(cell, granularity=Rollup.MONTH, start_on=cell.start_on.replace(day=1))
        year = replace(month, granularity=Rollup.YEAR, start_on=month.start_on.replace(month=1))
        for where in (cell, month, year):
            before = totals.get(where, (0, 0))
            totals[where] = (before[0] + amount, before[1] + n)
    return totals


def _known(
    version: MeasureVersion, totals: dict[_Cell, tuple[int, int]]
) -> dict[_Cell, tuple[int, int]]:
    """What the rollups hold for these cells so far; read in three queries, not cell by cell."""
    known: dict[_Cell, tuple[int, int]] = {}
    orgs = {cell.org for cell in totals}
    for granularity in (Rollup.DAY, Rollup.MONTH, Rollup.YEAR):
        days = [cell.start_on for cell in totals if cell.granularity == granularity]
        if not days:
            continue
        rows = Rollup.objects.filter(
            version=version,
            granularity=granularity,
            org__in=orgs,
            start_on__range=(min(days), max(days)),
        ).values_list("org_id", "start_on", *_KEYS, "amount", "n")
        for org, start_on, area, item, undertaking, amount, n in rows.iterator():
            cell = _Cell(granularity, org, start_on, area, item, undertaking)
            if cell in totals:
                known[cell] = (amount, n)
    return known


def _put(
    version: MeasureVersion,
    totals: dict[_Cell, tuple[int, int]],
    known: dict[_Cell, tuple[int, int]],
) -> None:
    Rollup.objects.bulk_create(
        (
            Rollup(
                version=version,
                granularity=cell.granularity,
                org_id=cell.org,
                start_on=cell.start_on,
                area_key=cell.area_key,
                item_key=cell.item_key,
                undertaking_key=cell.undertaking_key,
                amount=amount + known.get(cell, (0, 0))[0],
                n=n + known.get(cell, (0, 0))[1],
            )
            for cell, (amount, n) in totals.items()
        ),
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["version", "granularity", "org", "start_on", *_KEYS],
        update_fields=["amount", "n"],
    )

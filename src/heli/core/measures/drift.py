"""What changed in the records since a figure was sealed. Shown, never applied."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from heli.core.measures.contributions import described, in_period, tagged
from heli.core.measures.drilling import Row
from heli.core.measures.manifests import taken
from heli.core.measures.models import Snapshot
from heli.core.measures.scopes import Scope, scope_from
from heli.core.measures.sources import relation_of
from heli.core.measures.spec import Measure
from heli.core.measures.values import versions_behind


BATCH = 500


@dataclass(frozen=True, slots=True)
class Drift:
    """The value then and now, and the rows that make the difference.

    A row is ``changed`` when the same item still counts, but through another record (undone and
    done again, or with another amount): it is in neither of the other lists.
    """

    then: Decimal | None
    now: Decimal | None
    added: tuple[Row, ...] = ()
    removed: tuple[Row, ...] = ()
    changed: tuple[Row, ...] = ()

    @property
    def is_none(self) -> bool:
        """Whether the records are as they were."""
        return not (self.added or self.removed or self.changed)


def drift_of(made: Snapshot) -> Drift:
    """Run a sealed figure again and compare, row by row."""
    scope = scope_from(made.params)
    before = json.loads(made.manifest)
    after = taken(made.version, scope, salt=before["salt"])
    drift = _Rows([], [], [])
    versions = versions_behind(made.version)
    for version, then, now in zip(versions, before["parts"], after.manifest["parts"], strict=True):
        _compare(version.measure, scope, then["rows"], now["rows"], drift)
    then_value = None if made.value is None else Decimal(made.value)
    return Drift(
        then_value, after.value, tuple(drift.added), tuple(drift.removed), tuple(drift.changed)
    )


@dataclass(slots=True)
class _Rows:
    added: list[Row]
    removed: list[Row]
    changed: list[Row]


def _compare(
    measure: Measure, scope: Scope, then: list[list[Any]], now: list[list[Any]], drift: _Rows
) -> None:
    """Sort the rows that differ; ``[hash, key, amount, act]`` each."""
    old, new = {row[0]: row[1:3] for row in then}, {row[0]: row[1:3] for row in now}
    gone, come = old.keys() - new.keys(), new.keys() - old.keys()
    moved = {old[sha][0] for sha in gone} & {new[sha][0] for sha in come}
    # The record is the same, but what it counts as is not: persons were merged.
    recounted = {sha for sha in old.keys() & new.keys() if old[sha] != new[sha]}
    for row in _found(measure, scope, {*gone, *come, *recounted}):
        if row in (*drift.added, *drift.removed, *drift.changed):
            continue  # it stands on both sides of a share
        sha = row.sha256
        key = (new if sha in new else old)[sha][0]
        if sha in recounted or (sha in come and key in moved):
            drift.changed.append(row)
        elif sha in come:
            drift.added.append(row)
        elif key not in moved:
            drift.removed.append(row)


def _found(measure: Measure, scope: Scope, hashes: set[str]) -> Iterator[Row]:
    """The rows of these hashes in the period, undone ones included, whoever they belong to now."""
    rows = described(tagged(measure), measure).filter(reverses__isnull=True)
    rows = in_period(rows, scope.first, scope.stop)
    rows = rows.select_related(*relation_of(measure).shown)
    wanted = sorted(hashes)
    for at in range(0, len(wanted), BATCH):
        yield from rows.filter(sha256__in=wanted[at : at + BATCH]).order_by("on", "pk")

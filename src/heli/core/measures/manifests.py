"""A value with the list of what it was made of."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from heli.core.measures.contributions import Rows, contributions
from heli.core.measures.models import MeasureVersion, Snapshot
from heli.core.measures.scopes import Scope
from heli.core.measures.sources import relation_of, seen_in
from heli.core.measures.spec import Measure
from heli.core.measures.values import says, versions_behind
from heli.kit import canonical
from heli.kit.bundle.folding import Row, fold, key_hash, quotient


FORMAT = 1
SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class Taken:
    """A manifest and what its rows fold to."""

    value: Decimal | None
    n: int
    manifest: dict[str, Any]


def taken(version: MeasureVersion, scope: Scope, *, salt: str | None = None) -> Taken:
    """The value with its rows, read once: what is counted is what is listed."""
    salt = salt or os.urandom(SALT_BYTES).hex()
    parts = [
        (part, sorted(rows_of(part.measure, scope, salt))) for part in versions_behind(version)
    ]
    manifest = {
        "parts": [
            {"measure": str(part), "rows": [list(row) for row in rows], "sha256": part.sha256}
            for part, rows in parts
        ],
        "salt": salt,
        "v": FORMAT,
    }
    folded = [(seen_in(part.measure, scope), rows) for part, rows in parts]
    value = value_of(version.measure, folded) if says(version, scope) else None
    return Taken(value, sum(len(rows) for _part, rows in parts), manifest)


def rows_of(measure: Measure, scope: Scope, salt: str) -> Iterable[Row]:
    """The contributions as a manifest lists them."""
    uid = relation_of(measure).uids[measure.key]
    rows: Rows = contributions(measure, scope).order_by()
    for sha256, key, amount, act in rows.values_list("sha256", uid, "amount", "act").iterator():
        yield sha256, key_hash(salt, str(key)), amount, str(act)


def value_of(measure: Measure, parts: list[tuple[Measure, list[Row]]]) -> Decimal | None:
    """What the rows of a manifest make."""
    folded = [fold(part.aggregation, rows, decimals=part.decimals) for part, rows in parts]
    if not measure.is_ratio:
        return folded[0]
    over, under = folded
    return quotient(over, under, decimals=measure.decimals, percent=measure.unit == "%")


def snapshot(version: MeasureVersion, scope: Scope, *, at: datetime) -> Snapshot:
    """A snapshot of this moment, not saved."""
    now = taken(version, scope)
    manifest = canonical.dumps(now.manifest)
    return Snapshot(
        version=version,
        params=scope.key(),
        at=at,
        value=None if now.value is None else text_of(now.value),
        n=now.n,
        manifest=manifest.decode(),
        manifest_sha256=canonical.digest_bytes(manifest),
    )


def text_of(value: Decimal) -> str:
    """A decimal as it is stored and sealed: 56.00 and 56 alike are 56."""
    return canonical.dumps(value).decode().strip('"')

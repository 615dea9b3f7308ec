"""A sealed text as one file that anybody can check (docs/reference/figure-protocol.md)."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from heli.core.measures import log
from heli.core.measures.contributions import described, in_period, tagged
from heli.core.measures.models import Figure, MeasureVersion, Seal, Snapshot
from heli.core.measures.payloads import acts_behind
from heli.core.measures.scopes import scope_from
from heli.core.measures.sources import relation_of
from heli.core.measures.values import versions_behind
from heli.kit.bundle import Enclosed, Parts, pack


BATCH = 500


def bundle_of(
    seal: Seal, *, at: datetime, with_records: bool = False, files: Sequence[Enclosed] = ()
) -> bytes:
    """The bundle of a seal, signed now.

    ``with_records`` encloses every row in full, for readers who may see them (steps carry notes, postings donors):
    the caller asks the policy. ``files`` are printed forms to travel along.
    """
    rows = Figure.objects.filter(revision=seal.revision).select_related("snapshot__version")
    figures = list(rows.order_by("start"))
    snapshots = {f.snapshot.pk: f.snapshot for f in figures if f.snapshot is not None}
    later = Seal.objects.filter(supersedes=seal).select_related("corrects").first()
    head = json.loads(seal.payload)["log"]
    parts = Parts(
        payload=seal.payload.encode(),
        signature=seal.signature,
        measures={str(v): json.loads(v.spec) for v in _versions(snapshots.values())},
        manifests={str(s.uid): json.loads(s.manifest) for s in snapshots.values()},
        acts=log.proofs(acts_behind(figures), size=head["size"]),
        note=log.note(size=head["size"]),
        records=list(_records(snapshots.values())) if with_records else (),
        files=files,
        superseded_by=(later.code, later.corrects.reason) if later else None,
    )
    return pack(parts, made_at=at, key=log.seal_key(), sign=log.sign)


def _versions(snapshots: Any) -> Iterator[MeasureVersion]:
    """The measures of these snapshots, and those that ratios are made of."""
    for made in snapshots:
        yield made.version
        yield from versions_behind(made.version)


def _records(snapshots: Any) -> Iterator[dict[str, Any]]:
    """The rows of these snapshots in full, each once."""
    seen: set[str] = set()
    for made in snapshots:
        for version, part in zip(
            versions_behind(made.version), json.loads(made.manifest)["parts"], strict=True
        ):
            wanted = sorted({row[0] for row in part["rows"]} - seen)
            seen.update(wanted)
            yield from _contents(made, version, wanted)


def _contents(
    made: Snapshot, version: MeasureVersion, wanted: Sequence[str]
) -> Iterator[dict[str, Any]]:
    scope, relation = scope_from(made.params), relation_of(version.measure)
    rows: Any = in_period(
        described(tagged(version.measure), version.measure), scope.first, scope.stop
    ).select_related(*relation.whole)
    for at in range(0, len(wanted), BATCH):
        for row in rows.filter(sha256__in=wanted[at : at + BATCH]):
            yield relation.content_of(row)

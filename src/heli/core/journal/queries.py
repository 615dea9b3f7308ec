"""Reading the log: what happened to a record, who did it, and how far the log has come."""

import json
import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model, QuerySet

from heli.core.journal.models import Checkpoint, JournalEntry, Leaf
from heli.core.journal.refs import find_all


@dataclass(frozen=True, slots=True)
class Told:
    """One act as a page shows it: ``said`` is its payload, ``actor`` a party's uid or a name."""

    uid: str
    act: str
    at: datetime
    actor: str
    subject: str
    result: str
    said: dict[str, Any]


def history(subject: str, *, limit: int = 100) -> list[Told]:
    """The acts about the record of that name (:func:`~heli.core.journal.refs.name_of`), latest first."""
    rows = JournalEntry.objects.filter(subject=subject).order_by("-id")[:limit]
    return [_told(row) for row in rows]


def told_about(uids: Sequence[uuid.UUID | str]) -> dict[str, Told]:
    """The acts of these uids, as a step names the act that wrote it."""
    return {str(row.uid): _told(row) for row in JournalEntry.objects.filter(uid__in=uids)}


def latest(*, act: str = "", before: int | None = None, limit: int = 50) -> list[tuple[int, Told]]:
    """The latest acts with their row number; give the last one as ``before`` for the next page."""
    rows: QuerySet[JournalEntry] = JournalEntry.objects.order_by("-id")
    rows = rows.filter(act=act) if act else rows
    rows = rows.filter(id__lt=before) if before is not None else rows
    return [(row.pk, _told(row)) for row in rows[:limit]]


def size() -> int:
    """How many entries have their place in the tree."""
    last = Leaf.objects.order_by("-seq").values_list("seq", flat=True).first()
    return 0 if last is None else last + 1


def checkpoint_at(size: int) -> Checkpoint:
    """The signed checkpoint of that size. Raises ``DoesNotExist``."""
    return Checkpoint.objects.get(size=size)


def unplaced(uids: Iterable[str], size: int) -> set[str]:
    """Those acts that have no place in the log of this size. A query for each 500."""
    missing = set(uids)
    wanted = sorted(missing)
    for at in range(0, len(wanted), 500):
        rows = JournalEntry.objects.filter(uid__in=wanted[at : at + 500], place__seq__lt=size)
        missing -= {str(uid) for uid in rows.values_list("uid", flat=True)}
    return missing


def latest_checkpoint() -> Checkpoint | None:
    """The newest signed checkpoint."""
    return Checkpoint.objects.order_by("-size").first()


def _told(row: JournalEntry) -> Told:
    return Told(
        uid=str(row.uid),
        act=row.act,
        at=row.at,
        actor=row.actor,
        subject=row.subject,
        result=row.result,
        said=json.loads(row.payload),
    )


def records_written_by(uid: uuid.UUID | str) -> list[Model]:
    """The records whose hashes the act of that uid brought into the log. Few queries.

    Raises ``LookupError`` when there is no such act or a record of it is gone.
    """
    effects = JournalEntry.objects.filter(uid=uid).values_list("effects", flat=True).first()
    if effects is None:
        raise LookupError(str(uid))
    return find_all([name for name, _digest in effects])


def effects_of(uids: Collection[uuid.UUID]) -> dict[uuid.UUID, dict[str, str]]:
    """For each act of these uids, the hashes it told the log of the records it wrote. One query."""
    rows = JournalEntry.objects.filter(uid__in=uids).values_list("uid", "effects")
    return {uid: dict(effects) for uid, effects in rows}

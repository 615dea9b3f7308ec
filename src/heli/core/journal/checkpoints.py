"""Signed statements of how far the log had come, and proofs that stand on them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from heli.core.journal import signing
from heli.core.journal.locks import hold
from heli.core.journal.models import Checkpoint, JournalEntry
from heli.core.journal.queries import latest_checkpoint, size
from heli.core.journal.sequencing import sequence
from heli.core.journal.tree import StoredTiles, current_tree
from heli.core.journal.writing import public_face


def make_checkpoint(*, at: datetime) -> Checkpoint | None:
    """Place what is waiting and sign the state of the log; None while it is empty.

    When nothing was added since the last one, that one is returned. Works inside an act too, and
    then covers everything that was committed before it.
    """
    sequence()
    with transaction.atomic():
        hold("journal:sequence")
        last, now = latest_checkpoint(), size()
        if now == 0 or (last is not None and last.size == now):
            return last
        tiles = StoredTiles()
        root = current_tree(tiles).root()
        tiles.save()
        note = signing.signed_note(now, root)
        return Checkpoint.objects.create(size=now, root=root, at=at, note=note)


@dataclass(frozen=True, slots=True)
class Inclusion:
    """That an act stands at ``index`` in the log of ``size``: its public face and the path up."""

    face: dict[str, Any]
    index: int
    size: int
    proof: list[bytes]


def inclusions(uids: Sequence[object], size: int) -> list[Inclusion]:
    """Proofs for the acts of these uids, in the order of the log. Few queries for all of them.

    Raises ``LookupError`` for an act that has no place in the log of this size.
    """
    wanted = {str(uid) for uid in uids}
    entries = JournalEntry.objects.filter(uid__in=wanted, place__seq__lt=size)
    found = list(entries.select_related("place").order_by("place__seq"))
    if missing := wanted - {str(entry.uid) for entry in found}:
        raise LookupError(min(missing))
    tree = current_tree()
    return [
        Inclusion(
            face=public_face(entry),
            index=entry.place.seq,
            size=size,
            proof=tree.inclusion_proof(entry.place.seq, size),
        )
        for entry in found
    ]


def consistency(old_size: int, new_size: int) -> list[bytes]:
    """The proof that the log of ``new_size`` only added to that of ``old_size``."""
    return current_tree().consistency_proof(old_size, new_size)

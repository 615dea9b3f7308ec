"""Writing one entry, and finding it again by its key."""

import hashlib
import os
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Model

from heli.core.journal.building import new
from heli.core.journal.models import JournalEntry, Opening
from heli.core.journal.refs import name_of
from heli.core.journal.together import insert_together
from heli.kit import canonical, merkle
from heli.kit.ids import new_uid


FORMAT = 1
SALT_BYTES = 16
SEVERAL = "*"
"""The result of an act that returned a list: all the records it wrote."""


@dataclass(slots=True)
class Record:
    """What an act gathers while it runs, and writes as its single entry when it is done."""

    act: str
    at: datetime
    actor: str = ""
    subject: str = ""
    key: str | None = None
    fingerprint: str = ""
    payload: dict[str, object] = field(default_factory=dict)
    openings: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    effects: list[tuple[str, str]] = field(default_factory=list)
    uid: uuid.UUID = field(default_factory=new_uid)
    waiting: list[Model] = field(default_factory=list)
    """New records whose keys nothing in the act asks for: they are written with its entry."""

    def commit(self, path: str, value: str) -> dict[str, str]:
        """Hide a personal value behind a salted commitment; its opening stays erasable."""
        salt = os.urandom(SALT_BYTES)
        self.openings[path] = (salt, value)
        return {"$commit": commitment(salt, value.encode())}

    def wrote(self, record: Model, content: Mapping[str, object]) -> str:
        """Tell the journal that this act wrote ``record``; returns the hash of ``content``."""
        return self.wrote_bytes(record, canonical.dumps(content))

    def wrote_bytes(self, record: Model, content: bytes) -> str:
        """The same of content that is canonical JSON already."""
        digest = canonical.digest_bytes(content)
        self.effects.append((name_of(record), digest))
        return digest

    def name_subject(self, subject: Model | Sequence[Model] | None) -> None:
        """Say what the act is about, if it is about one record."""
        self.subject = name_of(subject) if isinstance(subject, Model) else ""


def commitment(salt: bytes, value: bytes) -> str:
    """SHA-256 over salt and value, tagged with its algorithm."""
    return "sha256:" + hashlib.sha256(salt + value).hexdigest()


def sealed_part(entry: JournalEntry) -> bytes:
    """Everything an entry says that its public face does not, as it is committed to."""
    return canonical.dumps(
        {
            "actor": entry.actor,
            "fingerprint": entry.fingerprint,
            "key": entry.key,
            "payload": entry.payload,
            "result": entry.result,
            "subject": entry.subject,
            "wrote": [name for name, _digest in entry.effects],
        }
    )


def public_face(entry: JournalEntry) -> dict[str, object]:
    """What an entry's leaf covers: nothing that could not be shown to anybody."""
    return {
        "act": entry.act,
        "at": entry.at,
        "effects": [digest for _name, digest in entry.effects],
        "payload": commitment(bytes(entry.salt), sealed_part(entry)),
        "uid": str(entry.uid),
        "v": FORMAT,
    }


def leaf_of(entry: JournalEntry) -> bytes:
    """The leaf hash of an entry, computed from what it says now."""
    return merkle.leaf_hash(canonical.dumps(public_face(entry)))


def write(record: Record, *, result: object) -> JournalEntry:
    """Append the entry of one act, and what waits to be written with it.

    One insert, plus one for its personal values if it has any.

    ``TypeError`` for a result that a repetition of the act could not return.
    """
    entry = new(
        JournalEntry,
        uid=record.uid,
        act=record.act,
        at=record.at,
        actor=record.actor,
        subject=record.subject,
        result=_named_result(record, result),
        payload=canonical.dumps(record.payload).decode(),
        salt=os.urandom(SALT_BYTES),
        effects=record.effects,
        key=record.key,
        fingerprint=record.fingerprint,
    )
    entry.leaf = leaf_of(entry)
    insert_together([*record.waiting, entry])
    if record.openings:
        Opening.objects.bulk_create(
            Opening(entry=entry, path=path, salt=salt, value=value)
            for path, (salt, value) in record.openings.items()
        )
    return entry


def _named_result(record: Record, result: object) -> str:
    if result is None:
        return ""
    if isinstance(result, Model):
        return name_of(result)
    written = [name for name, _digest in record.effects]
    if isinstance(result, list) and [name_of(one) for one in result] == written:
        return SEVERAL
    msg = f"{record.act} returned what could not be found again: return records it wrote, or None"
    raise TypeError(msg)


def written_under(key: str) -> JournalEntry | None:
    """The entry that carries an idempotency key, if the act was already done."""
    return JournalEntry.objects.filter(key=key).first()

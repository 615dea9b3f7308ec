"""Uploads that arrive in pieces, over a network that comes and goes.

What lies on disk is what has arrived: nothing in the database says so, so nothing can differ from
it when the server dies in the middle of a piece. An upload is announced with its length and its
SHA-256, then continued at the length that has arrived, as often as need be; it is taken up by an
act when it is whole, and forgotten after a week when nobody does.
"""

import fcntl
import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256 as sha256_of
from pathlib import Path
from typing import IO

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from heli.core.acts import Refusal
from heli.core.files.marks import ENDINGS, type_of
from heli.core.files.store import PHOTO_BYTES, NotThisKind, TooBig


MOST_AT_ONCE = 120
"""Uploads that one person may have on the way; a day's patrol in the hills has fewer."""
ULID = re.compile(r"[0-9A-HJKMNP-TV-Z]{26}")
DIGEST = re.compile(r"[0-9a-f]{64}")


class NotAnnounced(Refusal):
    """There is no such upload, or it was forgotten after a week."""

    message = _("This upload is not known here. It starts again by itself.")
    status = 404


class BadAnnouncement(Refusal):
    """An upload says how long it is and what it hashes to, under a ULID."""

    message = _("This upload cannot be started: it does not say what it is.")
    status = 422


class AnnouncedDifferently(Refusal):
    """One id was announced with two contents."""

    message = _("This upload was announced with other content.")


class OtherPlace(Refusal):
    """A piece does not continue where the last one ended."""

    message = _("%(has)s bytes have arrived; the upload goes on from there.")


class Damaged(Refusal):
    """What arrived is not what was announced; it starts again."""

    message = _("The upload was damaged on its way and starts again.")


class TooManyUploads(Refusal):
    """A quota, so that nobody fills the disk."""

    message = _("%(most)s uploads are on their way already. Send what they belong to first.")
    status = 422


@dataclass(frozen=True, slots=True)
class Upload:
    """What was announced, by whom."""

    owner: str
    id: str
    size: int
    sha256: str
    name: str

    @property
    def has(self) -> int:
        """How many bytes have arrived."""
        path = self.path(".part")
        return path.stat().st_size if path.exists() else 0

    @property
    def is_whole(self) -> bool:
        """Whether all of it is here. That it is undamaged is asked when it is opened."""
        return self.has == self.size

    def path(self, ending: str) -> Path:
        """Where its announcement (``.json``) or its bytes (``.part``) lie."""
        return _folder(self.owner) / f"{self.id}{ending}"


def announce(owner: str, id: str, *, size: int, sha256: str, name: str) -> Upload:  # noqa: A002  -- the client's own word
    """Begin an upload, or find it again. Writes one small file.

    Refuses with :class:`BadAnnouncement`, :class:`AnnouncedDifferently`, :class:`TooManyUploads`
    and :class:`~heli.core.files.store.TooBig`.
    """
    if not (ULID.fullmatch(id) and DIGEST.fullmatch(sha256) and size > 0 and name.strip()):
        raise BadAnnouncement
    if size > PHOTO_BYTES:
        raise TooBig(name=name, limit=PHOTO_BYTES // 1024 // 1024)
    upload = Upload(owner, id, size, sha256, name.strip()[-200:])
    known = upload.path(".json")
    if known.exists():
        before = find(owner, id)
        if (before.size, before.sha256) != (size, sha256):
            raise AnnouncedDifferently
        return before
    if sum(1 for _one in _folder(owner).glob("*.json")) >= MOST_AT_ONCE:
        raise TooManyUploads(most=MOST_AT_ONCE)
    draft = upload.path(f".{os.getpid()}.draft")
    draft.write_text(json.dumps(asdict(upload)), encoding="utf-8")
    draft.replace(known)
    return upload


def find(owner: str, id: str) -> Upload:  # noqa: A002  -- the client's own word
    """An upload of ``owner``. Refuses with :class:`NotAnnounced`."""
    path = _folder(owner) / f"{id}.json"
    if not ULID.fullmatch(id) or not path.exists():
        raise NotAnnounced
    return Upload(**json.loads(path.read_text(encoding="utf-8")))


def go_on(upload: Upload, piece: bytes, *, offset: int) -> Upload:
    """Write a piece behind what has arrived; on disk when this returns.

    Refuses with :class:`OtherPlace`, and at the end with :class:`Damaged` or
    :class:`~heli.core.files.store.NotThisKind`, which both forget what arrived.
    """
    with _held(upload) as file:
        if offset != upload.has or offset + len(piece) > upload.size:
            raise OtherPlace(has=upload.has)
        file.seek(offset)
        file.write(piece)
        file.flush()
        os.fsync(file.fileno())
        if upload.is_whole:
            _check(upload, file)
    return upload


def open_whole(upload: Upload) -> IO[bytes]:
    """The bytes of an upload that is whole and undamaged. The caller closes it.

    Refuses with :class:`NotAnnounced` when it is not whole, and as :func:`go_on` at its end.
    """
    if not upload.is_whole:
        raise NotAnnounced
    with _held(upload) as file:
        _check(upload, file)
    return upload.path(".part").open("rb")


def forget(upload: Upload) -> None:
    """Delete an upload that was taken up, or is not wanted."""
    for ending in (".part", ".json"):
        upload.path(ending).unlink(missing_ok=True)


def sweep(*, before: datetime) -> int:
    """Forget what nobody continued since ``before``. Returns how many files went."""
    gone = 0
    for path in _folder("").glob("*/*"):
        if path.stat().st_mtime < before.timestamp():
            path.unlink(missing_ok=True)
            gone += 1
    return gone


def _check(upload: Upload, file: IO[bytes]) -> None:
    file.seek(0)
    if sha256_of(file.read()).hexdigest() != upload.sha256:
        file.truncate(0)
        raise Damaged
    if not upload.name.lower().endswith(ENDINGS.get(type_of(file), ())):
        forget(upload)
        raise NotThisKind(name=upload.name)


@contextmanager
def _held(upload: Upload) -> Iterator[IO[bytes]]:
    """The bytes of an upload, for one writer at a time."""
    descriptor = os.open(upload.path(".part"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file


def _folder(owner: str) -> Path:
    data: Path = settings.HELI_DATA
    folder = data / "files" / "arriving" / owner
    folder.mkdir(parents=True, exist_ok=True)
    return folder

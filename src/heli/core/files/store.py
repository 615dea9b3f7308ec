"""Bytes on disk under their SHA-256: written whole or not at all, each content once."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import IO

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from heli.core.acts import Refusal
from heli.core.files.marks import ENDINGS, secret_mark, type_of
from heli.core.files.models import Blob


PHOTO_BYTES = 10 * 1024 * 1024
DOCUMENT_BYTES = 30 * 1024 * 1024
CHUNK = 1024 * 1024


class TooBig(Refusal):
    """Photos up to 10 MB, documents up to 30 MB."""

    message = _("“%(name)s” is larger than %(limit)s MB. Please make it smaller.")
    status = 422


class NotThisKind(Refusal):
    """Only files that can be shown safely are kept, and only under an honest name."""

    message = _(
        "“%(name)s” is not a picture, PDF, office document or text, or its name does not say what"
        " it is."
    )
    status = 422


class ClassifiedFile(Refusal):
    """A file carries the mark of a state secret (Law on Guarding State Secrets)."""

    message = _(
        "“%(name)s” carries the mark “%(mark)s”. Classified material must not be entered here:"
        " nothing was saved. Use your unit's classified system, or ask its secrecy office."
    )
    status = 422


class Broken(ValueError):
    """A stored file is missing or no longer has the content it was stored under."""


@dataclass(frozen=True, slots=True)
class Stored:
    """Bytes that lie in the store: what an act is told about an upload."""

    sha256: str
    size: int
    mime: str
    name: str


def put(chunks: Iterable[bytes], *, name: str) -> Stored:
    """Write an upload to the store; an act then makes a file of it. Nothing is in the database yet.

    Refuses with :class:`TooBig`, :class:`NotThisKind` and :class:`ClassifiedFile`, and then leaves
    nothing behind. What no act takes up is swept away by :func:`sweep`.
    """
    name = _plain_name(name)
    draft = _folder("incoming") / f"{os.getpid()}-{os.urandom(8).hex()}"
    try:
        with draft.open("xb+") as file:
            digest, size = _copy(chunks, file, name)
            mime = _checked(file, size, name)
            file.flush()
            os.fsync(file.fileno())
        _settle(draft, digest)
    finally:
        draft.unlink(missing_ok=True)
    return Stored(digest, size, mime, name)


def _copy(chunks: Iterable[bytes], file: IO[bytes], name: str) -> tuple[str, int]:
    digest, size = sha256(), 0
    for chunk in chunks:
        size += len(chunk)
        if size > DOCUMENT_BYTES:
            raise TooBig(name=name, limit=DOCUMENT_BYTES // 1024 // 1024, field="file")
        digest.update(chunk)
        file.write(chunk)
    return digest.hexdigest(), size


def _checked(file: IO[bytes], size: int, name: str) -> str:
    mime = type_of(file)
    if not size or not name.lower().endswith(ENDINGS.get(mime, ())):
        raise NotThisKind(name=name, field="file")
    if mime.startswith("image/") and size > PHOTO_BYTES:
        raise TooBig(name=name, limit=PHOTO_BYTES // 1024 // 1024, field="file")
    if mark := secret_mark(file, mime, name):
        raise ClassifiedFile(name=name, mark=mark, field="file")
    return mime


def _settle(draft: Path, digest: str) -> None:
    """Give the bytes their place, by one atomic rename, and make that durable too."""
    path = path_of(digest)
    path.parent.mkdir(parents=True, exist_ok=True)
    # A content that lies there already is replaced by itself; its time becomes that of today, so
    # that it is not swept away before the act that is about to use it.
    draft.replace(path)
    descriptor = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _plain_name(name: str) -> str:
    plain = "".join(c for c in name.replace("\\", "/").rsplit("/", 1)[-1] if c.isprintable())
    return plain.strip()[-200:] or "file"


def path_of(digest: str) -> Path:
    """Where the bytes of a hash lie."""
    return _folder("content") / digest[:2] / digest


def _folder(name: str) -> Path:
    data: Path = settings.HELI_DATA
    folder = data / "files" / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def read(blob: Blob) -> Iterator[bytes]:
    """The bytes of a blob, a megabyte at a time.

    Raises :class:`Broken` before the last one goes out when they are not what was stored.
    """
    digest, held = sha256(), b""
    try:
        with path_of(blob.sha256).open("rb") as file:
            while chunk := file.read(CHUNK):
                if held:
                    yield held
                digest.update(chunk)
                held = chunk
    except FileNotFoundError as error:
        raise Broken(blob.sha256) from error
    if digest.hexdigest() != blob.sha256:
        raise Broken(blob.sha256)
    if held:
        yield held


def is_whole(blob: Blob) -> bool:
    """Whether the stored bytes still are what they were."""
    try:
        return sum(len(chunk) for chunk in read(blob)) == blob.size
    except Broken:
        return False


def sweep(*, before: datetime) -> int:
    """Delete bytes that no blob claims and uploads that never ended, if older than ``before``.

    ``before`` lies an hour or more back, so that nobody's running upload is taken away. Returns
    how many files went.
    """
    gone = 0
    limit = before.timestamp()
    old = [p for p in _folder("incoming").iterdir() if p.stat().st_mtime < limit]
    content = [p for p in _folder("content").glob("*/*") if p.stat().st_mtime < limit]
    claimed = set(
        Blob.objects.filter(sha256__in=[p.name for p in content]).values_list("sha256", flat=True)
    )
    for path in (*old, *(p for p in content if p.name not in claimed)):
        gone += _remove(path, limit)
    return gone


def _remove(path: Path, limit: float) -> int:
    """Delete a file, unless it was uploaded anew or went while we looked at the others."""
    try:
        if path.stat().st_mtime >= limit:
            return 0
        path.unlink()
    except FileNotFoundError:
        return 0
    return 1

"""Keys of this installation: files beside the database, made at first use, readable by us only."""

import os
from pathlib import Path

from django.conf import settings


def key_file(name: str, *, size: int = 32) -> bytes:
    """The bytes of ``<data>/keys/<name>``; random ones are written there when it is missing.

    Two processes that start together end with the same key: the file appears whole or not at all.
    """
    folder: Path = settings.HELI_DATA / "keys"
    path = folder / name
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write_once(path, os.urandom(size))
    return path.read_bytes()


def _write_once(path: Path, content: bytes) -> None:
    draft = path.with_name(f".{path.name}.{os.getpid()}.{os.urandom(4).hex()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()

"""One write queue for SQLite: whoever comes first writes first.

SQLite lets one transaction write at a time. The others look again after ever longer naps, and
whoever naps longest loses: under load a few wait for seconds. Here they wait in line instead, at a
lock that the kernel hands on in order, across all threads and processes of the machine.
PostgreSQL needs none of this.
"""

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


_own = threading.local()


@contextmanager
def write_turn() -> Iterator[None]:
    """Wait for one's turn to write, and pass it on when the block ends, however it ends."""
    line = _line()
    if line is None:
        yield
        return
    fcntl.flock(line, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(line, fcntl.LOCK_UN)


def _line() -> int | None:
    """This thread's place at the lock beside the database file; None where there is no line.

    Each thread opens the file itself: the kernel queues open files, not threads.
    """
    if connection.vendor != "sqlite":
        return None
    database = str(connection.settings_dict["NAME"])
    if "memory" in database:
        return None
    kept: dict[str, _Place] = _own.__dict__.setdefault("places", {})
    if database not in kept:
        kept[database] = _Place(f"{database}-turn")
    return kept[database].descriptor


class _Place:
    """An open lock file, closed when its thread ends."""

    def __init__(self, path: str) -> None:
        self.descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def __del__(self) -> None:
        os.close(self.descriptor)

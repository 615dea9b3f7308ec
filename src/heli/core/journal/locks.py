"""One at a time: for what cannot be guarded by a row."""

import hashlib

from django.db import connection


def hold(name: str) -> None:
    """Hold the lock ``name`` until the running transaction ends.

    On SQLite nothing is to be done: a write transaction (BEGIN IMMEDIATE) is alone already.
    """
    if connection.vendor != "postgresql":
        return
    key = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])

"""Identifiers that sort by the moment they were made (UUID version 7, RFC 9562 §5.7)."""

import os
import time
import uuid
from datetime import UTC, datetime


def new_uid() -> uuid.UUID:
    """Return a fresh UUIDv7: 48 bits of Unix milliseconds, then 74 random bits.

    The random part also hides the content of hashed records: nobody can guess a row back from
    its published hash.
    """
    millis = time.time_ns() // 1_000_000
    value = (millis & (1 << 48) - 1) << 80 | int.from_bytes(os.urandom(10), "big")
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return uuid.UUID(int=value)


def moment_of(uid: uuid.UUID) -> datetime:
    """When a UUIDv7 was made, to the millisecond."""
    return datetime.fromtimestamp((uid.int >> 80) / 1000, UTC)

"""What measures need of the journal: its signed state, proofs about acts, and the key that seals."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from heli.core.journal import checkpoints, signing
from heli.core.journal.keys import key_file
from heli.core.journal.queries import checkpoint_at, unplaced


SEAL_KEY = "seal.ed25519"


def _key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(key_file(SEAL_KEY))


def seal_key() -> str:
    """The public key that seals are verified with, in hexadecimal."""
    return _key().public_key().public_bytes_raw().hex()


def sign(message: bytes) -> str:
    """The Ed25519 signature of this installation over ``message``, in hexadecimal."""
    return _key().sign(message).hex()


def head(acts: Iterable[str], *, at: datetime) -> dict[str, Any]:
    """The signed state of the log that holds ``acts``: its origin, key, size and root.

    Made now, so that it covers everything committed before the seal. Raises ``LookupError`` for an
    act that is not in the log: its rows were not written by an act that ended.
    """
    made = checkpoints.make_checkpoint(at=at)
    if made is None:
        msg = "nothing was ever written in this log"
        raise LookupError(msg)
    if missing := unplaced(acts, made.size):
        raise LookupError(min(missing))
    return {
        "key": signing.public_key().hex(),
        "origin": signing.origin(),
        "root": bytes(made.root).hex(),
        "size": made.size,
    }


def proofs(acts: Iterable[str], *, size: int) -> list[tuple[dict[str, Any], int, list[bytes]]]:
    """Public face, place and audit path of each act in the log of that size."""
    found = checkpoints.inclusions(list(acts), size)
    return [(one.face, one.index, one.proof) for one in found]


def note(*, size: int) -> str:
    """The signed statement about the log of that size."""
    return checkpoint_at(size).note

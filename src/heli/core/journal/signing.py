"""The key that signs the states of this log. It is made at first use and lies beside the database."""

from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from heli.core.journal.keys import key_file
from heli.kit.bundle import notes


KEY_NAME = "log.ed25519"


def public_key() -> bytes:
    """The raw public key that verifiers need, once, from us."""
    return _key().public_key().public_bytes_raw()


def origin() -> str:
    """The name of this log: unique, and the same as long as its key is."""
    return f"heli/{sha256(public_key()).hexdigest()[:16]}"


def signed_note(size: int, root: bytes) -> str:
    """The signed statement that the log had this size and this root (C2SP tlog-checkpoint)."""
    body = notes.body_of(origin(), size, root)
    signature = _key().sign(body.encode())
    return notes.signed(body, name=origin(), public_key=public_key(), signature=signature)


def is_ours(note: notes.Note) -> bool:
    """Whether our key signed this note, under the name of this log."""
    if note.origin != origin() or note.hint != notes.key_hint(note.signer, public_key()):
        return False
    try:
        Ed25519PublicKey.from_public_bytes(public_key()).verify(note.signature, note.body)
    except InvalidSignature:
        return False
    return True


def _key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(key_file(KEY_NAME))

"""What signatures cover, and how they are checked. Ed25519 (RFC 8032)."""

import re

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


_SEAL = b"heli.seal.v1\n"
_END = b"heli.bundle.v1\n"
_KEY = re.compile(r"[0-9a-f]{64}")
_SIGNATURE = re.compile(r"[0-9a-f]{128}")


def seal_message(payload: bytes) -> bytes:
    """What a seal signs: its payload, under a heading that no other signature uses."""
    return _SEAL + payload


def end_message(digest: str) -> bytes:
    """What the last line of a bundle signs: the SHA-256 of all bytes before it."""
    return _END + digest.encode()


def is_signed(message: bytes, *, key: str, signature: str) -> bool:
    """Whether ``signature`` is one of ``key`` over ``message``, both in lower hexadecimal."""
    if not _KEY.fullmatch(key) or not _SIGNATURE.fullmatch(signature):
        return False
    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
        public.verify(bytes.fromhex(signature), message)
    except (InvalidSignature, ValueError):
        return False
    return True

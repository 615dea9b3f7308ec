"""Personal values, encrypted with a key that lies outside the database.

AES-256-GCM, bound to the person and the field, so that a value moved to another row does not
open. ``lookup`` is an HMAC: a number can be found again without being readable.
"""

import hmac
import os
from datetime import date, datetime
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from heli.core.journal.keys import key_file
from heli.core.parties.models import Party, VaultItem


NONCE_BYTES = 12
FORMAT = b"\x01"


class Unreadable(ValueError):
    """A stored value does not open with this installation's key: another key, or it was changed."""


def seal(party: Party, field: str, value: str) -> bytes:
    """The ciphertext of a value."""
    nonce = os.urandom(NONCE_BYTES)
    return FORMAT + nonce + _cipher().encrypt(nonce, value.encode(), _bound_to(party, field))


def opened(item: VaultItem) -> str:
    """The value of an item. Only for acts that say who reads it and why. Raises :class:`Unreadable`."""
    content = bytes(item.ciphertext)
    nonce, text = content[1 : 1 + NONCE_BYTES], content[1 + NONCE_BYTES :]
    try:
        return _cipher().decrypt(nonce, text, _bound_to(item.party, item.field)).decode()
    except InvalidTag as error:
        raise Unreadable(f"{item.party_id}.{item.field}") from error


def lookup(field: str, value: str) -> str:
    """The mark by which a value is found: equal values have equal marks, nothing else shows."""
    text = "".join(value.split()).lower()
    return hmac.new(_derived(b"lookup"), f"{field}\x00{text}".encode(), sha256).hexdigest()


def put(
    party: Party, field: str, value: str, *, purpose: str, keep_until: date, at: datetime
) -> VaultItem:
    """Write a value. For acts."""
    item, _created = VaultItem.objects.update_or_create(
        party=party,
        field=field,
        defaults={
            "ciphertext": seal(party, field, value),
            "lookup": lookup(field, value),
            "purpose": purpose,
            "keep_until": keep_until,
            "stored_at": at,
        },
    )
    return item


def held_by(field: str, value: str) -> list[Party]:
    """The parties that have this very value."""
    items = VaultItem.objects.filter(field=field, lookup=lookup(field, value))
    return [item.party for item in items.select_related("party")]


def _cipher() -> AESGCM:
    return AESGCM(_derived(b"encrypt"))


def _derived(use: bytes) -> bytes:
    return hmac.new(key_file("vault.key"), use, sha256).digest()


def _bound_to(party: Party, field: str) -> bytes:
    return f"{party.uid}\x00{field}".encode()

"""Keys of programs: ``heli_<prefix>_<secret>``, found by the prefix, checked against a digest.

The secret part has 160 random bits: nobody guesses it, so a plain SHA-256 keeps it as well as a slow
hash would, and a request costs one lookup.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from heli.core.access.models import ApiKey
from heli.core.acts import Prepared, given


PREFIX = "heli"
ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
"""Without l, o, 0 and 1: a key is sometimes read aloud."""
PREFIX_LETTERS, SECRET_LETTERS = 8, 32


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key that nobody has yet: shown once, then only its digest is left."""

    prefix: str
    secret: str

    @property
    def text(self) -> str:
        """The key as it is handed over."""
        return f"{PREFIX}_{self.prefix}_{self.secret}"


def new_key() -> NewKey:
    """A fresh random key. For doors: what acts do must be repeatable."""
    return NewKey(_letters(PREFIX_LETTERS), _letters(SECRET_LETTERS))


def digest_of(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def key_behind(text: str, *, on: date) -> ApiKey | None:
    """The key that ``text`` is, if it holds on a day. One query with its program."""
    start, _, rest = text.partition("_")
    prefix, _, secret = rest.partition("_")
    if start != PREFIX or not secret or "\x00" in prefix:
        return None
    key = _KEYS.first(prefix=prefix, until=on)
    if key is None or not hmac.compare_digest(key.digest, digest_of(secret)):
        return None
    return key


_KEYS = Prepared(
    ApiKey.objects.filter(
        Q(until__isnull=True) | Q(until__gte=given(ApiKey, "until")),
        prefix=given(ApiKey, "prefix"),
        revoked_at__isnull=True,
    ).select_related("party")
)


def note_use(key: ApiKey, *, on: date) -> None:
    """Remember the day a key was last used: at most one write a day."""
    if key.last_used_on != on:
        ApiKey.objects.filter(pk=key.pk).update(last_used_on=on)


def _letters(n: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(n))

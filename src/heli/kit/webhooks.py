"""Messages that a receiver can check: signed, dated, and not to be replayed.

The headers and the signed text are those of Standard Webhooks (standardwebhooks.com), for which
libraries exist in most languages: HMAC-SHA256 over ``id.timestamp.body``.
"""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Mapping


ID, TIMESTAMP, SIGNATURE = "webhook-id", "webhook-timestamp", "webhook-signature"
TOLERANCE_SECONDS = 5 * 60
MARK = "whsec_"


class NotGenuine(ValueError):
    """A message was not sent by whom it says, was changed on its way, or is too old."""


def as_text(secret: bytes) -> str:
    """A secret as it is handed to the receiver."""
    return MARK + base64.b64encode(secret).decode()


def from_text(text: str) -> bytes:
    """The secret that was handed over."""
    return base64.b64decode(text.removeprefix(MARK))


def sign(secret: bytes, *, uid: str, at: int, body: bytes) -> dict[str, str]:
    """The headers of a message. ``at`` is its moment in seconds since 1970."""
    return {ID: uid, TIMESTAMP: str(at), SIGNATURE: f"v1,{_mac(secret, uid, at, body)}"}


def check(secret: bytes, headers: Mapping[str, str], body: bytes, *, now: int) -> str:
    """The id of a genuine message. It may have come before: :mod:`heli.kit.receiving` remembers.

    Raises :class:`NotGenuine` for a wrong signature and for a message older or younger than five
    minutes, so that a copy sent later is not taken.
    """
    said = {name.lower(): value for name, value in headers.items()}
    uid, moment = said.get(ID, ""), said.get(TIMESTAMP, "")
    if not moment.isdecimal() or abs(now - int(moment)) > TOLERANCE_SECONDS:
        raise NotGenuine(TIMESTAMP)
    wanted = _mac(secret, uid, int(moment), body)
    given = [part.partition(",") for part in said.get(SIGNATURE, "").split()]
    if not any(v == "v1" and _same(wanted, mac) for v, _, mac in given):
        raise NotGenuine(SIGNATURE)
    return uid


def _mac(secret: bytes, uid: str, at: int, body: bytes) -> str:
    text = f"{uid}.{at}.".encode() + body
    return base64.b64encode(hmac.new(secret, text, hashlib.sha256).digest()).decode()


def _same(wanted: str, given: str) -> bool:
    try:
        return hmac.compare_digest(base64.b64decode(wanted), base64.b64decode(given))
    except (binascii.Error, ValueError):
        return False

"""The link by which a recipient confirms without an account: it cannot be guessed, and it ends."""

import hmac
from datetime import datetime, timedelta

from django.utils.crypto import salted_hmac

from heli.core.flow.models import Entry
from heli.core.ledger.models import Account


VALID = timedelta(days=30)
SALT = "heli.giving.confirmation"


def confirmation_token(delivery: Entry, recipient: Account, *, at: datetime) -> str:
    """The token of one recipient of one delivery, good for thirty days from ``at``."""
    return _token(delivery, recipient, int((at + VALID).timestamp()))


def is_confirmation(token: str, delivery: Entry, recipient: Account, *, at: datetime) -> bool:
    """Whether a token opens this delivery for this recipient at this moment."""
    ends = token.partition("-")[0]
    if not (ends.isascii() and ends.isdigit() and len(ends) <= 12):  # noqa: PLR2004  -- seconds since 1970
        return False
    expected = _token(delivery, recipient, int(ends))
    return hmac.compare_digest(token.encode(), expected.encode()) and at.timestamp() < int(ends)


def _token(delivery: Entry, recipient: Account, ends: int) -> str:
    said = f"{delivery.uid}:{recipient.uid}:{ends}"
    return f"{ends}-{salted_hmac(SALT, said, algorithm='sha256').hexdigest()[:40]}"

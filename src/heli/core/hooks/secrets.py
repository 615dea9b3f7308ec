"""The secret of a subscription: derived, not stored, so a copy of the database signs nothing."""

import hmac
from hashlib import sha256

from heli.core.hooks.models import Subscription
from heli.core.journal.keys import key_file


def secret_of(subscription: Subscription) -> bytes:
    """What signs the deliveries of a subscription now."""
    text = f"{subscription.uid}\x00{subscription.generation}".encode()
    return hmac.new(key_file("hooks.key"), text, sha256).digest()

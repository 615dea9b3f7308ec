"""Receiving webhooks: each genuine message is taken once, however often it comes."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

from heli.kit.webhooks import NotGenuine, check


KEPT_SECONDS = 24 * 3600
"""How long a receiver remembers an id: longer than any sender goes on trying (nine hours here)."""


class TakenBefore(ValueError):
    """A genuine message that was taken already: sent again, or replayed. Answered like the first."""


def take(
    secrets: Sequence[bytes],
    headers: Mapping[str, str],
    body: bytes,
    *,
    now: int,
    remember: Callable[[str], bool],
) -> str:
    """The id of a message that is genuine, fresh and new.

    ``secrets`` are two while one replaces the other. ``remember`` notes an id for
    :data:`KEPT_SECONDS` and says whether it was new, in one step and for all that receive: a unique
    column, or ``cache.add`` of Django. Whoever fails to do what the message asks forgets its id
    before answering 5xx, so that it can come again.

    Raises :class:`NotGenuine` (answer 4xx) and :class:`TakenBefore` (answer 2xx and do nothing).
    """
    for secret in secrets[:-1]:
        with suppress(NotGenuine):
            return _first_time(check(secret, headers, body, now=now), remember)
    return _first_time(check(secrets[-1], headers, body, now=now), remember)


def _first_time(uid: str, remember: Callable[[str], bool]) -> str:
    if not remember(uid):
        raise TakenBefore(uid)
    return uid

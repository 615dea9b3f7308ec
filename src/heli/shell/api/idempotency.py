"""``Idempotency-Key``: a request that was sent twice is one act."""

import uuid

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Refusal


HEADER = "Idempotency-Key"
LONGEST = 200
_SPACE = uuid.UUID("5b0f1c1e-2f43-5f0a-9c7e-6a1b0d5f3a11")


class KeyNeeded(Refusal):
    """Whoever does not say which request this is cannot repeat it safely."""

    message = _("Send an Idempotency-Key header: 1 to 200 letters that name this one request.")
    status = 400


def once_key(request: HttpRequest) -> str:
    """The key of an act, from the header of its request; each program has names of its own.

    Refuses with :class:`KeyNeeded`.
    """
    actor: Actor = request.actor  # type: ignore[attr-defined]
    said = request.headers.get(HEADER, "").strip()
    if not said or len(said) > LONGEST or not said.isascii() or not said.isprintable():
        raise KeyNeeded
    return str(uuid.uuid5(_SPACE, f"{actor.uid or actor.name}\n{said}"))

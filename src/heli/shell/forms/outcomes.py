"""What becomes of a form that was sent: done, now or the first time, refused, or wrong."""

from collections.abc import Callable
from hashlib import sha256
from typing import Any, NamedTuple
from uuid import UUID

from heli.core.acts import KeyReused, Refusal, outcome_under
from heli.shell.forms.keys import KEY_FIELD, KeyedForm
from heli.shell.requests import Request


OF_CHANCE = 62
"""The bits at the end of a key (UUIDv7) that say nothing: those before are its moment and its kind."""


class Done(NamedTuple):
    """What an act returned; ``is_told_before`` where nobody can say whether the same was sent again."""

    result: Any
    is_told_before: bool = False


def answer_to(
    request: Request,
    form: KeyedForm,
    call: Callable[[dict[str, Any], str], Any],
    before: Callable[[], None] | None,
) -> Done | Refusal | None:
    """What became of a form that was sent: done, refused, or None when it is wrong."""
    refusal: Refusal | None = None
    try:
        if form.is_valid():
            key = key_here(request, form.key)
            _look(request, key, before)
            return Done(call(form.said(), key))
    except KeyReused as reused:
        return reused
    except Refusal as raised:
        refusal = raised
    # Only what cannot be taken asks whether it was taken before.
    bare = form.cleaned_data.get(KEY_FIELD)
    first = outcome_under(key_here(request, bare), by=request.actor) if bare else None
    return refusal if first is None else Done(first.value, is_told_before=True)


def key_here(request: Request, key: str) -> str:
    """A one-time key as the journal knows it: of the same moment, and on another page another one.

    Else a wrong form with the key of some other act would be answered with what that act led to.
    """
    one = UUID(key)
    digest = sha256(one.bytes + request.path.encode()).digest()
    chance = int.from_bytes(digest) & (1 << OF_CHANCE) - 1
    return str(UUID(int=one.int >> OF_CHANCE << OF_CHANCE | chance))


def _look(request: Request, key: str, before: Callable[[], None] | None) -> None:
    """Refuse a first sending that rests on a page out of date."""
    try:
        if before is not None:
            before()
    except Refusal:
        if outcome_under(key, by=request.actor) is None:
            raise

"""The same request twice is one act: a key remembers its first outcome."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from heli.core.acts.actors import Actor
from heli.core.acts.refusals import Refusal
from heli.core.journal import refs, writing
from heli.kit import canonical


class KeyReused(Refusal):
    """One key was sent with two different contents."""

    message = _("This form was already sent with other content. Reload the page and try again.")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an act returned the first time: a record, several, or None; and when that was."""

    value: Any
    at: datetime


def fingerprint(act: str, actor: str, said: dict[str, object]) -> str:
    """What a key stands for: the act, who did it, and everything that was said.

    Keyed with the installation's secret, so that an erased phone number cannot be guessed back.
    """
    text = canonical.dumps([act, actor, said])
    return salted_hmac("heli.replay", text, algorithm="sha256").hexdigest()


def first_outcome(record: writing.Record) -> Outcome | None:
    """What the key of ``record`` led to before, None when it was never used. One query or two.

    Raises :class:`KeyReused` when it was used for something else.
    """
    entry = writing.written_under(record.key) if record.key else None
    if entry is None:
        return None
    if entry.fingerprint != record.fingerprint:
        raise KeyReused
    return _outcome_of(entry.result, entry.effects, at=entry.at)


def outcome_under(key: str, *, by: Actor) -> Outcome | None:
    """What a key of this actor led to, whatever was said under it; None when it was never used.

    For doors that take an operation again long after it was done, when what it named (a file, a
    choice of a form) may be gone and it could not even be said any more. One query or two.
    """
    entry = writing.written_under(key)
    if entry is None or entry.actor != str(by.uid or by.name):
        return None
    return _outcome_of(entry.result, entry.effects, at=entry.at)


def _outcome_of(result: str, effects: list[tuple[str, str]], *, at: datetime) -> Outcome:
    if result == writing.SEVERAL:
        return Outcome(refs.find_all([name for name, _digest in effects]), at)
    return Outcome(refs.find(result) if result else None, at)

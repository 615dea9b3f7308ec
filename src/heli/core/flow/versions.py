"""Keeping every definition that entries ever started under."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import override

from heli.core.flow.definitions import Flow, Limit, Timer, Transition
from heli.core.flow.models import FlowVersion
from heli.kit import canonical


_stored: set[str] = set()


def keep(flow: Flow, *, at: datetime) -> None:
    """Store a definition when the first entry starts under it. No query after that.

    ``RuntimeError`` when a definition was changed under the same version: entries that started
    before the change could no longer be read.
    """
    if flow.key in _stored:
        return
    definition = as_data(flow)
    digest = canonical.digest(definition)
    kept, _created = FlowVersion.objects.get_or_create(
        key=flow.key,
        defaults={"definition": definition, "sha256": digest, "first_used_at": at},
    )
    if kept.sha256 != digest:
        msg = f"{flow.key} was changed after entries started under it: give it a new version"
        raise RuntimeError(msg)
    transaction.on_commit(lambda: _stored.add(flow.key))


def forget_stored() -> None:
    """Look at the database again, as after switching to another one."""
    _stored.clear()


def as_data(flow: Flow) -> dict[str, object]:
    """A definition as canonical JSON holds it; its wording in English, the language of msgids."""
    with override("en"):
        return {
            "code": flow.code,
            "label": str(flow.label),
            "version": flow.version,
            "initial": flow.initial,
            "states": [
                {
                    "code": str(s.code),
                    "label": str(s.label),
                    "public_label": str(s.public_label),
                    "kind": s.kind.value,
                    "awaits": [str(one) for one in s.awaits],
                    "pauses": s.pauses,
                }
                for s in flow.states
            ],
            "transitions": [_transition(t) for t in flow.transitions],
            **({"timers": [_timer(one) for one in flow.timers]} if flow.timers else {}),
        }


def _transition(t: Transition) -> dict[str, object]:
    return {
        "verb": str(t.verb),
        "label": str(t.label),
        "sources": [str(one) for one in t.sources],
        "target": None if t.target is None else str(t.target),
        "who": [str(one) for one in t.who],
        "needs": list(t.needs),
        "counts_as": str(t.counts_as) if isinstance(t.counts_as, str) else t.counts_as.__name__,
        "limit": _limit(t.limit),
        "undo_within": None if t.undo_within is None else int(t.undo_within.total_seconds()),
        "events": list(t.events),
        "public": t.public,
        **_further(t),
    }


def _further(t: Transition) -> dict[str, object]:
    """What came into the language later: only where it is used, so that old digests stay."""
    told = {
        "guards": list(t.guards),
        "asks": t.asks,
        "answers": t.answers,
        "retracts": [str(tag) for tag in t.retracts],
    }
    return {name: value for name, value in told.items() if value}


def _timer(timer: Timer) -> dict[str, object]:
    return {
        "code": timer.code,
        "starts": [str(verb) for verb in timer.starts],
        "stops": [str(verb) for verb in timer.stops],
        "resets": [str(verb) for verb in timer.resets],
        "pauses": [str(state) for state in timer.pauses],
        "limit": _limit(timer.limit),
        "beyond": _limit(timer.beyond),
    }


def _limit(limit: Limit | None) -> list[object] | None:
    return None if limit is None else [limit.n, limit.clock.value]

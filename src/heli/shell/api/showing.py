"""Which entries and calls programs see: each loop says so for its own, with its own policies."""

from django.db.models import Q, QuerySet

from heli.core.acts import Actor, Policy
from heli.core.flow.models import Call, Entry


_entries: dict[str, Policy[Entry]] = {}
_calls: dict[str, Policy[Call]] = {}
NOTHING = Q(pk__in=[])


def show_entries(flow: str, policy: Policy[Entry]) -> None:
    """Entries of the flow ``advice.proposal`` are seen by whom ``policy`` lets see them."""
    _entries[flow] = policy


def show_calls(kind: str, policy: Policy[Call]) -> None:
    """Calls of a kind are seen by whom ``policy`` lets see them."""
    _calls[kind] = policy


def entries_for(actor: Actor) -> QuerySet[Entry]:
    """The entries of all loops that somebody sees."""
    found = NOTHING
    for flow, policy in _entries.items():
        found |= Q(flow__begins=f"{flow}@") & _rule(policy, actor)
    return Entry.objects.filter(found)


def calls_for(actor: Actor) -> QuerySet[Call]:
    """The calls of all loops that somebody sees."""
    found = NOTHING
    for kind, policy in _calls.items():
        found |= Q(kind=kind) & _rule(policy, actor)
    return Call.objects.filter(found)


def _rule(policy: Policy[Entry] | Policy[Call], actor: Actor) -> Q:
    if actor.is_system:
        return Q()
    rule = policy.rule(actor)
    if isinstance(rule, bool):
        return Q() if rule else NOTHING
    return rule

"""What can be told outside, and what is said about it: names of records, never their contents.

Receivers fetch what they may know through the API, under their own key and its policies.
"""

import json
import uuid
from collections.abc import Mapping
from datetime import datetime

from heli.core.flow.definitions import all_flows
from heli.core.flow.models import Step
from heli.core.hooks.models import Subscription
from heli.core.parties.models import Closure, Tree
from heli.kit import canonical


TEST = "heli.test"


def known_events() -> list[str]:
    """The events that the flows of the installed loops tell, by name."""
    return sorted({e for flow in all_flows() for t in flow.transitions for e in t.events})


def is_wanted(event: str) -> bool:
    """Whether some address wants to be told. One query; for the writer's transaction."""
    return any(event in events for events in _wishes())


def _wishes() -> list[list[str]]:
    rows = Subscription.objects.filter(stopped_at__isnull=True)
    return list(rows.values_list("events", flat=True))


def step_of(facts: str) -> Step | None:
    """The step an event is about. Events about nothing that has a body are told to nobody."""
    uid = json.loads(facts).get("step")
    return Step.objects.select_related("entry", "org").filter(uid=uid).first() if uid else None


def listeners(event: str, step: Step) -> list[Subscription]:
    """The addresses that want an event and belong to the body of its step or one above it."""
    above = Closure.objects.filter(tree=Tree.ADMIN, descendant=step.org_id).values("ancestor")
    rows = Subscription.objects.filter(stopped_at__isnull=True, org__in=above).order_by("pk")
    return [row for row in rows if event in row.events]


def about(step: Step) -> dict[str, object]:
    """What is said about a step: which record, which way, since when."""
    return {
        "code": step.entry.code,
        "entry": str(step.entry.uid),
        "flow": step.entry.flow.partition("@")[0],
        "org": str(step.org.uid),
        "state": step.to_state,
        "step": str(step.uid),
        "verb": step.verb,
    }


def worded(event: str, *, told: uuid.UUID, at: datetime, data: Mapping[str, object]) -> str:
    """The body of a delivery, as Standard Webhooks shapes it."""
    said = {"data": data, "id": str(told), "timestamp": at, "type": event}
    return canonical.dumps(said).decode()

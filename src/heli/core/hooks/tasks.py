"""Telling other systems, beside the requests."""

import uuid
from datetime import datetime

from heli.core.acts import SYSTEM, overhear, task
from heli.core.hooks import outward
from heli.core.hooks.actions import address_event, settle
from heli.core.hooks.events import TEST, is_wanted, step_of
from heli.core.hooks.models import Delivery, State
from heli.core.hooks.secrets import secret_of
from heli.kit.webhooks import sign


@task("hooks.address")
def address(*, event: str, facts: str, told: str, at: datetime) -> None:
    """Make the deliveries of an event. Safe to run twice: the telling is the key."""
    step = step_of(facts)
    if step is not None:
        key = f"hooks:{told}"
        address_event.once(key)(step, event=event, told=uuid.UUID(told), by=SYSTEM, at=at)


@task("hooks.send")
def send(*, delivery: str, at: datetime) -> None:
    """Try one delivery. Run twice it arrives twice, under the same id: at least once."""
    found = Delivery.objects.select_related("subscription__org").get(uid=delivery)
    stopped = found.subscription.stopped_at is not None and found.event != TEST
    if found.state != State.WAITING or stopped:
        return
    body = found.body.encode()
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Heli-Webhooks/1",
        **sign(
            secret_of(found.subscription), uid=str(found.uid), at=int(at.timestamp()), body=body
        ),
    }
    answer = outward.post(found.subscription.url, body, headers)
    settle(found, status=answer.status, trouble=answer.trouble, by=SYSTEM, at=at)


overhear("hooks.address", wanted=is_wanted)

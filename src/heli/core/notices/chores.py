"""What the worker does for the messages."""

from datetime import datetime, timedelta

from heli.core.acts import SYSTEM
from heli.core.notices.actions import give_up
from heli.core.notices.models import DeliveryState, Message


HANGS_AFTER = timedelta(minutes=10)


def find_hanging(now: datetime) -> int:
    """Name the deliveries that a worker began and never finished."""
    before = now - HANGS_AFTER
    hanging = Message.objects.filter(
        deliveries__state=DeliveryState.CLAIMED, deliveries__claimed_at__lt=before
    ).distinct()
    for message in hanging:
        give_up(message, before=before, by=SYSTEM, at=now)
    return len(hanging)


CHORES = [("notices.find_hanging", timedelta(minutes=5), find_hanging)]

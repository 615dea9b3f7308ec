"""Sending, beside the requests."""

from datetime import datetime

from heli.core.acts import SYSTEM, later, task
from heli.core.notices.actions import claim, settle_deliveries
from heli.core.notices.channels import OUTSIDE, Channel, outside
from heli.core.notices.models import Delivery, DeliveryState, Message, MessageState
from heli.core.notices.quiet import earliest


@task("notices.deliver")
def deliver(*, message: str, at: datetime) -> None:
    """Send what waits of a message.

    Safe to run twice, also at once: what one claimed, no other sends. At night it puts itself off
    until the morning.
    """
    sent = Message.objects.get(uid=message)
    channel = outside()
    if channel is None or sent.state in (MessageState.DRAFT, MessageState.WITHDRAWN):
        return
    moment = earliest(at, is_urgent=sent.is_urgent)
    if moment > at:
        later("notices.deliver", not_before=moment, message=message)
        return
    while rows := claim(sent, channel=OUTSIDE, by=SYSTEM, at=at):
        outcomes = {str(row.uid): _send(channel, row, sent) for row in rows}
        settle_deliveries(sent, outcomes=outcomes, by=SYSTEM, at=at)
        if DeliveryState.FAILED in outcomes.values():
            # What is tried again later must not be claimed again at once.
            return


def _send(channel: Channel, delivery: Delivery, message: Message) -> str:
    address = channel.address_of(delivery.party)
    if not address:
        return DeliveryState.NO_ADDRESS
    taken = channel.send(address, subject=message.subject, body=message.body)
    return DeliveryState.SENT if taken else DeliveryState.FAILED

"""Reading the inbox and the outbox."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from heli.core.notices.channels import SITE
from heli.core.notices.models import Delivery, DeliveryState, Message
from heli.core.parties.models import Party


def inbox_of(party: Party) -> QuerySet[Delivery]:
    """What a person was told, latest first, each with its message. Slice it for a page."""
    mine = Delivery.objects.filter(party=party, channel=SITE, state=DeliveryState.SENT)
    return mine.select_related("message", "message__org").order_by("-id")


def unread(party: Party, *, most: int = 100) -> int:
    """How many messages wait to be read, counted up to ``most``. One query on an index."""
    waiting = Delivery.objects.filter(
        party=party, channel=SITE, state=DeliveryState.SENT, read_at__isnull=True
    )
    return len(waiting.values_list("pk")[:most])


def outbox_of(org: Party) -> QuerySet[Message]:
    """The messages in the name of a body, latest first."""
    return (
        Message.objects.filter(org=org).select_related("drafted_by", "approved_by").order_by("-id")
    )


@dataclass(frozen=True, slots=True)
class Receipts:
    """How many were told, how many have read it, and how the channels outside did."""

    recipients: int
    read: int
    failed: int
    uncertain: int


def receipts(message: Message) -> Receipts:
    """How a message stands with its recipients. One query."""
    on_site = Q(channel=SITE)
    found = message.deliveries.aggregate(
        recipients=Count("pk", filter=on_site),
        read=Count("pk", filter=on_site & Q(read_at__isnull=False)),
        failed=Count(
            "pk", filter=Q(state__in=(DeliveryState.FAILED, DeliveryState.NO_ADDRESS)) & ~on_site
        ),
        uncertain=Count("pk", filter=Q(state=DeliveryState.UNCERTAIN)),
    )
    return Receipts(**found)

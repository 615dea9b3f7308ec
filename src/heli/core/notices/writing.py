"""Messages, from whoever has something to tell: plain functions that acts share."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Invalid, current_record, later
from heli.core.notices.channels import OUTSIDE, SITE, outside
from heli.core.notices.models import Delivery, DeliveryState, Message, MessageState
from heli.core.parties.models import Party, PartyKind
from heli.core.parties.queries import resolve


# 20 recipients are a circle one knows; beyond that a second person looks first.
LARGE = 20


def notify(
    org: Party,
    to: Iterable[Party],
    *,
    kind: str,
    subject: str,
    by: Actor,
    at: datetime,
    body: str = "",
    about: str = "",
    link: str = "",
    is_urgent: bool = False,
    only_here: bool = False,
) -> Message:
    """Tell people something in the name of ``org``: in their inbox here, and outside if possible.

    What stays ``only_here`` goes to their inbox alone: a delivery outside that fails is shown to the
    office with its recipient.

    Everybody is told once, tombstones in the place of whom they stand for. Up to 20 recipients it
    goes out at once; more wait as a draft for a second person. Four inserts for any number.
    """
    message = draft(
        org,
        to,
        kind=kind,
        subject=subject,
        by=by,
        at=at,
        body=body,
        about=about,
        link=link,
        is_urgent=is_urgent,
        only_here=only_here,
    )
    if message.deliveries.filter(channel=SITE).count() <= LARGE:
        release(message, by=by, at=at)
    return message


def draft(
    org: Party,
    to: Iterable[Party],
    *,
    kind: str,
    subject: str,
    by: Actor,
    at: datetime,
    body: str = "",
    about: str = "",
    link: str = "",
    is_urgent: bool = False,
    only_here: bool = False,
    reminds: Message | None = None,
) -> Message:
    """Put a message into the outbox without letting it go.

    Refuses with ``Invalid`` without subject or recipients.
    """
    current_record()
    people = _people(to)
    if not people:
        raise Invalid(what=_("nobody to tell"), field="to")
    message = Message.objects.create(
        org=org,
        kind=kind,
        subject=_one_line(subject),
        body=body,
        about=about,
        link=link,
        is_urgent=is_urgent,
        drafted_by_id=by.party_id,
        drafted_at=at,
        reminds=reminds,
    )
    channels = [SITE, OUTSIDE] if outside() and not only_here else [SITE]
    Delivery.objects.bulk_create(
        (
            Delivery(message=message, party=person, channel=channel)
            for person in people
            for channel in channels
        ),
        batch_size=500,
    )
    return message


def release(message: Message, *, by: Actor, at: datetime) -> None:
    """Let a message go: into the inboxes at once, outside by the worker."""
    message.state = MessageState.APPROVED
    message.approved_by_id, message.approved_at = by.party_id, at
    message.save(update_fields=["state", "approved_by", "approved_at"])
    waiting = message.deliveries.filter(state=DeliveryState.WAITING)
    waiting.filter(channel=SITE).update(state=DeliveryState.SENT, sent_at=at)
    if waiting.filter(channel=OUTSIDE).exists():
        later("notices.deliver", message=str(message.uid))
    else:
        settle(message)


def settle(message: Message) -> None:
    """Say how a message stands, from how its deliveries stand."""
    states = set(message.deliveries.values_list("state", flat=True))
    if states & {DeliveryState.WAITING, DeliveryState.CLAIMED}:
        message.state = MessageState.SENDING
    elif states & {DeliveryState.FAILED, DeliveryState.UNCERTAIN}:
        message.state = MessageState.FAILED
    else:
        message.state = MessageState.SENT
    message.save(update_fields=["state"])


def _people(to: Iterable[Party]) -> list[Party]:
    found = {party.pk: party for party in map(resolve, to)}
    return [p for p in found.values() if p.kind == PartyKind.PERSON and not p.is_erased]


def _one_line(subject: str) -> str:
    line = " ".join(subject.split())
    longest = Message._meta.get_field("subject").max_length or 0
    if not line or len(line) > longest or "\x00" in line:
        raise Invalid(
            what=_("a subject of 1 to %(n)s characters") % {"n": longest}, field="subject"
        )
    return line

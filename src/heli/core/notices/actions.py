"""The outbox and the inbox: one function per act."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Conflict, Policy, Refusal, action, current_record, later
from heli.core.notices.channels import SITE
from heli.core.notices.models import Delivery, DeliveryState, Message, MessageState
from heli.core.notices.policies import may_handle, may_handle_delivery, may_read, may_send
from heli.core.notices.writing import LARGE, draft, release, settle
from heli.core.parties.models import Party


BATCH = 50
ATTEMPTS = 3
PAUSE = timedelta(minutes=5)


class SecondPerson(Refusal):
    """Large sendings are looked at by somebody who did not write them."""

    message = _("This goes to %(n)s people. Somebody other than its writer must let it go.")
    status = 403


class NotADraft(Refusal):
    """What was sent cannot be called back."""

    message = _("This message was already let go or withdrawn.")


class NothingToRemindOf(Refusal):
    """Everybody has read it."""

    message = _("Everybody has read this message already.")


@action("notices.message.draft", policy=may_send)
def draft_message(
    org: Party,
    *,
    to: Sequence[Party],
    subject: str,
    by: Actor,
    at: datetime,
    body: str = "",
    kind: str = "message",
    is_urgent: bool = False,
) -> Message:
    """Write a message in the name of a body; :func:`approve_message` lets it go."""
    return draft(org, to, kind=kind, subject=subject, body=body, is_urgent=is_urgent, by=by, at=at)


@action("notices.message.approve", policy=may_handle)
def approve_message(message: Message, *, by: Actor, at: datetime) -> Message:
    """Let a draft go.

    Refuses with :class:`SecondPerson` for more than 20 recipients when its own writer asks, and
    with :class:`NotADraft`.
    """
    n = message.deliveries.filter(channel=SITE).count()
    if n > LARGE and by.party_id is not None and by.party_id == message.drafted_by_id:
        raise SecondPerson(n=n)
    _take_draft(message, MessageState.APPROVED)
    release(message, by=by, at=at)
    return message


@action("notices.message.withdraw", policy=may_handle)
def withdraw_message(message: Message, *, by: Actor, at: datetime) -> Message:
    """Throw a draft away. Refuses with :class:`NotADraft`."""
    _take_draft(message, MessageState.WITHDRAWN)
    message.deliveries.filter(state=DeliveryState.WAITING).update(state=DeliveryState.FAILED)
    return message


def _take_draft(message: Message, state: str) -> None:
    drafts = Message.objects.filter(pk=message.pk, state=MessageState.DRAFT)
    if not drafts.update(state=state):
        raise NotADraft
    message.state = state


@action("notices.message.remind", policy=may_handle)
def remind(message: Message, *, by: Actor, at: datetime) -> Message:
    """Draft a reminder to those who have not read a message. What stayed here stays here again.

    Refuses with :class:`NothingToRemindOf`.
    """
    unread = message.deliveries.filter(
        channel=SITE, state=DeliveryState.SENT, read_at__isnull=True
    ).select_related("party")
    people = [delivery.party for delivery in unread]
    if not people:
        raise NothingToRemindOf
    return draft(
        message.org,
        people,
        kind=message.kind,
        subject=message.subject,
        body=message.body,
        about=message.about,
        link=message.link,
        is_urgent=message.is_urgent,
        only_here=not message.deliveries.exclude(channel=SITE).exists(),
        reminds=message,
        by=by,
        at=at,
    )


@action("notices.delivery.read", policy=may_read)
def mark_read(delivery: Delivery, *, by: Actor, at: datetime) -> Delivery:
    """Note that a message was read, the first time it is."""
    Delivery.objects.filter(pk=delivery.pk, read_at__isnull=True).update(read_at=at)
    delivery.refresh_from_db(fields=["read_at"])
    return delivery


@action("notices.delivery.resend", policy=may_handle_delivery)
def resend(delivery: Delivery, *, by: Actor, at: datetime) -> Delivery:
    """Try again what failed, or what nobody knows to have arrived: somebody takes it on them."""
    hanging = Delivery.objects.filter(
        pk=delivery.pk,
        state__in=(DeliveryState.FAILED, DeliveryState.UNCERTAIN, DeliveryState.NO_ADDRESS),
        message__state__in=(MessageState.FAILED, MessageState.SENT, MessageState.SENDING),
    )
    if not hanging.update(state=DeliveryState.WAITING, attempts=0):
        raise Conflict
    delivery.refresh_from_db()
    settle(delivery.message)
    later("notices.deliver", message=str(delivery.message.uid))
    return delivery


def _nobody(_actor: Actor) -> bool:
    return False


by_the_worker: Policy[Message] = Policy(Message, _nobody, _("Only the worker does this."))


@action("notices.deliveries.claim", policy=by_the_worker)
def claim(message: Message, *, channel: str, by: Actor, at: datetime) -> list[Delivery]:
    """Take some waiting deliveries, so that no other worker sends them. Committed before sending."""
    waiting = message.deliveries.filter(channel=channel, state=DeliveryState.WAITING)
    rows = list(
        waiting.select_for_update(skip_locked=True, of=("self",))
        .select_related("party")
        .order_by("pk")[:BATCH]
    )
    for row in rows:
        row.state, row.claimed_at, row.attempts = DeliveryState.CLAIMED, at, row.attempts + 1
    _write(rows)
    return rows


@action("notices.deliveries.settle", policy=by_the_worker)
def settle_deliveries(
    message: Message, *, outcomes: Mapping[str, str], by: Actor, at: datetime
) -> Message:
    """Note how claimed deliveries went (uid to state); the message stands accordingly.

    What failed is tried again up to three times.
    """
    rows = list(message.deliveries.filter(uid__in=list(outcomes), state=DeliveryState.CLAIMED))
    for row in rows:
        row.state = DeliveryState(outcomes[str(row.uid)])
        if row.state == DeliveryState.FAILED and row.attempts < ATTEMPTS:
            row.state = DeliveryState.WAITING
        row.sent_at = at if row.state == DeliveryState.SENT else None
    _write(rows)
    settle(message)
    again = [row.attempts for row in rows if row.state == DeliveryState.WAITING]
    if again:
        later("notices.deliver", not_before=at + PAUSE * max(again), message=str(message.uid))
    return message


def _write(rows: Sequence[Delivery]) -> None:
    record = current_record()
    Delivery.objects.bulk_update(rows, ["state", "claimed_at", "attempts", "sent_at"])
    for row in rows:
        record.wrote(row, {"attempts": row.attempts, "state": str(row.state), "uid": str(row.uid)})


@action("notices.deliveries.give_up", policy=by_the_worker)
def give_up(message: Message, *, before: datetime, by: Actor, at: datetime) -> Message:
    """Call those uncertain that were claimed before ``before`` and never settled.

    The worker died while the channel was being called. Sending again could tell somebody twice;
    :func:`resend` is for a person to decide.
    """
    hanging = message.deliveries.filter(state=DeliveryState.CLAIMED, claimed_at__lt=before)
    hanging.update(state=DeliveryState.UNCERTAIN)
    settle(message)
    return message

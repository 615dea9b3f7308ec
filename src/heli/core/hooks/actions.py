"""Webhooks: asked for, tested, stopped and resumed; each delivery tried until it is taken."""

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from heli.core.access.enums import Role
from heli.core.access.queries import holders
from heli.core.acts import (
    Actor,
    Conflict,
    Invalid,
    Policy,
    Refusal,
    action,
    current_record,
    later,
    local_day,
)
from heli.core.flow.models import Step
from heli.core.hooks import outward
from heli.core.hooks.events import TEST, about, known_events, listeners, worded
from heli.core.hooks.models import Delivery, State, Subscription
from heli.core.hooks.policies import may_keep, may_redeliver, may_subscribe
from heli.core.notices.writing import notify
from heli.core.parties.models import Party


# Six attempts within nine hours: a receiver may be down for a night's maintenance.
PAUSES = tuple(timedelta(minutes=m) for m in (1, 5, 30, 120, 360))
STOP_AFTER = 3
"""So many deliveries given up in a row, and nobody is listening any more."""
GONE = 410


class IsStopped(Refusal):
    """Nothing is sent to an address that is stopped."""

    message = _("This webhook is stopped. Resume it first.")


@action("hooks.subscription.open", policy=may_subscribe)
def subscribe(
    org: Party, *, name: str, url: str, events: Sequence[str], by: Actor, at: datetime
) -> Subscription:
    """Tell an address the events of a body and everything below it, from now on.

    Refuses an address that is not https, carries credentials or is not of the public internet, and
    events that no flow tells.
    """
    try:
        outward.parse(url)
    except outward.BadAddress as bad:
        raise Invalid(
            what=_("this address cannot be called: %(why)s") % {"why": bad}, field="url"
        ) from bad
    if not name.strip() or "\x00" in name:
        raise Invalid(what=_("the name is missing"), field="name")
    wanted = sorted(set(events))
    if not wanted or set(wanted) - set(known_events()):
        raise Invalid(what=_("choose events that are told"), field="events")
    return Subscription.objects.create(
        org=org, name=name.strip(), url=url, events=wanted, made_at=at
    )


@action("hooks.subscription.stop", policy=may_keep)
def stop(subscription: Subscription, *, by: Actor, at: datetime) -> Subscription:
    """Tell an address nothing more; what waits for it is not sent either."""
    if subscription.stopped_at is None:
        _stop(subscription, because="", at=at)
    return subscription


@action("hooks.subscription.resume", policy=may_keep)
def resume(subscription: Subscription, *, by: Actor, at: datetime) -> Subscription:
    """Tell an address again, from now on; what was missed is sent again by hand."""
    subscription.stopped_at, subscription.stopped_because, subscription.failures = None, "", 0
    subscription.save(update_fields=["stopped_at", "stopped_because", "failures"])
    return subscription


@action("hooks.subscription.renew", policy=may_keep)
def renew_secret(subscription: Subscription, *, by: Actor, at: datetime) -> Subscription:
    """Sign with another secret from the next attempt on."""
    subscription.generation += 1
    subscription.save(update_fields=["generation"])
    return subscription


@action("hooks.subscription.test", policy=may_keep)
def send_test(subscription: Subscription, *, by: Actor, at: datetime) -> Delivery:
    """Send an address an event about nothing, also while it is stopped."""
    told = current_record().uid
    body = worded(TEST, told=told, at=at, data={})
    made = Delivery.objects.create(
        subscription=subscription, event=TEST, told=told, body=body, made_at=at
    )
    later("hooks.send", delivery=str(made.uid))
    return made


@action("hooks.delivery.repeat", policy=may_redeliver)
def redeliver(delivery: Delivery, *, by: Actor, at: datetime) -> Delivery:
    """Send a delivery again under its old id.

    Refuses while it is still being tried, and with :class:`IsStopped`.
    """
    if delivery.subscription.stopped_at is not None:
        raise IsStopped
    done = Delivery.objects.filter(pk=delivery.pk).exclude(state=State.WAITING)
    if not done.update(state=State.WAITING, attempts=0):
        raise Conflict
    delivery.refresh_from_db()
    later("hooks.send", delivery=str(delivery.uid))
    return delivery


def _nobody(_actor: Actor) -> bool:
    return False


by_the_worker: Policy[Step] = Policy(Step, _nobody, _("Only the worker does this."))
also_by_the_worker: Policy[Delivery] = Policy(Delivery, _nobody, _("Only the worker does this."))


@action("hooks.event.address", policy=by_the_worker)
def address_event(
    step: Step, *, event: str, told: uuid.UUID, by: Actor, at: datetime
) -> list[Delivery]:
    """Make the deliveries of one telling: one for each address that wants it."""
    made = [
        Delivery(
            subscription=one,
            event=event,
            told=told,
            body=worded(event, told=told, at=step.at, data=about(step)),
            made_at=at,
        )
        for one in listeners(event, step)
    ]
    Delivery.objects.bulk_create(made)
    record = current_record()
    for one in made:
        record.wrote(one, {"event": event, "told": str(told), "uid": str(one.uid)})
        later("hooks.send", delivery=str(one.uid))
    return made


@action("hooks.delivery.settle", policy=also_by_the_worker)
def settle(
    delivery: Delivery, *, status: int | None, trouble: str, by: Actor, at: datetime
) -> Delivery:
    """Note how an attempt went; try again later, or give up and, after three in a row, stop."""
    taken = status is not None and 200 <= status < 300  # noqa: PLR2004  -- HTTP's class of success
    delivery.attempts += 1
    delivery.status, delivery.trouble, delivery.tried_at = status, trouble[:200], at
    again = not taken and status != GONE and delivery.attempts <= len(PAUSES)
    delivery.state = State.SENT if taken else State.WAITING if again else State.FAILED
    delivery.save(update_fields=["attempts", "status", "trouble", "tried_at", "state"])
    if again:
        pause = PAUSES[delivery.attempts - 1]
        later("hooks.send", not_before=at + pause, delivery=str(delivery.uid))
    else:
        _count(delivery, taken=taken, by=by, at=at)
    return delivery


def _count(delivery: Delivery, *, taken: bool, by: Actor, at: datetime) -> None:
    subscription = delivery.subscription
    subscription.failures = 0 if taken else subscription.failures + 1
    subscription.save(update_fields=["failures"])
    is_over = subscription.failures >= STOP_AFTER or delivery.status == GONE
    if is_over and subscription.stopped_at is None:
        _stop(subscription, because=delivery.trouble or f"HTTP {delivery.status}", at=at)
        _say_stopped(subscription, by=by, at=at)


def _stop(subscription: Subscription, *, because: str, at: datetime) -> None:
    subscription.stopped_at, subscription.stopped_because = at, because
    subscription.save(update_fields=["stopped_at", "stopped_because"])
    waiting = subscription.deliveries.filter(state=State.WAITING)
    waiting.update(state=State.FAILED)


def _say_stopped(subscription: Subscription, *, by: Actor, at: datetime) -> None:
    org, day = subscription.org, local_day(at)
    keepers = list(holders(org, Role.ORG_ADMIN, Role.SYSTEM_ADMIN, on=day))
    if keepers:
        subject = _("The webhook “%(name)s” was stopped") % {"name": subscription.name}
        because = subscription.stopped_because
        notify(org, keepers, kind="hooks.stopped", subject=subject, body=because, by=by, at=at)

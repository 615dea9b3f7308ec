"""A recipient confirms by the link, without an account; or says that something else arrived."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Invalid, Personal, Refusal, Secret, action, anyone
from heli.core.flow import engine
from heli.core.flow.engine import Telling
from heli.core.flow.models import Entry
from heli.core.ledger.models import Account
from heli.loops.giving.actions.delivering import Arrived, arrive
from heli.loops.giving.actions.helped import Helped
from heli.loops.giving.enums import DeliveryStage, Verb
from heli.loops.giving.queries.links import is_confirmation
from heli.loops.giving.queries.packing import outstanding, recipients_of


class LinkNotValid(Refusal):
    """The link was cut off, is another's, or has ended."""

    message = _(
        "This link does not open any delivery, or its time is over. Please ask for a new one."
    )
    status = 403


@action("giving.delivery.confirm", policy=anyone)
def confirm_delivery(
    delivery: Entry,
    *,
    recipient: Account,
    token: Annotated[str, Secret],
    signed_by: Annotated[str, Personal],
    lines: Sequence[Arrived] = (),
    note: Annotated[str, Personal] = "",
    by: Actor,
    at: datetime,
) -> Entry:
    """Confirm, as a recipient with the link, what arrived.

    While the delivery is on the way ``lines`` say what arrived, and are posted. Confirming a second
    time changes nothing. Refuses with :class:`LinkNotValid`.
    """
    _check(delivery, recipient, token, signed_by, at)
    if str(recipient.uid) not in {str(one.uid) for one in outstanding(delivery)}:
        return delivery
    if lines:
        helped = Helped(recipient=recipient.party, kind="" if recipient.party else recipient.name)
        arrive(delivery, helped=helped, lines=lines, note="", on=None, by=by, at=at)
    facts = {"recipient": str(recipient.uid), "signed_by": str(recipient)}
    engine.move(delivery, Verb.ACKNOWLEDGE, by=by, at=at, telling=Telling(facts=facts))
    if delivery.state == DeliveryStage.RECEIVED and not outstanding(delivery):
        engine.move(delivery, Verb.CONFIRM, by=by, at=at)
    return delivery


@action("giving.delivery.dispute", policy=anyone)
def dispute_delivery(
    delivery: Entry,
    *,
    recipient: Account,
    token: Annotated[str, Secret],
    signed_by: Annotated[str, Personal],
    note: str,
    by: Actor,
    at: datetime,
) -> Entry:
    """Say, as a recipient with the link, that something else arrived than is recorded.

    The delivery is open again until the office has put it right. Refuses with :class:`LinkNotValid`.
    """
    _check(delivery, recipient, token, signed_by, at)
    facts = {"recipient": str(recipient.uid), "signed_by": str(recipient)}
    telling = Telling(note=note.strip(), facts=facts)
    engine.move(delivery, Verb.DISPUTE, by=by, at=at, telling=telling)
    return delivery


def _check(delivery: Entry, recipient: Account, token: str, signed_by: str, at: datetime) -> None:
    known = any(one.pk == recipient.pk for one in recipients_of(delivery))
    if not known or not is_confirmation(token, delivery, recipient, at=at):
        raise LinkNotValid
    if not signed_by.strip():
        raise Invalid(what=_("who confirms"), field="signed_by")

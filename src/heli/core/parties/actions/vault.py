"""Personal values: put away for a purpose, opened with a reason that stays on record."""

from datetime import date, datetime
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Invalid, Personal, Refusal, action, local_day
from heli.core.journal.erasing import erase_openings
from heli.core.journal.refs import name_of
from heli.core.parties import vault
from heli.core.parties.models import Party, VaultItem
from heli.core.parties.policies import may_edit, may_reveal


SHORTEST_REASON = 4


class NoReason(Refusal):
    """Opening personal details takes a reason that the person can read."""

    message = _("Please say why you need to see this. The person can read your reason.")
    status = 422


@action("parties.vault.store", policy=may_edit)
def store_personal(
    party: Party,
    *,
    field: str,
    value: Annotated[str, Personal],
    purpose: str,
    keep_until: date,
    by: Actor,
    at: datetime,
) -> VaultItem:
    """Keep a personal value (phone, email, …) for a purpose until a day (PIPL arts. 6 and 19)."""
    if not value.strip() or not purpose.strip():
        raise Invalid(what=_("value and purpose are needed"), field="value")
    if keep_until <= local_day(at):
        raise Invalid(what=_("the day until which it is kept lies in the past"), field="keep_until")
    return vault.put(party, field, value.strip(), purpose=purpose, keep_until=keep_until, at=at)


@action("parties.vault.reveal", policy=may_reveal)
def reveal(item: VaultItem, *, reason: str, by: Actor, at: datetime) -> VaultItem:
    """Put on record that a value is opened, and why.

    Then :func:`~heli.core.parties.vault.opened` gives it. Refuses with :class:`NoReason`.
    """
    if len(reason.strip()) < SHORTEST_REASON:
        raise NoReason(field="reason")
    return item


@action("parties.vault.erase", policy=may_reveal)
def erase_value(item: VaultItem, *, reason: str, by: Actor, at: datetime) -> None:
    """Forget a personal value: by request of the person, or because its time is over.

    What opens it in the log goes with it; that it was kept, and by whom, stays on record. Refuses
    with :class:`NoReason`.
    """
    if len(reason.strip()) < SHORTEST_REASON:
        raise NoReason(field="reason")
    erase_openings(name_of(item))
    item.delete()

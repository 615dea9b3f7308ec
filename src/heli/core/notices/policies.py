"""Who may send in the name of a body, and who lets large sendings go."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from heli.core.access.enums import Role
from heli.core.access.policies import over
from heli.core.acts import Actor, policy
from heli.core.notices.models import Delivery, Message
from heli.core.parties.models import Party


SENDERS = (Role.CLERK, Role.EDITOR, Role.SIGNER, Role.ORG_ADMIN)


@policy(Party, reason=_("Only the office of this body sends messages in its name."))
def may_send(actor: Actor) -> Q | bool:
    """Write messages in the name of a body."""
    return over(actor, *SENDERS, field="pk")


@policy(Message, reason=_("Only the office of this body handles its messages."))
def may_handle(actor: Actor) -> Q | bool:
    """Approve, withdraw and follow up messages of a body."""
    return over(actor, *SENDERS, field="org")


@policy(Delivery, reason=_("Only the office of this body handles its messages."))
def may_handle_delivery(actor: Actor) -> Q | bool:
    """Decide about a delivery that hangs."""
    return over(actor, *SENDERS, field="message__org")


@policy(Delivery, reason=_("This message is for somebody else."))
def may_read(actor: Actor) -> Q | bool:
    """Read a message in one's own inbox."""
    return actor.party_id is not None and Q(party=actor.party_id, channel="site")

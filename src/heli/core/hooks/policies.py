"""Who keeps the webhooks of a body."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from heli.core.access.enums import Role
from heli.core.access.policies import over
from heli.core.acts import Actor, policy
from heli.core.hooks.models import Delivery, Subscription
from heli.core.parties.models import Party


KEEPERS = (Role.SYSTEM_ADMIN, Role.ORG_ADMIN)
_WHY = _("Only the administrator of the body or the system administrator keeps its webhooks.")


@policy(Party, reason=_WHY)
def may_subscribe(actor: Actor) -> Q | bool:
    """Let other systems be told what happens in a body."""
    return over(actor, *KEEPERS, field="pk")


@policy(Subscription, reason=_WHY)
def may_keep(actor: Actor) -> Q | bool:
    """See, test, stop and resume a webhook."""
    return over(actor, *KEEPERS)


@policy(Delivery, reason=_WHY)
def may_redeliver(actor: Actor) -> Q | bool:
    """See a delivery and send it again."""
    return over(actor, *KEEPERS, field="subscription__org")


@policy(None, reason=_WHY)
def keeper_somewhere(actor: Actor) -> bool:
    """Whoever keeps webhooks of some body: which ones, the lists say."""
    return bool(actor.orgs(*KEEPERS))

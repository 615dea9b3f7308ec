"""Building blocks of policies: roles over subtrees, as filters; and who may keep accounts."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from heli.core.access.enums import Role
from heli.core.access.models import ApiKey, Device, Screen, User
from heli.core.acts import Actor, policy
from heli.core.parties.models import Party, Tie
from heli.core.parties.policies import belonging, below, over


__all__ = [
    "belonging",
    "below",
    "keys_somewhere",
    "may_claim_screen",
    "may_disable",
    "may_grant",
    "may_make_keys",
    "may_open_account",
    "may_pair_screens",
    "may_revoke",
    "may_revoke_key",
    "may_revoke_screen",
    "may_withdraw",
    "over",
    "screens_somewhere",
]


@policy(
    Party, reason=_("Only the system administrator or the administrator of the body may do this.")
)
def may_open_account(actor: Actor) -> Q | bool:
    """Open an account for somebody who belongs to a body."""
    return belonging(actor, Role.SYSTEM_ADMIN, Role.ORG_ADMIN)


@policy(
    User, reason=_("Only the system administrator or the administrator of the body may do this.")
)
def may_disable(actor: Actor) -> Q | bool:
    """Close, reopen or invite again an account."""
    return Q(party__in=may_open_account.visible_to(actor).values("pk"))


@policy(
    Party, reason=_("Only the security administrator or the administrator of the body may do this.")
)
def may_grant(actor: Actor) -> Q | bool:
    """Grant a role over a body. Who may grant which role, the act says."""
    roles = (Role.SECURITY_ADMIN, Role.ORG_ADMIN, Role.SYSTEM_ADMIN)
    return over(actor, *roles, field="pk")


@policy(
    Tie, reason=_("Only the security administrator or the administrator of the body may do this.")
)
def may_withdraw(actor: Actor) -> Q | bool:
    """Take a role back."""
    return over(actor, Role.SECURITY_ADMIN, Role.ORG_ADMIN, field="dst") & Q(kind="role")


@policy(Device, reason=_("Only its owner or the administrator of the body may do this."))
def may_revoke(actor: Actor) -> Q | bool:
    """Have a phone forget what it keeps: one's own, or one of somebody whose account one keeps."""
    looked_after = may_open_account.visible_to(actor).values("pk")
    return Q(party=actor.party_id) | Q(party__in=looked_after)


_WHY_KEYS = _("Only the administrator of the body or the system administrator keeps its keys.")


@policy(Party, reason=_WHY_KEYS)
def may_make_keys(actor: Actor) -> Q | bool:
    """Give programs keys in the name of a body."""
    return over(actor, Role.SYSTEM_ADMIN, Role.ORG_ADMIN, field="pk")


@policy(None, reason=_WHY_KEYS)
def keys_somewhere(actor: Actor) -> bool:
    """Whoever keeps keys of some body: which ones, the lists say."""
    return bool(actor.orgs(Role.SYSTEM_ADMIN, Role.ORG_ADMIN))


@policy(ApiKey, reason=_WHY_KEYS)
def may_revoke_key(actor: Actor) -> Q | bool:
    """See the keys of a body, and take them back."""
    return over(actor, Role.SYSTEM_ADMIN, Role.ORG_ADMIN)


_WHY_SCREENS = _(
    "Only the administrator of the body or the system administrator pairs its screens."
)


@policy(Party, reason=_WHY_SCREENS)
def may_pair_screens(actor: Actor) -> Q | bool:
    """Let screens on walls show a body's areas."""
    return over(actor, Role.SYSTEM_ADMIN, Role.ORG_ADMIN, field="pk")


@policy(None, reason=_WHY_SCREENS)
def screens_somewhere(actor: Actor) -> bool:
    """Whoever keeps screens of some body: which ones, the lists say."""
    return bool(actor.orgs(Role.SYSTEM_ADMIN, Role.ORG_ADMIN))


@policy(Screen, reason=_WHY_SCREENS)
def may_revoke_screen(actor: Actor) -> Q | bool:
    """See the screens of a body, and put them out."""
    return over(actor, Role.SYSTEM_ADMIN, Role.ORG_ADMIN)


@policy(Screen, reason=_("This is done by the system alone."))
def may_claim_screen(_actor: Actor) -> bool:
    """Nobody but the system, for the screen that shows the code."""
    return False

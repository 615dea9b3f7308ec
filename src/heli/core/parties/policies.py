"""Who may keep the register of bodies and people; and the block all role policies are made of."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Policy, policy
from heli.core.parties.enums import Role, TieKind, Tree
from heli.core.parties.models import Closure, Party, Tie, VaultItem


def over(actor: Actor, *roles: str, field: str = "org") -> Q:
    """Records whose ``field`` is a body over which ``actor`` holds one of ``roles``.

    Holding a role over a body means holding it over everything below it in the administrative
    tree, as the tree stands now. ``field`` is a foreign key to a party, or ``pk`` for parties.
    """
    return below(actor.orgs(*roles), field=field)


def below(bodies: frozenset[int], *, field: str = "org") -> Q:
    """Records whose ``field`` is one of these bodies or stands below one, as the tree stands now."""
    if not bodies:
        return Q(pk__in=[])
    paths = Closure.objects.filter(
        tree=Tree.ADMIN,
        ancestor__in=bodies,
        descendant=OuterRef(field if field == "pk" else f"{field}_id"),
    )
    return Q(Exists(paths))


def belonging(actor: Actor, *roles: str) -> Q:
    """Parties that stand below a body ``actor`` holds a role over, or have an open tie to one."""
    held = actor.orgs(*roles)
    if not held:
        return Q(pk__in=[])
    tied = Tie.objects.filter(
        src=OuterRef("pk"),
        until__isnull=True,
        dst__above__tree=Tree.ADMIN,
        dst__above__ancestor__in=held,
    ).exclude(kind=TieKind.ROLE)
    return over(actor, *roles, field="pk") | Q(Exists(tied))


@policy(Party, reason=_("Only those who keep the register of this body may change it."))
def may_register(actor: Actor) -> Q | bool:
    """Keep the register of a body: what stands below it and who belongs to it."""
    return over(actor, Role.ORG_ADMIN, Role.CLERK, field="pk")


@policy(Party, reason=_("Only those who keep the register of this body may change it."))
def may_edit(actor: Actor) -> Q | bool:
    """Change a party: a body in the subtree, or a person or group that belongs to one."""
    return belonging(actor, Role.ORG_ADMIN, Role.CLERK)


@policy(Party, reason=_("Only the administrator of the body may do this."))
def may_administer(actor: Actor) -> Q | bool:
    """Merge and move parties."""
    return belonging(actor, Role.ORG_ADMIN)


@policy(VaultItem, reason=_("You may not open personal details of this person."))
def may_reveal(actor: Actor) -> Q | bool:
    """Open a personal value: those who keep the register its person belongs to, and oneself."""
    whom = may_edit.visible_to(actor).values("pk")
    return Q(party__in=whom) | Q(party=actor.party_id)


everybody: Policy[Party] = Policy(Party, lambda _actor: True, "")

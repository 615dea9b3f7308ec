"""From an account to the actor behind it."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from heli.core.access.models import Device, User
from heli.core.acts import ANONYMOUS, Actor, Grant, Prepared, given
from heli.core.parties.models import Party, Tie, TieKind, Tree
from heli.core.parties.queries import within


_ROLES = Prepared(
    Tie.objects.filter(
        Q(until__isnull=True) | Q(until__gt=given(Tie, "until")),
        src_id=given(Tie, "src_id"),
        kind=TieKind.ROLE,
        since__lte=given(Tie, "since"),
    )
)


def actor_of(user: User, *, on: date) -> Actor:
    """The actor behind an account, with the roles that its party holds on a day.

    Read anew at every request, with the account or by a query of its own, so that a role that was
    withdrawn is gone with the next one.
    """
    if not user.is_active or user.party is None:
        return ANONYMOUS
    if user.held is None:
        return actor_for(user.party, on=on)
    held = [Grant(role=one.role, org_id=one.org_id) for one in user.held if one.holds(on)]
    return _actor(user.party, held)


def actor_for(party: Party, *, on: date) -> Actor:
    """The actor that a party is on a day. One query."""
    held = _ROLES.records(src_id=party.pk, until=on, since=on)
    return _actor(party, [Grant(role=tie.title, org_id=tie.dst_id) for tie in held])


def _actor(party: Party, held: Sequence[Grant]) -> Actor:
    return Actor(name=party.name, party_id=party.pk, uid=party.uid, grants=tuple(held))


def roles_of(party: Party, *, on: date) -> list[Tie]:
    """The roles a party holds on a day, each with its body."""
    held = Tie.objects.filter(
        Q(until__isnull=True) | Q(until__gt=on), src=party, kind=TieKind.ROLE, since__lte=on
    )
    return list(held.select_related("dst").order_by("title", "pk"))


def holds_over(actor: Actor, org: Party | int, *roles: str) -> bool:
    """Whether ``actor`` holds one of ``roles`` over ``org``, directly or through a body above it."""
    held = actor.orgs(*roles)
    return actor.is_system or (bool(held) and within(*held).filter(descendant=org).exists())


def holders(org: Party, *roles: str, on: date) -> QuerySet[Party]:
    """The people who hold one of ``roles`` over ``org``, directly or through a body above it."""
    held = Tie.objects.filter(
        Q(until__isnull=True) | Q(until__gt=on),
        kind=TieKind.ROLE,
        title__in=roles,
        since__lte=on,
        dst__below__tree=Tree.ADMIN,
        dst__below__descendant=org,
    )
    return Party.objects.filter(pk__in=held.values("src")).order_by("name", "pk")


def standing_device(uid: UUID) -> Device | None:
    """The phone of that admission, if it may keep anything: not revoked, its account open."""
    return (
        Device.objects.filter(uid=uid, revoked_at__isnull=True, party__user__is_active=True)
        .select_related("party")
        .first()
    )

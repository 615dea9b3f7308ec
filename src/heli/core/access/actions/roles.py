"""Roles are dated ties between a person and a body."""

from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from heli.core.access.enums import THREE_ADMINS, Role
from heli.core.access.policies import may_grant, may_withdraw, over
from heli.core.acts import Actor, Invalid, Refusal, action, local_day
from heli.core.journal.locks import hold
from heli.core.parties.models import Party, PartyKind, Tie, TieKind


class NotOneself(Refusal):
    """Nobody gives rights to themselves."""

    message = _("Nobody can grant a role to themselves.")
    status = 403


class NotYourRoleToGive(Refusal):
    """Administrators' roles come from the security administrator alone."""

    message = _("The role “%(role)s” is granted by the security administrator.")
    status = 403


class ThreeAdmins(Refusal):
    """System, security and audit are three different people (等保 2.0, GB/T 22239-2019)."""

    message = _("%(name)s already is “%(held)s”. The three administrators must be three people.")


@action("access.role.grant", policy=may_grant)
def grant_role(
    org: Party,
    *,
    to: Party,
    role: str,
    by: Actor,
    at: datetime,
    since: date | None = None,
    until: date | None = None,
) -> Tie:
    """Let a person hold ``role`` over ``org`` and everything below it.

    Effective with the person's next request. The administrator of a body grants every role but
    administrators'; those the security administrator grants, and as long as there is none, the
    system administrator appoints the first. Refuses with :class:`NotOneself`,
    :class:`NotYourRoleToGive` and :class:`ThreeAdmins`. Granted twice, it stays as it was.
    """
    if role not in Role.values or to.kind != PartyKind.PERSON:
        raise Invalid(what=_("a role is held by a person"), field="role")
    if to.pk == by.party_id:
        raise NotOneself
    hold(f"roles:{to.pk}")
    check_giver(org, role, by)
    _check_three_admins(to, role)
    since = since or local_day(at)
    if until is not None and until <= since:
        raise Invalid(what=_("it ends before it begins"), field="until")
    held = _open_roles(since).filter(src=to, dst=org, title=role).first()
    return held or Tie.objects.create(
        src=to, dst=org, kind=TieKind.ROLE, title=role, since=since, until=until
    )


@action("access.role.withdraw", policy=may_withdraw)
def withdraw_role(tie: Tie, *, by: Actor, at: datetime) -> Tie:
    """Take a role back, from the person's next request on."""
    check_giver(tie.dst, tie.title, by)
    if tie.src_id == by.party_id and tie.title in THREE_ADMINS:
        raise NotOneself
    tie.until = max(local_day(at), tie.since)
    tie.save(update_fields=["until"])
    return tie


def _open_roles(day: date) -> QuerySet[Tie]:
    return Tie.objects.filter(Q(until__isnull=True) | Q(until__gt=day), kind=TieKind.ROLE)


def check_giver(org: Party, role: str, by: Actor) -> None:
    """Refuse roles that ``by`` may not give, although they may do other things. At most two queries."""
    if by.is_system:
        return
    high = {*THREE_ADMINS, Role.ORG_ADMIN}
    givers = [Role.SECURITY_ADMIN] if role in high else [Role.SECURITY_ADMIN, Role.ORG_ADMIN]
    if role == Role.SECURITY_ADMIN and not _anybody_is(Role.SECURITY_ADMIN):
        givers.append(Role.SYSTEM_ADMIN)
    if not Party.objects.filter(over(by, *givers, field="pk"), pk=org.pk).exists():
        raise NotYourRoleToGive(role=Role(role).label)


def _anybody_is(role: str) -> bool:
    return Tie.objects.filter(kind=TieKind.ROLE, title=role, until__isnull=True).exists()


def _check_three_admins(to: Party, role: str) -> None:
    if role not in THREE_ADMINS:
        return
    others = [str(one) for one in THREE_ADMINS if one != role]
    other = Tie.objects.filter(
        src=to, kind=TieKind.ROLE, title__in=others, until__isnull=True
    ).first()
    if other is not None:
        raise ThreeAdmins(name=to.name, held=Role(other.title).label, field="role")

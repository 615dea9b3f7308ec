"""Keys of programs: made for a body, shown once, taken back at once."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from heli.core.access.actions.roles import check_giver
from heli.core.access.enums import THREE_ADMINS, Role
from heli.core.access.keys import digest_of
from heli.core.access.models import ApiKey
from heli.core.access.policies import may_make_keys, may_revoke_key
from heli.core.access.scopes import scopes as known_scopes
from heli.core.acts import Actor, Invalid, Refusal, Secret, action, local_day
from heli.core.journal.locks import hold
from heli.core.parties.folding import searchable
from heli.core.parties.models import Party, PartyKind, Tie, TieKind


PROGRAM = "program"
FOR_PEOPLE = frozenset({*THREE_ADMINS, Role.ORG_ADMIN, Role.SIGNER})
"""Who administers and who signs is somebody one can ask."""
DEFAULT_RATE = 120
MAX_RATE = 6_000


class OnlyForPeople(Refusal):
    """Programs administer nothing and sign nothing."""

    message = _("The role “%(role)s” is held by people only, never by a program.")
    status = 422


class UnknownScope(Refusal):
    """A key is made for something that exists."""

    message = _("There is no scope %(scope)s; there are: %(known)s")
    status = 422


@action("access.key.create", policy=may_make_keys)
def create_key(
    org: Party,
    *,
    name: str,
    scopes: Sequence[str],
    prefix: Annotated[str, Secret],
    secret: Annotated[str, Secret],
    by: Actor,
    at: datetime,
    role: str = "",
    until: date | None = None,
    rate: int = DEFAULT_RATE,
) -> ApiKey:
    """Give a program of a body a key, and perhaps a role over the body.

    A program is known by its name: a second key of the same name is for the same program, so that
    keys can be changed without a gap. ``prefix`` and ``secret`` are drawn by the door, which shows
    them once (:func:`~heli.core.access.keys.new_key`). Whoever makes a key for a program with a role
    must be somebody who may grant that role: they could act with it. Refuses with
    :class:`UnknownScope`, :class:`OnlyForPeople`, ``NotYourRoleToGive``, and for a day that is over.
    """
    _check(scopes, role)
    if until is not None and until < local_day(at):
        raise Invalid(what=_("it ends before it begins"), field="until")
    if not 1 <= rate <= MAX_RATE:
        raise Invalid(what=_("1 to %(n)s requests a minute") % {"n": MAX_RATE}, field="rate")
    hold(f"programs:{org.pk}")
    program = _program(org, name, on=local_day(at))
    for held in {role, *_roles(program, org)} - {""}:
        check_giver(org, held, by)
    if role:
        _give(program, org, role, on=local_day(at))
    return ApiKey.objects.create(
        party=program,
        org=org,
        prefix=prefix,
        digest=digest_of(secret),
        scopes=sorted(set(scopes)),
        rate=rate,
        made_at=at,
        made_by_id=by.party_id,
        until=until,
    )


@action("access.key.revoke", policy=may_revoke_key)
def revoke_key(key: ApiKey, *, by: Actor, at: datetime) -> ApiKey:
    """Take a key back: its next request is already refused.

    With its last key a program loses its roles.
    """
    if key.revoked_at is None:
        key.revoked_at = at
        key.save(update_fields=["revoked_at"])
    others = ApiKey.objects.filter(party=key.party, revoked_at__isnull=True)
    if not others.exists():
        day = local_day(at)
        for tie in Tie.objects.filter(src=key.party, kind=TieKind.ROLE, until__isnull=True):
            tie.until = max(day, tie.since)
            tie.save(update_fields=["until"])
    return key


def _check(scopes: Sequence[str], role: str) -> None:
    known = known_scopes()
    for scope in scopes:
        if scope not in known:
            raise UnknownScope(scope=scope, known=", ".join(known), field="scopes")
    if not scopes:
        raise Invalid(what=_("what the key is for is missing"), field="scopes")
    if role and role not in Role.values:
        raise Invalid(what=_("there is no such role"), field="role")
    if role in FOR_PEOPLE:
        raise OnlyForPeople(role=Role(role).label, field="role")


def _program(org: Party, name: str, *, on: date) -> Party:
    """The program of a body by its name; a new one, if there is none."""
    name = " ".join(name.split())
    longest = Party._meta.get_field("name").max_length or 0
    if not name or "\x00" in name or len(name) > longest:
        raise Invalid(what=_("the name is missing or too long"), field="name")
    rows = Party.objects.filter(kind=PartyKind.GROUP, subkind=PROGRAM, name=name)
    known = rows.filter(ties_out__dst=org, ties_out__kind=TieKind.EMPLOYEE).first()
    if known is not None:
        return known
    made = Party.objects.create(
        kind=PartyKind.GROUP,
        subkind=PROGRAM,
        name=name,
        name_folded=searchable(name),
        area_id=org.area_id,
    )
    Tie.objects.create(src=made, dst=org, kind=TieKind.EMPLOYEE, since=on)
    return made


def _roles(program: Party, org: Party) -> set[str]:
    held = Tie.objects.filter(src=program, dst=org, kind=TieKind.ROLE, until__isnull=True)
    return set(held.values_list("title", flat=True))


def _give(program: Party, org: Party, role: str, *, on: date) -> None:
    if role not in _roles(program, org):
        Tie.objects.create(src=program, dst=org, kind=TieKind.ROLE, title=role, since=on)

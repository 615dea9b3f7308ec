"""Accounts: opened by invitation, never with a default password; closed at once."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from heli.core.access import tokens
from heli.core.access.enums import Role
from heli.core.access.models import User
from heli.core.access.policies import may_disable, may_open_account
from heli.core.acts import (
    Actor,
    Invalid,
    Personal,
    Policy,
    Refusal,
    Secret,
    action,
    anyone,
    local_day,
)
from heli.core.parties import closure
from heli.core.parties.folding import searchable
from heli.core.parties.forgetting import forget, forget_openings
from heli.core.parties.models import Party, PartyKind, Tie, TieKind, Tree
from heli.core.parties.policies import may_administer


class NameTaken(Refusal):
    """Two people cannot sign in under one name."""

    message = _("The name %(username)s is taken. Please choose another.")


class BadToken(Refusal):
    """An invitation was used, replaced, or is too old."""

    message = _("This invitation no longer works. Please ask for a new one.")
    status = 403


class BadPassword(Refusal):
    """What the password rules said, in the user's language."""

    message = "%(why)s"
    status = 422


@action("access.account.create", policy=may_open_account)
def create_account(
    person: Party,
    *,
    username: Annotated[str, Personal],
    by: Actor,
    at: datetime,
    email: Annotated[str, Personal] = "",
) -> User:
    """Open an account without a password; :func:`~heli.core.access.tokens.invitation` opens it.

    Refuses with :class:`NameTaken`, and when the party is no person or has an account.
    """
    if person.kind != PartyKind.PERSON or User.objects.filter(party=person).exists():
        raise Invalid(what=_("a person has one account"), field="person")
    return _new_user(username, party=person, email=email, password=None)


@action("access.account.accept", policy=anyone)
def accept_invitation(
    user: User,
    *,
    token: Annotated[str, Secret],
    password: Annotated[str, Secret],
    by: Actor,
    at: datetime,
) -> User:
    """Set the password of an account with an invitation, which ends with that.

    Refuses with :class:`BadToken` and :class:`BadPassword`.
    """
    if not user.is_active or not tokens.is_invitation(user, token):
        raise BadToken(field="token")
    _check_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    return user


@action("access.installation.open", policy=anyone)
def open_installation(
    token: Annotated[str, Secret],
    *,
    organisation: str,
    name: Annotated[str, Personal],
    username: Annotated[str, Personal],
    password: Annotated[str, Secret],
    by: Actor,
    at: datetime,
) -> User:
    """Found the federation with its first body and its system administrator.

    ``token`` is the one that ``heli serve`` printed at first start; it works while nobody has an
    account. Refuses with :class:`BadToken` and :class:`BadPassword`.
    """
    if User.objects.exists() or not tokens.is_first_run_token(token):
        raise BadToken(field="token")
    if not organisation.strip() or not name.strip():
        raise Invalid(what=_("the name is missing"), field="organisation")
    root = Party.objects.create(
        kind=PartyKind.ORG, name=organisation.strip(), name_folded=searchable(organisation)
    )
    closure.plant(root, Tree.ADMIN)
    person = Party.objects.create(
        kind=PartyKind.PERSON, name=name.strip(), name_folded=searchable(name)
    )
    user = _new_user(username, party=person, email="", password=password)
    for kind, title in [
        (TieKind.EMPLOYEE, ""),
        (TieKind.ROLE, Role.SYSTEM_ADMIN),
        (TieKind.ROLE, Role.ORG_ADMIN),
    ]:
        Tie.objects.create(src=person, dst=root, kind=kind, title=title, since=local_day(at))
    return user


@action("access.account.disable", policy=may_disable)
def disable_account(user: User, *, reason: str, by: Actor, at: datetime) -> User:
    """Close an account: its next request already finds no actor behind it."""
    if not reason.strip():
        raise Invalid(what=_("the reason is missing"), field="reason")
    user.is_active = False
    user.save(update_fields=["is_active"])
    return user


@action("access.account.enable", policy=may_disable)
def enable_account(user: User, *, by: Actor, at: datetime) -> User:
    """Open a closed account again; its old password no longer works, it needs an invitation."""
    user.is_active = True
    user.set_unusable_password()
    user.save(update_fields=["is_active", "password"])
    return user


def _own(actor: Actor) -> Q:
    return Q(party=actor.party_id)


own_account: Policy[User] = Policy(User, _own, _("This is somebody else's account."))


@action("access.account.prefer", policy=own_account)
def set_preferences(user: User, *, changes: Mapping[str, object], by: Actor, at: datetime) -> User:
    """Keep somebody's own choices: language, letter size, saved views."""
    user.preferences = {**user.preferences, **changes}
    user.save(update_fields=["preferences"])
    return user


@action("access.person.erase", policy=may_administer)
def erase_person(person: Party, *, reason: str, by: Actor, at: datetime) -> Party:
    """Forget who a person was: name, personal values, account, and their openings in the log.

    Counts stay right and proofs still verify: what remains names nobody (PIPL art. 47).
    """
    if person.kind != PartyKind.PERSON or not reason.strip():
        raise Invalid(what=_("only people are erased, and for a reason"), field="reason")
    for user in User.objects.filter(party=person):
        user.username, user.email = f"erased-{person.uid}", ""
        user.is_active, user.preferences = False, {}
        user.set_unusable_password()
        user.save()
        forget_openings(user)
    forget(person)
    return person


def _new_user(username: str, *, party: Party, email: str, password: str | None) -> User:
    username = username.strip()
    if not username:
        raise Invalid(what=_("the name is missing"), field="username")
    if User.objects.filter(username__iexact=username).exists():
        raise NameTaken(username=username, field="username")
    if password is not None:
        _check_password(password, User(username=username, party=party))
    return User.objects.create_user(username, party=party, password=password, email=email)


def _check_password(password: str, user: User) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise BadPassword(why=" ".join(error.messages), field="password") from error

"""``heli user``: accounts, from the machine itself. Each command is one act of the system."""

import argparse

from django.conf import settings
from django.urls import reverse

from heli.core.access import tokens
from heli.core.access.actions import create_account, disable_account, grant_role
from heli.core.access.enums import Role
from heli.core.access.models import User
from heli.core.access.queries import actor_of
from heli.core.acts import SYSTEM
from heli.core.parties.actions import add_person
from heli.core.parties.models import TieKind
from heli.shell import clock
from heli.site.cli import lookup
from heli.site.cli.outcome import DONE, CallWrong, say
from heli.site.cli.words import _


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked and say what to do next."""
    if arguments.what != "list" and not arguments.name:
        raise CallWrong(_("Whose account? Give the name to sign in with."))
    return COMMANDS[arguments.what](arguments)


def add(arguments: argparse.Namespace) -> int:
    """A person, an account, perhaps a role, and an invitation."""
    org = lookup.body(arguments.org)
    now = clock.now()
    name = arguments.person or arguments.name
    if User.objects.filter(username__iexact=arguments.name).exists():
        raise CallWrong(_("There is an account %(name)s already.") % {"name": arguments.name})
    role = known_role(arguments.role) if arguments.role else ""
    person = add_person(org, name=name, kind=TieKind.EMPLOYEE, by=SYSTEM, at=now)
    user = create_account(person, username=arguments.name, by=SYSTEM, at=now)
    if role:
        grant_role(org, to=person, role=role, by=SYSTEM, at=now)
    return invite_user(user)


def invite(arguments: argparse.Namespace) -> int:
    """A fresh link for an account."""
    return invite_user(lookup.account(arguments.name))


def grant(arguments: argparse.Namespace) -> int:
    """A role over a body and all below it."""
    user = lookup.account(arguments.name)
    if user.party is None:
        raise CallWrong(_("%(name)s is not a person's account.") % {"name": user.username})
    org, role = lookup.body(arguments.org), known_role(arguments.role)
    grant_role(org, to=user.party, role=role, by=SYSTEM, at=clock.now())
    said = {"name": user.username, "role": Role(role).label, "org": org.name}
    say(_("%(name)s is now %(role)s of %(org)s.") % said)
    return DONE


def disable(arguments: argparse.Namespace) -> int:
    """Close an account, from its next request on."""
    user = lookup.account(arguments.name)
    disable_account(user, reason="heli user disable", by=SYSTEM, at=clock.now())
    say(_("The account %(name)s is closed.") % {"name": user.username})
    return DONE


def list_users(arguments: argparse.Namespace) -> int:
    """One line per account: name, state, roles."""
    for user in User.objects.select_related("party").order_by("username"):
        roles = {grant.role for grant in actor_of(user, on=clock.today()).grants}
        state = _("open") if user.is_active else _("closed")
        say("\t".join([user.username, state, ", ".join(sorted(roles))]))
    return DONE


def invite_user(user: User) -> int:
    """Say the link."""
    path = reverse("invitation", args=[user.pk, tokens.invitation(user)])
    said = {"name": user.username, "link": settings.ENV.base_url.rstrip("/") + path}
    say(_("Give this link to %(name)s; it works once, for three days:\n%(link)s") % said)
    return DONE


def known_role(text: str) -> str:
    """The role of that code."""
    if text not in Role.values:
        says = _("%(role)s is no role; there are: %(known)s")
        raise CallWrong(says % {"role": text or "?", "known": ", ".join(Role.values)})
    return text


COMMANDS = {
    "add": add,
    "invite": invite,
    "reset": invite,
    "grant": grant,
    "disable": disable,
    "list": list_users,
}

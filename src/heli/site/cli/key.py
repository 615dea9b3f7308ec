"""``heli key``: keys of programs, from the machine itself. Each command is one act of the system."""

import argparse
from datetime import timedelta

from heli.core.access.actions import create_key, revoke_key
from heli.core.access.keys import new_key
from heli.core.access.models import ApiKey
from heli.core.access.scopes import scopes
from heli.core.acts import SYSTEM
from heli.shell import clock
from heli.site.cli import lookup
from heli.site.cli.outcome import DONE, CallWrong, say, say_error
from heli.site.cli.words import _


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked."""
    return COMMANDS[arguments.what](arguments)


def create(arguments: argparse.Namespace) -> int:
    """A key, printed once: on the first line of the answer, alone."""
    if not arguments.name or not arguments.scope:
        says = _("Give --name and at least one --scope; there are: %(known)s")
        raise CallWrong(says % {"known": ", ".join(scopes())})
    fresh, until = new_key(), None
    if arguments.days:
        until = clock.today() + timedelta(days=arguments.days)
    create_key(
        lookup.body(arguments.org),
        name=arguments.name,
        scopes=arguments.scope,
        role=arguments.role,
        until=until,
        rate=arguments.rate,
        prefix=fresh.prefix,
        secret=fresh.secret,
        by=SYSTEM,
        at=clock.now(),
    )
    say(fresh.text)
    say_error(_("This key is shown once; only its digest is kept."))
    return DONE


def list_keys(arguments: argparse.Namespace) -> int:
    """One line per key: what it is for, whether it holds, when it was last used."""
    for key in ApiKey.objects.select_related("party").order_by("pk"):
        over = key.revoked_at is not None or (key.until is not None and key.until < clock.today())
        state = _("closed") if over else _("open")
        used = str(key.last_used_on or "—")
        say("\t".join([key.prefix, key.party.name, ",".join(key.scopes), state, used]))
    return DONE


def revoke(arguments: argparse.Namespace) -> int:
    """Take a key back, by its prefix or the whole of it."""
    prefix = arguments.key.removeprefix("heli_").partition("_")[0]
    key = ApiKey.objects.filter(prefix=prefix).first() if prefix else None
    if key is None:
        raise CallWrong(_("Which key? Give its prefix, as heli key list shows it."))
    revoke_key(key, by=SYSTEM, at=clock.now())
    say(_("The key %(key)s is revoked.") % {"key": prefix})
    return DONE


COMMANDS = {"create": create, "list": list_keys, "revoke": revoke}

"""Who plays: a federation, its members, its office, and the accounts to look at it with."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.conf import settings
from django.utils.translation import gettext as _

from heli.core.access import actions as access
from heli.core.access.enums import Role
from heli.core.access.models import User
from heli.core.access.queries import actor_for
from heli.core.access.tokens import invitation
from heli.core.acts import SYSTEM, Actor
from heli.core.parties import actions as parties
from heli.core.parties.models import Party, TieKind
from heli.site.demo.files import Files
from heli.site.demo.outcome import Account
from heli.site.demo.plays import Play


SINCE = date(2015, 1, 1)
TOGETHER = "各地联合会（示例）"
"""One tree for all examples, so that whoever names no body asks about all of them."""


@dataclass
class Cast:
    """Everybody of one example, found again by who they are."""

    play: Play
    now: Callable[[], datetime]
    federation: Party
    bodies: dict[str, Party] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    people: dict[str, Party] = field(default_factory=dict)

    def key(self, *parts: object) -> str:
        """The idempotency key of an act of the example: done once, however often it is replayed."""
        return key_of(self.play, *parts)

    def by_name(self, name: str) -> str:
        """The part somebody of the office plays."""
        return next(part for part, (known, _roles) in self.play.staff.items() if known == name)


def key_of(play: Play, *parts: object) -> str:
    """The idempotency key of an act of ``play``."""
    return "/".join(["demo", play.example, *map(str, parts)])


def gather(play: Play, files: Files, now: Callable[[], datetime]) -> Cast:
    """Register the federation, its members and its people. Twice changes nothing."""
    federation = parties.add_organisation.once(key_of(play, "federation"))(
        together(now()),
        name=play.federation,
        short=play.short,
        area=play.ground(files, now()) if play.ground else None,
        since=SINCE,
        is_example=True,
        by=SYSTEM,
        at=now(),
    )
    cast = Cast(play, now, federation)
    for part, (name, roles) in play.staff.items():
        add_person(cast, part, name, federation, roles)
    play.gather(files, cast)
    return cast


def together(at: datetime) -> Party:
    """The body above all examples."""
    return parties.add_organisation.once("demo/together")(
        None, name=TOGETHER, since=SINCE, is_example=True, by=SYSTEM, at=at
    )


def signer_of_all(at: datetime) -> Actor:
    """Who answers for the definitions that all of them count by."""
    house = together(at)
    person = parties.add_person.once("demo/signer")(
        house,
        name="总例签",
        kind=TieKind.EMPLOYEE,
        since=SINCE,
        is_example=True,
        by=SYSTEM,
        at=at,
    )
    access.grant_role.once("demo/signer/role")(
        house, to=person, role=Role.SIGNER.value, since=SINCE, by=SYSTEM, at=at
    )
    return actor_for(person, on=at.date())


def add_body(cast: Cast, name: str, subkind: str) -> Party:
    """Register a body of the example below its federation."""
    cast.bodies[name] = parties.add_organisation.once(cast.key("body", name))(
        cast.federation,
        name=name,
        short=name.removesuffix("（示例）"),
        subkind=subkind,
        since=SINCE,
        is_example=True,
        by=SYSTEM,
        at=cast.now(),
    )
    return cast.bodies[name]


def add_person(
    cast: Cast,
    part: str,
    name: str,
    org: Party,
    roles: tuple[Role, ...],
    *,
    kind: TieKind = TieKind.EMPLOYEE,
) -> Party:
    """Register somebody who plays ``part`` and signs in, with the roles they hold over ``org``."""
    cast.people[part] = add_extra(cast, part, name, org, roles, kind=kind)
    return cast.people[part]


def add_extra(
    cast: Cast,
    part: str,
    name: str,
    org: Party,
    roles: tuple[Role, ...],
    *,
    kind: TieKind = TieKind.EMPLOYEE,
) -> Party:
    """Register somebody without an account, such as one of many firms' liaisons."""
    person = parties.add_person.once(cast.key("person", part))(
        org, name=name, kind=kind, since=SINCE, is_example=True, by=SYSTEM, at=cast.now()
    )
    for role in roles:
        access.grant_role.once(cast.key("role", part, role.value))(
            org, to=person, role=role.value, since=SINCE, by=SYSTEM, at=cast.now()
        )
    cast.actors[part] = actor_for(person, on=cast.now().date())
    return person


def open_accounts(cast: Cast) -> list[Account]:
    """An account for each part, all with one password made for this installation alone."""
    password = demo_password()
    accounts = []
    for part, person in cast.people.items():
        name = cast.play.account(part)
        user = access.create_account.once(cast.key("account", part))(
            person, username=name, by=SYSTEM, at=cast.now()
        )
        _let_in(user, password, cast.now())
        what = cast.play.what.get(part) or WHAT[part]()
        accounts.append(Account(name, f"{person.name}  {cast.play.short}  {what}"))
    return accounts


def _let_in(user: User, password: str, at: datetime) -> None:
    if not user.has_usable_password():
        access.accept_invitation(user, token=invitation(user), password=password, by=SYSTEM, at=at)


WHAT: dict[str, Callable[[], str]] = {
    "clerk": lambda: _("clerk: receives, registers, releases; sees the registers"),
    "editor": lambda: _("editor: edits proposals, writes briefs"),
    "editor2": lambda: _("editor: edits proposals"),
    "checker": lambda: _("checker: checks issues and briefs"),
    "signer": lambda: _("signer: signs off proposals and issues, seals briefs"),
    "admin": lambda: _("administrator: accounts, places, keys for other systems"),
    "liaison": lambda: _("liaison of a member: submits for its authors"),
    "firm": lambda: _("liaison of a firm: asks at the service desk, says what is solved"),
    "department": lambda: _("liaison of a department: answers matters of firms"),
    "author": lambda: _("author: submits, and sees what became of it"),
}


def demo_password() -> str:
    """The password of the accounts: made once, kept outside the database."""
    path = settings.HELI_DATA / "keys" / "demo_password"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600)
        path.write_text(f"heli-{secrets.token_hex(5)}", encoding="utf-8")
    return str(path.read_text(encoding="utf-8"))

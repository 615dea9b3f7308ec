"""A federation with everybody in it who might knock, and a foreign one beside it."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.http import FileResponse, HttpResponseBase
from django.test import Client

import make
from heli.core.access.actions import create_account, grant_role
from heli.core.access.enums import Role
from heli.core.access.models import User
from heli.core.acts import SYSTEM
from heli.core.parties.models import Party
from security import (  # noqa: F401  -- makes their kinds of records known
    records_giving,
    records_services,
    records_walls,
)
from security.records import RECORDS


NOBODY, MEMBER = "anonymous", "member"
KNOCKING = (NOBODY, MEMBER, *Role.values)
RELATIONS = ("own", "child", "sibling", "parent", "foreign")
SINCE = date(2010, 1, 1)
PASSWORD = "a sentence that nobody guesses"


class Visitor(Client):
    """A browser that looks at what it is given and keeps no file open."""

    def request(self, **request: Any) -> Any:
        """What came back; of a file, its status and headers only."""
        response = super().request(**request)
        if isinstance(response, FileResponse):
            b"".join(response.streaming_content)  # read to its end it closes itself
        return response


@dataclass
class World:
    """The bodies, by what they are to the one where everybody who knocks has their role."""

    bodies: dict[str, Party]

    @classmethod
    def made(cls) -> "World":
        """Two federations: ours with three levels, and another."""
        parent = make.federation("示例市联合会")
        own = make.society(parent, "示例甲学会")
        return cls(
            {
                "parent": parent,
                "own": own,
                "child": make.society(own, "示例甲学会分会"),
                "sibling": make.society(parent, "示例乙学会"),
                "foreign": make.society(make.federation("别市联合会"), "别市学会"),
            }
        )

    @cached_property
    def clients(self) -> dict[str, Client]:
        """A signed-in browser for everybody who knocks."""
        return {who: self._client(who) for who in KNOCKING}

    @cached_property
    def records(self) -> dict[tuple[str, str], dict[str, Any]]:
        """Of every kind of record, one in every body: the parameters of its address."""
        return {
            (kind, relation): make_one(body)
            for kind, make_one in RECORDS.items()
            for relation, body in self.bodies.items()
        }

    def _client(self, who: str) -> Client:
        client = Visitor(raise_request_exception=False)
        if who != NOBODY:
            client.force_login(account("" if who == MEMBER else who, self.bodies["own"]))
        return client


def account(role: str, over: Party) -> User:
    """Somebody with an account and perhaps a role."""
    person = make.person(org=over)
    if role:
        grant_role(over, to=person, role=role, since=SINCE, by=SYSTEM, at=make.AT)
    name = f"{role or 'member'}{person.pk}"
    user = create_account(person, username=name, by=SYSTEM, at=make.AT)
    user.set_password(PASSWORD)
    user.save()
    return user


def outcome(response: HttpResponseBase) -> str:
    """What a door did: in, login, forbidden, absent, method."""
    if response.status_code in (301, 302, 303):
        return "login" if "/account/login/" in response.headers["Location"] else "in"
    known = {401: "login", 403: "forbidden", 404: "absent", 405: "method", 500: "broken"}
    return known.get(response.status_code, "in")

"""How long a sign-in lasts and what ends it (S18)."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

import make
from heli.core.access.actions import disable_account, grant_role, withdraw_role
from heli.core.access.models import User
from heli.core.acts import SYSTEM
from heli.core.parties.models import Tie, TieKind
from security.world import PASSWORD, account


pytestmark = pytest.mark.django_db
INSIDE = "/account/password/"


@pytest.fixture
def lin() -> User:
    """Somebody with a password and a role."""
    return account("editor", make.federation())


def signed_in(user: User) -> Client:
    """A browser that typed the password."""
    client = Client()
    client.post("/account/login/", {"login": user.username, "password": PASSWORD})
    return client


def is_inside(client: Client) -> bool:
    """Whether a page for people with an account opens."""
    return client.get(INSIDE).status_code == 200


def test_signing_in_makes_a_new_session(lin: User) -> None:
    client = Client()
    client.get("/account/login/")
    planted = client.session.session_key

    client.post("/account/login/", {"login": lin.username, "password": PASSWORD})

    assert client.session.session_key != planted
    assert is_inside(client)


def test_after_signing_out_the_old_cookie_opens_nothing(lin: User) -> None:
    client = signed_in(lin)
    cookie = client.cookies["heli_session"].value
    client.post("/account/logout/")

    thief = Client()
    thief.cookies["heli_session"] = cookie

    assert is_inside(thief) is False


def test_after_half_an_hour_alone_a_session_is_over(lin: User) -> None:
    with time_machine.travel(make.AT, tick=False) as clock:
        client = signed_in(lin)
        client.get(INSIDE)
        clock.shift(timedelta(minutes=29))
        before = is_inside(client)
        clock.shift(timedelta(minutes=31))
        after = is_inside(client)

    assert (before, after) == (True, False)


def test_after_twelve_hours_a_session_is_over_however_busy(lin: User) -> None:
    with time_machine.travel(make.AT, tick=False) as clock:
        client = signed_in(lin)
        seen = []
        for _ in range(37):
            seen.append(is_inside(client))
            clock.shift(timedelta(minutes=20))

    assert seen == [True] * 37
    with time_machine.travel(make.AT + timedelta(hours=12, minutes=20), tick=False):
        assert is_inside(client) is False


def test_a_new_password_ends_every_other_session(lin: User) -> None:
    other, own = signed_in(lin), signed_in(lin)
    new = "quite another sentence"

    changed = own.post(INSIDE, {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert changed.status_code == 302
    assert (is_inside(own), is_inside(other)) == (True, False)


def test_a_closed_account_is_out_with_its_next_request(lin: User) -> None:
    client = signed_in(lin)

    disable_account(lin, reason="left", by=SYSTEM, at=make.AT)

    assert is_inside(client) is False


def test_a_role_counts_from_the_next_request_and_no_longer(lin: User) -> None:
    org = make.society()
    client = signed_in(lin)
    assert lin.party is not None
    before = held(client, org.pk)
    grant_role(org, to=lin.party, role="checker", since=make.LONG_AGO, by=SYSTEM, at=make.AT)
    between = held(client, org.pk)
    tie = Tie.objects.get(src=lin.party, dst=org, kind=TieKind.ROLE)
    withdraw_role(tie, by=SYSTEM, at=make.AT)

    assert (before, between, held(client, org.pk)) == (False, True, False)


def held(client: Client, org: int) -> bool:
    """Whether the actor of the next request holds a role over a body."""
    response = client.get(INSIDE)
    return org in response.wsgi_request.actor.orgs()

"""Whoever holds a role needs two factors (S19), where the installation requires it."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client

import make
from heli.core.access.models import User
from heli.site.signin.adapter import SecondFactorAdapter
from security.world import PASSWORD, account


pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def required(settings: Any) -> None:
    """As it is in production."""
    settings.MFA_REQUIRED = True
    settings.LANGUAGE_CODE = "en"


def signed_in(user: User) -> Client:
    """A browser that typed the password."""
    client = Client()
    client.post("/account/login/", {"login": user.username, "password": PASSWORD})
    return client


def code(secret: str) -> str:
    """What the app shows now."""
    counter = next(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, counter))


def with_factor(user: User) -> str:
    """Set a factor up through the pages; returns its secret."""
    client = signed_in(user)
    client.get("/account/second-factor/add/")
    secret = client.session["mfa.totp.secret"]
    done = client.post("/account/second-factor/add/", {"code": code(secret)})
    assert done.status_code == 302
    return str(secret)


@pytest.mark.parametrize("role", ["editor", "system_admin", "auditor", "signer"])
def test_a_role_s_holder_is_sent_to_set_it_up(role: str) -> None:
    client = signed_in(account(role, make.federation()))

    answer = client.get("/desk/gallery/")

    assert answer.headers["Location"] == "/account/second-factor/add/"


def test_a_member_without_a_role_needs_none() -> None:
    client = signed_in(account("", make.federation()))

    assert client.get("/desk/gallery/").status_code == 200


def test_with_a_factor_the_password_alone_opens_nothing() -> None:
    lin = account("editor", make.federation())
    with_factor(lin)

    client = signed_in(lin)

    assert "/account/login/" in client.get("/desk/gallery/").headers["Location"]


def test_password_and_code_open_the_desk_and_a_code_opens_once() -> None:
    lin = account("editor", make.federation())
    secret = with_factor(lin)
    Authenticator.objects.filter(user=lin).update(last_used_at=None)
    now = code(secret)
    first, second = signed_in(lin), signed_in(lin)

    opened = first.post("/account/second-factor/code/", {"code": now})
    again = second.post("/account/second-factor/code/", {"code": now})

    assert (opened.status_code, again.status_code) == (302, 200)
    assert first.get("/desk/gallery/").status_code == 200
    assert second.get("/desk/gallery/").status_code == 302


def test_codes_are_guessed_twenty_times_an_hour_at_most() -> None:
    lin = account("editor", make.federation())
    with_factor(lin)
    client = signed_in(lin)

    answers = [
        client.post("/account/second-factor/code/", {"code": f"{n:06}"}).content.decode()
        for n in range(25)
    ]

    assert sum("Incorrect code" in answer for answer in answers) <= 20


def test_a_required_factor_cannot_be_taken_off() -> None:
    lin = account("editor", make.federation())
    with_factor(lin)
    factor = Authenticator.objects.get(user=lin, type="totp")

    assert SecondFactorAdapter().can_delete_authenticator(factor) is False


def test_the_secret_does_not_stand_in_the_database() -> None:
    lin = account("editor", make.federation())
    secret = with_factor(lin)

    stored = str(Authenticator.objects.get(user=lin, type="totp").data)

    assert secret not in stored

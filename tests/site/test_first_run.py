"""The first account, and every other: a token or an invitation, never a default password."""

import pytest
from django.test import Client
from django.urls import reverse

import make
from heli.core.access import tokens
from heli.core.access.enums import Role
from heli.core.access.models import User
from heli.core.access.queries import actor_of


pytestmark = pytest.mark.django_db
PAGE = "/account/first-run/"
PASSWORD = "a sentence that nobody guesses"


def founded(token: str, **more: str) -> Client:
    """Somebody who filled in the page."""
    client = Client()
    said = {
        "organisation": "示例市联合会",
        "name": "示例林",
        "username": "lin",
        "password": PASSWORD,
    }
    client.post(PAGE, {"token": token} | said | more)
    return client


def test_the_token_founds_the_federation_with_an_administrator() -> None:
    founded(tokens.first_run_token())

    user = User.objects.get(username="lin")
    roles = {grant.role for grant in actor_of(user, on=make.TODAY.replace(year=2100)).grants}
    assert roles == {Role.SYSTEM_ADMIN, Role.ORG_ADMIN}
    assert user.check_password(PASSWORD)


def test_another_token_founds_nothing() -> None:
    founded("0" * 40)

    assert User.objects.count() == 0


def test_an_easy_password_is_refused_and_what_was_typed_stays() -> None:
    answer = Client().post(
        PAGE,
        {
            "token": tokens.first_run_token(),
            "organisation": "示例市联合会",
            "name": "示例林",
            "username": "lin",
            "password": "password123",
        },
    )

    assert answer.status_code == 422
    assert "示例市联合会" in answer.content.decode()
    assert "password123" not in answer.content.decode()
    assert User.objects.count() == 0


def test_once_there_is_an_account_the_page_is_gone() -> None:
    make.user()

    assert Client().get(PAGE).status_code == 404


def test_the_token_is_not_guessed() -> None:
    answers = [Client().post(PAGE, {"token": f"{n:040x}"}).status_code for n in range(25)]

    assert answers == [422] * 20 + [429] * 5


def test_an_invitation_sets_the_password_once() -> None:
    user = make.user(username="wang")
    link = reverse("invitation", args=[user.pk, tokens.invitation(user)])

    first = Client().post(link, {"password": PASSWORD})
    again = Client().post(link, {"password": "another sentence entirely"})

    user.refresh_from_db()
    assert (first.status_code, again.status_code) == (302, 422)
    assert user.check_password(PASSWORD)


def test_one_s_invitation_opens_nobody_else_s_account() -> None:
    wang, lin = make.user(username="wang"), make.user(username="lin")

    answer = Client().post(
        reverse("invitation", args=[lin.pk, tokens.invitation(wang)]), {"password": PASSWORD}
    )

    lin.refresh_from_db()
    assert answer.status_code == 422
    assert lin.has_usable_password() is False

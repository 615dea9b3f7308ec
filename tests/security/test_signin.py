"""Guessing and spraying: how many passwords are looked at at all (S17), and what is told (S16)."""

from collections.abc import Iterable

import pytest
from django.http import HttpResponse
from django.test import Client

import make
from heli.core.access.models import User
from security.world import PASSWORD, account


pytestmark = pytest.mark.django_db
FORM = "/account/login/"


@pytest.fixture
def lin() -> User:
    """Somebody with a password."""
    return account("editor", make.federation())


def attempt(name: str, password: str, *, address: str = "203.0.113.1") -> HttpResponse:
    """One try from a browser without cookies."""
    return Client().post(FORM, {"login": name, "password": password}, REMOTE_ADDR=address)


def looked_at(answers: Iterable[HttpResponse]) -> int:
    """How many were compared with a password: the others are refused before."""
    return sum("Too many attempts" not in answer.content.decode() for answer in answers)


@pytest.fixture(autouse=True)
def english(settings: object) -> None:
    """The sentences that are looked for."""
    settings.LANGUAGE_CODE = "en"  # type: ignore[attr-defined]


def test_the_right_password_opens(lin: User) -> None:
    answer = attempt(lin.username, PASSWORD)

    assert (answer.status_code, answer.headers["Location"]) == (302, "/desk/")


def test_one_address_guesses_at_one_account(lin: User) -> None:
    answers = [attempt(lin.username, f"guess {n}") for n in range(30)]

    assert looked_at(answers) == 10


def test_many_addresses_guess_at_one_account(lin: User) -> None:
    answers = [attempt(lin.username, f"guess {n}", address=f"198.51.100.{n}") for n in range(30)]

    assert looked_at(answers) == 10


def test_one_address_sprays_many_accounts() -> None:
    answers = [attempt(f"somebody{n}", "password123") for n in range(60)]

    assert looked_at(answers) == 20


def test_hopping_within_an_ipv6_network_gains_nothing() -> None:
    answers = [
        attempt(f"somebody{n}", "password123", address=f"2001:db8::{n:x}") for n in range(60)
    ]

    assert looked_at(answers) == 20


def test_an_invented_forwarding_header_gains_nothing() -> None:
    answers = [
        Client().post(
            FORM,
            {"login": f"somebody{n}", "password": "password123"},
            REMOTE_ADDR="203.0.113.1",
            HTTP_X_FORWARDED_FOR=f"198.51.100.{n}",
        )
        for n in range(60)
    ]

    assert looked_at(answers) == 20


def test_right_passwords_are_not_counted(lin: User) -> None:
    answers = [attempt(lin.username, PASSWORD) for _ in range(15)]

    assert {answer.status_code for answer in answers} == {302}


def test_when_guessing_used_up_the_hour_the_right_password_is_not_looked_at_either(
    lin: User,
) -> None:
    for n in range(10):
        attempt(lin.username, f"guess {n}", address=f"198.51.100.{n}")

    answer = attempt(lin.username, PASSWORD, address="192.0.2.77")

    assert (answer.status_code, looked_at([answer])) == (200, 0)


def test_a_known_and_an_unknown_name_get_the_same_answer(lin: User) -> None:
    known = attempt(lin.username, "wrong password").content.decode()
    unknown = attempt("nobody-at-all", "wrong password").content.decode()

    assert without_secrets(known, lin.username) == without_secrets(unknown, "nobody-at-all")


def test_a_closed_account_is_not_entered_with_the_right_password(lin: User) -> None:
    lin.is_active = False
    lin.save()

    answer = attempt(lin.username, PASSWORD)

    assert answer.headers["Location"] == "/account/inactive/"
    assert "_auth_user_id" not in answer.client.session


def test_nobody_signs_themselves_up() -> None:
    assert Client().get("/account/signup/").status_code == 404


def without_secrets(page: str, name: str) -> list[str]:
    """A page without what differs in every answer: tokens, and what was typed."""
    return [line.replace(name, "NAME") for line in page.splitlines() if "csrf" not in line.lower()]

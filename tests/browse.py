"""Going through the doors as somebody would: signed in, in English, with fresh keys."""

import io
from typing import Any

from django.test import Client
from django.urls import reverse

import make
from heli.core.access.models import User
from heli.core.acts import Actor
from heli.core.parties.models import Party
from heli.shell.forms import issue_key


def client_of(actor: Actor | None) -> Client:
    """A browser in which somebody is signed in (None: a visitor)."""
    browser = Client()
    browser.cookies["django_language"] = "en"
    if actor is not None:
        person = Party.objects.get(pk=actor.party_id)
        user = User.objects.filter(party=person).first() or make.user(person)
        browser.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return browser


def send(browser: Client, name: str, /, *args: Any, **said: Any) -> Any:
    """Post a form, with a fresh key unless one is given."""
    return browser.post(reverse(name, args=args), {"form_key": issue_key(), **said})


def text(answer: Any) -> str:
    """What an answer says."""
    return str(answer.content.decode())


def downloaded(answer: Any) -> list[list[Any]]:
    """The cells of a workbook that came as an answer."""
    from openpyxl import load_workbook

    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).worksheets[0]
    return [[cell.value for cell in row] for row in sheet.iter_rows()]

"""Requests as the faces see them."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.cookie import CookieStorage
from django.test import RequestFactory
from django.utils import translation

from heli.core.acts import ANONYMOUS
from heli.shell.requests import Preferences, Request


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Sentences are compared in the language they are written in."""
    with translation.override("en"):
        yield


Ask = Callable[..., Request]


@pytest.fixture
def ask() -> Ask:
    """``ask("/x/?a=b")`` is a request of a visitor; ``ask("/x/", {…})`` posts."""

    def make(path: str = "/", posted: dict[str, Any] | None = None, **headers: str) -> Any:
        factory = RequestFactory(headers=headers)
        request: Any = factory.get(path) if posted is None else factory.post(path, posted)
        request.user = AnonymousUser()
        request.actor = ANONYMOUS
        request.preferences = Preferences(language="en")
        request._messages = CookieStorage(request)
        return request

    return make

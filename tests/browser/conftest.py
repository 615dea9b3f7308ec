"""A real Chromium, where there is one; and somebody who has signed in."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_socket import socket_allow_hosts

import make


QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
Open = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever stands in this folder drives a browser.

    It is asked a second time if it fails: what a busy machine cuts short (a tab that is slow to
    draw, a key that comes early) is told as a rerun in the summary; what is wrong fails again.
    """
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(autouse=True)
def only_this_machine() -> None:
    """Nothing leaves the machine."""
    socket_allow_hosts(["127.0.0.1", "localhost", "::1"], allow_unix_socket=True)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium: ``HELI_CHROMIUM``, else the one on the path; else the tests are skipped."""
    path = os.environ.get("HELI_CHROMIUM") or shutil.which("chromium")
    if not path:
        pytest.skip("no Chromium found (set HELI_CHROMIUM or install chromium)")
    # Playwright keeps an event loop in this thread; Django would take our own queries for async.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=path, args=QUIET)
        yield chromium
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def plain_cookies(settings: Any) -> None:
    """The test server speaks plain HTTP."""
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "heli_session", "csrftoken"
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    settings.SECURE_SSL_REDIRECT = False


@pytest.fixture
def open_page(browser: Browser, plain_cookies: None, live_server: Any) -> Iterator[Open]:
    """``open_page("/desk/", width=360, theme="dark", language="en", size="elder")``, signed in.

    ``who`` is the account (``make.user()`` if not said); None is a visitor. A mistake in a script
    or a refused resource fails the test.
    """
    contexts, wrong = [], []

    def open_(
        path: str, *, width: int = 1280, who: Any = ..., js: bool = True, **look: str
    ) -> Page:
        names = {"theme": "heli_theme", "size": "heli_size", "language": "django_language"}
        cookies = {names[name]: value for name, value in look.items()}
        if who is not None:
            client = Client()
            client.force_login(make.user() if who is ... else who, backend=BACKEND)
            cookies["heli_session"] = client.cookies["heli_session"].value
        context = browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=js
        )
        context.add_cookies(
            [{"name": n, "value": v, "url": live_server.url} for n, v in cookies.items()]
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        page.goto(live_server.url + path)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert wrong == []

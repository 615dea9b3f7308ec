"""Forms: only our own pages send them (S5), reading writes nothing (S5), and no field gets in that a
form does not offer (S2).
"""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

import pytest
from django import forms
from django.apps import apps
from django.test import Client

import heli
from heli.core.access.enums import Role
from heli.shell.forms import issue_key
from security.doors import Way, ways_in
from security.test_matrix import TABLE
from security.traps import undone, writes
from security.world import NOBODY, World


# What reading may write: the session that was opened, and counters.
MAY_CHANGE = {"django_session", "site_cache", "site_bucket"}
POSTS = [way for way in ways_in() if "POST" in TABLE.get(way.name, {}).get("methods", [])]
GETS = [way for way in ways_in() if "GET" in TABLE.get(way.name, {}).get("methods", ["GET"])]


def record_of(world: World, way: Way) -> dict[str, Any]:
    row = TABLE[way.name]
    kind = row.get("record", "")
    return world.records[kind, "own"] if kind else dict(row.get("with", {}))


def who_gets_in(way: Way) -> str:
    """Somebody for whom the door opens."""
    opens = TABLE[way.name]["opens"]
    if opens == "anyone":
        return NOBODY
    return (
        str(Role.EDITOR) if opens == "signed_in" or "editor" in opens else (opens or ["clerk"])[0]
    )


@pytest.mark.django_db
def test_a_form_without_a_token_of_ours_changes_nothing() -> None:
    world = World.made()
    taken = []
    for way in POSTS:
        client = Client(enforce_csrf_checks=True, raise_request_exception=False)
        client.cookies = world.clients[who_gets_in(way)].cookies.copy()
        url = way.url(record_of(world, way))
        with undone(), writes() as written:
            status = client.post(url, {"x": "1"}).status_code
        if status != 403 or {table for table, _values in written} - MAY_CHANGE:
            taken.append(f"{way.name}: {status}")

    assert taken == []


@pytest.mark.django_db
def test_a_form_that_another_site_sends_is_refused() -> None:
    client = Client(enforce_csrf_checks=True)
    token = client.get("/account/login/").cookies["csrftoken"].value

    answer = client.post(
        "/account/login/",
        {"csrfmiddlewaretoken": token, "login": "a", "password": "b"},
        HTTP_ORIGIN="https://evil.example",
    )

    assert answer.status_code == 403


@pytest.mark.django_db
def test_reading_writes_nothing() -> None:
    world = World.made()
    changing = []
    for way in GETS:
        client, url = world.clients[who_gets_in(way)], way.url(record_of(world, way))
        with undone(), writes() as written:
            client.get(url)
        if tables := {table for table, _values in written} - MAY_CHANGE:
            changing.append(f"{way.name}: {sorted(tables)}")

    assert changing == []


def offered() -> set[str]:
    """The names of every field of every form of ours."""
    for found in walk_packages(heli.__path__, "heli."):
        if ".web." in found.name or "forms" in found.name:
            import_module(found.name)
    return {
        name
        for form in _subclasses(forms.BaseForm)
        if form.__module__.startswith("heli.")
        for name in getattr(form, "base_fields", {})
    }


def _subclasses(kind: type) -> Iterator[type]:
    for one in kind.__subclasses__():
        yield one
        yield from _subclasses(one)


@pytest.mark.django_db
def test_no_field_is_taken_that_no_form_offers() -> None:
    world = World.made()
    names = {f.name for model in apps.get_models() for f in model._meta.fields}
    hidden = {name: f"zz-{name}-zz" for name in sorted(names - offered())}
    smuggled = []
    for way in POSTS:
        client, url = world.clients[who_gets_in(way)], way.url(record_of(world, way))
        with undone(), writes() as written:
            client.post(url, hidden | {"form_key": issue_key()})
        values = repr([v for table, v in written if table not in MAY_CHANGE])
        smuggled += [f"{way.name}: {n}" for n, value in hidden.items() if value in values]

    assert {"state", "is_active", "sha256", "tag"} <= set(hidden)
    assert smuggled == []

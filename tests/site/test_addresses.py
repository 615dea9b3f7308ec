"""Addresses are looked for by what they begin with, and lead where they led."""

from importlib import import_module
from types import ModuleType
from uuid import UUID

import pytest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.urls.exceptions import Resolver404

from heli.site import loops
from heli.site.addresses import Remembering, by_beginning


ROOMS = ["heli.shell.web.urls", *(f"{name}.web.urls" for name in loops.installed_apps())]
UID = UUID(int=7)


def room(*routes: str) -> ModuleType:
    """A room with these addresses, each named as it is written."""
    made = ModuleType("room")
    made.app_name = "room"  # type: ignore[attr-defined]  # as urls.py has them
    made.urlpatterns = [path(one, print, name=one) for one in routes]  # type: ignore[attr-defined]  # the same
    return made


def ways(resolver: URLResolver, before: str = "") -> dict[str, str | None]:
    """Every address behind a resolver, and its name."""
    found: dict[str, str | None] = {}
    for one in resolver.url_patterns:
        route = f"{before}{one.pattern}"
        found |= ways(one, route) if isinstance(one, URLResolver) else {route: one.name}
    return found


@pytest.mark.parametrize("name", ROOMS)
def test_every_address_of_a_room_is_still_there(name: str) -> None:
    made = import_module(name)
    patterns: list[URLPattern] = made.urlpatterns

    assert ways(by_beginning(made)) == {str(one.pattern): one.name for one in patterns}


@pytest.mark.parametrize(
    "routes",
    [
        ("desk/a/new/", "desk/a/<slug:code>/", "desk/<slug:code>/", "desk/b/"),
        ("desk/a/new/", "desk/<slug:code>/", "desk/a/", "desk/", "a/b/c/"),
        ("<slug:code>/", "desk/", "desk/a/"),
        ("desk/", "desk/x-<slug:code>/", "desk/x-a/", "a"),
    ],
)
def test_what_stands_first_is_found_first(routes: tuple[str, ...]) -> None:
    made = room(*routes)
    plain, found = path("", include(made)), by_beginning(made)

    for way in ("desk/a/new/", "desk/a/x/", "desk/a/", "desk/b/", "desk/x-a/", "desk/", "a/b/c/"):
        assert name_at(found, way) == name_at(plain, way), way
    assert name_at(found, "desk/a/x/y/") is None


def name_at(resolver: URLResolver, way: str) -> str | None:
    """The name of the address that is found there; None for none."""
    try:
        return resolver.resolve(way).url_name
    except Resolver404:
        return None


def test_an_address_is_written_from_its_name_as_before() -> None:
    assert reverse("grid:case", args=[UID]) == f"/desk/cases/{UID}/"
    assert reverse("shell:field_sync") == "/field/sync/"


def test_what_was_found_is_found_again_with_its_own_words_and_nothing_else() -> None:
    known = Remembering([by_beginning(room("desk/a/", "desk/<slug:code>/", "b/<int:n>/"))])

    for _n in range(2):
        assert known.resolve("desk/a/").url_name == "desk/a/"
        assert known.resolve("desk/x/").kwargs == {"code": "x"}
        assert known.resolve("desk/y/").kwargs == {"code": "y"}
        with pytest.raises(Resolver404):
            known.resolve("b/x/")

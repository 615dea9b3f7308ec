"""Finding the loops: each installed package with an entry point ``heli.loops`` is one."""

from importlib import import_module
from importlib.metadata import entry_points
from importlib.util import find_spec
from types import ModuleType
from typing import TYPE_CHECKING

from django.urls import URLPattern, URLResolver, include, path

from heli.site.addresses import by_beginning


if TYPE_CHECKING:
    # Reads Django's settings when it is imported; these import this module.
    from ninja import Router


# What a loop may bring; imported once at start so that it registers itself.
ROOMS = ("flows", "events", "actions", "measures", "documents", "receivers", "tasks", "api")


def packages() -> list[str]:
    """The packages of the installed loops, in the order of their names."""
    found = {point.name: point.value for point in entry_points(group="heli.loops")}
    return [found[name] for name in sorted(found)]


def installed_apps() -> list[str]:
    """The loops that are Django applications: those with ``apps.py``."""
    return [name for name in packages() if find_spec(f"{name}.apps") is not None]


def load() -> None:
    """Import the rooms of every loop, so that its flows, measures and receivers are known."""
    for name in installed_apps():
        for room in ROOMS:
            if find_spec(f"{name}.{room}") is not None:
                import_module(f"{name}.{room}")


def urls() -> list[URLPattern | URLResolver]:
    """What each loop's ``web/urls.py`` offers, at the addresses it says itself."""
    with_doors = [name for name in installed_apps() if find_spec(f"{name}.web") is not None]
    pages: list[URLPattern | URLResolver] = [
        by_beginning(import_module(f"{name}.web.urls"))
        for name in with_doors
        if find_spec(f"{name}.web.urls") is not None
    ]
    others = [path("", include(one.__name__)) for one in _apis() if hasattr(one, "urlpatterns")]
    return [*pages, *others]


def routers() -> list["Router"]:
    """What each loop's ``api.py`` adds to ``/api/v1/``: its ``router``, at the addresses it says.

    Other protocols stand in the same room, as ``urlpatterns`` with addresses of their own.
    """
    return [one.router for one in _apis() if hasattr(one, "router")]


def _apis() -> list[ModuleType]:
    names = [f"{name}.api" for name in installed_apps()]
    return [import_module(name) for name in names if find_spec(name) is not None]

"""Every way in says who may use it."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from heli.core.access.doors import Door


FACES = {"portal", "desk", "field", "wall", "api"}


def ways_in(
    resolver: URLResolver | None = None, prefix: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    resolver = resolver or get_resolver()
    for pattern in resolver.url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from ways_in(pattern, route)
        else:
            yield route, pattern


def test_every_address_declares_its_door() -> None:
    undeclared = [
        route
        for route, pattern in ways_in()
        if not isinstance(getattr(pattern.callback, "door", None), Door)
    ]

    assert undeclared == []


def test_every_address_has_a_name_and_a_known_face() -> None:
    ways = list(ways_in())

    assert [route for route, pattern in ways if not pattern.name] == []
    assert {pattern.callback.door.face for _route, pattern in ways} <= FACES


def test_desk_addresses_are_desk_doors() -> None:
    misplaced = [
        route
        for route, pattern in ways_in()
        if route.startswith("desk/") != (pattern.callback.door.face == "desk")
    ]

    assert misplaced == []

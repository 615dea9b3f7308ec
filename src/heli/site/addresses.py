"""The addresses of a room, by what they begin with.

Django looks through patterns one by one, and the house has four hundred: the last of them were found after
as much work as a row of a list takes. What begins alike is looked at only where an address begins so.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import takewhile
from types import ModuleType

from django.urls import ResolverMatch, URLPattern, URLResolver, include, path
from django.urls.resolvers import RoutePattern


DEPTH = 2
MOST_KNOWN = 1024


class Remembering(URLResolver):
    """All of these patterns; what was found under an address lately is found there at once."""

    def __init__(self, patterns: Sequence[URLPattern | URLResolver]) -> None:
        super().__init__(RoutePattern(""), patterns)
        self.find = lru_cache(maxsize=MOST_KNOWN)(super().resolve)

    def resolve(self, path: str) -> ResolverMatch:
        """What stands at an address. Raises ``Resolver404``, which is not remembered."""
        return self.find(str(path))


def by_beginning(room: ModuleType) -> URLResolver:
    """The patterns of a room's ``urls.py``, those with the same first parts together, in their order."""
    patterns: Sequence[URLPattern] = room.urlpatterns
    wide = sorted({way for one in patterns if (way := _wide(str(one.pattern))) is not None})
    groups: dict[str, list[URLPattern]] = {}
    for one in patterns:
        route = str(one.pattern)
        # What a varying part could also match stays behind or before it, as it was.
        beginning = next((way for way in wide if route.startswith(way)), _beginning(route))
        groups.setdefault(beginning, []).append(_without(one, beginning))
    found = [path(beginning, include(several)) for beginning, several in groups.items()]
    return path("", include((found, room.app_name)))


def _parts(route: str) -> list[str]:
    return [f"{part}/" for part in route.split("/")[:-1][:DEPTH]]


def _beginning(route: str) -> str:
    """The first parts of a route, as far as they never vary."""
    return "".join(takewhile(lambda part: "<" not in part, _parts(route)))


def _wide(route: str) -> str | None:
    """What stands before a first part that varies; None where none of them does."""
    beginning = _beginning(route)
    return beginning if beginning != "".join(_parts(route)) else None


def _without(pattern: URLPattern, beginning: str) -> URLPattern:
    rest = str(pattern.pattern).removeprefix(beginning)
    route = RoutePattern(rest, name=pattern.name, is_endpoint=True)
    return URLPattern(route, pattern.callback, pattern.default_args, pattern.name)

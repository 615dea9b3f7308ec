"""The ways in, as the URLconf has them: nothing here is listed by hand."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from heli.core.access.doors import Door


@dataclass(frozen=True)
class Way:
    """One address with its door."""

    name: str
    route: str
    door: Door | None
    parameters: tuple[str, ...]

    def url(self, record: dict[str, Any] | None = None) -> str:
        """The address for a record."""
        wanted = {name: (record or {})[name] for name in self.parameters}
        return reverse(self.name, kwargs=wanted)


def ways_in(resolver: URLResolver | None = None, route: str = "", space: str = "") -> Iterator[Way]:
    """Every address there is."""
    resolver = resolver or get_resolver()
    for pattern in resolver.url_patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from ways_in(pattern, here, inner)
        elif isinstance(pattern, URLPattern):
            # A partial shares its page's route; a route has the converters of its whole chain.
            yield Way(
                name=f"{space}{pattern.name}",
                route=here,
                door=getattr(pattern.callback, "door", None),
                parameters=tuple(_parameters(here)),
            )


def _parameters(route: str) -> Iterator[str]:
    for part in route.split("<")[1:]:
        yield part.partition(">")[0].rpartition(":")[2]

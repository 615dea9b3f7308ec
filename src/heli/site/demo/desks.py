"""A service desk of an example, and whoever acts there."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from heli.core.flow.models import Call
from heli.site.demo.cast import Cast
from heli.site.demo.files import Files


@dataclass
class Desk:
    """The desk; who speaks for a body is among the actors under its name."""

    files: Files
    cast: Cast
    call: Call

    def does(self, body: str = "") -> dict[str, Any]:
        """Whoever speaks for a body, or the clerk; now."""
        by = self.cast.actors[body or "clerk"]
        return {"by": by, "at": self.cast.now()}

    def rows(self, name: str) -> Iterator[tuple[int, dict[str, Any]]]:
        """The rows of a register with their number."""
        yield from enumerate(self.files.rows(name), start=1)

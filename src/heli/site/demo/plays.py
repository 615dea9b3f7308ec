"""What an example is: an office's own files, its people, and the acts that lead to its figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from heli.core.access.enums import Role
    from heli.core.acts import Message
    from heli.core.places.models import Area
    from heli.site.demo.cast import Cast
    from heli.site.demo.files import Files

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Play:
    """One example, played by one federation.

    ``staff`` are the people of its office by the part they play. ``gather`` registers who else
    takes part, ``act`` does what they did; both can be broken off and begun again. The brief at the
    end is written from ``brief.md`` and ``claims.toml`` in the same way for all. ``ground`` makes the
    areas that the federation lies in, before there is one. ``period`` says which days the brief is
    about, where its files do not. ``what`` says of its accounts what one sees with them, where that is
    not the same in all examples.
    """

    example: str
    federation: str
    short: str
    staff: Mapping[str, tuple[str, tuple[Role, ...]]]
    gather: Callable[[Files, Cast], None]
    act: Callable[[Files, Cast, Say], None]
    accounts: str = ""
    ground: Callable[[Files, datetime], Area] | None = None
    period: Callable[[Cast], tuple[date, date]] | None = None
    what: Mapping[str, Message] = field(default_factory=dict)

    def account(self, part: str) -> str:
        """The name with which somebody signs in: the first example has the short ones."""
        return f"{self.accounts}{part}"

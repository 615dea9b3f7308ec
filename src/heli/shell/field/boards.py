"""What loops show on the first page of the field face."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from heli.shell.requests import Request


@dataclass(frozen=True, slots=True)
class Board:
    """A part of the first page: a template of the loop with what it needs as ``board``."""

    template: str
    facts: Mapping[str, Any]


Maker = Callable[[Request], Board | None]
_boards: dict[str, tuple[int, Maker]] = {}


def show_in_field(name: str, board: Maker, *, order: int = 50) -> None:
    """Put a board on the first page; the same name twice is one."""
    _boards[name] = (order, board)


def boards(request: Request) -> list[Board]:
    """The boards that have something to show to the reader, in their order."""
    makers = [make for _order, make in sorted(_boards.values(), key=lambda pair: pair[0])]
    return [board for make in makers if (board := make(request))]

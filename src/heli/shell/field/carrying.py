"""Pages that a phone takes along, so that they are there without a network.

A page is marked by its view and named by its loop. The phone keeps it sealed with a key that never
leaves it, for as long as it may keep anything; none of it enters the browser's cache.
"""

import functools
from collections.abc import Callable, Iterable
from typing import TypeVar

from django.http import HttpResponseBase

from heli.shell.requests import Request


MARK = "Heli-Carry"
V = TypeVar("V", bound=Callable[..., HttpResponseBase])
Pages = Callable[[Request], Iterable[str]]
_pages: dict[str, Pages] = {}
_files: list[str] = []


def carried(view: V) -> V:
    """Mark what a view answers as something a phone may keep. Stands above ``@door``."""

    @functools.wraps(view)
    def marked(*args: object, **kwargs: object) -> HttpResponseBase:
        answer = view(*args, **kwargs)
        answer.headers[MARK] = "1"
        return answer

    return marked  # type: ignore[return-value]  # the same view, its answer marked


def carry(name: str, pages: Pages, *, files: Iterable[str] = ()) -> None:
    """Name the pages a reader's phone takes along, and the static ``files`` they need."""
    _pages[name] = pages
    _files.extend(file for file in files if file not in _files)


def packed(request: Request) -> list[str]:
    """Every address that belongs on board of the reader's phone, each once, in order."""
    return list(dict.fromkeys(page for pages in _pages.values() for page in pages(request)))


def files_on_board() -> list[str]:
    """The static files of the loops' pages."""
    return list(_files)

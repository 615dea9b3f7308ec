"""Forms that anybody may send are counted by the network they come from; programs by their key."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from heli.core.access.doors import Door
from heli.shell import clock
from heli.shell.api.gate import key_of
from heli.shell.pages import error_page
from heli.site.guard.addresses import client_address
from heli.site.guard.buckets import API_PER_ADDRESS, PUBLIC_FORM, Limit, take, wait_for


SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


class ThrottleMiddleware:
    """Refuses the form that is one too many, with 429 and the time to wait.

    People who have signed in are not counted here: their acts are in the journal. Sign-in has
    limits of its own (:mod:`heli.site.signin.adapter`).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Count a form from outside, and every request of a program."""
        if (limited := program_limit(request, view)) is not None:
            return None if take(*limited, at=clock.now()) else too_many(request, *limited)
        if request.method in SAFE or request.user.is_authenticated:
            return None
        address = client_address(request)
        if take(PUBLIC_FORM, address, at=clock.now()):
            return None
        return too_many(request, PUBLIC_FORM, address)


def program_limit(request: HttpRequest, view: Callable[..., Any]) -> tuple[Limit, str] | None:
    """What a program's request is counted by: its key, else the network it comes from.

    None for people: on pages, and in a browser that has signed in.
    """
    door = getattr(view, "door", None)
    if not isinstance(door, Door) or door.face != "api" or request.user.is_authenticated:
        return None
    key = key_of(request)
    if key is not None:
        return Limit("api.key", key.rate, 60), str(key.uid)
    return API_PER_ADDRESS, client_address(request)


def too_many(request: HttpRequest, limit: Limit, key: str) -> HttpResponse:
    """The page that says how long to wait."""
    seconds = wait_for(limit, key, at=clock.now())
    minutes = -(-seconds // 60)
    response = error_page(
        request,
        429,
        says=_("Too many attempts. Please try again in %(minutes)s minutes.")
        % {"minutes": minutes},
    )
    response.headers["Retry-After"] = str(seconds)
    return response

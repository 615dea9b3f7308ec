"""Whoever holds a role signs in with two factors (GB/T 22239-2019, 8.1.4.1 d)."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from heli.core.access.doors import Door


KNOWN = "second_factor"


class SecondFactorMiddleware:
    """Sends a role's holder without a second factor to set one up, before any inner door.

    What was found stays in the session, so it costs one query a sign-in; a factor in use cannot
    be taken off while it is required (:class:`heli.site.signin.adapter.SecondFactorAdapter`).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Stop at the doors of staff."""
        door = getattr(view, "door", None)
        if (
            not settings.MFA_REQUIRED
            or not isinstance(door, Door)
            or door.face in ("portal", "wall")
        ):
            return None
        if not request.user.is_authenticated or not request.actor.grants:  # type: ignore[attr-defined]
            return None
        if request.session.get(KNOWN):
            return None
        if not is_mfa_enabled(request.user):
            return redirect("mfa_activate_totp")
        request.session[KNOWN] = True
        return None

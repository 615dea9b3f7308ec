"""How long one sign-in lasts: 30 minutes without use, 12 hours in all (OWASP ASVS 5.0 7.3)."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import get_user
from django.http import HttpRequest, HttpResponse

from heli.shell import clock


BEGAN, SEEN = "began_at", "seen_at"
# Written at most once a minute, so that reading pages does not mean writing.
GRAIN_SECONDS = 60


class SessionLifeMiddleware:
    """Ends a session that was left alone, or that is too old, before anything else looks at it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            # The account itself, not the promise of one: it is asked a dozen times from here on.
            request.user = get_user(request)
            if request.user.is_authenticated:
                self._keep_or_end(request)
        return self.get_response(request)

    def _keep_or_end(self, request: HttpRequest) -> None:
        now = clock.now().timestamp()
        began = request.session.setdefault(BEGAN, now)
        seen = request.session.get(SEEN, now)
        if (
            now - began > settings.SESSION_LIFE_SECONDS
            or now - seen > settings.SESSION_IDLE_SECONDS
        ):
            logout(request)
        elif now - seen >= GRAIN_SECONDS or SEEN not in request.session:
            request.session[SEEN] = now

"""What every request gets: the actor, the reader's preferences, the doors' rule, safe headers."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation
from django.utils.functional import SimpleLazyObject

from heli.core.access.doors import Door
from heli.core.access.models import User
from heli.core.access.queries import actor_of
from heli.core.acts import ANONYMOUS, Actor, NotAllowed, Refusal
from heli.shell import clock
from heli.shell.api import gate
from heli.shell.pages import is_for_programs, refused
from heli.shell.requests import SIZES, THEMES, Preferences


GetResponse = Callable[[HttpRequest], HttpResponse]
PERMISSIONS = "geolocation=(self), camera=(self), " + ", ".join(
    f"{name}=()"
    for name in [
        "accelerometer",
        "autoplay",
        "browsing-topics",
        "display-capture",
        "encrypted-media",
        "fullscreen",
        "gamepad",
        "gyroscope",
        "hid",
        "idle-detection",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "serial",
        "usb",
        "screen-wake-lock",
        "xr-spatial-tracking",
    ]
)


class ActorMiddleware:
    """``request.actor``: looked up once a request, for a view at the latest."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: _actor(request))  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """At a door for programs the actor is the one behind the key.

        Views ask their actor a hundred times: they get the actor itself, not the promise of one.
        """
        door = getattr(view, "door", None)
        if isinstance(door, Door) and door.face == "api":
            return gate.enter(request, door)
        request.actor = _actor(request)  # type: ignore[attr-defined]
        return None


def _actor(request: HttpRequest) -> Actor:
    user = request.user
    return actor_of(user, on=clock.today()) if isinstance(user, User) else ANONYMOUS


class PreferencesMiddleware:
    """``request.preferences``: from cookies, else from the account, else the installation's."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        wanted = preferences_of(request)
        request.preferences = wanted  # type: ignore[attr-defined]
        translation.activate(wanted.language)
        request.LANGUAGE_CODE = wanted.language
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", translation.to_locale(wanted.language))
        return response


def preferences_of(request: HttpRequest) -> Preferences:
    """How this reader wants to see the pages. Unknown values count as not given."""

    def chosen(name: str, cookie: str, known: tuple[str, ...], default: str) -> str:
        value = request.COOKIES.get(cookie, "")
        if value not in known and settings.SESSION_COOKIE_NAME in request.COOKIES:
            value = _kept(request).get(name, "")
        return value if value in known else default

    languages = tuple(code for code, _name in settings.LANGUAGES)
    if is_for_programs(request):
        return Preferences(language=translation.get_language_from_request(request))
    return Preferences(
        language=chosen(
            "language", settings.LANGUAGE_COOKIE_NAME, languages, settings.LANGUAGE_CODE
        ),
        size=chosen("size", "heli_size", SIZES, "std"),
        theme=chosen("theme", "heli_theme", THEMES, "auto"),
        keys=chosen("keys", "heli_keys", ("on", "off"), "on") == "on",
    )


def _kept(request: HttpRequest) -> dict[str, Any]:
    user = request.user
    return user.preferences if isinstance(user, User) else {}


class DoorMiddleware:
    """Asks a door's policy where it needs no record; designed pages for refusals nobody caught.

    Doors of desk and field are for people who have signed in; a wall knows its screen by itself. Policies over records are asked by
    the view, with the record its URL names (see :func:`heli.shell.records.the`).
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        door = getattr(view, "door", None)
        if not isinstance(door, Door):
            return None
        if door.face == "api":
            return gate.refuse(request, door)
        actor: Actor = request.actor  # type: ignore[attr-defined]
        if door.face in ("desk", "field") and not actor.is_signed_in:
            return redirect_to_login(request.get_full_path())
        if door.policy.model is None and not (verdict := door.policy.check(actor)):
            if not actor.is_signed_in:
                return redirect_to_login(request.get_full_path())
            return refused(request, NotAllowed(reason=verdict.reason))
        return None

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        return refused(request, exception) if isinstance(exception, Refusal) else None


class HeadersMiddleware:
    """Pages are never kept by caches unless their view says so; powers not needed are off."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

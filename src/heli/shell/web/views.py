"""How a reader wants to see the pages; the page shown without a connection."""

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from heli.core.access.doors import door
from heli.core.access.models import User
from heli.core.acts import anyone
from heli.shell.requests import SIZES, THEMES, Request


YEAR = 365 * 24 * 3600
CHOICES = {
    "language": (settings.LANGUAGE_COOKIE_NAME, tuple(code for code, _name in settings.LANGUAGES)),
    "size": ("heli_size", SIZES),
    "theme": ("heli_theme", THEMES),
    "keys": ("heli_keys", ("on", "off")),
}


@door("portal", policy=anyone, unsafe=True)
@require_POST
def preferences(request: Request) -> HttpResponse:
    """Keep what was chosen in a cookie, and with the account of whoever has one."""
    wanted = {n: request.POST[n] for n, (_c, ok) in CHOICES.items() if request.POST.get(n) in ok}
    response = HttpResponseRedirect(back(request))
    for name, value in wanted.items():
        response.set_cookie(
            CHOICES[name][0],
            value,
            max_age=YEAR,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    if wanted and isinstance(request.user, User):
        request.user.preferences = {**request.user.preferences, **wanted}
        request.user.save(update_fields=["preferences"])
    return response


def back(request: Request) -> str:
    """The page a form was sent from, as it or the browser says, if it is one of ours."""
    url = request.POST.get("next") or request.headers.get("Referer", "")
    safe = url_has_allowed_host_and_scheme(
        url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return url if safe else "/"


@door("portal", policy=anyone)
def offline(request: Request) -> HttpResponse:
    """What is shown when the server cannot be reached."""
    return render(request, "shell/offline.html")

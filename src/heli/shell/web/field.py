"""The field face: its first page, its outbox, and what a phone needs to work without a network."""

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from heli.core.access.doors import door
from heli.core.acts import anyone, signed_in
from heli.shell.context import LANGUAGE_TAGS
from heli.shell.field import boards, carried, carry, packed
from heli.shell.field.onboard import worker_script
from heli.shell.requests import Request


THEME = "#1F5FA8"
PAPER = "#F5F6F8"
SIZES = (192, 512)


@carried
@door("field", policy=signed_in)
@require_safe
def home(request: Request) -> HttpResponse:
    """What is to be done today, from all kinds of work."""
    return render(request, "shell/field_home.html", {"boards": boards(request)})


@carried
@door("field", policy=signed_in)
@require_safe
def outbox(request: Request) -> HttpResponse:
    """What was done on this phone and is not, or was just, delivered. The phone fills it in."""
    return render(request, "shell/field_outbox.html")


@carried
@door("field", policy=signed_in)
@require_safe
def own(request: Request) -> HttpResponse:
    """One's own page: how pages look, which phones keep one's work, the way out."""
    return render(request, "shell/field_own.html", {"days": settings.FIELD_DAYS})


@door("portal", policy=anyone)
@require_safe
def offline(request: Request) -> HttpResponse:
    """Shown without a network in place of a page that is not on board. It says nothing of anybody."""
    return render(request, "shell/field_offline.html")


@door("field", policy=signed_in)
@require_safe
def pack(request: Request) -> JsonResponse:
    """The addresses that the reader's phone takes along."""
    return JsonResponse({"pages": packed(request)})


@door("portal", policy=anyone)
@cache_control(no_cache=True)
@require_safe
def worker(request: Request) -> HttpResponse:
    """The service worker. It stands here because it may only serve what lies below it."""
    return HttpResponse(
        worker_script(reverse("shell:field_offline")), content_type="text/javascript"
    )


@door("portal", policy=anyone)
@cache_control(no_cache=True)
@require_safe
def manifest(request: Request) -> JsonResponse:
    """What a phone shows of the field face once it is installed."""
    said = {
        "id": reverse("shell:field"),
        "name": _("Heli in the field"),
        "short_name": _("Heli"),
        "lang": LANGUAGE_TAGS.get(request.preferences.language, request.preferences.language),
        "start_url": reverse("shell:field"),
        "scope": reverse("shell:field"),
        "display": "standalone",
        "theme_color": THEME,
        "background_color": PAPER,
        "icons": [icon for size in SIZES for icon in _icons(size)],
    }
    return JsonResponse(said, content_type="application/manifest+json")


def _icons(size: int) -> list[dict[str, str]]:
    icon = {"src": static(f"shell/icons/field-{size}.png"), "type": "image/png"}
    return [{**icon, "sizes": f"{size}x{size}", "purpose": what} for what in ("any", "maskable")]


def own_pages(request: Request) -> list[str]:
    """What every phone takes along."""
    return [reverse(f"shell:{name}") for name in ("field", "field_outbox", "field_own")]


carry("shell", own_pages)

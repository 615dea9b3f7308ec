"""Pages that answer: a template with its status, or the designed page for a refusal."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from heli.core.acts import Refusal


Said = Callable[[HttpRequest, int, str], HttpResponse]
_formats: dict[str, Said] = {}
DESIGNED = (400, 403, 404, 409, 413, 422, 429, 500, 503)


def error_format(prefix: str) -> Callable[[Said], Said]:
    """Whoever asks below ``prefix`` reads no pages: their errors are worded by the function."""

    def keep(say: Said) -> Said:
        _formats[prefix] = say
        return say

    return keep


def is_for_programs(request: HttpRequest) -> bool:
    """Whether a request is for one of the addresses that answer programs."""
    return request.path.startswith(tuple(_formats))


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The page (or htmx notice) that tells a refusal, with the refusal's status."""
    return error_page(request, refusal.status, says=str(refusal))


def error_page(request: HttpRequest, status: int, *, says: str = "", **more: Any) -> HttpResponse:
    """The designed page of a status; to htmx only the notice, to programs in their own form."""
    for prefix, say in _formats.items():
        if request.path.startswith(prefix):
            return say(request, status, says)
    known = status if status in DESIGNED else (500 if status >= 500 else 400)  # noqa: PLR2004  -- a class of statuses
    part = "#notice" if request.headers.get("HX-Request") else ""
    template = "shell/errors/notice.html" if part else f"{known}.html"
    return render(request, template, {"says": says, "status": status, **more}, status=status)

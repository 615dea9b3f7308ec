"""What a reader sees when something could not be answered: the shell's pages, our words."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from heli.shell.pages import error_page


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400."""
    return error_page(request, 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return error_page(request, 403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: also for what exists and may not be seen."""
    return error_page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500."""
    return error_page(request, 500)


def csrf_failure(request: HttpRequest, reason: str = "", **rest: Any) -> HttpResponse:
    """403, when a form does not come from one of our own pages, or its page was too old."""
    says = _("This form was open for too long, or came from another site. Reload it and try again.")
    return error_page(request, 403, says=says)

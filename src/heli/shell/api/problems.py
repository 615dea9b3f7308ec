"""What a program is told when something does not work: problem documents (RFC 9457)."""

import json
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja.errors import HttpError, ValidationError

from heli.core.acts import Refusal
from heli.shell.pages import error_format


MEDIA_TYPE = "application/problem+json"
CHALLENGE = 'Bearer realm="Heli"'


def problem(
    status: int, detail: str = "", *, code: str = "", errors: Sequence[Any] = (), **more: Any
) -> HttpResponse:
    """The document. ``code`` is stable, ``detail`` is in the reader's language."""
    said = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status}
    said |= {"detail": detail} if detail else {}
    said |= {"code": code} if code else {}
    said |= {"errors": list(errors)} if errors else {}
    response = HttpResponse(json.dumps(said | more, ensure_ascii=False), MEDIA_TYPE, status)
    if status == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = CHALLENGE
    return response


def refusal(_request: HttpRequest, said: Refusal) -> HttpResponse:
    """A refusal of an act, under its own code; ``field`` names what it is about."""
    errors = [{"field": said.field, "detail": str(said)}] if said.field else []
    return problem(said.status, str(said), code=said.code, errors=errors)


def absent(_request: HttpRequest, _error: Http404) -> HttpResponse:
    """What does not exist, or may not be seen."""
    return problem(404, _("There is nothing here, or it is not yours to see."), code="not_found")


def malformed(_request: HttpRequest, error: HttpError) -> HttpResponse:
    """A request that cannot be read."""
    return problem(error.status_code, _("The request could not be read."), code="malformed")


def strange(names: Sequence[str]) -> HttpResponse:
    """Parameters that the description does not know."""
    says = _("There is no such parameter.")
    errors = [{"field": f"query.{name}", "detail": says} for name in names]
    return problem(422, _("Some parameters cannot be used."), code="invalid", errors=errors)


def invalid(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Parameters that are not what the description asks for, one by one."""
    errors = [{"field": ".".join(map(str, e["loc"])), "detail": e["msg"]} for e in error.errors]
    return problem(422, _("Some parameters cannot be used."), code="invalid", errors=errors)


@error_format("/api/")
def for_error_page(_request: HttpRequest, status: int, says: str) -> HttpResponse:
    """What stands in the place of a designed page."""
    return problem(status, says)

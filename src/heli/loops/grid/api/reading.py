"""What GeoReport tells anybody: where it is, what may be reported, what became of it."""

import uuid
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heli.core.access.doors import door
from heli.core.acts import Actor, anyone, local_day
from heli.loops.grid.api.asking import number as whole, wishes
from heli.loops.grid.api.spoken import HEADERS, Wrong, say, spoken, the_desk
from heli.loops.grid.models import Report
from heli.loops.grid.queries.office import codes_on
from heli.loops.grid.queries.open311 import MOST, numbered, shown, wanted
from heli.loops.grid.queries.packs import Category, Codes
from heli.shell import clock


SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"
CHANGESET = "2026-11-27T00:00:00Z"


@require_safe
@door("api", policy=anyone, takes_sessions=False)
@spoken
def discovery(request: HttpRequest, form: str) -> HttpResponse:
    """Where the endpoint is and what it speaks."""
    base, says = (
        settings.HELI_BASE_URL.rstrip("/"),
        _("Keys are given by the administrator: %(url)s"),
    )
    said = {
        "changeset": CHANGESET,
        "contact": f"{base}/",
        "key_service": says % {"url": f"{base}/desk/keys/"},
        "endpoints": [_endpoint(base)],
    }
    return say(form, "discovery", said)


def _endpoint(base: str) -> dict[str, Any]:
    return {
        "specification": SPECIFICATION,
        "url": f"{base}/open311/v2",
        "changeset": CHANGESET,
        "type": "production",
        "formats": [kind.partition(";")[0] for kind in HEADERS.values()],
    }


@require_safe
@door("api", policy=anyone, takes_sessions=False)
@spoken
def services(request: HttpRequest, form: str) -> HttpResponse:
    """What may be reported."""
    codes = codes_on(the_desk(request.GET), local_day(clock.now()))
    said = [_service(codes, one) for one in codes.categories if not one.private]
    return say(form, "services", said, one="service")


def _service(codes: Codes, one: Category) -> dict[str, str]:
    return {
        "service_code": one.code,
        "service_name": one.name,
        "description": one.help or one.name,
        "metadata": "true" if len(one.conditions) > 1 else "false",
        "type": "realtime",
        "keywords": ",".join(one.words),
        "group": codes.groups[one.group],
    }


def category(codes: Codes, code: str) -> Category:
    """The service of a code. Raises :class:`Wrong` (404)."""
    found = codes.find(code)
    if found is None or found.private:
        raise Wrong(404, _("There is no service %(code)s.") % {"code": code})
    return found


@require_safe
@door("api", policy=anyone, takes_sessions=False)
@spoken
def definition(request: HttpRequest, form: str, code: str) -> HttpResponse:
    """What else is asked about a service."""
    found = category(codes_on(the_desk(request.GET), local_day(clock.now())), code)
    values = [{"key": one.code, "name": one.label} for one in found.conditions]
    asked = {
        "variable": "true",
        "code": "condition",
        "datatype": "singlevaluelist",
        "required": "false",
        "datatype_description": None,
        "order": "1",
        "description": _("Which of these is it?"),
        "values": values,
    }
    attributes = [asked] if len(values) > 1 else []
    return say(form, "service_definition", {"service_code": code, "attributes": attributes})


def list_requests(request: HttpRequest, form: str) -> HttpResponse:
    """The public cases that were asked for, and the asking program's own."""
    said, actor = request.GET, actor_of(request)
    desk = the_desk(said)
    rows = wanted(desk, actor, wishes(said), at=clock.now())
    size = whole(said, "page_size", 1, MOST) or MOST
    start = ((whole(said, "page", 1, 100_000) or 1) - 1) * size
    found = [shown(entry) for entry in rows[start : start + size]]
    return say(form, "service_requests", found, one="request")


@require_safe
@door("api", policy=anyone, takes_sessions=False)
@spoken
def request_(request: HttpRequest, form: str, number: str) -> HttpResponse:
    """One case by its number."""
    found = numbered(the_desk(request.GET), actor_of(request), number)
    if found is None:
        raise Wrong(404, _("There is no such request, or it is not public."))
    return say(form, "service_requests", [shown(found, number)], one="request")


@require_safe
@door("api", policy=anyone, takes_sessions=False)
@spoken
def token(request: HttpRequest, form: str, token: str) -> HttpResponse:
    """The number that a token became: the uid of a report is its token."""
    try:
        found = Report.objects.filter(uid=uuid.UUID(token)).first()
    except ValueError:
        found = None
    if found is None:
        raise Wrong(404, _("There is no such token."))
    said = [{"service_request_id": found.number, "token": token}]
    return say(form, "service_requests", said, one="request")


def actor_of(request: HttpRequest) -> Actor:
    """Who asks."""
    return request.actor  # type: ignore[attr-defined,no-any-return]

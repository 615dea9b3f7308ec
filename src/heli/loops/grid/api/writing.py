"""What GeoReport takes: reports, and updates from the system that made them. Nothing is fetched."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_http_methods

from heli.core.access.doors import door
from heli.core.access.scopes import register_scope
from heli.core.acts import Actor, anyone, local_day
from heli.core.flow.definitions import flow_of
from heli.core.flow.models import Call
from heli.core.places.models import Area
from heli.core.places.queries import grid_at
from heli.kit import canonical
from heli.kit.geo import Point
from heli.loops.grid.actions.drafts import LONGEST, Contact, Draft
from heli.loops.grid.actions.reporting import join, report
from heli.loops.grid.api.asking import HALF, QUARTER, degrees, moment
from heli.loops.grid.api.reading import actor_of, category, list_requests
from heli.loops.grid.api.spoken import Wrong, say, spoken, the_desk
from heli.loops.grid.enums import Channel, Reference
from heli.loops.grid.queries.cases import cases
from heli.loops.grid.queries.near import micro
from heli.loops.grid.queries.office import codes_on
from heli.loops.grid.queries.open311 import (
    SPAN,
    own_reports,
    public_steps,
    stamp,
    status_of,
)
from heli.shell import clock
from heli.shell.api.gate import key_of


WRITE = register_scope("open311:write", gettext_lazy("report through Open311, exchange updates"))
_SPACE = uuid.UUID("1f2f8b1e-93b0-5a6e-8f5c-0d9b7a311311")


@require_http_methods(["GET", "HEAD", "POST"])
@door("api", policy=anyone, unsafe=True, takes_sessions=False)
@spoken
def requests(request: HttpRequest, form: str) -> HttpResponse:
    """The list, or a new report."""
    if request.method != "POST":
        return list_requests(request, form)
    by, said = keyed(request), request.POST
    desk = the_desk(said, by)
    draft, contact = drafted(request, desk), contact_of(said)
    made = report(desk, draft=draft, contact=contact, by=by, at=clock.now())
    answer = {"service_request_id": made.number, "service_notice": None, "account_id": None}
    return say(form, "service_requests", [answer], one="request")


def keyed(request: HttpRequest) -> Actor:
    """The program behind the key. Raises :class:`Wrong` (403)."""
    key = key_of(request)
    if key is None or WRITE not in key.scopes:
        raise Wrong(403, _("This needs an api_key with the scope %(scope)s.") % {"scope": WRITE})
    return actor_of(request)


def drafted(request: HttpRequest, desk: Call) -> Draft:
    """A report from the fields of a form."""
    said, now = request.POST, clock.now()
    if not said.get("service_code", "").strip():
        raise Wrong(400, _("service_code is missing."))
    service = category(codes_on(desk, local_day(now)), said["service_code"].strip())
    lat, lon = degrees(said, "lat", QUARTER), degrees(said, "long", HALF)
    area = _area(said)
    place = said.get("address_string", "").strip()[:200]
    if (lat is None) != (lon is None) or (lat is None and not place and area is None):
        raise Wrong(400, _("A place is lat and long, address_string, or address_id."))
    if lat is not None and lon is not None and area is None and not place:
        # Else the grid is found when the report is taken.
        area = grid_at(Point(lon, lat), on=local_day(now))
    return Draft(
        uid=request_uid(request),
        text=_text(said, service.name),
        channel=Channel.API,
        category=service.code,
        lat=None if lat is None else micro(lat),
        lon=None if lon is None else micro(lon),
        reference=Reference.WGS84,
        place=place or (area.name if area else ""),
        area=area,
    )


def _area(said: Any) -> Area | None:
    text = said.get("address_id", "").strip()
    if not text:
        return None
    try:
        found = Area.objects.filter(uid=uuid.UUID(text)).first()
    except ValueError:
        found = None
    if found is None:
        raise Wrong(400, _("There is no such address_id."))
    return found


def _text(said: Any, name: str) -> str:
    """What is said, with what was chosen and where a picture lies: for people, never fetched."""
    text = said.get("description", "").strip() or name
    if "\x00" in "".join(str(value) for value in said.values()) or len(text) > LONGEST:
        raise Wrong(400, _("description has at most %(n)s characters.") % {"n": LONGEST})
    chosen = [v for n, v in said.items() if n.startswith("attribute[") and v.strip()]
    more = [*chosen, said.get("media_url", "").strip()]
    return "\n".join([text, *(part[:200] for part in more if part)])[:LONGEST]


def contact_of(said: Any) -> Contact:
    """How its reporter can be reached; the device's number is not kept (PIPL art. 6)."""
    name = " ".join(p for n in ("last_name", "first_name") if (p := said.get(n, "").strip()))
    phone = said.get("phone", "").strip() or said.get("email", "").strip()
    return Contact(name=name[:60], phone=phone[:60], wants_answer=bool(phone))


def request_uid(request: HttpRequest, what: str = "request") -> uuid.UUID:
    """The same request again is the same report: by its header, else by everything it says."""
    said = {n: request.POST.getlist(n) for n in sorted(request.POST) if n != "api_key"}
    key = request.headers.get("X-Idempotency-Key", "") or canonical.digest(said)
    return uuid.uuid5(_SPACE, f"{actor_of(request).uid}\n{what}\n{key}")


@require_http_methods(["GET", "HEAD", "POST"])
@door("api", policy=anyone, unsafe=True, takes_sessions=False)
@spoken
def updates(request: HttpRequest, form: str) -> HttpResponse:
    """What happened since; or what the other system has to add to its own report."""
    if request.method == "POST":
        return _add(request, form)
    said, now = request.GET, clock.now()
    last = moment(said, "end_date") or now
    first = max(moment(said, "start_date") or last - SPAN, last - SPAN)
    rows = public_steps(the_desk(said), actor_of(request), first=first, last=last)
    found = [_update(step, number) for step, number in rows]
    return say(form, "service_request_updates", found, one="request_update")


def _update(step: Any, number: str) -> dict[str, str | None]:
    entry = step.entry
    entry.state = step.to_state
    return {
        "update_id": str(step.uid),
        "service_request_id": number,
        "status": status_of(entry).upper(),
        "description": str(flow_of(entry.flow).transition(step.verb).done_label),
        "updated_datetime": stamp(step.at),
        "media_url": None,
    }


def _add(request: HttpRequest, form: str) -> HttpResponse:
    by, said = keyed(request), request.POST
    lacking = [
        n for n in ("service_request_id", "update_id", "status") if not said.get(n, "").strip()
    ]
    if lacking:
        raise Wrong(400, _("%(name)s is missing.") % {"name": lacking[0]})
    desk = the_desk(said, by)
    number, other = said["service_request_id"].strip(), said["update_id"].strip()
    known = own_reports(by).filter(number=number, entry__call=desk).select_related("entry").first()
    if known is None:
        raise Wrong(404, _("There is no such request, or it is not public."))
    text = "\n".join([said.get("description", "").strip(), f"[{said['status'].strip()[:20]}]"])
    entry = cases().get(pk=known.entry_id)
    draft = Draft(
        uid=uuid.uuid5(_SPACE, f"{by.uid}\nupdate\n{other}"),
        text=text.strip()[:LONGEST],
        channel=Channel.API,
        category=entry.case.category,
        lat=entry.case.lat,
        lon=entry.case.lon,
        place=entry.case.place,
    )
    made = join(entry, draft=draft, by=by, at=clock.now())
    said_back = [{"update_id": made.number}]
    return say(form, "service_request_updates", said_back, one="request_update")

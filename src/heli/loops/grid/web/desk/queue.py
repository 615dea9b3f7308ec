"""The queue: the list, what is shown of a case beside it, and where the cases of the list lie."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from heli.core.access.doors import door
from heli.kit.geo import Point
from heli.loops.grid import policies
from heli.loops.grid.queries.cases import cases, for_actor
from heli.loops.grid.queries.outdoors import outlines
from heli.loops.grid.queries.staff import grids_for
from heli.loops.grid.web.desk.context import brief_of
from heli.loops.grid.web.desk.shown import level_of, page_of, state_of
from heli.loops.grid.web.desk.tables import queue_for
from heli.shell import clock
from heli.shell.maps import Mark, features
from heli.shell.records import the
from heli.shell.requests import Request
from heli.shell.tables import Listing


MILLION = 1_000_000


@door("desk", policy=policies.desk_somewhere)
@require_safe
def queue(request: Request) -> HttpResponseBase:
    """The cases of a desk or of a unit; without filters, those on their way."""
    if not request.GET:
        return redirect(f"{reverse('grid:cases')}?box=open")
    listing = Listing(queue_for(request.actor, request.GET), request, for_actor)
    may_note = bool(policies.record_somewhere.check(request.actor))
    return listing.respond("grid/desk/cases.html", {"map": _map_of(listing), "may_note": may_note})


def _map_of(listing: Listing) -> str:
    return f"{reverse('grid:cases_map')}?{listing.query.urlencode()}"


@door("desk", policy=policies.desk_somewhere)
@require_safe
def cases_map(request: Request) -> JsonResponse:
    """The cases of one page of the list as points, among the outlines of the grids."""
    listing = Listing(queue_for(request.actor, request.GET), request, for_actor)
    around = outlines(grids_for(request.actor))
    marks = [Mark(f"a{one.pk}", one.area.name, one.shape(), state="around") for one in around]
    at = clock.now()
    for entry in listing.page.rows:
        case = entry.case
        if case.lat is not None and case.lon is not None:
            where = Point(case.lon / MILLION, case.lat / MILLION)
            state = level_of(entry, at=at)
            says = state_of(entry).label
            marks.append(Mark(str(entry.uid), entry.code, where, page_of(entry), state, says))
    return features(marks)


@door("desk", policy=policies.see_case)
@require_safe
def case_preview(request: Request, uid: UUID) -> HttpResponse:
    """What is shown of a case beside the list."""
    entry = the(request, policies.see_case, among=cases(), uid=uid)
    return render(request, "grid/parts/preview.html", brief_of(request, entry))

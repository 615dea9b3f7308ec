"""The queue: the list, what is shown of a case beside it, and where the cases of the list lie."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from heli.core.access.doors import door
from heli.kit.geo import Point
from heli.loops.grid import policies
from heli.loops.grid.queries.cases import for_actor
from heli.loops.grid.queries.dossier import CASES
from heli.loops.grid.queries.staff import grids_for
from heli.loops.grid.web.desk.context import brief_of
from heli.loops.grid.web.desk.frame import framed
from heli.loops.grid.web.desk.listing import CaseListing
from heli.loops.grid.web.desk.shown import level_of, page_of, state_of
from heli.loops.grid.web.desk.tables import queue_for
from heli.shell import clock
from heli.shell.maps import Mark, features
from heli.shell.records import the
from heli.shell.requests import Request


MILLION = 1_000_000


@door("desk", policy=policies.desk_somewhere)
@require_safe
def queue(request: Request) -> HttpResponseBase:
    """The cases of a desk or of a unit; without filters, those on their way."""
    if not request.GET:
        return redirect(f"{reverse('grid:cases')}?box=open")
    listing = CaseListing(queue_for(request.actor, request.GET), request, for_actor)
    may_note = bool(policies.record_somewhere.check(request.actor))
    return listing.respond("grid/desk/cases.html", {"map": _map_of(listing), "may_note": may_note})


def _map_of(listing: CaseListing) -> str:
    return f"{reverse('grid:cases_map')}?{listing.query.urlencode()}"


@door("desk", policy=policies.desk_somewhere)
@require_safe
def cases_map(request: Request) -> JsonResponse:
    """The cases of one page of the list as points; the grids around them come from :func:`grids_map`."""
    listing = CaseListing(queue_for(request.actor, request.GET), request, for_actor)
    marks = []
    at = clock.now()
    for entry in listing.page.rows:
        case = entry.case
        if case.lat is not None and case.lon is not None:
            where = Point(case.lon / MILLION, case.lat / MILLION)
            state = level_of(entry, at=at)
            says = state_of(entry).label
            marks.append(Mark(str(entry.uid), entry.code, where, page_of(entry), state, says))
    return features(marks)


@door("desk", policy=policies.desk_somewhere)
@require_safe
def grids_map(request: Request) -> HttpResponse:
    """The outlines of the reader's grids. A browser keeps them, and asks only whether they changed."""
    return framed(request, grids_for(request.actor))


@door("desk", policy=policies.see_case)
@require_safe
def case_preview(request: Request, uid: UUID) -> HttpResponse:
    """What is shown of a case beside the list."""
    entry = the(request, policies.see_case, among=CASES, also=policies.ON_PAGE, uid=uid)
    return render(request, "grid/parts/preview.html", brief_of(request, entry))

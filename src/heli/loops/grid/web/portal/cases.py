"""What anybody may see of what was reported: a list and a map, positions told less exactly."""

from datetime import timedelta
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from heli.core.access.doors import door
from heli.core.acts import anyone
from heli.loops.grid import policies
from heli.loops.grid.phrases import REPORTED_LATELY
from heli.loops.grid.queries.cases import desks
from heli.loops.grid.queries.portal import FEW, by_village, window
from heli.loops.grid.queries.public import as_public, public_cases
from heli.loops.grid.web.portal.maps import state_of
from heli.shell import clock
from heli.shell.navigation import Board
from heli.shell.records import the
from heli.shell.requests import Request


PAGE = 30
DAYS = timedelta(days=30)


@door("portal", policy=anyone)
def public_somewhere(request: Request) -> HttpResponse:
    """The centres; where there is only one, what was reported to it."""
    found = list(desks())
    if len(found) == 1:
        return redirect("grid:public", found[0].uid)
    return render(request, "grid/portal/centres.html", {"calls": found, "lists": True})


@door("portal", policy=policies.report_to)
def public_list(request: Request, uid: UUID) -> HttpResponse:
    """The list with its map: number, kind, village and state; nobody's name, nobody's words."""
    call = the(request, policies.report_to, among=desks(), uid=uid)
    state = request.GET.get("state", "")
    page = Paginator(window(public_cases(call), state), PAGE).get_page(request.GET.get("page"))
    context = {
        "call": call,
        "page": page,
        "rows": [(as_public(entry), state_of(entry), entry.area) for entry in page.object_list],
        "villages": by_village(call, since=clock.now() - DAYS),
        "few": FEW,
        "state": state,
    }
    return render(request, "grid/portal/cases.html", context)


def board(request: Request) -> Board | None:
    """What was reported lately, on the first page."""
    call = desks().first()
    if call is None:
        return None
    url = reverse("grid:public", args=[call.uid])
    items = [
        {"date": f"{entry.case.reported_at:%m-%d}", "title": entry.title, "url": url}
        for entry in public_cases(call)[:5]
    ]
    return Board(REPORTED_LATELY, items, more=reverse("grid:public_somewhere")) if items else None

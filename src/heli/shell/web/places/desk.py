"""Areas on the desk: the tree, the map, one area with its history."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render

from heli.core.access.doors import door
from heli.core.acts import signed_in
from heli.core.places.models import Area, Site
from heli.core.places.policies import may_keep_areas, may_keep_sites, may_see_areas
from heli.core.places.queries import ancestors, drawn, valid_on
from heli.shell import clock
from heli.shell.records import the
from heli.shell.requests import Request
from heli.shell.tables import Listing
from heli.shell.web.places import shown
from heli.shell.web.places.tables import AREAS, SITES, page_of


@door("desk", policy=signed_in)
def areas(request: Request) -> HttpResponseBase:
    """Every area, as tree, map and list."""
    rows = Area.objects.filter(valid_on(clock.today())).select_related("parent")
    listing = Listing(AREAS, request, rows)
    context = {
        "tree": shown.tree(clock.today()),
        "may_keep": bool(may_keep_areas.check(request.actor)),
    }
    return listing.respond("shell/places/areas.html", context)


@door("desk", policy=may_see_areas)
def area(request: Request, uid: UUID) -> HttpResponse:
    """One area: where it is, what lies in it, what it was."""
    found, today = the(request, may_see_areas, uid=uid), clock.today()
    context = {
        "area": found,
        "crumbs": shown.crumbs(
            *((one.name, page_of(one)) for one in ancestors(found)), (found.name, "")
        ),
        "facts": shown.facts(found, today),
        "inside": shown.inside(found, today),
        "drawn": bool(drawn([found], on=today)),
        "sites": Site.objects.filter(valid_on(today), area=found).order_by("name"),
        "history": shown.history(found),
        "may_keep": found.until is None and bool(may_keep_areas.check(request.actor)),
    }
    return render(request, "shell/places/area.html", context)


@door("desk", policy=signed_in)
def sites(request: Request) -> HttpResponseBase:
    """Every site."""
    rows = Site.objects.filter(valid_on(clock.today())).select_related("area")
    listing = Listing(SITES, request, rows)
    return listing.respond(
        "shell/places/sites.html", {"may_keep": bool(may_keep_sites.check(request.actor))}
    )

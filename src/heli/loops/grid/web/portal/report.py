"""Reporting a matter: at most four screens, sent as often as the network needs, taken once."""

from dataclasses import replace
from functools import cache
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from heli.core.access.doors import door
from heli.core.acts import Lookup, anyone, local_day
from heli.core.places.models import Area
from heli.loops.grid import policies
from heli.loops.grid.actions.drafts import Contact
from heli.loops.grid.actions.reporting import join, report
from heli.loops.grid.models import Report
from heli.loops.grid.queries.cases import cases, desks
from heli.loops.grid.queries.office import codes_on
from heli.loops.grid.queries.portal import areas_of, goes_to, guessed, likely_same
from heli.loops.grid.web.portal.carried import Carried, opened
from heli.loops.grid.web.portal.forms import WhatForm, WhereForm
from heli.loops.grid.web.portal.passes import pass_for
from heli.loops.grid.web.portal.screens import READ, Screen, steps_at
from heli.loops.grid.web.portal.sending_form import SendForm
from heli.shell import clock
from heli.shell.forms import perform
from heli.shell.records import the
from heli.shell.requests import Request


@door("portal", policy=anyone)
def report_somewhere(request: Request) -> HttpResponse:
    """The centres that take reports; where there is only one, its first screen."""
    found = list(desks())
    if len(found) == 1:
        return redirect("grid:report", found[0].uid)
    return render(request, "grid/portal/centres.html", {"calls": found})


_DESKS = Lookup(desks(), "uid")


@door("portal", policy=policies.report_to, unsafe=True)
def report_here(request: Request, uid: UUID) -> HttpResponse:
    """Read a screen and show the next one; the last one reports."""
    call = the(request, policies.report_to, among=_DESKS, uid=uid)
    screen = Screen(request, call, opened(request.POST.get("carried", "")))
    name, back = request.POST.get("screen", ""), request.POST.get("back", "")
    if screen.carried.has_old_photos(clock.now()):
        again = replace(screen.carried, photos=())
        return shown(Screen(request, call, again), "what", photos_gone=True)
    if request.method != "POST" or back or name not in (*READ, "send"):
        return shown(screen, back)
    if name == "send":
        return send(screen, request.POST)
    read = READ[name](screen)
    if isinstance(read, HttpResponse):
        return read
    return shown(Screen(request, call, read[1]), read[0])


def shown(screen: Screen, name: str, **more: Any) -> HttpResponse:
    """A screen as it is first seen, or seen again."""
    carried = screen.carried
    if name == "send":
        return send(screen, None)
    if name == "same":
        found = likely_same(screen.call, carried, at=clock.now())
        return screen.show("same", found=found, **more)
    if name == "where":
        said = {"area": carried.area, "place": carried.place}
        return screen.show("where", form=WhereForm(initial=said, areas=areas_of(screen.call)))
    form = WhatForm(initial={"text": carried.text})
    return screen.show("what", form=form, **more)


def send(screen: Screen, data: Any) -> HttpResponse:
    """The last screen: where it goes is said; then it goes."""
    call, carried, now = screen.call, screen.carried, clock.now()
    joins = cases().filter(uid=carried.joins, call=call).first() if carried.joins else None
    codes = None if joins else codes_on(call, local_day(now))
    # What the page shows, found out only when it is shown: a report that was taken leads elsewhere.
    guess = cache(lambda: guessed(codes, carried.text) if codes else "")
    unit = SimpleLazyObject(
        lambda: goes_to(call, codes, guess(), area_of(carried), on=clock.today())
    )
    form = SendForm(data, codes=codes, initial={"category": guess})
    context = {
        "call": call,
        "carried": carried,
        "screen": "send",
        "joins": joins,
        "unit": unit,
        "steps": steps_at("send"),
    }

    def hand_in(said: dict[str, Any], _key: str) -> Report:
        phone, by = said["phone"], screen.request.actor
        draft = carried.draft(category=said.get("category", ""))
        contact = Contact(phone=phone, wants_answer=bool(phone))
        if joins is not None:
            return join(joins, draft=draft, contact=contact, by=by, at=now)
        return report(call, draft=draft, contact=contact, by=by, at=now)

    return perform(
        screen.request,
        form,
        hand_in,
        template="grid/portal/report_send.html",
        then=lambda made: reverse("grid:receipt", args=[pass_for(made)]),
        context=context,
    )


def area_of(carried: Carried) -> Area | None:
    """The area that was chosen, or found under the position."""
    return Area.objects.filter(uid=carried.area).first() if carried.area else None

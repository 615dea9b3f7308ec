"""Pledges and needs: the lists, and what becomes of a pledge."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _, gettext_lazy

from heli.core.access.doors import door
from heli.core.flow.models import Call, Entry
from heli.loops.giving import policies
from heli.loops.giving.actions.pledging import (
    lapse_pledge,
    make_pledge,
    reopen_pledge,
    withdraw_pledge,
)
from heli.loops.giving.actions.receiving import receive_gift
from heli.loops.giving.enums import CASH, DonorKind, Verb
from heli.loops.giving.flows import NEED, PLEDGE
from heli.loops.giving.queries.pledges import Standing, pledges as visible_pledges, standings
from heli.loops.giving.queries.slips import Donor
from heli.loops.giving.queries.ways import Way, ways_of
from heli.loops.giving.web.campaigns import campaign_of, crumbs, words
from heli.loops.giving.web.forms import PledgeForm
from heli.loops.giving.web.forms.amounts import typed
from heli.loops.giving.web.gifts import the_form
from heli.loops.giving.web.shown import gift_page, history_of, state_of
from heli.loops.giving.web.steps import around, note_page, the_entry, ways
from heli.loops.giving.web.tables import NEEDS, PLEDGES
from heli.shell import clock
from heli.shell.forms import perform_on
from heli.shell.navigation import page_of
from heli.shell.records import the
from heli.shell.requests import Request
from heli.shell.tables import Listing


PAGES = {
    Verb.RECEIVE_PART: "pledge_receive",
    Verb.LAPSE: "pledge_lapse",
    Verb.WITHDRAW: "pledge_withdraw",
    Verb.REOPEN: "pledge_reopen",
}


@door("desk", policy=policies.office_somewhere)
def pledges(request: Request) -> HttpResponseBase:
    """What was promised."""
    listing = Listing(PLEDGES, request, visible_pledges(request.actor).order_by())
    return listing.respond("shell/list_page.html")


@door("desk", policy=policies.office_somewhere)
def needs(request: Request) -> HttpResponseBase:
    """What is needed."""
    rows = policies.see_entry.visible_to(request.actor).filter(policies.of_flow(NEED))
    rows = rows.select_related("party", "call__undertaking")
    return Listing(NEEDS, request, rows).respond("shell/list_page.html")


@door("desk", policy=policies.receive_for, unsafe=True)
def new_pledge(request: Request, uid: UUID) -> HttpResponse:
    """Note what somebody promises."""
    appeals = Call.objects.select_related("issuer", "undertaking__owner")
    appeal = the(request, policies.receive_for, among=appeals, see=policies.see_appeal, uid=uid)
    return perform_on(
        request,
        PledgeForm(request.POST or None, initial={"on": clock.today()}),
        make_pledge,
        appeal,
        words=words(campaign_of(appeal), _("A pledge"), _("Note the pledge")),
        said=_pledged,
        then=page_of,
        done=_("The pledge is noted. It counts as pledged, not as received."),
    )


def _pledged(said: dict[str, Any]) -> dict[str, Any]:
    return {"donor": Donor(name=said.pop("donor"), kind=said.pop("kind")), **said}


@door("desk", policy=policies.see_entry)
def pledge(request: Request, uid: UUID) -> HttpResponse:
    """The page of a pledge: pledged, received, gone on."""
    found = the_entry(request, uid, flow=PLEDGE)
    return render(request, "giving/desk/pledge.html", context_of(request, found))


def context_of(request: Request, found: Entry) -> dict[str, Any]:
    """Everything the page of a pledge shows."""
    [standing] = standings([found])
    [way] = ways_of([standing])
    return {
        "pledge": found,
        "state": state_of(found),
        "ways": ways(found, request.actor, PAGES, main=Verb.RECEIVE_PART),
        "way": way,
        "counted": counted(standing, way),
        "facts": facts_of(found),
        "history": history_of(found),
        "crumbs": crumbs(found.code, within=campaign_of(found.call)),
    }


def counted(standing: Standing, way: Way) -> list[tuple[str, str]]:
    """Pledged, received, not received, and how much of it has certainly gone on."""
    pledged, received, left = standing.words
    return [
        (_("Pledged"), pledged),
        (_("Received"), received),
        (_("Not received yet"), left),
        (_("Gone on"), way.gone_in_words),
    ]


def facts_of(found: Entry) -> list[tuple[str, Any]]:
    """What was said when it was pledged."""
    return [
        (_("Who pledges"), found.party.name if found.party else None),
        (_("Kind of donor"), DonorKind(found.answers["donor"]).label),
        (_("Promised by"), found.answers.get("due_on")),
        (_("Mobilised by"), found.org.name),
        (_("Pledged to"), found.call.title),
    ]


@door("desk", policy=policies.ON_PLEDGE[Verb.RECEIVE_PART], unsafe=True)
def receive(request: Request, uid: UUID) -> HttpResponse:
    """Enter what came of a pledge, as a slip on which the pledge stands already."""
    found = the_entry(request, uid, policies.ON_PLEDGE[Verb.RECEIVE_PART])
    [standing] = standings([found])
    form = the_form(request, found.call, started=started(standing))
    title = _("What came of pledge %(number)s") % {"number": found.code}
    return perform_on(
        request,
        form,
        receive_gift,
        found.call,
        words={"appeal": found.call, **around(found, title, _("Post it"))},
        said=lambda _said: {"slip": form.slip(), "pledge": found},
        template="giving/desk/intake.html",
        then=gift_page,
        done=_("Posted, and noted at the pledge."),
    )


def started(standing: Standing) -> dict[str, Any]:
    """The slip as the pledge lets one expect it."""
    found, item = standing.pledge, standing.item
    left = typed(item, standing.left)
    said = {"donor": found.party.name if found.party else "", "kind": found.answers["donor"]}
    if item.code == CASH:
        return {**said, "cash": left}
    return {**said, "item": item.pk, "quantity": left}


lapse = note_page(
    policies.ON_PLEDGE[Verb.LAPSE], Verb.LAPSE, lapse_pledge, gettext_lazy("Noted as lapsed.")
)
withdraw = note_page(
    policies.ON_PLEDGE[Verb.WITHDRAW],
    Verb.WITHDRAW,
    withdraw_pledge,
    gettext_lazy("Noted as withdrawn."),
)
reopen = note_page(
    policies.ON_PLEDGE[Verb.REOPEN],
    Verb.REOPEN,
    reopen_pledge,
    gettext_lazy("The pledge is open again."),
)

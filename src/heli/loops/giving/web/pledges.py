"""Pledges and needs: the lists, and what becomes of them."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from heli.core.access.doors import door
from heli.core.flow.models import Call
from heli.loops.giving import policies
from heli.loops.giving.actions.pledging import make_pledge
from heli.loops.giving.flows import NEED
from heli.loops.giving.queries.pledges import pledges as visible_pledges
from heli.loops.giving.queries.slips import Donor
from heli.loops.giving.web.campaigns import campaign_of, words
from heli.loops.giving.web.forms import PledgeForm
from heli.loops.giving.web.tables import NEEDS, PLEDGES
from heli.shell import clock
from heli.shell.forms import perform_on
from heli.shell.records import the
from heli.shell.requests import Request
from heli.shell.tables import Listing


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
        then=lambda _made: reverse("giving:pledges"),
        done=_("The pledge is noted. It counts as pledged, not as received."),
    )


def _pledged(said: dict[str, Any]) -> dict[str, Any]:
    return {"donor": Donor(name=said.pop("donor"), kind=said.pop("kind")), **said}

"""The three-way match of a campaign: what was pledged, what came, who got it; item by item."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from heli.core.access.doors import door
from heli.core.flow.models import Entry
from heli.core.parties.models import Undertaking
from heli.loops.giving import policies
from heli.loops.giving.flows import PLEDGE
from heli.loops.giving.queries.pledges import standings
from heli.loops.giving.queries.ways import Row, Way, three_way as rows_of, ways_of
from heli.loops.giving.web.campaigns import crumbs, the_campaign
from heli.loops.giving.web.shown import state_of
from heli.shell.navigation import page_of
from heli.shell.requests import Request
from heli.shell.tables import State


FIRST_FEW = 50


@door("desk", policy=policies.see_books)
def three_way(request: Request, uid: UUID) -> HttpResponse:
    """Pledges, receipts and deliveries beside each other."""
    found = the_campaign(request, uid, keeps=False)
    context = {
        "campaign": found,
        "rows": [(row, counts(row), verdict(row)) for row in rows_of(found)],
        "pledges": [shown(one) for one in latest(found)],
        "most": FIRST_FEW,
        "crumbs": crumbs(_("Three-way match"), within=found),
    }
    return render(request, "giving/desk/three_way.html", context)


def counts(row: Row) -> list[tuple[str, str]]:
    """The amounts of one item, each under the word of its column."""
    columns = (
        (_("Pledged"), row.pledged),
        (_("Came on pledges"), row.on_pledges),
        (_("Came without a pledge"), row.unpledged),
        (_("Bought"), row.bought),
        (_("Handed on"), row.delivered),
        (_("Given elsewhere"), row.elsewhere),
        (_("Damaged or lost"), row.lost),
        (_("On the way"), row.on_the_way),
        (_("Here"), row.here),
    )
    return [(word, row.words(amount)) for word, amount in columns]


def verdict(row: Row) -> State:
    """What is still to come, or cannot be accounted for."""
    if row.off:
        return State(_("%(amount)s unaccounted for") % {"amount": row.words(row.off)}, "bad")
    if row.to_come:
        return State(_("%(amount)s to come") % {"amount": row.words(row.to_come)}, "wait")
    if row.here or row.on_the_way:
        return State(_("Accounted for"), "info")
    return State(_("All of it handed on"), "ok")


def latest(campaign: Undertaking) -> list[Way]:
    """The latest pledges of a campaign, the open ones first."""
    rows = Entry.objects.filter(policies.of_flow(PLEDGE), call__undertaking=campaign)
    page = list(rows.select_related("party", "call").order_by("-is_open", "-pk")[:FIRST_FEW])
    return ways_of(standings(page))


def shown(way: Way) -> dict[str, Any]:
    """A pledge as a line of the page."""
    pledge = way.standing.pledge
    pledged, received, left = way.standing.words
    return {
        "pledge": pledge,
        "donor": pledge.party.name if pledge.party else "—",
        "url": page_of(pledge),
        "pledged": pledged,
        "received": received,
        "left": left if way.standing.left else "—",
        "gone": way.gone_in_words,
        "state": state_of(pledge),
    }

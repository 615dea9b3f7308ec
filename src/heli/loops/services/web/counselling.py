"""Hours of counselling: the list, one hour, its number for the supervisor, the roster."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heli.core.access.doors import door
from heli.core.acts import Actor, Message
from heli.core.flow.models import Entry
from heli.core.parties.models import VaultItem
from heli.core.parties.vault import opened
from heli.loops.services import policies
from heli.loops.services.actions.counselling import open_slots, reveal_number
from heli.loops.services.enums import SlotStage
from heli.loops.services.phrases import COUNSELLING
from heli.loops.services.queries.seen import DESKS, entries, people_of
from heli.loops.services.web.blocks import Block, Way
from heli.loops.services.web.forms import SlotsForm
from heli.loops.services.web.lists import SLOTS_LIST
from heli.loops.services.web.shown import history_of, state_of, ways
from heli.loops.services.web.steps import the_entry
from heli.shell import clock
from heli.shell.forms import perform_on, press
from heli.shell.records import the
from heli.shell.requests import Request
from heli.shell.tables import Listing


_SHEET = "services/desk/sheet.html"


@door("desk", policy=policies.hotline_somewhere)
def slots(request: Request) -> HttpResponseBase:
    """The hours that one may see."""
    rows = entries(request.actor, policies.see_slot).order_by()
    begin = {"url": reverse("services:desks"), "label": _("Put a supervisor on call")}
    may = policies.desk_somewhere.check(request.actor)
    listing = Listing(SLOTS_LIST, request, rows)
    return listing.respond("services/desk/list.html", {"begin": begin if may else None})


@door("desk", policy=policies.keep_desk, unsafe=True)
def new_slots(request: Request, uid: UUID) -> HttpResponse:
    """Put a supervisor on call."""
    desk = the(request, policies.keep_desk, among=DESKS, uid=uid)
    words = {
        "title": _("Put a supervisor on call"),
        "lead": _("The time is offered in equal hours, one after the other."),
        "submit": _("Offer the hours"),
        "cancel": reverse("services:slots"),
    }
    form = SlotsForm(request.POST or None, initial={"on": clock.today()}, people=people_of(desk))
    args = (request, form, open_slots, desk)
    return perform_on(*args, words=words, done=_("The hours are offered."))


def _above(request: Request) -> list[tuple[Message, str]]:
    """The list of hours, for those who have one: supervisors come from their inbox."""
    may = policies.hotline_somewhere.check(request.actor)
    return [(COUNSELLING, reverse("services:slots"))] if may else []


@door("desk", policy=policies.see_slot)
def slot(request: Request, uid: UUID) -> HttpResponse:
    """One hour."""
    found = the_entry(request, uid, policies.see_slot, policies.see_slot)
    context = {
        "title": found.title,
        "lead": COUNSELLING,
        "state": state_of(found),
        "crumbs": [*_above(request), (found.title, "")],
        "ways": [*_number_of(found, request.actor), *ways(found, request.actor)],
        "blocks": [Block(COUNSELLING, facts=_facts(found))],
        "history": history_of(found),
    }
    return render(request, _SHEET, context)


def _number_of(found: Entry, actor: Actor) -> list[Way]:
    """The way to the number of a booking, for the supervisor on call."""
    if found.state != SlotStage.BOOKED or not policies.know_number.check(actor, found):
        return []
    address = reverse("services:slot_number", args=[found.uid])
    return [Way(_("Show the number"), address, is_act=True)]


def _facts(found: Entry) -> list[tuple[Message, object]]:
    on_call = found.assignments.filter(role="supervisor", state="active").select_related("party")
    return [
        (_("Supervisor on call"), "、".join(one.party.name for one in on_call)),
        (_("Where, or by phone"), found.answers["place"]),
        (_("Minutes each"), found.answers["minutes"]),
    ]


@require_POST
@door("desk", policy=policies.know_number, unsafe=True)
def number(request: Request, uid: UUID) -> HttpResponse:
    """Show the number of a booking, once, to the supervisor on call; that it was shown stays on record."""
    found = the_entry(request, uid, policies.know_number, policies.see_slot)

    return press(
        request,
        lambda key: reveal_number.once(key)(found, by=request.actor, at=clock.now()),
        then=lambda item: _shown(request, found, item),
    )


def _shown(request: Request, found: Entry, item: VaultItem) -> HttpResponse:
    lead = _("Shown once, and on record. It is erased after %(day)s.") % {"day": item.keep_until}
    block = Block(_("Phone number to call back"), lead=lead, text=opened(item))
    back = Way(_("Back to the hour"), reverse("services:slot", args=[found.uid]))
    context = {"title": found.title, "blocks": [block], "ways": [back]}
    return render(request, _SHEET, context)

"""Policies: the desk's list and page, and what fits a firm and why."""

from typing import Final
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heli.core.access.doors import door
from heli.core.acts import Lookup, Policy
from heli.core.flow.models import Call
from heli.core.parties.models import Party
from heli.loops.services import policies
from heli.loops.services.actions.describing import describe_firm
from heli.loops.services.actions.offering import end_policy, send_policy, write_policy
from heli.loops.services.actions.within import serving
from heli.loops.services.enums import FirmKind
from heli.loops.services.flows import CARD_FLOW
from heli.loops.services.phrases import FOR_US, POLICIES
from heli.loops.services.queries.firms import cards_of
from heli.loops.services.queries.offers import policies as all_policies
from heli.loops.services.queries.seen import DESKS, bodies_of
from heli.loops.services.web import offers_shown as shown
from heli.loops.services.web.blocks import Way
from heli.loops.services.web.forms import ReasonForm
from heli.loops.services.web.lists import POLICIES_LIST
from heli.loops.services.web.offer_forms import CardForm, PolicyForm
from heli.loops.services.web.shown import history_of, state_of, ways
from heli.loops.services.web.steps import the_entry
from heli.shell import clock
from heli.shell.forms import perform_on, press
from heli.shell.records import the
from heli.shell.requests import Request
from heli.shell.tables import Listing


_SHEET = "services/desk/sheet.html"
ENTERED = Lookup(all_policies(), "uid")


@door("desk", policy=policies.readers_somewhere)
def policy_list(request: Request) -> HttpResponseBase:
    """The policies that a desk entered."""
    rows = policies.follow_policy.visible_to(request.actor, all_policies())
    begin = {"url": reverse("services:desks"), "label": _("Enter a policy")}
    may = policies.desk_somewhere.check(request.actor)
    listing = Listing(POLICIES_LIST, request, rows)
    return listing.respond("services/desk/list.html", {"begin": begin if may else None})


@door("desk", policy=policies.keep_desk, unsafe=True)
def new_policy(request: Request, uid: UUID) -> HttpResponse:
    """Enter a policy."""
    desk = the(request, policies.keep_desk, among=DESKS, uid=uid)
    words = {
        "title": _("Enter a policy"),
        "lead": _("Every condition has to hold; what is left empty leaves nobody out."),
        "submit": _("Enter it"),
        "cancel": reverse("services:policies"),
    }
    done = _("Entered. Look at whom it fits, then send it.")
    form = PolicyForm(request.POST or None)
    return perform_on(request, form, write_policy, desk, words=words, done=done, then=_at)


def _at(policy: Call) -> str:
    return reverse("services:policy", args=[policy.uid])


_UP: Final = {
    True: (POLICIES, reverse_lazy("services:policies")),
    False: (FOR_US, reverse_lazy("services:for_us")),
}


@door("desk", policy=policies.see_policy)
def policy(request: Request, uid: UUID) -> HttpResponse:
    """A policy: its text for everybody, whom it reached for the desk."""
    found = the(request, policies.see_policy, among=ENTERED, uid=uid)
    follows = policies.follow_policy.check(request.actor, found)
    keeps = policies.keep_policy.check(request.actor, found) and shown.holds(found)
    context = {
        "title": found.title,
        "state": shown.standing(found),
        "crumbs": [_UP[bool(follows)], (found.title, "")],
        "ways": shown.ways_of(found) if keeps else (),
        "notice": shown.waiting(found) if follows else None,
        "blocks": shown.policy_blocks(found, follows=bool(follows)),
    }
    return render(request, _SHEET, context)


@require_POST
@door("desk", policy=policies.keep_policy, unsafe=True)
def send(request: Request, uid: UUID) -> HttpResponse:
    """Send a policy to the firms it fits."""
    found = the(request, policies.keep_policy, among=ENTERED, see=policies.see_policy, uid=uid)
    return press(
        request,
        lambda key: send_policy.once(key)(found, by=request.actor, at=clock.now()),
        then=lambda _made: _at(found),
        done=_("Sent to the firms it fits. More than 20 people wait for a second person."),
    )


@door("desk", policy=policies.keep_policy, unsafe=True)
def end(request: Request, uid: UUID) -> HttpResponse:
    """End a policy."""
    found = the(request, policies.keep_policy, among=ENTERED, see=policies.see_policy, uid=uid)
    words = {
        "title": _("End a policy"),
        "lead": found.title,
        "submit": _("End a policy"),
        "cancel": _at(found),
    }
    form = ReasonForm(request.POST or None)
    return perform_on(
        request, form, end_policy, found, words=words, done=_("It no longer applies.")
    )


@door("desk", policy=policies.liaison_somewhere)
def for_us(request: Request) -> HttpResponse:
    """What fits the firms for which one speaks, and why."""
    mine = bodies_of(request.actor).filter(subkind__in=FirmKind.values).select_related("area")
    cards = cards_of(mine.order_by("name")[: shown.MOST])
    blocks = [block for card in cards for block in shown.firm_blocks(card, at=clock.now())]
    empty = {
        "title": _("You speak for no firm"),
        "text": _("Policies are matched to firms: companies, cooperatives and sole traders."),
    }
    lead = _("Every policy in force that fits, and what about the firm makes it fit.")
    context = {"title": FOR_US, "lead": lead, "blocks": blocks, "empty": empty}
    return render(request, _SHEET, context)


FIRMS = Lookup(Party.objects.select_related("area"), "uid")


def _the_firm(request: Request, uid: UUID, policy: Policy[Party]) -> Party:
    return the(request, policy, among=FIRMS, see=policies.see_firm, uid=uid)


@door("desk", policy=policies.see_firm)
def firm(request: Request, uid: UUID) -> HttpResponse:
    """A firm: what is known of it, and which policies fit it and why."""
    found = _the_firm(request, uid, policies.see_firm)
    [card] = cards_of([found])
    context = {"title": found.name, "blocks": shown.firm_blocks(card, at=clock.now())}
    return render(request, _SHEET, context)


@door("desk", policy=policies.describe_firm, unsafe=True)
def describe(request: Request, uid: UUID) -> HttpResponse:
    """Say what a firm is."""
    found = _the_firm(request, uid, policies.describe_firm)
    [card] = cards_of([found])
    words = {
        "title": _("What the firm is"),
        "lead": found.name,
        "submit": _("Keep it"),
        "cancel": reverse("services:firm", args=[found.uid]),
    }
    form = CardForm(request.POST or None, initial={"size": card.size, "sector": card.sector})
    said = lambda typed: {**typed, "desk": serving(found)}  # noqa: E731  -- one line beside its use
    args = (request, form, describe_firm, found)
    return perform_on(*args, words=words, done=_("Kept. Policies are matched to it."), said=said)


@door("desk", policy=policies.see_card)
def card(request: Request, uid: UUID) -> HttpResponse:
    """The card of a firm, from the inbox: its page says the same."""
    found = the_entry(request, uid, policies.see_card, policies.see_card)
    describe_it = reverse("services:describe", args=[found.org.uid])
    may = policies.describe_firm.check(request.actor, found.org)
    context = {
        "title": found.org.name,
        "lead": CARD_FLOW.label,
        "state": state_of(found),
        "ways": [Way(_("What the firm is"), describe_it, "primary")] if may else [],
        "history": history_of(found),
    }
    return render(request, _SHEET, context)


@door("desk", policy=policies.see_offer)
def offer(request: Request, uid: UUID) -> HttpResponse:
    """A policy as it was sent to a firm, and what the firm makes of it."""
    found = the_entry(request, uid, policies.see_offer, policies.see_offer)
    context = {
        "title": found.call.title,
        "lead": found.org.name,
        "state": state_of(found),
        "ways": ways(found, request.actor),
        "crumbs": [(POLICIES, _at(found.call)), (found.org.name, "")],
        "blocks": shown.text_blocks(found.call),
        "history": history_of(found),
    }
    return render(request, _SHEET, context)

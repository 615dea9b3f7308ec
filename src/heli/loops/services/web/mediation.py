"""Mediation in confidence: the list of one's own, one of them, its file, and who else is let in."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heli.core.access.doors import door
from heli.core.acts import NotAllowed, local_day, signed_in
from heli.core.flow.models import Entry
from heli.core.parties.models import Party
from heli.loops.services import policies
from heli.loops.services.actions.mediation.asking import ask_mediation, put_in_charge
from heli.loops.services.actions.mediation.forgetting import black_out
from heli.loops.services.actions.mediation.keeping import open_file
from heli.loops.services.actions.mediation.replacing import replace_keeper
from heli.loops.services.actions.mediation.taking_part import let_in
from heli.loops.services.queries.mediation import (
    desks_to_ask,
    firms_to_ask_for,
    in_charge,
    keepers_of,
    mediations_of,
    side_of,
    sides_of,
)
from heli.loops.services.queries.offers import speakers_of
from heli.loops.services.queries.seen import DESKS, entries, people_in, served_by_any
from heli.loops.services.web import mediation_shown as shown
from heli.loops.services.web.mediation_file import opened_file
from heli.loops.services.web.mediation_forms import (
    AskMediationForm,
    ChargeForm,
    LetInForm,
    ReplaceKeeperForm,
)
from heli.loops.services.web.steps import around, the_entry
from heli.shell import clock
from heli.shell.forms import perform_on, press
from heli.shell.navigation import page_of
from heli.shell.records import the
from heli.shell.requests import Request


_SHEET = "services/desk/sheet.html"


@door("desk", policy=signed_in)
def mediations(request: Request) -> HttpResponse:
    """Those in which one has a part. There is no other list of them, and no search."""
    rows = entries(request.actor, policies.see_mediation)
    return render(request, _SHEET, shown.listed(rows, request.actor))


@door("desk", policy=policies.asks_for_mediation, unsafe=True)
def ask(request: Request) -> HttpResponse:
    """Ask for mediation in the name of a firm."""
    offered = desks_to_ask(request.actor)
    firms, others = firms_to_ask_for(request.actor, offered), served_by_any(offered)
    form = AskMediationForm(request.POST or None, desks=offered, firms=firms, others=others)
    return perform_on(
        *(request, form, ask_mediation, "desk"),
        words=shown.ask_words(),
        done=_("Asked. Only the one in charge of mediation sees it."),
        then=page_of,
    )


@door("desk", policy=policies.put_in_charge, unsafe=True)
def charge(request: Request, uid: UUID) -> HttpResponse:
    """Say who is in charge of mediation at a desk."""
    desk = the(request, policies.put_in_charge, among=DESKS, see=policies.keep_desk, uid=uid)
    call = mediations_of(desk.issuer)
    initial = {"keeper": in_charge(call)} if call else {}
    form = ChargeForm(request.POST or None, initial=initial, people=people_in(desk.issuer))
    words = {
        "title": _("In charge of mediation"),
        "lead": desk.title,
        "submit": _("Put in charge"),
        "cancel": reverse("services:desks"),
    }
    done = _("They are in charge of mediation. Firms can ask for it.")
    return perform_on(request, form, put_in_charge, desk, words=words, done=done)


@door("desk", policy=policies.replace_keeper, unsafe=True)
def replace(request: Request, uid: UUID) -> HttpResponse:
    """Name another one in charge, where somebody left without handing over."""
    desk = the(request, policies.replace_keeper, among=DESKS, uid=uid)
    people = people_in(desk.issuer).exclude(pk=request.actor.party_id or 0)
    form = ReplaceKeeperForm(request.POST or None, keepers=keepers_of(desk.issuer), people=people)
    done = _("Replaced. They see what is in their charge; both sides were told.")
    return perform_on(request, form, replace_keeper, desk, words=shown.replace_words(), done=done)


def _mine(request: Request, uid: UUID) -> Entry:
    return the_entry(request, uid, policies.see_mediation, policies.see_mediation)


@door("desk", policy=policies.see_mediation)
def mediation(request: Request, uid: UUID) -> HttpResponse:
    """A mediation as those see it who have a part in it."""
    return render(request, _SHEET, shown.page(_mine(request, uid), request.actor))


@require_POST
@door("desk", policy=policies.see_mediation, unsafe=True)
def file(request: Request, uid: UUID) -> HttpResponse:
    """Show what was written, once; that it was opened stays on record."""
    found = _mine(request, uid)
    return press(
        request,
        lambda key: open_file.once(key)(found, by=request.actor, at=clock.now()),
        then=lambda _read: render(request, _SHEET, opened_file(found, request.actor)),
    )


@door("desk", policy=policies.speak_in_mediation, unsafe=True)
def admit(request: Request, uid: UUID) -> HttpResponse:
    """Let in somebody else who speaks for one's side."""
    may = policies.speak_in_mediation
    found = the_entry(request, uid, may, policies.see_mediation)
    firm = sides_of(found).get(side_of(found, request.actor))
    if firm is None:
        raise NotAllowed(reason=may.reason)
    known = speakers_of([firm], local_day(clock.now())).get(firm.pk, [])
    people = Party.objects.filter(pk__in=[one.pk for one in known]).order_by("name")
    words = around(found, _("Let somebody in"), _("Let them in"))
    form = LetInForm(request.POST or None, people=people)
    return perform_on(request, form, let_in, found, words=words, done=_("They have a part in it."))


@require_POST
@door("desk", policy=policies.keep_mediation, unsafe=True)
def erase(request: Request, uid: UUID) -> HttpResponse:
    """Erase what was written and who took part, before its day."""
    found = the_entry(request, uid, policies.keep_mediation, policies.see_mediation)
    return press(
        request,
        lambda key: black_out.once(key)(found, by=request.actor, at=clock.now()),
        then=page_of,
        done=_("Erased. Only the count is left."),
    )

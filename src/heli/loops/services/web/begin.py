"""Where things begin: a desk, a matter, a count, firms on the list, a field visit and its problems."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heli.core.access.doors import door
from heli.core.acts import Message
from heli.core.flow.models import Call, Entry
from heli.core.parties.models import Party
from heli.loops.services import policies
from heli.loops.services.actions.asking import ask_for_help, open_desk, speak_for_firm
from heli.loops.services.actions.caring import enlist_firms
from heli.loops.services.actions.counting import report_count
from heli.loops.services.actions.visiting import bring_back, note_field_visit
from heli.loops.services.queries.seen import DESKS, bodies_of, desks_for, desks_kept, served_by
from heli.loops.services.web.forms import (
    AskForm,
    CountForm,
    DeskForm,
    EnlistForm,
    FieldVisitForm,
    MatterForm,
)
from heli.loops.services.web.steps import around, the_entry
from heli.shell import clock
from heli.shell.forms import perform_on, press
from heli.shell.navigation import page_of
from heli.shell.records import the
from heli.shell.requests import Request


def _words(
    title: Message, submit: Message, done: Message, back: str, **more: Any
) -> dict[str, Any]:
    return {"title": title, "submit": submit, "done": done, "cancel": reverse(back), **more}


@door("desk", policy=policies.desk_somewhere)
def desk_list(request: Request) -> HttpResponse:
    """The desks one keeps, and what begins there."""
    found = desks_kept(request.actor)
    bodies = policies.open_desk.visible_to(request.actor)
    return render(
        request, "services/desk/desks.html", {"desks": found, "may_open": bodies.exists()}
    )


@door("desk", policy=policies.clerk_somewhere, unsafe=True)
def new_desk(request: Request) -> HttpResponse:
    """Open a desk."""
    bodies = policies.open_desk.visible_to(request.actor, Party.objects.filter(kind="org"))
    form = DeskForm(request.POST or None, bodies=bodies)
    words = _words(
        _("New service desk"),
        _("Open the desk"),
        _("The desk is open: firms can ask."),
        "services:desks",
    )
    return perform_on(request, form, open_desk, "issuer", words=words, done=words["done"])


@door("desk", policy=policies.liaison_somewhere, unsafe=True)
def ask(request: Request) -> HttpResponse:
    """Ask in the name of a firm."""
    actor = request.actor
    form = AskForm(request.POST or None, firms=bodies_of(actor), desks=desks_for(actor))
    lead = _(
        "The desk routes it within four working hours; a department answers within two workdays."
    )
    words = _words(_("Ask"), _("Send"), _("Sent to the desk."), "services:needs", lead=lead)
    return perform_on(
        request, form, ask_for_help, "firm", words=words, done=words["done"], then=page_of
    )


@require_POST
@door("desk", policy=policies.join_need, unsafe=True)
def join(request: Request, uid: UUID) -> HttpResponse:
    """Take the asker's part."""
    found = the_entry(request, uid, policies.join_need, policies.see_need)
    return press(
        request,
        lambda key: speak_for_firm.once(key)(found, by=request.actor, at=clock.now()),
        then=lambda _made: page_of(found),
        done=_("You speak for the firm in this matter now."),
    )


@door("desk", policy=policies.liaison_somewhere, unsafe=True)
def count(request: Request) -> HttpResponse:
    """Report how much help a body gave."""
    actor = request.actor
    initial = {"on": clock.today()}
    bodies, offered = bodies_of(actor), desks_for(actor)
    form = CountForm(request.POST or None, initial=initial, bodies=bodies, desks=offered)
    lead = _("A number and a day. Nobody who was helped is named.")
    words = _words(
        *(_("Report a count"), _("Report it"), _("Reported. It counts once the desk confirms it.")),
        "services:tallies",
        lead=lead,
    )
    return perform_on(
        request, form, report_count, "body", words=words, done=words["done"], then=page_of
    )


def _the_desk(request: Request, uid: UUID) -> Call:
    return the(request, policies.keep_desk, among=DESKS, uid=uid)


@door("desk", policy=policies.keep_desk, unsafe=True)
def enlist(request: Request, uid: UUID) -> HttpResponse:
    """Put firms on the list of those to be looked after."""
    desk = _the_desk(request, uid)
    form = EnlistForm(request.POST or None, bodies=served_by(desk))
    words = _words(
        _("Put firms on the list"),
        _("Put on the list"),
        _("They are on the list."),
        "services:cares",
    )
    return perform_on(request, form, enlist_firms, desk, words=words, done=words["done"])


@door("desk", policy=policies.keep_desk, unsafe=True)
def new_visit(request: Request, uid: UUID) -> HttpResponse:
    """Note a leader's field visit."""
    desk = _the_desk(request, uid)
    initial = {"on": clock.today()}
    form = FieldVisitForm(request.POST or None, initial=initial, bodies=served_by(desk))
    words = _words(
        _("Note a visit"), _("Note it"), _("Noted. Enter what it brought back."), "services:visits"
    )
    return perform_on(
        request, form, note_field_visit, desk, words=words, done=words["done"], then=page_of
    )


@door("desk", policy=policies.follow_visit, unsafe=True)
def problem(request: Request, uid: UUID) -> HttpResponse:
    """Enter what a visit brought back."""
    found: Entry = the_entry(request, uid, policies.follow_visit, policies.see_visit)
    title = _("A problem brought back")
    words = {**around(found, title, _("Enter it")), "done": _("Entered as a matter of the body.")}
    form = MatterForm(request.POST or None)
    return perform_on(request, form, bring_back, found, words=words, done=words["done"])

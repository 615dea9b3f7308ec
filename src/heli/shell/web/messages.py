"""What I was told, and what my body tells others: the inbox and the outbox of messages."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from heli.core.access.doors import door
from heli.core.acts import signed_in
from heli.core.notices import actions, policies
from heli.core.notices.models import Delivery, Message, MessageState
from heli.core.notices.queries import receipts
from heli.shell import clock
from heli.shell.forms import press
from heli.shell.records import the
from heli.shell.requests import Request
from heli.shell.tables import Choice, Column, Empty, Listing, Search, State, Table, View


STATES = {
    MessageState.DRAFT: "wait",
    MessageState.APPROVED: "open",
    MessageState.SENDING: "open",
    MessageState.SENT: "ok",
    MessageState.FAILED: "bad",
    MessageState.WITHDRAWN: "idle",
}


def read_state(delivery: Delivery) -> State:
    """Whether a message was read."""
    return State(_("Read"), "idle") if delivery.read_at else State(_("New"), "open")


def sent_state(message: Message) -> State:
    """How far a message is."""
    state = MessageState(message.state)
    return State(state.label, STATES[state])


INBOX = Table(
    code="shell.messages",
    title=_("Messages"),
    columns=(
        Column(
            "subject",
            _("Subject"),
            "message.subject",
            link=lambda d: reverse("shell:message", args=[d.uid]),
            width=40,
        ),
        Column("org", _("From"), "message.org.name"),
        Column("state", _("State"), read_state, show="state"),
        Column("sent", _("Sent at"), "sent_at", show="moment", sort="sent_at"),
    ),
    filters=(Search("q", _("Search"), fields=("message__subject", "message__body")),),
    sort="-sent",
    empty=Empty(_("No messages"), _("What the bodies you work with tell you appears here.")),
)

OUTBOX = Table(
    code="shell.outbox",
    title=_("Outbox"),
    columns=(
        Column(
            "subject",
            _("Subject"),
            "subject",
            link=lambda m: reverse("shell:outgoing", args=[m.uid]),
            width=40,
        ),
        Column("org", _("In the name of"), "org.name"),
        Column("state", _("State"), sent_state, show="state"),
        Column("by", _("Written by"), "drafted_by.name"),
        Column("at", _("Written at"), "drafted_at", show="moment", sort="drafted_at"),
    ),
    filters=(
        Search("q", _("Search"), fields=("subject", "body")),
        Choice("state", _("State"), field="state", choices=MessageState.choices),
    ),
    views=(View(_("To be let go"), "state=draft"), View(_("Sent"), "state=sent")),
    sort="-at",
    empty=Empty(
        _("Nothing was sent"),
        _("Messages to more than 20 people wait here until a second person lets them go."),
    ),
)


@door("desk", policy=signed_in)
def inbox(request: Request) -> HttpResponseBase:
    """The messages one was sent, the latest first."""
    mine = policies.may_read.visible_to(request.actor).filter(sent_at__isnull=False)
    rows = mine.select_related("message__org")
    return Listing(INBOX, request, rows).respond("shell/list_page.html")


@door("desk", policy=policies.may_read)
def message(request: Request, uid: UUID) -> HttpResponse:
    """One message in one's own inbox."""
    found = the(request, policies.may_read, among=_told(), uid=uid)
    return render(request, "shell/message.html", {"delivery": found, "message": found.message})


@require_POST
@door("desk", policy=policies.may_read, unsafe=True)
def mark_read(request: Request, uid: UUID) -> HttpResponse:
    """Say that one has read it."""
    found = the(request, policies.may_read, among=_told(), uid=uid)
    return press(
        request,
        lambda key: actions.mark_read.once(key)(found, by=request.actor, at=clock.now()),
        then=lambda _delivery: reverse("shell:messages"),
    )


@door("desk", policy=signed_in)
def outbox(request: Request) -> HttpResponseBase:
    """What was or will be sent in the name of the bodies one works for."""
    return Listing(OUTBOX, request, _sent_by(request)).respond("shell/list_page.html")


@door("desk", policy=policies.may_handle)
def outgoing(request: Request, uid: UUID) -> HttpResponse:
    """One message of the outbox: who gets it, who has read it."""
    found = the(request, policies.may_handle, among=_sent_by(request), uid=uid)
    context = {"message": found, "state": sent_state(found), "receipts": receipts(found)}
    return render(request, "shell/outgoing.html", context)


@require_POST
@door("desk", policy=policies.may_handle, unsafe=True)
def approve(request: Request, uid: UUID) -> HttpResponse:
    """Let a draft go."""
    return _decide(request, uid, actions.approve_message, _("It is on its way."))


@require_POST
@door("desk", policy=policies.may_handle, unsafe=True)
def withdraw(request: Request, uid: UUID) -> HttpResponse:
    """Throw a draft away."""
    return _decide(request, uid, actions.withdraw_message, _("The draft was thrown away."))


@require_POST
@door("desk", policy=policies.may_handle, unsafe=True)
def remind(request: Request, uid: UUID) -> HttpResponse:
    """Draft a reminder to those who have not read it."""
    return _decide(request, uid, actions.remind, _("A reminder was drafted."))


def _told() -> Any:
    return Delivery.objects.select_related("message__org")


def _sent_by(request: Request) -> Any:
    rows = Message.objects.select_related("org", "drafted_by", "approved_by")
    return policies.may_handle.visible_to(request.actor, rows)


def _decide(request: Request, uid: UUID, act: Any, done: Any) -> HttpResponse:
    found = the(request, policies.may_handle, among=Message.objects.all(), uid=uid)
    return press(
        request,
        lambda key: act.once(key)(found, by=request.actor, at=clock.now()),
        then=lambda result: reverse("shell:outgoing", args=[result.uid]),
        done=done,
    )

"""Webhooks on the desk: subscribe, test, see what was delivered, send again."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from heli.core.access.doors import door
from heli.core.acts import Message
from heli.core.hooks import actions, policies
from heli.core.hooks.events import known_events
from heli.core.hooks.models import Delivery, Subscription
from heli.core.hooks.secrets import secret_of
from heli.core.parties.models import Party, PartyKind
from heli.kit.webhooks import as_text
from heli.shell import clock
from heli.shell.forms import KeyedForm, Text, perform, press
from heli.shell.records import the
from heli.shell.requests import Request
from heli.shell.tables import Listing
from heli.shell.web.hook_lists import DELIVERIES, HOOKS, delivery_state, hook_state


class SubscriptionForm(KeyedForm):
    """An address and what it is told."""

    org = forms.ModelChoiceField(
        label=_("Body"),
        queryset=Party.objects.none(),
        help_text=_("Events of it and of everything below it are told."),
    )
    name = Text(label=_("Name"), max_length=80)
    url = Text(
        label=_("Address to call"), max_length=500, help_text=_("https, on the public internet.")
    )
    events = forms.MultipleChoiceField(
        label=_("What it is told"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, actor: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        bodies = Party.objects.filter(kind=PartyKind.ORG, merged_into__isnull=True)
        rows = policies.may_subscribe.visible_to(actor, bodies).order_by("pk")
        self.fields["org"].queryset = rows  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["events"].choices = [(e, e) for e in known_events()]  # type: ignore[attr-defined]  # a choice


@door("desk", policy=policies.keeper_somewhere)
def hooks(request: Request) -> HttpResponseBase:
    """The webhooks of the bodies one administers."""
    rows = policies.may_keep.visible_to(request.actor, _rows())
    return Listing(HOOKS, request, rows).respond("shell/hooks/list.html")


def _rows() -> Any:
    return Subscription.objects.select_related("org")


@door("desk", policy=policies.keeper_somewhere, unsafe=True)
def subscribe(request: Request) -> HttpResponse:
    """Add a webhook; its secret is shown in the answer."""
    return perform(
        request,
        SubscriptionForm(request.POST or None, actor=request.actor),
        lambda said, key: actions.subscribe.once(key)(
            said.pop("org"), **said, by=request.actor, at=clock.now()
        ),
        template="shell/form_page.html",
        then=lambda made: _with_secret(request, made),
        context={
            "title": _("Add a webhook"),
            "submit": _("Add the webhook"),
            "cancel": reverse("shell:hooks"),
        },
    )


def _with_secret(request: Request, made: Subscription) -> HttpResponse:
    context = {"hook": made, "secret": as_text(secret_of(made))}
    return render(request, "shell/hooks/secret.html", context)


@door("desk", policy=policies.may_keep)
def hook(request: Request, uid: UUID) -> HttpResponseBase:
    """One webhook and its deliveries."""
    found = the(request, policies.may_keep, among=_rows(), uid=uid)
    context = {"hook": found, "state": hook_state(found)}
    return Listing(DELIVERIES, request, found.deliveries.all()).respond(
        "shell/hooks/hook.html", context
    )


@door("desk", policy=policies.may_redeliver)
def delivery(request: Request, uid: UUID) -> HttpResponse:
    """One delivery: what was sent, what came back."""
    found = the(request, policies.may_redeliver, among=_deliveries(), uid=uid)
    context = {"delivery": found, "state": delivery_state(found)}
    return render(request, "shell/hooks/delivery.html", context)


def _deliveries() -> Any:
    return Delivery.objects.select_related("subscription__org")


@require_POST
@door("desk", policy=policies.may_keep, unsafe=True)
def test(request: Request, uid: UUID) -> HttpResponse:
    """Send an event about nothing."""
    return _press(request, uid, actions.send_test, _("The test is on its way."))


@require_POST
@door("desk", policy=policies.may_keep, unsafe=True)
def stop(request: Request, uid: UUID) -> HttpResponse:
    """Tell an address nothing more."""
    return _press(request, uid, actions.stop, _("Nothing more is told to this address."))


@require_POST
@door("desk", policy=policies.may_keep, unsafe=True)
def resume(request: Request, uid: UUID) -> HttpResponse:
    """Tell an address again."""
    return _press(request, uid, actions.resume, _("Events are told again."))


@require_POST
@door("desk", policy=policies.may_keep, unsafe=True)
def renew(request: Request, uid: UUID) -> HttpResponse:
    """Sign with another secret, shown in the answer."""
    found = the(request, policies.may_keep, among=_rows(), uid=uid)
    return press(
        request,
        lambda key: actions.renew_secret.once(key)(found, by=request.actor, at=clock.now()),
        then=lambda made: _with_secret(request, made),
    )


@require_POST
@door("desk", policy=policies.may_redeliver, unsafe=True)
def repeat(request: Request, uid: UUID) -> HttpResponse:
    """Send a delivery again."""
    found = the(request, policies.may_redeliver, among=_deliveries(), uid=uid)
    return press(
        request,
        lambda key: actions.redeliver.once(key)(found, by=request.actor, at=clock.now()),
        then=lambda made: reverse("shell:hook_delivery", args=[made.uid]),
        done=_("It is on its way again."),
    )


def _press(request: Request, uid: UUID, act: Any, done: Message) -> HttpResponse:
    found = the(request, policies.may_keep, among=_rows(), uid=uid)
    then: Callable[[Any], str] = lambda _made: reverse("shell:hook", args=[uid])  # noqa: E731  -- typed
    call = lambda key: act.once(key)(found, by=request.actor, at=clock.now())  # noqa: E731  -- short
    return press(request, call, then=then, done=done)

"""Deliveries on the desk: pack, send, note what arrived, explain what did not, close, publish."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_POST

from heli.core.access.doors import door
from heli.core.acts import Action, Policy
from heli.core.flow.models import Entry
from heli.core.ledger.enums import AccountKind
from heli.core.ledger.models import Account
from heli.core.ledger.queries import Held, holdings
from heli.core.parties.models import Party, Undertaking
from heli.core.parties.queries import bodies_within
from heli.loops.giving import policies
from heli.loops.giving.actions import delivering
from heli.loops.giving.enums import DeliveryStage, Verb
from heli.loops.giving.queries.links import confirmation_token
from heli.loops.giving.queries.named import entries_of
from heli.loops.giving.queries.packing import (
    acknowledged,
    deliveries as visible_deliveries,
    on_the_way,
    packing_list,
    recipients_of,
    sentence,
)
from heli.loops.giving.web.campaigns import campaign_of, crumbs, the_campaign, words
from heli.loops.giving.web.forms import ArriveForm, ExplainForm, NoteForm, PackForm, SendForm
from heli.loops.giving.web.shown import entry_page, history_of, state_of
from heli.loops.giving.web.tables import DELIVERIES
from heli.shell import clock
from heli.shell.forms import perform_on, press
from heli.shell.records import the
from heli.shell.requests import Request
from heli.shell.tables import Listing


@door("desk", policy=policies.office_somewhere)
def deliveries(request: Request) -> HttpResponseBase:
    """The deliveries."""
    listing = Listing(DELIVERIES, request, visible_deliveries(request.actor).order_by())
    return listing.respond("shell/list_page.html")


def recipients_for(campaign: Undertaking) -> Any:
    """Whom something can be delivered to: every registered body but donors, by name."""
    known = Party.objects.filter(kind="org", merged_into__isnull=True).exclude(subkind="donor")
    return known.filter(pk__in=bodies_within(campaign.owner).values("pk")).order_by("name")


@door("desk", policy=policies.keep_books, unsafe=True)
def pack(request: Request, uid: UUID) -> HttpResponse:
    """Pack a delivery from the stock of a campaign."""
    campaign = the_campaign(request, uid)
    form = PackForm(request.POST, recipients=recipients_for(campaign), held=held_in(campaign))
    return perform_on(
        request,
        form,
        delivering.pack_delivery,
        campaign,
        words=words(campaign, _("Pack a delivery"), _("Pack it")),
        said=lambda said: {"loads": said["loads"], "title": said["title"]},
        template="giving/desk/pack.html",
        then=entry_page,
        done=_("Packed. Nothing has moved yet."),
    )


def held_in(campaign: Undertaking) -> list[Held]:
    """What lies in the stock of a campaign."""
    return holdings(Account.objects.filter(kind=AccountKind.STOCK, undertaking=campaign))


ENTRIES = entries_of()


def the_delivery(request: Request, uid: UUID, policy: Policy[Entry] = policies.see_entry) -> Entry:
    """The delivery that an address names."""
    return the(request, policy, among=ENTRIES, see=policies.see_entry, uid=uid)


@door("desk", policy=policies.see_entry)
def delivery(request: Request, uid: UUID) -> HttpResponse:
    """The page of a delivery: packing list, what is missing, recipients with their links, history."""
    found = the_delivery(request, uid)
    return render(request, "giving/desk/delivery.html", context_of(request, found))


def context_of(request: Request, found: Entry) -> dict[str, Any]:
    """Everything the page of a delivery shows."""
    done = acknowledged(found)
    may = bool(policies.ON_DELIVERY[Verb.SEND].check(request.actor, found))
    keeps = bool(policies.keep_books.check(request.actor, campaign_of(found.call)))
    return {
        "delivery": found,
        "state": state_of(found),
        "lines": packing_list(found),
        "left": sentence(on_the_way(found)),
        "recipients": [
            {"account": one, "done": str(one.uid) in done, "link": link_of(request, found, one)}
            for one in recipients_of(found)
        ],
        "history": history_of(found),
        "is_packed": found.state == DeliveryStage.PACKED and (may or keeps),
        "is_sent": found.state == DeliveryStage.SENT and keeps,
        "is_confirmed": found.state == DeliveryStage.CONFIRMED and keeps,
        "crumbs": crumbs(found.code, within=campaign_of(found.call)),
    }


def link_of(request: Request, found: Entry, account: Any) -> str:
    """Where a recipient confirms without an account."""
    token = confirmation_token(found, account, at=clock.now())
    return request.build_absolute_uri(
        reverse("giving:confirm", args=[found.uid, account.uid, token])
    )


@door("desk", policy=policies.ON_DELIVERY[Verb.SEND], unsafe=True)
def send(request: Request, uid: UUID) -> HttpResponse:
    """Send what was packed."""
    found = the_delivery(request, uid, policies.ON_DELIVERY[Verb.SEND])
    form = SendForm(request.POST or None, initial={"on": clock.today()})
    said = around(found, _("Send this delivery"), _("Send"))
    act = delivering.send_delivery
    return perform_on(request, form, act, found, words=said, done=_("On the way."))


@door("desk", policy=policies.ON_DELIVERY[Verb.ARRIVE], unsafe=True)
def arrive(request: Request, uid: UUID) -> HttpResponse:
    """Note what arrived at one recipient, what was damaged, what came back."""
    found = the_delivery(request, uid, policies.ON_DELIVERY[Verb.ARRIVE])
    form = ArriveForm(
        request.POST or None,
        packed=packing_list(found),
        recipients=recipients_for(campaign_of(found.call)),
        initial={"on": clock.today()},
    )
    said = around(found, _("What arrived"), _("Note it"))
    act = delivering.note_arrival
    return perform_on(request, form, act, found, words=said, said=form.arrived, done=_("Noted."))


@door("desk", policy=policies.ON_DELIVERY[Verb.EXPLAIN], unsafe=True)
def explain(request: Request, uid: UUID) -> HttpResponse:
    """Explain why less arrived than was sent."""
    found = the_delivery(request, uid, policies.ON_DELIVERY[Verb.EXPLAIN])
    form = ExplainForm(request.POST or None, packed=packing_list(found))
    said = around(found, _("Explain a difference"), _("Keep the explanation"))
    act = delivering.explain_difference
    return perform_on(request, form, act, found, words=said, done=_("Explained."))


@door("desk", policy=policies.ON_DELIVERY[Verb.CANCEL], unsafe=True)
def cancel(request: Request, uid: UUID) -> HttpResponse:
    """Unpack what was not sent."""
    found = the_delivery(request, uid, policies.ON_DELIVERY[Verb.CANCEL])
    said = around(found, _("Unpack this delivery"), _("Unpack it"))
    act = delivering.cancel_delivery
    form = NoteForm(request.POST or None)
    return perform_on(request, form, act, found, words=said, done=_("Unpacked."))


@door("desk", policy=policies.ON_DELIVERY[Verb.SETTLE], unsafe=True)
@require_POST
def settle(request: Request, uid: UUID) -> HttpResponse:
    """Close a delivery as received; refused while anything is missing."""
    found = the_delivery(request, uid, policies.ON_DELIVERY[Verb.SETTLE])
    return _press(request, found, delivering.settle_delivery, gettext_lazy("Received in full."))


@door("desk", policy=policies.ON_DELIVERY[Verb.PUBLISH], unsafe=True)
@require_POST
def publish(request: Request, uid: UUID) -> HttpResponse:
    """Show a confirmed delivery in the open ledger as published."""
    found = the_delivery(request, uid, policies.ON_DELIVERY[Verb.PUBLISH])
    return _press(request, found, delivering.publish_delivery, gettext_lazy("Published."))


def _press(request: Request, found: Entry, act: Action[..., Any], done: Any) -> HttpResponse:
    return press(
        request,
        lambda key: act.once(key)(found, by=request.actor, at=clock.now()),
        then=lambda _done: entry_page(found),
        done=done,
    )


def around(found: Entry, title: str, submit: str) -> dict[str, Any]:
    """The words around a form about a delivery."""
    return {
        "title": title,
        "lead": f"{found.code} {found.title}",
        "submit": submit,
        "cancel": entry_page(found),
        "crumbs": crumbs(title, within=campaign_of(found.call)),
    }

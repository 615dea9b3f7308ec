"""Gifts on the desk: the register, the slip that is entered on a phone, the page, corrections."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from heli.core.access.doors import door
from heli.core.files.models import File
from heli.core.flow.models import Call
from heli.core.journal.refs import name_of
from heli.core.ledger.amounts import shown
from heli.core.ledger.models import Transaction
from heli.core.parties.queries import bodies_within
from heli.loops.giving import policies
from heli.loops.giving.actions.naming import name_donor
from heli.loops.giving.actions.receiving import correct_gift, receive_gift
from heli.loops.giving.enums import Capacity, Kind, Publication
from heli.loops.giving.phrases import GIFTS
from heli.loops.giving.queries.donors import said_by
from heli.loops.giving.queries.funds import redirectable, redirections_of
from heli.loops.giving.queries.gifts import (
    evidence_of,
    gifts as visible_gifts,
    in_words,
    is_taken_back,
    lines_of,
    with_lines,
)
from heli.loops.giving.queries.lists import HEADER, WIDTHS, gift_rows, listed
from heli.loops.giving.web.campaigns import crumbs, the_campaign
from heli.loops.giving.web.forms import BackForm, GiftForm, NamedForm
from heli.loops.giving.web.shown import donor_of, gift_page, gift_state
from heli.loops.giving.web.tables import gifts_for
from heli.shell import clock
from heli.shell.downloads import download
from heli.shell.forms import perform_on
from heli.shell.records import the
from heli.shell.requests import Request
from heli.shell.tables import Listing
from heli.shell.tables.exports import respond_csv, respond_xlsx


@door("desk", policy=policies.office_somewhere)
def gifts(request: Request) -> HttpResponseBase:
    """The register of gifts."""
    listing = Listing(gifts_for(request.actor), request, visible_gifts(request.actor).order_by())
    return listing.respond("shell/list_page.html")


@door("desk", policy=policies.receive_for, unsafe=True)
def new_gift(request: Request, uid: UUID) -> HttpResponse:
    """Enter a gift from its slip."""
    appeals = Call.objects.select_related("issuer", "undertaking")
    appeal = the(request, policies.receive_for, among=appeals, see=policies.see_appeal, uid=uid)
    form = the_form(request, appeal)
    return perform_on(
        request,
        form,
        receive_gift,
        appeal,
        words={"appeal": appeal, "crumbs": crumbs(_("A gift"), within=appeal.undertaking)},
        said=lambda _said: {"slip": form.slip()},
        template="giving/desk/intake.html",
        then=gift_page,
        done=_("Posted. The next slip can be entered at once."),
    )


def the_form(request: Request, appeal: Call, started: Mapping[str, Any] | None = None) -> GiftForm:
    """The slip, for the bodies below the one that appeals; with what a pledge lets one expect."""
    bodies = bodies_within(appeal.issuer).exclude(pk=appeal.issuer_id)
    initial = {"on": clock.today(), **(started or {})}
    return GiftForm(request.POST or None, request.FILES or None, bodies=bodies, initial=initial)


def correctable(request: Request, uid: UUID) -> Transaction:
    """The gift that an address names, for those who keep its books."""
    rows = with_lines(Transaction.objects.all())
    return the(request, policies.correct_gift, among=rows, see=policies.see_gift, uid=uid)


def the_gift(request: Request, uid: UUID) -> Transaction:
    """The gift that an address names."""
    return the(request, policies.see_gift, among=with_lines(Transaction.objects.all()), uid=uid)


@door("desk", policy=policies.see_gift)
def gift(request: Request, uid: UUID) -> HttpResponse:
    """The page of a gift: what was posted, the slip, what was said later."""
    found = the_gift(request, uid)
    return render(request, "giving/desk/gift.html", context_of(request, found))


def context_of(request: Request, found: Transaction) -> dict[str, Any]:
    """Everything the page of a gift shows."""
    files = evidence_of([found])[name_of(found)]
    may = bool(policies.correct_gift.check(request.actor, found))
    return {
        "gift": found,
        "title": in_words(found) or _("A gift"),
        "state": gift_state(found),
        "facts": facts_of(found),
        "lines": [(line, shown(line.item, line.quantity)) for line in lines_of(found)],
        "files": [
            {"label": one.name, "url": reverse("giving:slip", args=[found.uid, one.uid])}
            for one in files
        ],
        "may_correct": may and not is_taken_back(found),
        "may_redirect": may and not is_taken_back(found) and bool(redirectable(found)),
        "may_thank": found.kind == Kind.GIFT and not is_taken_back(found),
        "redirections": redirections_of(found),
        "crumbs": crumbs(_("A gift"), within=found.undertaking),
    }


def facts_of(found: Transaction) -> list[tuple[str, Any]]:
    """What is known of a gift, in words."""
    lines = lines_of(found)
    said = lines[0].facts if lines else {}
    named = said_by([found])[found.pk]
    return [
        (_("Donor"), donor_of(found)),
        (_("In public"), named.name),
        (_("How named"), Publication(named.publication).label),
        (_("Day"), found.effective_on.isoformat()),
        (_("Mobilised by"), found.org.name),
        (_("Our part"), Capacity(said["capacity"]).label if "capacity" in said else None),
        (_("Where it goes"), lines[0].area.name if lines and lines[0].area else None),
        (_("Voucher"), found.voucher or None),
        (_("Note"), found.note or None),
    ]


@door("desk", policy=policies.see_gift)
def slip(request: Request, uid: UUID, which: UUID) -> HttpResponseBase:
    """The photo of a slip, to those who see the gift."""
    found = the_gift(request, uid)
    return download(the_file(found, which))


def the_file(found: Transaction, which: UUID) -> File:
    """One file of a gift; 404 for any other."""
    for file in evidence_of([found])[name_of(found)]:
        if file.uid == which:
            return file
    raise Http404


@door("desk", policy=policies.correct_gift, unsafe=True)
def take_back(request: Request, uid: UUID) -> HttpResponse:
    """Take a gift back, with the reason that everybody can read."""
    found = correctable(request, uid)
    said = around(found, _("Take this gift back"), _("Take it back"))
    done = _("Taken back. The open ledger shows it with your reason.")
    return perform_on(
        request, BackForm(request.POST or None), correct_gift, found, words=said, done=done
    )


@door("desk", policy=policies.correct_gift, unsafe=True)
def name(request: Request, uid: UUID) -> HttpResponse:
    """Note how the donor wants to be named from now on."""
    found = correctable(request, uid)
    said = around(found, _("How the donor is named"), _("Keep it"))
    done = _("Noted; it holds for everything that is public already, too.")
    return perform_on(
        request, NamedForm(request.POST or None), name_donor, found, words=said, done=done
    )


def around(found: Transaction, title: str, submit: str) -> dict[str, Any]:
    """The words around a form about a gift."""
    return {
        "title": title,
        "lead": in_words(found),
        "submit": submit,
        "cancel": gift_page(found),
        "crumbs": crumbs(title, within=found.undertaking),
    }


@door("desk", policy=policies.see_books)
def export(request: Request, uid: UUID, kind: str) -> HttpResponseBase:
    """The gifts of a campaign as a file that imports again without a change."""
    found = the_campaign(request, uid, keeps=False)
    rows, name = gift_rows(listed(found)), f"{found.name} {GIFTS}"
    match kind:
        case "csv":
            return respond_csv(name, HEADER, rows)
        case "xlsx":
            return respond_xlsx(name, header=HEADER, widths=[*WIDTHS.values()], rows=rows)
    raise Http404

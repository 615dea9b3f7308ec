"""Bank statements on the desk: given, matched line by line by a person, both ways open."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heli.core.access.doors import door
from heli.core.acts import Invalid, Policy
from heli.core.flow.models import Entry
from heli.core.ledger.models import Transaction
from heli.loops.giving import policies
from heli.loops.giving.actions import banking
from heli.loops.giving.enums import Verb
from heli.loops.giving.flows import BANK_LINE
from heli.loops.giving.queries.named import entries_of
from heli.loops.giving.web.bank_shown import context_of
from heli.loops.giving.web.campaigns import campaign_of, crumbs, the_campaign, words
from heli.loops.giving.web.forms.banking import AsideForm, statement
from heli.loops.giving.web.forms.importing import ListForm
from heli.shell import clock
from heli.shell.forms import perform_on, press
from heli.shell.records import the
from heli.shell.requests import Request


@door("desk", policy=policies.see_books)
def bank(request: Request, uid: UUID) -> HttpResponse:
    """What the bank says and what the books say: unmatched on both sides, matched, set aside."""
    found = the_campaign(request, uid, keeps=False)
    return render(request, "giving/desk/bank.html", context_of(request, found))


@door("desk", policy=policies.keep_books, unsafe=True)
def enter(request: Request, uid: UUID) -> HttpResponse:
    """Give a statement of the bank; lines that are there already stay as they are."""
    found = the_campaign(request, uid)
    around = words(found, _("Enter a bank statement"), _("Enter its lines"))
    back = reverse("giving:bank", args=[found.uid])
    return perform_on(
        request,
        ListForm(request.POST or None, request.FILES or None),
        banking.enter_lines,
        found,
        words=around | {"cancel": back},
        said=lambda said: {"lines": statement(said)},
        template="giving/desk/bank_enter.html",
        done=_("The lines are entered. Those of an earlier statement stayed as they were."),
    )


LINES = entries_of(BANK_LINE)


def the_line(request: Request, uid: UUID, policy: Policy[Entry]) -> Entry:
    """The line of a bank that an address names."""
    return the(request, policy, among=LINES, see=policies.see_entry, uid=uid)


def the_receipt(request: Request) -> Transaction:
    """The receipt that a button names, if one may see it."""
    try:
        uid = UUID(request.POST.get("receipt", ""))
        return policies.see_gift.visible_to(request.actor).get(uid=uid)
    except (ValueError, Transaction.DoesNotExist):
        raise Invalid(what=_("which receipt it is"), field="receipt") from None


@door("desk", policy=policies.see_entry)
def line(request: Request, uid: UUID) -> HttpResponse:
    """Where a line stands: the list of its campaign's bank page that it is in."""
    found = the_line(request, uid, policies.see_entry)
    return redirect(f"{bank_page(found)}?{urlencode({'show': found.state})}")


@door("desk", policy=policies.ON_BANK_LINE[Verb.ACCEPT], unsafe=True)
@require_POST
def match(request: Request, uid: UUID) -> HttpResponse:
    """Say that a line of the bank is this receipt."""
    found = the_line(request, uid, policies.ON_BANK_LINE[Verb.ACCEPT])
    act, by = banking.match_line, request.actor
    return press(
        request,
        lambda key: act.once(key)(found, receipt=the_receipt(request), by=by, at=clock.now()),
        then=lambda _done: bank_page(found),
        done=_("Matched. It can be taken back with a reason."),
    )


@door("desk", policy=policies.ON_BANK_LINE[Verb.SET_ASIDE], unsafe=True)
def aside(request: Request, uid: UUID) -> HttpResponse:
    """Say why a line of the bank is no gift of this campaign."""
    found = the_line(request, uid, policies.ON_BANK_LINE[Verb.SET_ASIDE])
    around = around_of(found, _("Set this line aside"), _("Set it aside"))
    form = AsideForm(request.POST or None)
    done = _("Set aside. It stays visible with your reason.")
    return perform_on(request, form, banking.set_line_aside, found, words=around, done=done)


@door("desk", policy=policies.ON_BANK_LINE[Verb.LOOSEN], unsafe=True)
def loosen(request: Request, uid: UUID) -> HttpResponse:
    """Take a match back, or what was set aside."""
    found = the_line(request, uid, policies.ON_BANK_LINE[Verb.LOOSEN])
    around = around_of(found, _("Take the match back"), _("Make it unmatched"))
    form = AsideForm(request.POST or None)
    done = _("The line is unmatched again.")
    return perform_on(request, form, banking.loosen_line, found, words=around, done=done)


def bank_page(line: Entry) -> str:
    """The bank page of the campaign that a line belongs to."""
    return reverse("giving:bank", args=[campaign_of(line.call).uid])


def around_of(line: Entry, title: str, submit: str) -> dict[str, Any]:
    """The words around a form about a line."""
    return {
        "title": title,
        "lead": line.title,
        "submit": submit,
        "cancel": bank_page(line),
        "crumbs": crumbs(title, within=campaign_of(line.call)),
    }

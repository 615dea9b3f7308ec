"""The money of a campaign at the desk: pay out, buy, record a sale, count help, take back."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from heli.core.access.doors import door
from heli.core.flow.models import Call
from heli.core.ledger.amounts import shown
from heli.core.ledger.models import Transaction
from heli.core.parties.models import Undertaking
from heli.loops.giving import policies
from heli.loops.giving.actions import paying
from heli.loops.giving.enums import Kind
from heli.loops.giving.phrases import MONEY
from heli.loops.giving.queries.funds import funds, paid
from heli.loops.giving.queries.gifts import is_taken_back
from heli.loops.giving.queries.sources import use_in_words
from heli.loops.giving.web.campaigns import campaign_of, crumbs, the_campaign, words
from heli.loops.giving.web.deliveries import recipients_for
from heli.loops.giving.web.forms import BackForm, BuyForm, HelpForm, PayForm, SaleForm
from heli.loops.giving.web.shown import gift_page, payment_in_words
from heli.shell import clock
from heli.shell.forms import perform_on
from heli.shell.records import the
from heli.shell.requests import Request
from heli.shell.tables import State


FIRST_FEW = 100


def money_page(campaign: Undertaking) -> str:
    """The money of a campaign."""
    return reverse("giving:money", args=[campaign.uid])


@door("desk", policy=policies.see_books)
def money(request: Request, uid: UUID) -> HttpResponse:
    """What the channels hold, each use apart, and what became of the rest."""
    found = the_campaign(request, uid, keeps=False)
    keeps = bool(policies.keep_books.check(request.actor, found))
    context = {
        "campaign": found,
        "may_keep": keeps,
        "funds": [(one, use_in_words(one.use) if one.use else "") for one in funds(found)],
        "rows": [row(one, keeps=keeps) for one in paid(found)[:FIRST_FEW]],
        "most": FIRST_FEW,
        "crumbs": crumbs(str(MONEY), within=found),
    }
    return render(request, "giving/desk/money.html", context)


def row(one: Transaction, *, keeps: bool) -> dict[str, Any]:
    """A payment as a line of the page, with the way to take it back where there is one."""
    back = is_taken_back(one)
    is_gift = one.kind == Kind.SALE
    can_go = keeps and not back and one.kind != Kind.REDIRECTION
    take_back = "giving:take_back" if is_gift else "giving:payment_back"
    return {
        "on": one.effective_on,
        "words": payment_in_words(one),
        "amount": "、".join(
            f"{shown(line.item, line.quantity)}"
            for line in one.postings.all()
            if line.quantity > 0 and line.item.code == "cash"
        ),
        "voucher": one.voucher,
        "note": one.note,
        "url": gift_page(one) if is_gift else "",
        "state": State(_("Taken back"), "bad") if back else State(_("Posted"), "ok"),
        "back": reverse(take_back, args=[one.uid]) if can_go else "",
    }


@door("desk", policy=policies.keep_books, unsafe=True)
def pay(request: Request, uid: UUID) -> HttpResponse:
    """Pay money out, of one fund, to a body or a kind of households."""
    found = the_campaign(request, uid)
    form = PayForm(
        request.POST or None,
        request.FILES or None,
        funds=funds(found),
        recipients=recipients_for(found),
        initial={"on": clock.today()},
    )
    said, done = around(found, _("Pay out"), _("Post it")), _("Posted as paid out.")
    act, read = paying.pay_out, form.said_to_act
    return perform_on(request, form, act, found, words=said, said=read, done=done)


@door("desk", policy=policies.keep_books, unsafe=True)
def buy(request: Request, uid: UUID) -> HttpResponse:
    """Spend money on goods."""
    found = the_campaign(request, uid)
    today = {"on": clock.today()}
    form = BuyForm(request.POST or None, request.FILES or None, funds=funds(found), initial=today)
    said = around(found, _("Buy goods"), _("Post it"))
    done = _("Posted. The goods are in stock, counted as bought.")
    act, read = paying.buy_goods, form.said_to_act
    return perform_on(request, form, act, found, words=said, said=read, done=done)


@door("desk", policy=policies.keep_books, unsafe=True)
def count_help(request: Request, uid: UUID) -> HttpResponse:
    """Count who was helped where nothing moved through these books."""
    found = the_campaign(request, uid)
    form = HelpForm(
        request.POST or None,
        request.FILES or None,
        recipients=recipients_for(found),
        initial={"on": clock.today()},
    )
    said, done = around(found, _("Count help"), _("Count it")), _("Counted.")
    act, read = paying.count_help, form.said_to_act
    return perform_on(request, form, act, found, words=said, said=read, done=done)


@door("desk", policy=policies.receive_for, unsafe=True)
def sale(request: Request, uid: UUID) -> HttpResponse:
    """Record the takings of a charity sale."""
    appeals = Call.objects.select_related("issuer", "undertaking__owner")
    appeal = the(request, policies.receive_for, among=appeals, see=policies.see_appeal, uid=uid)
    today = {"on": clock.today()}
    form = SaleForm(request.POST or None, request.FILES or None, initial=today)
    said = words(campaign_of(appeal), _("Takings of a charity sale"), _("Post it"))
    done = _("Posted as cash received; nobody is its donor.")
    act, read = paying.record_sale, form.said_to_act
    return perform_on(request, form, act, appeal, words=said, said=read, done=done)


@door("desk", policy=policies.correct_payment, unsafe=True)
def payment_back(request: Request, uid: UUID) -> HttpResponse:
    """Take a payment, a purchase or a count back, with the reason."""
    rows = Transaction.objects.select_related("undertaking__owner", "org")
    found = the(request, policies.correct_payment, among=rows, see=policies.see_gift, uid=uid)
    assert found.undertaking is not None  # noqa: S101  -- this loop posts none without one
    said = around(found.undertaking, _("Take this back"), _("Take it back"))
    act, form = paying.take_back_payment, BackForm(request.POST or None)
    said["lead"] = payment_in_words(found)
    return perform_on(request, form, act, found, words=said, done=_("Taken back."))


def around(campaign: Undertaking, title: str, submit: str) -> dict[str, Any]:
    """The words around a form about the money of a campaign."""
    return {**words(campaign, title, submit), "cancel": money_page(campaign)}

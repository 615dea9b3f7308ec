"""The reconciliation desk: what texts say, the bank and the books, side by side for a campaign."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from heli.core.access.doors import door
from heli.core.acts import Actor
from heli.core.parties.models import Undertaking
from heli.loops.giving import policies
from heli.loops.giving.phrases import RECONCILIATION
from heli.loops.giving.queries import banking, reconciling
from heli.loops.giving.queries.told import Line, told
from heli.loops.giving.web.campaigns import crumbs, the_campaign
from heli.loops.giving.web.findings import findings, pill, text_page
from heli.shell.requests import Request


@door("desk", policy=policies.see_books)
def reconcile(request: Request, uid: UUID) -> HttpResponse:
    """What does not add up, in words; then everything it was read from."""
    campaign = the_campaign(request, uid, keeps=False)
    context: dict[str, Any] = {
        "campaign": campaign,
        "crumbs": crumbs(str(RECONCILIATION), within=campaign),
    }
    if reconciling.is_defined():
        context |= compared(campaign, by=request.actor)
    return render(request, "giving/desk/reconcile.html", context)


def compared(campaign: Undertaking, *, by: Actor) -> dict[str, Any]:
    """Everything the desk holds against each other."""
    lines = told(campaign, by=by)
    return {
        "is_defined": True,
        "findings": findings(campaign, lines),
        "lines": [shown(one) for one in lines],
        "money": in_books(reconciling.money(campaign)),
        "off": reconciling.money(campaign).off,
        "bank": at_bank(banking.totals(campaign)),
        "goods": [(one, counts(one)) for one in reconciling.goods(campaign)],
    }


def shown(line: Line) -> dict[str, Any]:
    """A line of the table, with the way to its text where the desk has a page for it."""
    return {
        "line": line,
        "said": line.said,
        "about": _(str(line.about)),
        "state": pill(line.verdict),
        "url": text_page(line.said),
    }


def counts(one: reconciling.Goods) -> list[tuple[str, str]]:
    """The amounts of one item, each under the word of its column."""
    columns = (
        (_("Given"), one.received),
        (_("Bought"), one.bought),
        (_("Delivered"), one.delivered),
        (_("Damaged or lost"), one.lost),
        (_("On the way"), one.in_transit),
        (_("In stock"), one.in_stock),
    )
    return [(word, one.words(amount)) for word, amount in columns]


def in_books(money: reconciling.Money) -> list[tuple[str, str]]:
    """Where the money of a campaign is."""
    lines = (
        (_("Received"), money.received),
        (_("Paid out"), money.delivered),
        (_("Spent on goods"), money.spent),
        (_("Cash in hand"), money.in_hand),
    )
    return [(word, f"{amount:,.2f} 元") for word, amount in lines]


def at_bank(bank: banking.BankTotals) -> list[tuple[str, str]]:
    """How the bank and the books stand to each other; nothing where no line was entered."""
    lines = (
        (_("Lines of statements"), bank.lines),
        (_("Matched with receipts"), bank.matched),
        (_("Not matched yet"), bank.unmatched),
        (_("Receipts without a line"), bank.unbanked),
    )
    return [(word, f"{amount:,.2f} 元") for word, amount in lines] if bank.lines else []

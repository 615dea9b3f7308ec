"""What anybody may see: the open ledger of a campaign; and the recipient's confirmation by a link."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from heli.core.access.doors import door
from heli.core.acts import anyone
from heli.core.ledger.amounts import shown
from heli.core.ledger.models import Posting, Transaction
from heli.core.parties.models import Undertaking
from heli.loops.giving import policies
from heli.loops.giving.queries import ledger
from heli.loops.giving.queries.donors import said_by
from heli.loops.giving.queries.gifts import (
    corrections,
    gifts_of,
    in_words,
    is_taken_back,
)
from heli.loops.giving.queries.statements import published
from heli.loops.giving.web.campaigns import kpis
from heli.shell.requests import Request


PAGE = 50
SMALL = 3
"""Fewer households than this are not counted out to the public."""


@door("portal", policy=anyone)
def ledgers(request: Request) -> HttpResponse:
    """The campaigns whose ledger is open."""
    items = [
        {"date": one.starts_on, "title": one.name, "url": reverse("giving:ledger", args=[one.code])}
        for one in ledger.open_ledgers()
    ]
    return render(request, "giving/portal/ledgers.html", {"items": items})


def the_ledger(request: Request, code: str) -> Undertaking:
    """The campaign behind an address; 404 where no appeal said that it is open."""
    rows = policies.read_ledger.visible_to(request.actor).select_related("owner")
    return get_object_or_404(rows, code=code)


@door("portal", policy=policies.read_ledger)
def open_ledger(request: Request, code: str) -> HttpResponse:
    """Totals, then items, then deliveries and recipients, then each gift; corrections old to new."""
    campaign = the_ledger(request, code)
    words = request.GET.get("q", "").strip()[:60]
    page = Paginator(_gifts(campaign, words), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "words": words, "gifts": _public(list(page.object_list))}
    return render(request, "giving/portal/ledger.html", context | told_of(campaign))


def told_of(campaign: Undertaking) -> dict[str, Any]:
    """Everything but its gifts that the open ledger tells of a campaign."""
    return {
        "campaign": campaign,
        "kpis": kpis(campaign, ledger.MONEY),
        "counts": kpis(campaign, _enough(campaign)),
        "cash_here": ledger.cash_here(campaign),
        "rows": ledger.by_item(campaign),
        "arrivals": [_arrival(one) for one in ledger.arrivals_of(campaign)[:PAGE]],
        "corrections": _corrections(campaign),
        "statements": published(campaign),
        "appeals": ledger.appeals_of(campaign).filter(settings__public=True),
    }


def _enough(campaign: Undertaking) -> tuple[str, ...]:
    """The counts that give nobody away: few households are known by their neighbours."""
    households = ledger.totals(campaign, (ledger.HOUSEHOLDS,))
    few = {one.code for one in households if (one.amount.value or 0) < SMALL}
    return tuple(code for code in ledger.COUNTS if code not in few)


def _gifts(campaign: Undertaking, words: str) -> Any:
    """The gifts of a campaign; search looks at items and vouchers, never at names of donors."""
    rows = gifts_of(campaign).order_by("-effective_on", "-pk")
    if not words:
        return rows
    lines = Posting.objects.filter(item__name__icontains=words).values("transaction")
    return rows.filter(pk__in=lines) | rows.filter(voucher__icontains=words)


def _public(gifts: list[Transaction]) -> list[dict[str, Any]]:
    named = said_by(gifts)
    return [
        {
            "on": gift.effective_on,
            "donor": named[gift.pk].name,
            "given": in_words(gift),
            "voucher": gift.voucher,
            "is_back": is_taken_back(gift),
            "uid": gift.uid,
        }
        for gift in gifts
    ]


def _arrival(line: Posting) -> dict[str, Any]:
    """What arrived where: a body by its name, households only as their kind."""
    return {
        "on": line.effective_on,
        "what": f"{shown(line.item, line.quantity)} {'' if line.item.code == 'cash' else line.item}",
        "whom": line.party.name if line.party else (line.account.name or _("households")),
        "batch": line.transaction.batch,
        "uid": line.transaction.uid,
    }


def _corrections(campaign: Undertaking) -> list[dict[str, Any]]:
    return [
        {
            "on": one.old.effective_on,
            "old": in_words(one.old),
            "new": in_words(one.new) if one.new else "",
            "reason": one.reason,
        }
        for one in corrections(campaign)
    ]

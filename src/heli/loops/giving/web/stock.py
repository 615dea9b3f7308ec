"""Stock: what lies where, and the card of one item with every movement."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from heli.core.access.doors import door
from heli.core.acts import signed_in
from heli.core.ledger.amounts import shown
from heli.core.ledger.enums import AccountKind
from heli.core.ledger.models import Account, Item
from heli.core.ledger.queries import holdings, stock_card
from heli.loops.giving import policies
from heli.loops.giving.queries.ledger import campaigns
from heli.loops.giving.web.campaigns import crumbs
from heli.shell.requests import Request


MOST = 500
HERE = (AccountKind.STOCK, AccountKind.TRANSIT, AccountKind.CHANNEL)


@door("desk", policy=policies.office_somewhere)
def stock(request: Request) -> HttpResponse:
    """What lies in the stocks, channels and vans of one's campaigns."""
    held = holdings(visible(request).select_related("undertaking", "party"))
    context = {"held": held, "crumbs": crumbs(_("Stock"))}
    return render(request, "giving/desk/stock.html", context)


def visible(request: Request) -> QuerySet[Account]:
    """The accounts whose content the reader may see."""
    mine = campaigns(request.actor).order_by().values("pk")
    return Account.objects.filter(kind__in=HERE, undertaking__in=mine)


@door("desk", policy=signed_in)
def card(request: Request, account: UUID, item: UUID) -> HttpResponse:
    """The movements of one item in one account, each with what was left."""
    found = visible(request).filter(uid=account).select_related("undertaking").first()
    what = Item.objects.select_related("unit").filter(uid=item).first()
    if found is None or what is None:
        raise Http404
    return render(request, "giving/desk/card.html", movements(found, what))


def movements(account: Account, item: Item) -> dict[str, Any]:
    """The latest movements of an item in an account, and how many came before them."""
    rows = [
        (one.posting, shown(item, one.posting.quantity), shown(item, one.left))
        for one in stock_card(account, item)
    ]
    return {
        "account": account,
        "item": item,
        "rows": rows[-MOST:],
        "more": max(len(rows) - MOST, 0),
        "crumbs": crumbs(str(item), within=account.undertaking),
    }

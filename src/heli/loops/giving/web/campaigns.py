"""Campaigns: the list, the board with needs, totals and stock, and what begins there."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _, ngettext

from heli.core.access.doors import door
from heli.core.acts import Lookup, Message
from heli.core.flow.definitions import flow_of
from heli.core.flow.models import Call, Entry
from heli.core.parties.models import Undertaking
from heli.core.parties.queries import bodies_within
from heli.loops.giving import policies
from heli.loops.giving.actions.appealing import open_appeal, open_campaign
from heli.loops.giving.actions.needing import enter_need
from heli.loops.giving.enums import Capacity
from heli.loops.giving.phrases import APPEALS
from heli.loops.giving.queries import ledger
from heli.loops.giving.queries.statements import of_campaign as statements_of
from heli.loops.giving.web.forms import AppealForm, CampaignForm, NeedForm
from heli.loops.giving.web.shown import state_of
from heli.shell import clock
from heli.shell.dues import clocks
from heli.shell.forms import perform
from heli.shell.records import the
from heli.shell.requests import Request
from heli.shell.tables import State
from heli.shell.tables.columns import Clock


@door("desk", policy=policies.office_somewhere)
def campaigns(request: Request) -> HttpResponse:
    """The campaigns whose books one may see."""
    items = [
        {
            "title": one.name,
            "date": one.starts_on,
            "url": reverse("giving:campaign", args=[one.uid]),
            "state": one.owner.name,
        }
        for one in ledger.campaigns(request.actor)
    ]
    may_open = policies.open_appeal.visible_to(request.actor).exists()
    return render(request, "giving/desk/campaigns.html", {"items": items, "may_open": may_open})


CAMPAIGNS = Lookup(Undertaking.objects.select_related("owner", "parent"), "uid")


def the_campaign(request: Request, uid: UUID, *, keeps: bool = True) -> Undertaking:
    """The campaign that an address names: for those who keep its books, or only see them."""
    if not keeps:
        return the(request, policies.see_books, among=CAMPAIGNS, uid=uid)
    return the(request, policies.keep_books, among=CAMPAIGNS, see=policies.see_books, uid=uid)


@door("desk", policy=policies.see_books)
def campaign(request: Request, uid: UUID) -> HttpResponse:
    """The board: needed, given, delivered, what is here, and what can be done."""
    found = the_campaign(request, uid, keeps=False)
    return render(request, "giving/desk/campaign.html", board_of(request, found))


def board_of(request: Request, found: Undertaking) -> dict[str, Any]:
    """Everything the board of a campaign shows."""
    appeals = ledger.appeals_of(found)
    receiving = policies.receive_for.visible_to(request.actor, appeals.order_by())
    return {
        "campaign": found,
        "may_keep": bool(policies.keep_books.check(request.actor, found)),
        "is_open": policies.read_ledger.visible_to(request.actor).filter(pk=found.pk).exists(),
        "kpis": kpis(found, ledger.MONEY),
        "counts": kpis(found, ledger.COUNTS),
        "cash_here": ledger.cash_here(found),
        "rows": ledger.by_item(found),
        "needs": [(one, state_of(one)) for one in ledger.needs_of(found)[:20]],
        "appeals": appeals,
        "receiving": set(receiving.values_list("pk", flat=True)),
        "deliveries": [(one, state_of(one)) for one in ledger.deliveries_of(found)[:8]],
        "statements": statements_shown(found),
        "crumbs": crumbs(found.name),
    }


def statements_shown(found: Undertaking) -> list[tuple[Entry, Message, State, Clock | None]]:
    """The statements of a campaign, those that are due first, each with the time left."""
    rows = list(statements_of(found)[:FIRST_FEW])
    left = clocks([one for one in rows if one.is_open], at=clock.now())
    return [(one, flow_of(one.flow).label, state_of(one), left.get(one.pk)) for one in rows]


FIRST_FEW = 8


def kpis(found: Undertaking, codes: tuple[str, ...]) -> list[dict[str, Any]]:
    """Measures of a campaign as figures with their names."""
    return [
        {
            "label": _(str(one.measure.label)),
            "text": one.words,
            "note": ngettext("%(n)s record", "%(n)s records", one.amount.n) % {"n": one.amount.n},
        }
        for one in ledger.totals(found, codes)
    ]


def campaign_of(call: Call) -> Undertaking:
    """The campaign that an appeal or a list belongs to."""
    assert call.undertaking is not None  # noqa: S101  -- this loop opens none without one
    return call.undertaking


def crumbs(*last: str, within: Undertaking | None = None) -> list[tuple[str, str]]:
    """Where a page of this loop is."""
    way = [(str(APPEALS), reverse("giving:campaigns"))]
    if within is not None:
        way.append((within.name, reverse("giving:campaign", args=[within.uid])))
    return [*way, *((one, "") for one in last)]


@door("desk", policy=policies.books_somewhere, unsafe=True)
def new_campaign(request: Request) -> HttpResponse:
    """Open a campaign with its own books."""
    bodies = policies.open_appeal.visible_to(request.actor).order_by("pk")
    title = _("New campaign")
    return perform(
        request,
        CampaignForm(request.POST or None, bodies=bodies),
        lambda said, key: open_campaign.once(key)(
            said.pop("owner"), **said, by=request.actor, at=clock.now()
        ),
        template="shell/form_page.html",
        then=lambda made: reverse("giving:new_appeal", args=[made.uid]),
        done=_("The campaign is open. Now say what it appeals for."),
        context={"title": title, "submit": _("Open it"), "crumbs": crumbs(title)},
    )


@door("desk", policy=policies.keep_books, unsafe=True)
def new_appeal(request: Request, uid: UUID) -> HttpResponse:
    """Appeal for gifts, and say who receives them."""
    found = the_campaign(request, uid)
    form = AppealForm(
        request.POST or None,
        channels=bodies_within(found.owner),
        initial={"capacity": Capacity.STATISTICAL},
    )
    return perform(
        request,
        form,
        lambda said, key: open_appeal.once(key)(found, **said, by=request.actor, at=clock.now()),
        template="shell/form_page.html",
        then=lambda _made: reverse("giving:campaign", args=[found.uid]),
        done=_("The appeal is open."),
        context=words(found, _("New appeal"), _("Open the appeal")),
    )


@door("desk", policy=policies.keep_books, unsafe=True)
def new_need(request: Request, uid: UUID) -> HttpResponse:
    """Enter what is needed."""
    found = the_campaign(request, uid)
    return perform(
        request,
        NeedForm(request.POST or None),
        lambda said, key: enter_need.once(key)(found, **said, by=request.actor, at=clock.now()),
        template="shell/form_page.html",
        then=lambda _made: reverse("giving:campaign", args=[found.uid]),
        done=_("The need is on the list."),
        context=words(found, _("What is needed"), _("Enter it")),
    )


def words(found: Undertaking, title: str, submit: str) -> dict[str, Any]:
    """The words around a form of a campaign."""
    back = reverse("giving:campaign", args=[found.uid])
    return {
        "title": title,
        "lead": found.name,
        "submit": submit,
        "cancel": back,
        "crumbs": crumbs(title, within=found),
    }

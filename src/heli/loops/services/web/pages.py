"""The lists, and the page of one entry with its thread."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from heli.core.access.doors import door
from heli.core.acts import Message, Policy
from heli.core.flow.models import Entry
from heli.loops.services import policies
from heli.loops.services.phrases import COMMISSIONERS, FIELD_VISITS, MATTERS, TALLIES
from heli.loops.services.queries.seen import entries
from heli.loops.services.queries.visits import problems_of
from heli.loops.services.web import lists, shown
from heli.loops.services.web.steps import the_entry
from heli.shell.navigation import page_of
from heli.shell.requests import Request
from heli.shell.tables import Listing, Table


def _list(
    request: Request, table: Table, policy: Policy[Entry], page: str, label: Message, *, may: bool
) -> HttpResponseBase:
    rows = entries(request.actor, policy).order_by()
    begin = {"url": reverse(page), "label": label} if may else None
    listing = Listing(table, request, rows)
    return listing.respond("services/desk/list.html", {"begin": begin})


@door("desk", policy=policies.services_somewhere)
def needs(request: Request) -> HttpResponseBase:
    """The matters of firms that one may see."""
    may = bool(policies.liaison_somewhere.check(request.actor))
    args = (lists.NEEDS_LIST, policies.see_need, "services:ask", _("Ask"))
    return _list(request, *args, may=may)


@door("desk", policy=policies.services_somewhere)
def cares(request: Request) -> HttpResponseBase:
    """The firms that are looked after."""
    may = bool(policies.desk_somewhere.check(request.actor))
    args = (lists.CARES, policies.see_care, "services:desks", _("Put firms on the list"))
    return _list(request, *args, may=may)


@door("desk", policy=policies.services_somewhere)
def visits(request: Request) -> HttpResponseBase:
    """The field visits."""
    may = bool(policies.desk_somewhere.check(request.actor))
    args = (lists.VISITS_LIST, policies.see_visit, "services:desks", _("Note a visit"))
    return _list(request, *args, may=may)


@door("desk", policy=policies.services_somewhere)
def tallies(request: Request) -> HttpResponseBase:
    """What is only counted."""
    may = bool(policies.liaison_somewhere.check(request.actor))
    args = (lists.TALLIES_LIST, policies.see_tally, "services:count", _("Report a count"))
    return _list(request, *args, may=may)


def _page(request: Request, entry: Entry, up: tuple[Message, str], **more: Any) -> HttpResponse:
    context = {
        "entry": entry,
        "heading": shown.heading_of(entry),
        "state": shown.state_of(entry),
        "clock": shown.time_left(entry),
        "ways": shown.ways(entry, request.actor),
        "history": shown.history_of(entry),
        "crumbs": [(up[0], reverse(up[1])), (shown.heading_of(entry), "")],
        **more,
    }
    return render(request, "services/desk/entry.html", context)


@door("desk", policy=policies.see_need)
def need(request: Request, uid: UUID) -> HttpResponse:
    """A firm's matter with its thread."""
    found = the_entry(request, uid, policies.see_need, policies.see_need)
    facts = [
        (_("Firm"), found.party.name if found.party else ""),
        (_("Topic"), shown.topic_of(found)),
        (_("Who answers"), found.org.name),
    ]
    joins = policies.join_need.check(request.actor, found) and not _is_asker(request, found)
    return _page(request, found, (MATTERS, "services:needs"), facts=facts, joins=bool(joins))


def _is_asker(request: Request, found: Entry) -> bool:
    mine = found.assignments.filter(role="author", state="active", party=request.actor.party_id)
    return mine.exists()


@door("desk", policy=policies.see_care)
def care(request: Request, uid: UUID) -> HttpResponse:
    """A firm, its pair and their visits."""
    found = the_entry(request, uid, policies.see_care, policies.see_care)
    pair = found.assignments.filter(state="active").select_related("party")
    by_role = {one.role: one.party.name for one in pair}
    facts = [
        (_("Firm"), found.org.name),
        (_("Leader"), by_role.get("leader", "—")),
        (_("Officer"), by_role.get("officer", "—")),
    ]
    return _page(request, found, (COMMISSIONERS, "services:cares"), facts=facts)


@door("desk", policy=policies.see_visit)
def visit(request: Request, uid: UUID) -> HttpResponse:
    """A field visit and what it brought back."""
    found = the_entry(request, uid, policies.see_visit, policies.see_visit)
    problems = [
        (one, shown.state_of(one), page_of(one))
        for one in problems_of(found)
        if policies.see_need.check(request.actor, one)
    ]
    follows = found.is_open and policies.follow_visit.check(request.actor, found)
    more = {"problems": problems, "follows": bool(follows), "is_visit": True}
    facts = [(_("Who was visited"), found.org.name)]
    return _page(request, found, (FIELD_VISITS, "services:visits"), facts=facts, **more)


@door("desk", policy=policies.see_tally)
def tally(request: Request, uid: UUID) -> HttpResponse:
    """A count that a body reported."""
    found = the_entry(request, uid, policies.see_tally, policies.see_tally)
    facts = [(_("Who gave it"), found.org.name), (_("How many"), shown.counted_of(found))]
    return _page(request, found, (TALLIES, "services:tallies"), facts=facts)

"""The first pages: what waits for me on the desk, what anybody may read on the portal."""

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from heli.core.access.doors import door
from heli.core.acts import Actor, anyone, signed_in
from heli.core.flow.definitions import StateKind, all_flows, flow_of
from heli.core.flow.models import Entry
from heli.core.flow.queries import inbox
from heli.shell import clock
from heli.shell.dues import clocks
from heli.shell.navigation import boards, page_of
from heli.shell.requests import Request
from heli.shell.tables import Choice, Clock, Column, Empty, Listing, Search, State, Table


KINDS = {
    StateKind.OPEN: "open",
    StateKind.POSITIVE: "ok",
    StateKind.NEGATIVE: "bad",
    StateKind.FINAL: "idle",
}


def state_of(entry: Entry) -> State:
    """The state of an entry as a cell shows it."""
    state = flow_of(entry.flow).state(entry.state)
    return State(state.label, KINDS[state.kind])


def waits_for(entry: Entry) -> State:
    """The state of an entry as the inbox shows it: by what is to be done, where that is said."""
    state = flow_of(entry.flow).state(entry.state)
    return State(state.todo, "open") if state.todo else state_of(entry)


def time_left(entry: Entry) -> Clock | None:
    """The clock that the view put on the entry with those of its page."""
    return getattr(entry, "clock", None)


WAITING = Table(
    code="shell.inbox",
    title=_("To do"),
    # Whoever has more to do sees it by the views; each line tells its time left.
    size=30,
    columns=(
        Column("title", _("Title"), "title", link=page_of, width=40),
        Column("kind", _("Kind"), lambda entry: flow_of(entry.flow).label),
        Column("state", _("State"), waits_for, show="state"),
        Column("org", _("From"), "org.name"),
        Column("due", _("Time left"), time_left, show="clock"),
        # Entries are numbered as they are opened: the primary key is the order, and an index.
        Column("opened", _("Since"), "opened_at", show="moment", sort="id"),
    ),
    filters=(
        Search("q", _("Search"), fields=("title", "code")),
        Choice(
            "kind",
            _("Kind"),
            field="flow",
            choices=lambda _actor: [(flow.key, flow.label) for flow in all_flows()],
        ),
    ),
    sort="-opened",
    empty=Empty(
        _("Nothing waits for you"),
        _("What others hand over to you appears here, from all kinds of work."),
    ),
)


def waiting_for(actor: Actor) -> QuerySet[Entry]:
    """What waits for ``actor``; the list says in which order."""
    return inbox(actor).order_by()


@door("desk", policy=signed_in)
def desk(request: Request) -> HttpResponseBase:
    """The one inbox: every open entry of every loop that waits for the reader."""
    listing = Listing(WAITING, request, waiting_for)
    left = clocks(listing.page.rows, at=clock.now())
    for entry in listing.page.rows:
        entry.clock = left.get(entry.pk)
    return listing.respond("shell/desk_home.html")


@door("portal", policy=anyone)
def portal(request: Request) -> HttpResponse:
    """The first page: what was published lately, and its figures."""
    return render(request, "shell/portal_home.html", {"boards": boards(request)})

"""What runs beside the cases, as lists: help that units were asked for, and appeals."""

from typing import Any

from django.http import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from heli.core.access.doors import door
from heli.core.flow.definitions import Flow
from heli.core.flow.models import Entry
from heli.core.flow.queries import entries
from heli.loops.grid import policies
from heli.loops.grid.flows import APPEAL_FLOW, ASSIST_FLOW
from heli.loops.grid.phrases import APPEALS, HELP
from heli.shell.navigation import address
from heli.shell.requests import Request
from heli.shell.tables import Choice, Column, Empty, Listing, Search, Table, View
from heli.shell.web.home import state_of


def _page(entry: Entry) -> str:
    return address("grid:beside", entry.uid)


COLUMNS = (
    Column("title", _("What it is"), "title", link=_page, width=32),
    Column("unit", _("In charge"), "org.name", sort="org__name", width=20),
    Column("grid", _("Grid"), "area.name", width=14),
    Column("opened", _("Asked at"), "opened_at", show="moment", sort="opened_at"),
    Column("closed", _("Ended at"), "closed_at", show="moment", sort="closed_at", shown=False),
    Column("state", _("State"), state_of, show="state"),
)


def _table(code: str, title: Any, flow: Flow, views: tuple[View, ...], empty: Empty) -> Table:
    states = [(str(one.code), one.label) for one in flow.states]
    return Table(
        code=code,
        title=title,
        columns=COLUMNS,
        filters=(
            Search("q", _("Words or unit"), fields=("title", "org__name")),
            Choice("state", _("State"), field="state", choices=states),
        ),
        views=views,
        sort="-opened",
        row_id="uid",
        empty=empty,
    )


HELP_LIST = _table(
    "grid.help",
    HELP,
    ASSIST_FLOW,
    (
        View(_("To be signed for"), "state=asked"),
        View(_("In hand"), "state=doing"),
        View(_("Done"), "state=done"),
    ),
    Empty(
        _("Nobody was asked to help yet"),
        _(
            "Where a case needs a second unit, its dispatcher asks for help on the page of the case."
        ),
    ),
)
APPEAL_LIST = _table(
    "grid.appeals",
    APPEALS,
    APPEAL_FLOW,
    (
        View(_("To be looked through"), "state=filed"),
        View(_("To be considered"), "state=reviewed"),
        View(_("To be decided"), "state=considered"),
    ),
    Empty(
        _("Nobody appealed yet"),
        _("The head of a unit appeals on the page of a case against what counts as late."),
    ),
)


@door("desk", policy=policies.desk_somewhere)
@require_safe
def helps(request: Request) -> HttpResponseBase:
    """The help that units were asked for, as far as one may see it."""
    rows = policies.see_assist.visible_to(request.actor, entries().select_related("org", "area"))
    return Listing(HELP_LIST, request, rows.order_by()).respond("shell/list_page.html")


@door("desk", policy=policies.desk_somewhere)
@require_safe
def appeals(request: Request) -> HttpResponseBase:
    """The appeals of units."""
    rows = policies.see_appeal.visible_to(request.actor, entries().select_related("org", "area"))
    return Listing(APPEAL_LIST, request, rows.order_by()).respond("shell/list_page.html")

"""The queue as data."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Message
from heli.kit.lately import Lately
from heli.loops.grid.enums import Channel, Stage, Urgency
from heli.loops.grid.flows import CASE_FLOW
from heli.loops.grid.policies import DESK_ROLES
from heli.loops.grid.queries.packs import shipped
from heli.loops.grid.queries.staff import grids_for, units_for
from heli.loops.grid.web.desk.boxes import BOXES, VIEWS, box, counts_for
from heli.loops.grid.web.desk.shown import (
    ask_by,
    clock_of,
    clocks_of_page,
    page_of,
    preview_of,
    source_of,
    state_of,
    urgency_of,
)
from heli.shell.forms import typed
from heli.shell.tables import Bulk, Choice, Column, Days, Empty, Filter, Org, Search, Table
from heli.shell.tables.filters import Chip, Read


COLUMNS = (
    Column("number", _("Number"), "code", sort="code", link=page_of, width=12),
    Column("title", _("What it is"), "title", link=page_of, width=28),
    Column("place", _("Where"), "case.place", width=20),
    Column(
        "due",
        _("Time left"),
        clock_of,
        show="clock",
        sort="case__due_at",
        together=clocks_of_page,
    ),
    Column("state", _("State"), state_of, show="state"),
    Column("source", _("Reported by"), source_of, width=14, shown=False),
    Column("unit", _("In charge"), "org.name", width=16, shown=False),
    Column("grid", _("Grid"), "area.name", width=14, shown=False),
    Column("urgency", _("Urgency"), urgency_of, shown=False),
    Column("ask_by", _("Ask those who reported it by"), ask_by, show="moment", shown=False),
    Column(
        "reported",
        _("Reported at"),
        "case.reported_at",
        show="moment",
        sort="case__reported_at",
        shown=False,
    ),
)
TAKE_UP = Bulk(_("Take up"), "grid:take_up_many", key="e", kind="primary")
DISPATCH = Bulk(_("Dispatch"), "grid:dispatch_many", key="a", kind="primary")
MERGE = Bulk(_("Merge cases …"), "grid:merge_many", key="m")
CLOSE = Bulk(_("Close …"), "grid:close_many", key="e", kind="primary")
BULK: Mapping[str, tuple[Bulk, ...]] = {
    Stage.REPORTED: (TAKE_UP, MERGE),
    Stage.REGISTERED: (DISPATCH, MERGE),
    Stage.CHECKED: (CLOSE,),
}
"""What the desk does to several cases, in the view of the state from which it is done."""


def _groups() -> list[tuple[str, str]]:
    found = {code: label for codes in shipped().values() for code, label in codes.groups.items()}
    return sorted(found.items())


def _states() -> list[tuple[str, Message]]:
    return [(str(one.code), one.label) for one in CASE_FLOW.states]


_UNITS: Lately[Actor, list[tuple[int, str]]] = Lately(60)
"""To choose them a page looks through two thousand bodies, which change once in a while."""


def _units(actor: Actor) -> list[tuple[int, str]]:
    """The units to choose from, a new one within a minute."""
    return _UNITS.of(actor, lambda: list(units_for(actor).values_list("pk", "name")))


@dataclass(frozen=True)
class Grid(Filter):
    """A grid, by words of its name or by its code: a town has two thousand, too many to choose from.

    Addresses that name one by its key are understood too.
    """

    def read(self, query: QueryDict, actor: Actor) -> Read:
        """The cases that lie there."""
        text = typed.one_line(query.get(self.code, "").replace("\0", ""))[:100]
        if not text:
            return Read()
        grids = grids_for(actor)
        known = grids.filter(pk=text[:18]).first() if text.isdecimal() else None
        if known is not None:
            return Read(Q(area_id=known.pk), (Chip(str(self.label), known.name, self.names),))
        named = grids.filter(Q(name__icontains=text) | Q(code=text))
        rule = Q(area__in=named.order_by().values("pk"))
        return Read(rule, (Chip(str(self.label), text, self.names),))


QUEUE = Table(
    code="grid.cases",
    title=_("Cases"),
    columns=COLUMNS,
    filters=(
        Search("q", _("Number, words or place"), fields=("code", "title", "case__place")),
        Choice(
            "box",
            _("Box"),
            choices=[(code, label) for code, (label, _a) in BOXES.items()],
            rules=box,
        ),
        Choice("state", _("State"), field="case__state", choices=_states()),
        Choice("group", _("Group of categories"), field="case__group", choices=_groups()),
        Choice("channel", _("Reported by"), field="case__channel", choices=Channel.choices),
        Choice("urgency", _("Urgency"), field="case__urgency", choices=Urgency.choices),
        Org("unit", _("In charge"), field="org_id", choices=_units),
        Grid("grid", _("Grid")),
        Days("reported", _("Reported at"), field="case__reported_at", moment=True),
    ),
    views=VIEWS,
    sort="due",
    # A screen and a half: whoever triages goes on from one page to the next by a key.
    size=30,
    row_id="uid",
    empty=Empty(
        _("Nobody reported anything yet"),
        _("Reports come from patrol, from the public website, by telephone or from other systems."),
    ),
    counts=counts_for,
    preview=preview_of,
)


def queue_for(actor: Actor, query: QueryDict) -> Table:
    """The queue of a reader: bulk acts are the desk's, in a view of cases in one state."""
    states = query.getlist("state")
    if len(states) != 1 or not actor.orgs(*DESK_ROLES):
        return QUEUE
    return replace(QUEUE, bulk=BULK.get(states[0], ()))

"""Lists as data: columns, filters and views are declared, everything else follows.

::

    PROPOSALS = Table(
        code="advice.proposals",
        title=_("Proposals"),
        columns=(
            Column("number", _("Number"), "number", sort="number", link=page_of),
            Column("title", _("Title"), "doc.title", link=page_of),
            Column("received", _("Received on"), "received_on", show="day", sort="received_on"),
            Column("state", _("State"), state_of, show="state"),
        ),
        filters=(
            Search("q", _("Search"), fields=("number", "doc__title")),
            Choice("state", _("State"), field="state", choices=States.choices),
            Days("received", _("Received"), field="received_on"),
        ),
        sort="-received",
        bulk=(Bulk(_("Accept"), "advice:accept_many", key="e"),),
        empty=Empty(_("No proposals yet"), _("Members send them in answer to a call.")),
    )

    @door("desk", policy=may_see)
    def proposals(request: Request) -> HttpResponse:
        listing = Listing(PROPOSALS, request, may_see.visible_to(request.actor))
        return listing.respond("advice/desk/proposals.html")

The template says ``{% #listing listing=listing %}``. The same address with ``?format=xlsx`` or
``?format=csv`` is the list as a file: exactly the rows of the filters.
"""

from heli.shell.tables.columns import Bulk, Clock, Column, Empty, State
from heli.shell.tables.filters import Choice, Days, Filter, Org, Search
from heli.shell.tables.listing import Listing, Table, View
from heli.shell.tables.paging import Order
from heli.shell.tables.selection import chosen


__all__ = [
    "Bulk",
    "Choice",
    "Clock",
    "Column",
    "Days",
    "Empty",
    "Filter",
    "Listing",
    "Order",
    "Org",
    "Search",
    "State",
    "Table",
    "View",
    "chosen",
]

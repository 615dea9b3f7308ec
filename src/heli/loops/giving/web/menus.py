"""Where giving stands in the menus, and what it shows on the first page of the portal."""

from typing import Any

from django.urls import reverse

from heli.core.acts import Policy
from heli.loops.giving import policies
from heli.loops.giving.flows import DISCLOSURES as FLOWS_OF_STATEMENTS
from heli.loops.giving.phrases import (
    APPEALS,
    DELIVERIES,
    DISCLOSURES,
    GIFTS,
    GIVING,
    IMPORTS,
    NEEDS,
    PLEDGES,
    PUBLIC_LEDGER,
    STOCK,
)
from heli.loops.giving.queries import ledger
from heli.shell.navigation import Board, Entry, opens, register, show_on_portal
from heli.shell.requests import Request


_SOMEWHERE: Policy[Any] = policies.office_somewhere
FIRST_FEW = 3

MENU = (
    Entry("desk", APPEALS, "giving:campaigns", "layout-dashboard", 30, GIVING, _SOMEWHERE, go="c"),
    Entry("desk", GIFTS, "giving:gifts", "inbox", 31, GIVING, _SOMEWHERE),
    Entry("desk", PLEDGES, "giving:pledges", "check", 32, GIVING, _SOMEWHERE),
    Entry("desk", NEEDS, "giving:needs", "bell", 33, GIVING, _SOMEWHERE),
    Entry("desk", DELIVERIES, "giving:deliveries", "send", 34, GIVING, _SOMEWHERE),
    Entry("desk", STOCK, "giving:stock", "list-checks", 35, GIVING, _SOMEWHERE),
    Entry("desk", IMPORTS, "giving:imports", "upload", 36, GIVING, _SOMEWHERE),
    Entry("desk", DISCLOSURES, "giving:statements", "calendar", 37, GIVING, _SOMEWHERE),
    Entry("portal", PUBLIC_LEDGER, "giving:ledgers", "book-open", 45),
)


def register_menus() -> None:
    """Tell the shell of the pages of this loop."""
    register(*MENU)
    opens("giving.delivery", "giving:delivery")
    opens("giving.need", "giving:need")
    opens("giving.pledge", "giving:pledge")
    opens("giving.import", "giving:import")
    opens("giving.bank_line", "giving:bank_line")
    for flow in FLOWS_OF_STATEMENTS.values():
        opens(flow.code, "giving:statement")
    show_on_portal("giving", board, order=45)


def board(request: Request) -> Board | None:
    """The open ledgers, by campaign."""
    items = [
        {"date": one.starts_on, "title": one.name, "url": reverse("giving:ledger", args=[one.code])}
        for one in ledger.open_ledgers()[:FIRST_FEW]
    ]
    return Board(PUBLIC_LEDGER, items, more=reverse("giving:ledgers")) if items else None

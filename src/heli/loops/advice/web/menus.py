"""Where advice stands in the menus, and what it shows on the first page of the portal."""

from typing import Any

from django.urls import reverse

from heli.loops.advice import policies
from heli.loops.advice.phrases import (
    ADVICE,
    CALLS,
    ISSUES,
    MY_PROPOSALS,
    MY_RECORD,
    OPEN_CALLS,
    PROPOSALS,
    REGISTERS,
)
from heli.loops.advice.queries.issues import released, released_on
from heli.shell.navigation import Board, Entry, opens, register, show_on_portal
from heli.shell.requests import Request


FIRST_FEW = 4

MENU = (
    Entry(
        "desk", PROPOSALS, "advice:proposals", "inbox", 20, ADVICE, policies.staff_somewhere, go="p"
    ),
    Entry(
        "desk", ISSUES, "advice:issues", "book-open", 21, ADVICE, policies.staff_somewhere, go="i"
    ),
    Entry(
        "desk",
        REGISTERS,
        "advice:recommendations",
        "list-checks",
        22,
        ADVICE,
        policies.registrar_somewhere,
    ),
    Entry("desk", CALLS, "advice:calls", "bell", 23, ADVICE, policies.clerk_somewhere),
    Entry("desk", OPEN_CALLS, "advice:open_calls", "send", 24, ADVICE),
    Entry("desk", MY_PROPOSALS, "advice:mine", "pencil", 25, ADVICE),
    Entry("desk", MY_RECORD, "advice:record", "star", 26, ADVICE),
    Entry("portal", ADVICE, "advice:released", "book-open", 40),
)


def register_menus() -> None:
    """Tell the shell of the pages of this loop."""
    register(*MENU)
    opens("advice.proposal", "advice:proposal")
    opens("advice.issue", "advice:issue")
    show_on_portal("advice", board, order=40)


def board(request: Request) -> Board | None:
    """The latest issues, by title."""
    items: list[dict[str, Any]] = [
        {
            "date": released_on(issue),
            "title": issue.title,
            "url": reverse("advice:released_issue", args=[issue.uid]),
        }
        for issue in released()[:FIRST_FEW]
    ]
    return Board(ADVICE, items, more=reverse("advice:released")) if items else None

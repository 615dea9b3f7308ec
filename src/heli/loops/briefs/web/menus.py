"""Where briefs stand in the menus, in the inbox, and on the first page of the portal."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from heli.loops.briefs.phrases import BRIEFS
from heli.loops.briefs.policies import start_somewhere, work_somewhere
from heli.loops.briefs.queries.briefs import published
from heli.loops.briefs.queries.issued import Issued, IssuedFigure, issued
from heli.shell.navigation import Board, Entry, drafts_at, opens, register, show_on_portal
from heli.shell.requests import Request


FIRST_FEW = 4

MENU = (
    Entry("desk", BRIEFS, "briefs:list", "file-text", 60, policy=work_somewhere, go="b"),
    Entry("desk", _("Read a text"), "briefs:readings", "hash", 61, policy=work_somewhere),
    Entry("portal", BRIEFS, "briefs:public_list", icon="file-text", order=60),
    Entry("portal", _("Check a brief"), "briefs:verify", icon="shield-check", order=90),
)


def register_menus() -> None:
    """Make briefs reachable."""
    register(*MENU)
    opens("briefs.brief", "briefs:brief")
    drafts_at("briefs:start", start_somewhere)
    show_on_portal("briefs", board, order=30)


def board(request: Request) -> Board | None:
    """The latest briefs, and what the newest one proves."""
    found = [one for brief in published()[:FIRST_FEW] if (one := issued(brief.code))]
    if not found:
        return None
    return Board(
        BRIEFS,
        items=[{"date": one.on, "title": one.title, "url": _page(one)} for one in found],
        figures=[_chip(found[0], figure) for figure in found[0].figures if figure.is_bound],
        more=reverse("briefs:public_list"),
    )


def _page(one: Issued) -> str:
    return reverse("briefs:public", args=[one.seal.code])


def _chip(one: Issued, figure: IssuedFigure) -> dict[str, Any]:
    return {
        "label": figure.words.label if figure.words else "",
        "text": figure.figure.quote,
        "state": "sealed",
        "url": reverse("briefs:public_figure", args=[one.seal.code, figure.n]),
    }

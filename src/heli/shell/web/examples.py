"""Example data for the gallery: invented, and said to be so on the page."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from heli.core.access.models import User
from heli.core.acts import Message
from heli.kit.geo import Point, Polygon, Shape
from heli.shell.forms import Day, KeyedForm, LongText, Quantity, Reason, Text, issue_key
from heli.shell.maps import Mark
from heli.shell.redline import redline
from heli.shell.requests import Request
from heli.shell.tables import (
    Bulk,
    Choice,
    Clock,
    Column,
    Days,
    Listing,
    Search,
    State,
    Table,
    View,
)
from heli.shell.tables.paging import Page


OLD_TEXT = """建议在示例区三个街道先行试点社区食堂。
一是由街道提供场地，由社会组织运营。
二是对八十岁以上老人给予补贴，全年预计投入1127万元。
三是建立评价机制。"""
NEW_TEXT = """建议在示例区三个街道先行试点社区食堂，成熟后推广。
一是由街道提供场地，由社会组织负责日常运营。
二是对八十岁以上老人给予补贴，全年预计投入1123万元。
三是建立评价机制。
四是每季度公开一次账目。"""


class ExampleForm(KeyedForm):
    """One field of each kind."""

    title = Text(label=_("Title"), help_text=_("As it will stand in the contents."))
    author = Text(label=_("Author"), max_length=40)
    received_on = Day(label=_("Received on"))
    theme = forms.ChoiceField(
        label=_("Theme"),
        choices=[("livelihood", _("Livelihood")), ("economy", _("Economy"))],
    )
    amount = Quantity(label=_("Amount"), unit=_("10,000 yuan"), required=False)
    way = forms.ChoiceField(
        label=_("How it came"),
        choices=[("online", _("Online")), ("paper", _("On paper"))],
        widget=forms.RadioSelect,
        initial="online",
    )
    text = LongText(label=_("Text"), max_length=3000, rows=5)
    attachment = forms.FileField(label=_("Attachment"), required=False)
    told = forms.BooleanField(label=_("The author agrees that the title is published."))


class WrongForm(ExampleForm):
    """The same, shown with mistakes (without taking the focus)."""

    is_specimen = True


class ReasonForm(KeyedForm):
    """A reason before an act that cannot be undone."""

    reason = Reason()


@dataclass(frozen=True, slots=True)
class ExampleRow:
    """A line of the example list."""

    pk: int
    number: str
    title: Message
    body: Message
    received_on: datetime.date
    words: int
    state: State
    left: Clock


def _rows() -> list[ExampleRow]:
    states = [
        State(_("Under review"), "open"),
        State(_("Returned"), "bad"),
        State(_("Adopted"), "ok"),
        State(_("Waiting for the author"), "wait"),
        State(_("Sealed"), "sealed"),
    ]
    clocks = [
        Clock(_("1 day 4 h left"), "ok", "2026-11-23 17:00"),
        Clock(_("3 h left"), "near", "2026-11-22 17:00"),
        Clock(_("3 h over"), "over", "2026-11-22 11:00"),
        Clock(_("Paused"), "paused"),
    ]
    titles = [
        _("On community canteens for the elderly"),
        _("On reading rooms in new residential quarters"),
        _("On a shared calendar of lectures"),
        _("On training liaison officers of societies"),
        _("On publishing the accounts of charity sales every quarter"),
        _("On safe school routes in the old town"),
    ]
    return [
        ExampleRow(
            n,
            f"JY-2026-{187 - n:04d}",
            titles[n % 6],
            _("Example Society B") if n % 2 else _("Example Society C"),
            datetime.date(2026, 11, 20 - n),
            1240 + 310 * n,
            states[n % 5],
            clocks[n % 4],
        )
        for n in range(8)
    ]


PROPOSALS = Table(
    code="shell.example",
    title=_("Proposals"),
    columns=(
        Column("number", _("Number"), "number", sort="number", link=lambda row: "#"),
        Column("title", _("Title"), "title", link=lambda row: "#", width=40),
        Column("body", _("Body"), "body"),
        Column("received", _("Received on"), "received_on", show="day", sort="received_on"),
        Column("words", _("Characters"), "words", show="number", sort="words"),
        Column("state", _("State"), "state", show="state"),
        Column("left", _("Time left"), "left", show="clock"),
    ),
    filters=(
        Search("q", _("Search"), fields=("username",)),
        Choice(
            "state",
            _("State"),
            field="username",
            choices=(("open", _("Under review")), ("bad", _("Returned"))),
        ),
        Days("received", _("Received"), field="joined_at", moment=True),
    ),
    views=(
        View(_("To be accepted"), "state=open"),
        View(_("Mine"), "mine=1"),
        View(_("All"), ""),
    ),
    sort="-received",
    bulk=(Bulk(_("Accept"), "shell:gallery", key="e"), Bulk(_("Return"), "shell:gallery")),
    totals=lambda rows: {"words": Decimal(18600)},
)


class ExampleListing(Listing):
    """A list whose rows are invented instead of asked for."""

    @property
    def page(self) -> Page:
        """Eight rows in the middle."""
        return Page(rows=_rows(), first=51, before="x", after="y")


def _listing(request: Request) -> ExampleListing:
    listing = ExampleListing(PROPOSALS, request, User.objects.none())
    listing.query = QueryDict("state=open&received_from=2026-11-01&counts=1")
    return listing


def examples(request: Request) -> dict[str, Any]:
    """What the examples of the components refer to as ``example``."""
    listing = _listing(request)
    return {
        **_texts(),
        **_lists(),
        "form": ExampleForm(),
        "wrong_form": WrongForm(
            {
                "wrong-author": str(_("Example Author A")),
                "wrong-received_on": "2026-02-30",
                "wrong-amount": "１２．５",
                "wrong-theme": "economy",
                "wrong-way": "paper",
                "wrong-form_key": issue_key(),
            },
            prefix="wrong",
        ),
        "reason_form": ReasonForm(prefix="reason"),
        "listing": listing,
        "views": listing.views,
    }


def _texts() -> dict[str, Any]:
    return {
        "old_text": OLD_TEXT,
        "new_text": NEW_TEXT,
        "diff": redline(OLD_TEXT, NEW_TEXT),
        "facts": [
            (_("Author"), _("Example Author A")),
            (_("Body"), _("Example Society B")),
            (_("Received on"), "2026-11-18"),
            (_("Theme"), _("Livelihood")),
        ],
        "steps": [
            {"at": "11-20 09:12", "label": _("Submitted"), "who": _("Example Author A")},
            {"at": "11-20 09:30", "label": _("Accepted"), "who": _("Clerk"), "note": _("18 min")},
            {"at": "11-21 14:02", "label": _("Under review"), "kind": "now"},
            {"label": _("Editing"), "kind": "next"},
            {"label": _("Recommended"), "kind": "next"},
        ],
        "kpis": [
            {"label": _("Received"), "text": "56篇", "url": "#"},
            {"label": _("Edited"), "text": "47篇", "url": "#"},
            {"label": _("Issues"), "text": "4期", "url": "#", "state": "sealed"},
            {"label": _("Recommended"), "text": "39篇", "url": "#"},
            {
                "label": _("Gifts"),
                "text": "1127万元",
                "url": "#",
                "state": "differs",
                "delta": "+4",
            },
        ],
    }


def _lists() -> dict[str, Any]:
    society = {"url": "#", "count": 12}
    return {
        "gallery_crumbs": [(_("Desk"), "/desk/"), (_("Components"), "")],
        "crumbs": [(_("Desk"), "#"), (_("Proposals"), "#"), ("JY-2026-0187", "")],
        "tabs": [
            (_("Text"), "#text", None),
            (_("History"), "#history", 7),
            (_("Similar"), "#similar", 2),
        ],
        "wizard": [
            {"label": _("Basics"), "url": "#", "done": True},
            {"label": _("Text"), "current": True},
            {"label": _("Check and send"), "url": ""},
        ],
        "checklist": [
            {"label": _("The text as a file"), "done": True},
            {"label": _("The author's consent"), "done": False, "note": _("A form is enclosed.")},
            {"label": _("Sources of the figures"), "done": None},
        ],
        "refs": [
            {"label": _("Survey of 12 canteens.xlsx"), "url": "#", "note": "84 KB"},
            {"label": _("Draft of the rules.docx"), "url": "#", "note": "32 KB"},
        ],
        "dated": [
            {"date": "11-21", "title": _("On the annual inspection of societies"), "url": "#"},
            {"date": "11-18", "title": _("Events of the science week"), "url": "#"},
        ],
        "map": example_marks(),
        "tree": [
            {
                "label": _("Example federation"),
                "url": "#",
                "open": True,
                "count": 24,
                "children": [
                    {"label": _("Example Society B"), "current": True, **society},
                    {
                        "label": _("Example Society C"),
                        "children": [{"label": _("Branch"), **society}],
                    },
                ],
            }
        ],
    }


def example_marks() -> list[Mark]:
    """An invented village: four grids, its office."""
    states = [
        ("open", _("Being handled")),
        ("ok", _("Nothing open")),
        ("warn", _("Due today")),
        ("bad", _("Overdue")),
    ]
    grids = [
        Mark(
            f"grid-{n}",
            f"{n}",
            _square(119.8 + 0.01 * (n % 2), 31.4 + 0.01 * (n // 2)),
            state=s,
            note=w,
        )
        for n, (s, w) in enumerate(states)
    ]
    return [*grids, Mark("office", _("Village office"), Point(119.812, 31.408), state="idle")]


def _square(west: float, south: float) -> Shape:
    east, north = west + 0.01, south + 0.01
    corners = ((west, south), (east, south), (east, north), (west, north))
    return Shape((Polygon(tuple(Point(lon, lat) for lon, lat in corners)),))

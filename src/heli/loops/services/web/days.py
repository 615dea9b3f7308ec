"""Daily firm reports: the days and what they come to, one day by bodies, one report."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heli.core.access.doors import door
from heli.core.acts import Message
from heli.core.flow.models import Entry
from heli.loops.services import policies
from heli.loops.services.actions.daily import switch_days
from heli.loops.services.enums import Production
from heli.loops.services.phrases import DAYS
from heli.loops.services.queries import daily
from heli.loops.services.queries.seen import DESKS, desks_kept, entries
from heli.loops.services.web.blocks import Block, Cell, Head, Way
from heli.loops.services.web.shown import history_of, state_of, ways
from heli.loops.services.web.steps import the_entry
from heli.shell import clock
from heli.shell.forms import press
from heli.shell.navigation import page_of
from heli.shell.records import the
from heli.shell.requests import Request


_SHEET = "services/desk/sheet.html"


@door("desk", policy=policies.readers_somewhere)
def days(request: Request) -> HttpResponse:
    """The latest days; ``?day=`` is one of them, by bodies and firm by firm."""
    rows = entries(request.actor, policies.see_daily).order_by("org__name", "pk")
    wanted = request.GET.get("day", "")[:10]
    blocks = _one(rows.filter(period=wanted)) if wanted else _all(rows)
    context = {
        "title": f"{DAYS} {wanted}" if wanted else DAYS,
        "lead": _("Every firm with commissioners, on every working day."),
        "crumbs": [(DAYS, reverse("services:days")), (wanted, "")] if wanted else [],
        "blocks": blocks if wanted else [*blocks, *_switches(request)],
    }
    return render(request, _SHEET, context)


def _heads(first: str) -> tuple[Head, ...]:
    counts = (_("Expected"), _("Day reported"), _("Missing"))
    words = (*counts, *(str(kind.label) for kind in Production), _("Workers at work"))
    return (Head(first), *(Head(word, "end") for word in words))


def _cells(first: Cell, one: daily.Day) -> list[Cell]:
    missing = Cell(str(one.missing), kind="bad" if one.missing else "ok")
    counts = (Cell(str(one.by_production[kind])) for kind in Production)
    return [
        first,
        Cell(str(one.expected)),
        Cell(str(one.sent)),
        missing,
        *counts,
        Cell(f"{one.workers:,}"),
    ]


def _all(rows: QuerySet[Entry]) -> list[Block]:
    here = reverse("services:days")
    lines = [
        _cells(Cell(one.period, f"{here}?day={one.period}"), one)
        for one in daily.days(rows.order_by())
    ]
    empty = _(
        "No day was asked for yet: firms need commissioners, and daily reports have to be on."
    )
    return [Block(_("The latest days"), head=_heads(_("Day")), rows=lines, empty=empty)]


def _one(rows: QuerySet[Entry]) -> list[Block]:
    known = list(rows)
    parts = [_cells(Cell(name), one) for name, one in daily.rolled_up(known)]
    head = (
        Head(_("Firm")),
        Head(_("State")),
        Head(_("How the firm worked")),
        Head(_("Workers at work"), "end"),
    )
    empty = _("Nothing was expected on this day.")
    return [
        Block(_("By bodies"), head=_heads(_("Body")), rows=parts, empty=empty),
        Block(_("Firm by firm"), head=head, rows=[_firm(one) for one in known], empty=empty),
    ]


def _firm(entry: Entry) -> list[Cell]:
    state, said = state_of(entry), entry.answers
    worked = Production(said["production"]).label if said else ""
    workers = f"{said['workers']:,}" if said else ""
    return [
        Cell(entry.org.name, page_of(entry)),
        Cell(state.label, kind=state.kind),
        Cell(worked),
        Cell(workers),
    ]


def _switches(request: Request) -> list[Block]:
    """Daily reports on or off, for each desk that one keeps."""
    return [_switch(desk) for desk in desks_kept(request.actor)]


def _switch(desk: Any) -> Block:
    call = daily.daily_call(desk.issuer)
    is_on = call is not None and call.closed_at is None
    label = _("End daily reports") if is_on else _("Begin daily reports")
    url = reverse("services:switch_days", args=[desk.uid])
    said = (
        _("On: asked for by itself on every working day.")
        if is_on
        else _("Off: nothing is asked for.")
    )
    return Block(desk.title, lead=said, ways=[Way(label, url, is_act=True)])


@require_POST
@door("desk", policy=policies.keep_desk, unsafe=True)
def switch(request: Request, uid: UUID) -> HttpResponse:
    """Begin with daily reports, or end it."""
    desk = the(request, policies.keep_desk, among=DESKS, uid=uid)
    call = daily.daily_call(desk.issuer)
    is_on = call is None or call.closed_at is not None
    return press(
        request,
        lambda key: switch_days.once(key)(desk, is_on=is_on, by=request.actor, at=clock.now()),
        then=lambda _made: reverse("services:days"),
        done=_("Daily reports are on.") if is_on else _("Daily reports have ended."),
    )


@door("desk", policy=policies.see_daily)
def day(request: Request, uid: UUID) -> HttpResponse:
    """One firm's day."""
    found = the_entry(request, uid, policies.see_daily, policies.see_daily)
    context = {
        "title": found.org.name,
        "lead": DAYS,
        "state": state_of(found),
        "ways": ways(found, request.actor),
        "blocks": [Block(found.period, facts=_facts(found))],
        "history": history_of(found),
    }
    return render(request, _SHEET, context)


def _facts(found: Entry) -> list[tuple[Message, object]]:
    said = found.answers
    return [
        (_("Day"), found.period),
        (_("How the firm worked"), Production(said["production"]).label if said else "—"),
        (_("Workers at work"), f"{said['workers']:,}" if said else "—"),
    ]

"""The day of each grid: read off the log, checked by its worker, rolled up, frozen at the hour."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heli.core.access.doors import door
from heli.core.acts import local_day
from heli.core.flow.definitions import flow_of
from heli.core.flow.models import Call, Entry, Step
from heli.loops.grid import policies
from heli.loops.grid.actions.summaries import send_summary
from heli.loops.grid.enums import SummaryStage
from heli.loops.grid.queries.cases import desks
from heli.loops.grid.queries.days import days_seen
from heli.loops.grid.queries.summaries import Rolled, Window, figures_of, levels, window_of
from heli.loops.grid.web.desk.forms.helping import FIGURES, DayForm
from heli.loops.grid.web.desk.shown import moment
from heli.shell import clock
from heli.shell.forms import perform
from heli.shell.records import the
from heli.shell.requests import Request
from heli.shell.web.home import state_of


@door("desk", policy=policies.days_somewhere)
@require_safe
def days(request: Request) -> HttpResponse:
    """For a desk one day from the centre down to its grids; for a worker the days of the own grids."""
    calls = list(policies.staff_of.visible_to(request.actor, desks()))
    asked = _asked(request) if calls else None
    context = {
        "day": asked,
        "names": list(FIGURES.values()),
        "tables": [_table(call, asked) for call in calls] if asked else [],
        "days": [] if calls else [(one.org.name, _day(one)) for one in days_seen(request.actor)],
    }
    return render(request, "grid/desk/days.html", context)


def _asked(request: Request) -> date:
    """The day that was asked for; else the one that ends today, or ended today at the office's hour."""
    today = local_day(clock.now())
    try:
        asked = date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return today
    return asked if abs((asked - today).days) <= MOST_DAYS else today


MOST_DAYS = 36_525
"""A century: at the ends of the calendar a day has no day before it."""


def _table(call: Call, day: date) -> dict[str, Any]:
    window = window_of(call, day)
    return {
        "title": call.title,
        "since": moment(window.since),
        "until": moment(window.until),
        "lines": [_line(one) for one in levels(call, window.period)],
    }


def _line(one: Rolled) -> dict[str, Any]:
    return {
        "body": one.body.name,
        "day": _day(one.own) if one.own else None,
        "sent": f"{one.sent} / {one.expected}",
        "figures": [(label, one.figures[name]) for name, label in FIGURES.items()],
    }


def _day(entry: Entry) -> dict[str, Any]:
    return {
        "period": entry.period,
        "state": state_of(entry),
        "url": reverse("grid:day", args=[entry.uid]),
    }


@door("desk", policy=policies.see_summary, unsafe=True)
def day(request: Request, uid: UUID) -> HttpResponse:
    """One grid's day: its worker confirms the figures of the log, or puts them right with a reason."""
    entry = the(request, policies.see_summary, among=DAYS, uid=uid)
    log = figures_of(entry.org, _window(entry))
    form = DayForm(request.POST or None, day=entry, log=log)
    return perform(
        request,
        form,
        lambda said, key: _send(request, entry, form, said["note"], key),
        template="grid/desk/day.html",
        then=lambda _step: reverse("grid:days"),
        done=_("The day was handed in."),
        context=_about(request, entry, log),
    )


DAYS = Entry.objects.select_related("call__issuer", "org__area", "area")


def _window(entry: Entry) -> Window:
    return window_of(entry.call, date.fromisoformat(entry.period))


def _send(request: Request, entry: Entry, form: DayForm, note: str, key: str) -> Step:
    return send_summary.once(key)(
        entry, note=note, corrections=form.corrections(), by=request.actor, at=clock.now()
    )


def _about(request: Request, entry: Entry, log: dict[str, int]) -> dict[str, Any]:
    window, figures = _window(entry), entry.answers.get("figures", log)
    may_send = policies.ON_SUMMARY["send"].check(request.actor, entry)
    return {
        "entry": entry,
        "state": flow_of(entry.flow).state(entry.state).label,
        "since": moment(window.since),
        "until": moment(window.until),
        "figures": [(label, figures.get(name, 0)) for name, label in FIGURES.items()],
        "may_send": bool(may_send) and entry.state != SummaryStage.FROZEN,
        "crumbs": [(_("Days of the grids"), reverse("grid:days")), (entry.org.name, "")],
    }

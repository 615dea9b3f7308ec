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
from heli.core.flow.definitions import flow_of
from heli.core.flow.models import Call, Entry, Step
from heli.loops.grid import policies
from heli.loops.grid.actions.summaries import send_summary
from heli.loops.grid.enums import SummaryStage
from heli.loops.grid.queries.cases import desks
from heli.loops.grid.queries.days import days_seen
from heli.loops.grid.queries.summaries import Window, figures_of, levels, running, window_of
from heli.loops.grid.web.desk.forms.helping import FIGURES, DayForm
from heli.loops.grid.web.desk.shown import moment
from heli.shell import clock
from heli.shell.forms import perform
from heli.shell.records import the
from heli.shell.requests import Request


@door("desk", policy=policies.days_somewhere)
@require_safe
def days(request: Request) -> HttpResponse:
    """The days of one's grids, and for a desk the sums of all bodies from the centre downwards."""
    calls = list(policies.staff_of.visible_to(request.actor, desks()))
    period = _period(request, calls)
    context = {
        "period": period,
        "names": list(FIGURES.values()),
        "tables": [(call, _lines(call, period)) for call in calls] if period else [],
        "days": [_day(entry) for entry in days_seen(request.actor, period)],
    }
    return render(request, "grid/desk/days.html", context)


def _period(request: Request, calls: list[Call]) -> str:
    asked = request.GET.get("day", "")
    try:
        return date.fromisoformat(asked).isoformat()
    except ValueError:
        return running(calls[0], clock.now()).period if calls else ""


def _lines(call: Call, period: str) -> list[dict[str, Any]]:
    return [
        {
            "body": one.body.name,
            "sent": f"{one.sent} / {one.expected}",
            "figures": [one.figures.get(name, 0) for name in FIGURES],
        }
        for one in levels(call, period)
    ]


def _day(entry: Entry) -> dict[str, Any]:
    return {
        "period": entry.period,
        "grid": entry.org.name,
        "state": flow_of(entry.flow).state(entry.state).label,
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

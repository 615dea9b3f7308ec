"""Casework outdoors: a grid worker's tasks, a report from patrol, and the steps taken on the spot."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from heli.core.access.doors import door
from heli.core.flow.definitions import flow_of
from heli.core.flow.models import Entry
from heli.core.places.outlines import geometry_of
from heli.loops.grid import policies
from heli.loops.grid.models import Photo, Report
from heli.loops.grid.queries.cases import cases
from heli.loops.grid.queries.outdoors import Task, my_desk, my_grids, outlines, tasks
from heli.loops.grid.web.field_steps import LABELS, REPORT, name_of
from heli.shell import clock
from heli.shell.field import Board, carried, perform_here
from heli.shell.records import the
from heli.shell.requests import Request
from heli.shell.tables import Clock, State


MILLION = 1_000_000
NEAR_SECONDS = 24 * 3600


class Cell(NamedTuple):
    """A task as the list shows it."""

    entry: Entry
    state: State
    due: Clock | None
    lat: float | None
    lon: float | None


@carried
@door("field", policy=policies.field_somewhere)
@require_safe
def field_tasks(request: Request) -> HttpResponse:
    """What waits for the reader, the most urgent first; the phone sorts by distance if asked."""
    context = {"cells": [cell_of(task, at=clock.now()) for task in tasks(request.actor)]}
    return render(request, "grid/field/tasks.html", context)


@carried
@door("field", policy=policies.see_case)
@require_safe
def field_task(request: Request, uid: UUID) -> HttpResponse:
    """One case: what it is, where, what was seen, and what the reader can do."""
    entry = the(request, policies.see_case, among=cases(), uid=uid)
    mine = next((t for t in tasks(request.actor) if t.entry.pk == entry.pk), Task(entry, ()))
    context = {
        "cell": cell_of(mine, at=clock.now()),
        "ways": [
            (LABELS[step], reverse("grid:field_step", args=[uid, step])) for step in mine.steps
        ],
        "texts": Report.objects.filter(entry=entry).values_list("text", flat=True),
        "shots": Photo.objects.filter(entry=entry, is_hidden=False).count(),
    }
    return render(request, "grid/field/task.html", context)


@carried
@door("field", policy=policies.see_case, unsafe=True)
def field_step(request: Request, uid: UUID, step: str) -> HttpResponse:
    """Take a step on the spot."""
    entry = the(request, policies.see_case, among=cases(), uid=uid)
    return perform_here(
        request,
        name_of(step),
        subject=str(uid),
        template="grid/field/step.html",
        context={"entry": entry},
    )


@carried
@door("field", policy=policies.field_somewhere, unsafe=True)
def field_report(request: Request) -> HttpResponse:
    """Report a matter seen on patrol: photos first."""
    return perform_here(request, REPORT, template="grid/field/report.html")


@carried
@door("field", policy=policies.field_somewhere)
@require_safe
def field_outlines(request: Request) -> JsonResponse:
    """The reader's grids as they lie on the ground, so that the phone knows where it is."""
    found = outlines(my_grids(request.actor, on=clock.today()))
    areas = [
        {"uid": str(one.area.uid), "name": one.area.name, "shape": geometry_of(one.shape())}
        for one in found
    ]
    return JsonResponse({"areas": areas})


def cell_of(task: Task, *, at: datetime) -> Cell:
    """A task with its clock. The moment is said, not the time left: it stays true on board."""
    case, state = task.entry.case, flow_of(task.entry.flow).state(task.entry.state)
    lat, lon = (None if n is None else n / MILLION for n in (case.lat, case.lon))
    return Cell(task.entry, State(state.label, "open"), _due(case.due_at, at), lat, lon)


def _due(until: datetime | None, at: datetime) -> Clock | None:
    if until is None:
        return None
    left = (until - at).total_seconds()
    level = "over" if left < 0 else "near" if left < NEAR_SECONDS else "ok"
    return Clock(f"{localtime(until):%m-%d %H:%M}", level, f"{localtime(until):%Y-%m-%d %H:%M}")


def board(request: Request) -> Board | None:
    """The reader's grids and tasks on the first page."""
    if not policies.field_somewhere.check(request.actor):
        return None
    facts = {
        "grids": list(my_grids(request.actor, on=clock.today())),
        "patrols": my_desk(request.actor) is not None,
        "cells": [cell_of(task, at=clock.now()) for task in tasks(request.actor)],
    }
    return Board("grid/field/board.html", facts)


def pages(request: Request) -> list[str]:
    """What a phone takes along: the tasks with the forms of their steps, the report, the outlines."""
    if not policies.field_somewhere.check(request.actor):
        return []
    found = [reverse("grid:field_tasks")]
    if my_desk(request.actor) is not None:
        found += [reverse("grid:field_report"), reverse("grid:field_outlines")]
    for task in tasks(request.actor):
        uid = task.entry.uid
        found.append(reverse("grid:field_task", args=[uid]))
        found += [reverse("grid:field_step", args=[uid, step]) for step in task.steps]
    return found

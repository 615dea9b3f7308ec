"""Handling several cases as one, with what looks alike, and apart again."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_POST

from heli.core.access.doors import door
from heli.core.acts import Refusal
from heli.core.flow.models import Entry
from heli.loops.grid import policies
from heli.loops.grid.actions.merging import merge_cases, unmerge_case
from heli.loops.grid.enums import Verb
from heli.loops.grid.flows import CASE_FLOW
from heli.loops.grid.queries.cases import for_actor
from heli.loops.grid.queries.dossier import Dossier
from heli.loops.grid.web.desk.context import near
from heli.loops.grid.web.desk.forms.arriving import IntoForm
from heli.loops.grid.web.desk.shown import page_of
from heli.loops.grid.web.desk.slips import slip
from heli.loops.grid.web.desk.steps import around, demand, tell_done, the_case
from heli.shell import clock
from heli.shell.forms import perform, press
from heli.shell.requests import Request


class NoSuchCase(Refusal):
    """The case that goes on is named by its number."""

    message = gettext_lazy("There is no case with the number “%(number)s” here.")
    status = 422


def merging(request: Request, entries: Sequence[Entry], said: dict[str, Any], key: str) -> Entry:
    """Merge cases into the one that the form named; returns it."""
    rows = for_actor(request.actor).filter(call=entries[0].call_id, code=said["into"])
    if (into := rows.first()) is None:
        raise NoSuchCase(number=said["into"], field="into")
    merge_cases.once(key)(entries, into=into, reply=said["reply"], by=request.actor, at=clock.now())
    return into


@door("desk", policy=policies.see_case, unsafe=True)
def merge(request: Request, uid: UUID) -> HttpResponse:
    """Merge a case into another one; those that look alike are shown with it."""
    entry = the_case(request, uid)
    demand(request, entry, Verb.MERGE)
    alike = near(Dossier(entry))
    initial = {"into": request.GET.get("into", alike[0].entry.code if alike else ""), "usual": "0"}
    return perform(
        request,
        IntoForm(request.POST or None, entry=entry, initial=initial),
        lambda said, key: merging(request, [entry], said, key),
        template="grid/desk/merge.html",
        then=lambda into: tell_done(
            request, _("The case was merged."), [slip(entry, [Verb.MERGE])], page_of(into)
        ),
        context={**around(request, entry, CASE_FLOW.transition(Verb.MERGE).label), "near": alike},
    )


@door("desk", policy=policies.see_case, unsafe=True)
@require_POST
def unmerge(request: Request, uid: UUID) -> HttpResponse:
    """Handle a case on its own again."""
    entry = the_case(request, uid)
    demand(request, entry, Verb.MERGE)
    return press(
        request,
        lambda key: unmerge_case.once(key)(entry, by=request.actor, at=clock.now()),
        then=lambda _step: page_of(entry),
        done=_("It stands on its own again."),
    )

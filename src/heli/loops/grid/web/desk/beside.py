"""What runs beside a case: help that other units were asked for, and appeals of its unit."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heli.core.access.doors import door
from heli.core.acts import Action, NotAllowed, Policy
from heli.core.flow.definitions import flow_of
from heli.core.flow.models import Entry
from heli.core.flow.queries import entries, possible, steps_of
from heli.loops.grid import policies
from heli.loops.grid.actions import appealing, dispatching
from heli.loops.grid.actions.appealing import appeal
from heli.loops.grid.actions.dispatching import ask_assistance
from heli.loops.grid.enums import APPEALS, ASSISTS
from heli.loops.grid.queries.related import case_behind
from heli.loops.grid.web.desk.forms.base import NoteForm
from heli.loops.grid.web.desk.forms.helping import HelpForm, HelpNoteForm
from heli.loops.grid.web.desk.shown import moment, page_of
from heli.loops.grid.web.desk.steps import around, the_case
from heli.shell import clock
from heli.shell.forms import perform
from heli.shell.requests import Request


ACTS: Mapping[str, Action[..., Any]] = {
    "take": dispatching.take_assistance,
    "finish": dispatching.finish_assistance,
    "drop": dispatching.drop_assistance,
    "review": appealing.review_appeal,
    "consider": appealing.consider_appeal,
    "uphold": appealing.uphold_appeal,
    "refuse": appealing.refuse_appeal,
}
QUIET = ("take",)


@door("desk", policy=policies.dispatch_case, unsafe=True)
def ask_help(request: Request, uid: UUID) -> HttpResponse:
    """Ask another unit to help with a case."""
    entry = the_case(request, uid)
    _demand(request, policies.dispatch_case, entry)
    return perform(
        request,
        HelpForm(request.POST or None, entry=entry),
        lambda said, key: ask_assistance.once(key)(entry, **said, by=request.actor, at=clock.now()),
        template="grid/desk/step.html",
        then=lambda _made: page_of(entry),
        done=_("The unit was asked to help."),
        context=around(request, entry, _("Ask another unit to help")),
    )


@door("desk", policy=policies.answer_for_case, unsafe=True)
def ask_appeal(request: Request, uid: UUID) -> HttpResponse:
    """Appeal against what counts as late."""
    entry = the_case(request, uid)
    _demand(request, policies.answer_for_case, entry)
    return perform(
        request,
        NoteForm(request.POST or None, entry=entry),
        lambda said, key: appeal.once(key)(entry, **said, by=request.actor, at=clock.now()),
        template="grid/desk/step.html",
        then=lambda made: reverse("grid:beside", args=[made.uid]),
        done=_("The appeal was filed."),
        context=around(request, entry, _("Appeal")),
    )


def _demand(request: Request, policy: Policy[Entry], entry: Entry) -> None:
    if not policy.check(request.actor, entry):
        raise NotAllowed(reason=policy.reason)


def the_one(request: Request, uid: UUID) -> Entry:
    """The help or the appeal that an address names."""
    rows: QuerySet[Entry] = entries().select_related("call__issuer")
    for policy in (policies.see_assist, policies.see_appeal):
        if (found := policy.visible_to(request.actor, rows).filter(uid=uid).first()) is not None:
            return found
    raise Http404


@door("desk", policy=policies.see_assist)
@require_safe
def beside(request: Request, uid: UUID) -> HttpResponse:
    """Help or an appeal: where it stands, what happened, what can be done."""
    entry = the_one(request, uid)
    return render(request, "grid/desk/beside.html", context_of(request, entry))


def context_of(request: Request, entry: Entry) -> dict[str, Any]:
    """What the page of help or of an appeal shows."""
    flow = flow_of(entry.flow)
    case = case_behind(entry, ASSISTS) or case_behind(entry, APPEALS)
    sees = case is not None and bool(policies.see_case.check(request.actor, case))
    steps = [
        {
            "at": moment(step.at),
            "label": flow.state(step.to_state).label
            if step.seq == 1
            else flow.transition(step.verb).done_label,
            "who": step.actor.name if step.actor else "",
            "note": step.note,
        }
        for step in steps_of(entry)
    ]
    ways = [
        (way.label, reverse("grid:beside_step", args=[entry.uid, way.verb]))
        for way in possible(entry, request.actor)
    ]
    return {
        "one": entry,
        "label": flow.label,
        "state": flow.state(entry.state).label,
        "case": case,
        "sees_case": sees,
        "steps": steps,
        "ways": ways,
    }


@door("desk", policy=policies.see_assist, unsafe=True)
def beside_step(request: Request, uid: UUID, verb: str) -> HttpResponse:
    """Take a step on help or on an appeal."""
    entry = the_one(request, uid)
    _demand(request, _policy_of(entry, verb), entry)
    return perform(
        request,
        HelpNoteForm(request.POST or None, needed=verb not in QUIET),
        lambda said, key: ACTS[verb].once(key)(
            entry, **({} if verb in QUIET else said), by=request.actor, at=clock.now()
        ),
        template="shell/form_page.html",
        then=lambda _step: _page_of(entry),
        context=_words(entry, verb),
    )


def _policy_of(entry: Entry, verb: str) -> Policy[Entry]:
    """Who may take a step. Raises ``Http404`` where there is none of that name."""
    if verb not in ACTS or verb not in {one.verb for one in flow_of(entry.flow).transitions}:
        raise Http404
    return {**policies.ON_ASSIST, **policies.ON_APPEAL}[verb]


def _page_of(entry: Entry) -> str:
    return reverse("grid:beside", args=[entry.uid])


def _words(entry: Entry, verb: str) -> dict[str, Any]:
    label = flow_of(entry.flow).transition(verb).label
    return {"title": label, "lead": entry.title, "submit": label, "cancel": _page_of(entry)}

"""A proposal drafted outdoors: on the phone, without a network if need be, finished at the desk."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from heli.core.access.doors import door
from heli.core.flow.models import Call, Entry
from heli.loops.advice import policies
from heli.loops.advice.actions.submitting import Paper, draft_proposal
from heli.loops.advice.queries.people import bodies_of
from heli.loops.advice.web.calls import answerable
from heli.loops.advice.web.forms import IdeaForm
from heli.loops.advice.web.shown import page_of
from heli.shell import clock
from heli.shell.field import (
    Board,
    Operation,
    Told,
    carried,
    carry,
    perform_here,
    register,
    show_in_field,
)
from heli.shell.records import the
from heli.shell.requests import Request


DRAFT = "advice.draft"


def register_field() -> None:
    """Tell the shell what of this loop can be done outdoors."""
    register(
        Operation(
            DRAFT, _("Draft of a proposal"), _form, _draft, page_of, lambda entry: entry.title
        )
    )
    carry("advice", _pages)
    show_in_field("advice", _board, order=60)


@carried
@door("field", policy=policies.submit_to, unsafe=True)
def idea(request: Request, uid: UUID) -> HttpResponse:
    """Write down a proposal to a call; it is kept as a draft."""
    call = _call(request, str(uid))
    return perform_here(
        request, DRAFT, subject=str(uid), template="advice/field/idea.html", context={"call": call}
    )


@carried
@door("field", policy=policies.submit_to)
def ideas(request: Request) -> HttpResponse:
    """The calls that take proposals now."""
    return render(request, "advice/field/ideas.html", {"calls": answerable(request)})


def _call(request: Request, uid: str) -> Call:
    rows = Call.objects.select_related("issuer")
    return the(request, policies.submit_to, among=rows, uid=UUID(uid))


def _form(request: Request, told: Told) -> IdeaForm:
    call = _call(request, told.subject)
    return IdeaForm(told.said, bodies=bodies_of(request.actor, call))


def _draft(request: Request, told: Told, said: dict[str, Any], key: str) -> Entry:
    call = _call(request, told.subject)
    return draft_proposal.once(key)(call, **said, paper=Paper(), by=request.actor, at=clock.now())


def _pages(request: Request) -> list[str]:
    uids = answerable(request).values_list("uid", flat=True)
    return [reverse("advice:ideas"), *(reverse("advice:idea", args=[uid]) for uid in uids)]


def _board(request: Request) -> Board | None:
    calls = list(answerable(request)[:1])
    return Board("advice/field/board.html", {"call": calls[0]}) if calls else None

"""The doors of the writing screen: saving, inserting, saying what numbers are, checks."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.views.decorators.http import require_POST

from heli.core.access.doors import door
from heli.core.acts import Invalid, Refusal
from heli.core.flow.models import Entry
from heli.loops.briefs import actions, policies
from heli.loops.briefs.queries.briefs import latest
from heli.loops.briefs.web.forms import (
    CheckForm,
    ConfirmForm,
    InsertForm,
    NumberForm,
    RelateForm,
    ReleaseForm,
    WriteForm,
)
from heli.loops.briefs.web.pages import respond, the_brief
from heli.shell import clock
from heli.shell.forms import KeyedForm
from heli.shell.requests import Request


def said_in(form: forms.Form) -> Invalid:
    """What is wrong with a form that has no page of its own, as a refusal."""
    sentences = [str(e) for errors in form.errors.values() for e in errors]
    return Invalid(what=" ".join(sentences))


def act(
    request: Request,
    uid: UUID,
    form: KeyedForm,
    call: Callable[[Entry, dict[str, Any], str], Any],
    *,
    anchor: str = "#numbers",
) -> HttpResponse:
    """Do what a small form asks for; refusals are told above the sheet."""
    brief = the_brief(request, uid)
    if not form.is_valid():
        return respond(request, brief, refusal=said_in(form))
    try:
        call(brief, form.said(), form.key)
    except Refusal as refusal:
        return respond(request, brief, refusal=refusal)
    return respond(request, brief, anchor=anchor)


@door("desk", policy=policies.may_write, unsafe=True)
@require_POST
def save(request: Request, uid: UUID) -> HttpResponse:
    """Keep the text. What was typed stays on the page, whatever happens."""
    brief = the_brief(request, uid)
    form = WriteForm(request.POST)
    typed = {"title": request.POST.get("title", ""), "body": request.POST.get("body", "")}
    if not form.is_valid():
        return respond(request, brief, refusal=said_in(form), typed=typed)
    said = form.said()
    typed["body"] = said["body"]
    try:
        actions.save_brief.once(form.key)(brief, **said, by=request.actor, at=clock.now())
    except Refusal as refusal:
        return respond(request, brief, refusal=refusal, typed=typed)
    return respond(request, brief, typed=typed)


@door("desk", policy=policies.may_write, unsafe=True)
@require_POST
def classify(request: Request, uid: UUID) -> HttpResponse:
    """Say what one number is: ``bind:code@version``, ``structural`` or ``not_a_figure``."""

    def call(brief: Entry, said: dict[str, Any], key: str) -> Any:
        choice = said.pop("choice")
        common = {**said, "by": request.actor, "at": clock.now()}
        if choice.startswith("bind:"):
            return actions.bind_number.once(key)(
                brief, measure=choice.removeprefix("bind:"), **common
            )
        return actions.classify_number.once(key)(brief, klass=choice, **common)

    start = request.POST.get("start", "")
    return act(request, uid, NumberForm(request.POST), call, anchor=f"#n{start}")


@door("desk", policy=policies.may_write, unsafe=True)
@require_POST
def confirm(request: Request, uid: UUID) -> HttpResponse:
    """Confirm what the reader took dates and names for, many at once."""

    def call(brief: Entry, said: dict[str, Any], key: str) -> Any:
        return actions.confirm_suggestions.once(key)(
            brief, **said, by=request.actor, at=clock.now()
        )

    return act(request, uid, ConfirmForm(request.POST), call)


@door("desk", policy=policies.may_write, unsafe=True)
@require_POST
def release(request: Request, uid: UUID) -> HttpResponse:
    """Take back what was said about a number."""

    def call(brief: Entry, said: dict[str, Any], key: str) -> Any:
        return actions.release_number.once(key)(brief, **said, by=request.actor, at=clock.now())

    start = request.POST.get("start", "")
    return act(request, uid, ReleaseForm(request.POST), call, anchor=f"#n{start}")


@door("desk", policy=policies.may_write, unsafe=True)
@require_POST
def insert(request: Request, uid: UUID) -> HttpResponse:
    """Insert the value of a measure, at the caret or at the end."""

    def call(brief: Entry, said: dict[str, Any], key: str) -> Any:
        caret = said.pop("caret")
        if caret is None:
            caret = len(latest(brief).body)
        return actions.insert_figure.once(key)(
            brief, caret=caret, **said, by=request.actor, at=clock.now()
        )

    issuer = the_brief(request, uid).org
    return act(request, uid, InsertForm(request.POST, issuer=issuer), call)


@door("desk", policy=policies.may_write, unsafe=True)
@require_POST
def relate(request: Request, uid: UUID) -> HttpResponse:
    """Hold figures against each other."""

    def call(brief: Entry, said: dict[str, Any], key: str) -> Any:
        whole = said.pop("whole")
        places = [whole, *(place for place in said.pop("places") if place != whole)]
        return actions.relate_numbers.once(key)(
            brief, places=places, **said, by=request.actor, at=clock.now()
        )

    return act(request, uid, RelateForm(request.POST), call, anchor="#checks")


@door("desk", policy=policies.may_write, unsafe=True)
@require_POST
def drop(request: Request, uid: UUID) -> HttpResponse:
    """Take a relation back."""

    def call(brief: Entry, said: dict[str, Any], key: str) -> Any:
        return actions.drop_check.once(key)(
            brief, check=str(said["check"]), by=request.actor, at=clock.now()
        )

    return act(request, uid, CheckForm(request.POST), call, anchor="#checks")

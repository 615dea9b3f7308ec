"""Asking the measures: what one says in a period, about what; and binding a number to it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from heli.core.access.doors import door
from heli.core.flow.models import Entry
from heli.core.measures.queries import measures, says, seen_in, value, version_of
from heli.loops.briefs import actions, policies
from heli.loops.briefs.queries.briefs import latest, period_of, scope_of
from heli.loops.briefs.queries.periods import Period
from heli.loops.briefs.queries.tokens import tokens_of
from heli.loops.briefs.queries.wordings import wordings
from heli.loops.briefs.queries.words import words_of
from heli.loops.briefs.web.desk import around, url_of
from heli.loops.briefs.web.forms import BindForm, PaletteForm
from heli.loops.briefs.web.pages import the_brief
from heli.shell import clock
from heli.shell.forms import perform
from heli.shell.requests import Request


@door("desk", policy=policies.may_write)
def palette(request: Request, uid: UUID) -> HttpResponse:
    """A measure in a period: its value, its definition, and the wordings it may have."""
    brief = the_brief(request, uid)
    form = PaletteForm(request.GET or None, **asked_of(brief))
    context: dict[str, Any] = {"brief": brief, "form": form, "base": latest(brief).n}
    if form.is_bound and form.is_valid():
        context |= {"said": form.cleaned_data, **_offered(brief, form.apart())}
    part = "X-Part" in request.headers
    template = "briefs/parts/palette.html" if part else "briefs/desk/palette.html"
    return render(request, template, context)


def _offered(brief: Entry, said: dict[str, Any]) -> dict[str, Any]:
    if said["first"] > said["last"]:
        return {"wrong": _("The period ends before it begins.")}
    version = version_of(said["measure"])
    scope = scope_of(brief, Period(said["first"], said["last"]), said["about"])
    if not says(version, scope):
        return {"wrong": _("Please say which item is meant: different goods are not added up.")}
    amount = value(version, scope)
    unit = seen_in(version.measure, scope).unit
    offered = wordings(amount.value, unit) if amount.value is not None else []
    chosen = {"about": said["about"].chosen(), "wordings": offered}
    return {"words": words_of(version.measure), "amount": amount, **chosen}


@door("desk", policy=policies.may_write, unsafe=True)
def bind(request: Request, uid: UUID, start: int) -> HttpResponse:
    """Bind a number to any measure, of other days, one body, item, campaign or place."""
    brief = the_brief(request, uid)
    text = latest(brief)
    token = next((t for t in tokens_of(text.body) if t.start == start), None)
    form = BindForm(request.POST or None, **asked_of(brief, end=token.end if token else start + 1))
    return perform(
        request,
        form,
        lambda said, key: actions.bind_number.once(key)(
            brief, start=start, **said, by=request.actor, at=clock.now()
        ),
        template="briefs/desk/bind.html",
        then=lambda _revision: f"{url_of(brief)}#n{start}",
        context={"brief": brief, "token": token, "around": around(text.body, token)},
    )


def asked_of(brief: Entry, **more: Any) -> dict[str, Any]:
    """What a form that asks for a measure needs to know of a brief."""
    own = period_of(brief)
    initial = {"first": own.first, "last": own.last, "base": latest(brief).n, **more}
    known = [(str(v), words_of(v.measure).label) for v in measures()]
    return {"measures": known, "issuer": brief.org, "initial": initial}

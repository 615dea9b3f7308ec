"""Acts on the ticked cases: one act, one entry in the journal, one way back."""

from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from heli.core.access.doors import door
from heli.core.acts import Message
from heli.core.flow.models import Entry, Step
from heli.loops.grid import policies
from heli.loops.grid.actions.checking import close_cases
from heli.loops.grid.actions.dispatching import dispatch_cases
from heli.loops.grid.actions.taking_up import take_up_cases
from heli.loops.grid.enums import Verb
from heli.loops.grid.flows import CASE_FLOW
from heli.loops.grid.queries.cases import cases
from heli.loops.grid.web.desk.forms.arriving import IntoForm
from heli.loops.grid.web.desk.forms.base import StepForm
from heli.loops.grid.web.desk.forms.closing import CloseForm
from heli.loops.grid.web.desk.merging import merging
from heli.loops.grid.web.desk.slips import slip
from heli.loops.grid.web.desk.steps import tell_done
from heli.shell import clock
from heli.shell.forms import perform, press
from heli.shell.requests import Request
from heli.shell.tables import chosen


Act = Callable[[Sequence[Entry], str], list[Step]]


def ticked(request: Request, verb: Verb) -> list[Entry]:
    """The ticked cases, as far as the reader may take the step on them."""
    rows = policies.ON_CASE[verb].visible_to(request.actor, cases())
    return chosen(request, rows, by="uid")


def many(request: Request, verb: Verb, act: Act) -> HttpResponse:
    """Do ``act`` to the ticked cases at once, and say to how many."""
    entries = ticked(request, verb)
    return press(
        request,
        lambda key: act(entries, key),
        then=lambda steps: tell_done(request, told(len(entries), verb), steps, _back(request)),
    )


def asked(
    request: Request,
    form: type[StepForm],
    verb: Verb,
    act: Callable[[Sequence[Entry], dict[str, Any], str], Any],
) -> HttpResponse:
    """Ask for words, then do ``act`` to the ticked cases, which the page keeps."""
    entries = ticked(request, verb)
    data = request.POST if "asked" in request.POST else None
    return perform(
        request,
        form(data, entry=entries[0], initial={"usual": "0"}),
        lambda said, key: act(entries, said, key),
        template="grid/desk/many.html",
        then=lambda _made: tell_done(
            request, told(len(entries), verb), [slip(entries[0], [verb])], reverse("grid:cases")
        ),
        context={"title": CASE_FLOW.transition(verb).label, "entries": entries},
    )


def told(n: int, verb: Verb) -> Message:
    """What was done to how many."""
    says = ngettext("%(n)s case: %(done)s", "%(n)s cases: %(done)s", n)
    return says % {"n": n, "done": CASE_FLOW.transition(verb).done_label}


def _back(request: Request) -> str:
    path, here = request.POST.get("next", ""), reverse("grid:cases")
    return path if path.startswith(here) and "//" not in path else here


@door("desk", policy=policies.ON_CASE[Verb.VERIFY], unsafe=True)
@require_POST
def take_up_many(request: Request) -> HttpResponse:
    """Take the ticked cases up: register them, or send the worker of the grid to look first."""
    entries = ticked(request, Verb.VERIFY)
    n = len(entries)
    says = ngettext("%(n)s case taken up", "%(n)s cases taken up", n) % {"n": n}
    return press(
        request,
        lambda key: take_up_cases.once(key)(entries, by=request.actor, at=clock.now()),
        then=lambda steps: tell_done(request, says, steps, _back(request)),
    )


@door("desk", policy=policies.ON_CASE[Verb.DISPATCH], unsafe=True)
@require_POST
def dispatch_many(request: Request) -> HttpResponse:
    """Give the ticked cases to the units that the list names for them."""

    def act(entries: Sequence[Entry], key: str) -> list[Step]:
        return dispatch_cases.once(key)(entries, by=request.actor, at=clock.now())

    return many(request, Verb.DISPATCH, act)


@door("desk", policy=policies.ON_CASE[Verb.CLOSE], unsafe=True)
@require_POST
def close_many(request: Request) -> HttpResponse:
    """Close the ticked cases with one answer to everybody."""

    def act(entries: Sequence[Entry], said: dict[str, Any], key: str) -> None:
        close_cases.once(key)(entries, **said, by=request.actor, at=clock.now())

    return asked(request, CloseForm, Verb.CLOSE, act)


@door("desk", policy=policies.ON_CASE[Verb.MERGE], unsafe=True)
@require_POST
def merge_many(request: Request) -> HttpResponse:
    """Merge the ticked cases into another one."""
    return asked(
        request,
        IntoForm,
        Verb.MERGE,
        lambda entries, said, key: merging(request, entries, said, key),
    )

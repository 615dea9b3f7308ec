"""Acts on the ticked lines of the office's list: one act, one entry in the journal, one undo."""

from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from heli.core.access.doors import door
from heli.core.acts import Message, Policy
from heli.core.flow.models import Entry, Step
from heli.loops.advice import policies
from heli.loops.advice.actions import editing, screening
from heli.loops.advice.enums import Verb
from heli.loops.advice.flows import PROPOSAL
from heli.loops.advice.queries.editors import editors_for
from heli.loops.advice.web.forms import AssignForm, DecisionForm
from heli.loops.advice.web.steps import tell_done, the_other
from heli.shell import clock
from heli.shell.forms import KeyedForm, perform, press
from heli.shell.requests import Request
from heli.shell.tables import chosen


Act = Callable[[Sequence[Entry], dict[str, Any], str], list[Step]]


def ticked(request: Request, policy: Policy[Entry]) -> list[Entry]:
    """The ticked proposals, as far as ``policy`` shows them."""
    rows = Entry.objects.select_related("call__issuer", "org", "area", "doc")
    return chosen(request, policy.visible_to(request.actor, rows), by="uid")


def many(request: Request, verb: str, act: Act) -> HttpResponse:
    """Do ``act`` to the ticked proposals at once, and say to how many."""
    proposals = ticked(request, policies.ON_PROPOSAL[verb])
    return press(
        request,
        lambda key: act(proposals, {}, key),
        then=lambda steps: tell_done(request, _told(steps), steps, _back(request)),
    )


def asked(
    request: Request, form: KeyedForm, proposals: Sequence[Entry], label: Message, act: Act
) -> HttpResponse:
    """Ask for words, then do ``act`` to the ticked proposals, which the page keeps."""
    return perform(
        request,
        form,
        lambda said, key: act(proposals, said, key),
        template="advice/desk/decide.html",
        then=lambda steps: tell_done(request, _told(steps), steps, reverse("advice:proposals")),
        context={"title": label, "proposals": proposals},
    )


def _told(steps: Sequence[Step]) -> str:
    n = len(steps)
    says = ngettext("%(n)s proposal: %(done)s.", "%(n)s proposals: %(done)s.", n)
    done = PROPOSAL.transition(steps[0].verb).done_label if steps else ""
    return says % {"n": n, "done": done}


def _back(request: Request) -> str:
    path = request.POST.get("next", "")
    here = reverse("advice:proposals")
    return path if path.startswith(here) and "//" not in path else here


def _is_first_time(request: Request) -> bool:
    """Whether the list asked, and not the form with the words."""
    return "asked" not in request.POST


def _data(request: Request) -> Any:
    return None if _is_first_time(request) else request.POST


@door("desk", policy=policies.ON_PROPOSAL[Verb.ACCEPT], unsafe=True)
@require_POST
def decide(request: Request, decision: str) -> HttpResponse:
    """Take one decision of screening on the ticked proposals."""
    act = _deciding(request, decision)
    if decision in (Verb.ACCEPT, Verb.KEEP):
        return many(request, decision, act)
    proposals = ticked(request, policies.ON_PROPOSAL[decision])
    form = DecisionForm(_data(request), decision=decision)
    return asked(request, form, proposals, PROPOSAL.transition(decision).label, act)


def _deciding(request: Request, decision: str) -> Act:
    """The act of taking ``decision`` with what a form said."""

    def act(proposals: Sequence[Entry], said: dict[str, Any], key: str) -> list[Step]:
        into = the_other(request, proposals[0], said["into"]) if said.get("into") else None
        return screening.screen_proposals.once(key)(
            proposals,
            decision=decision,
            note=said.get("note", ""),
            into=into,
            by=request.actor,
            at=clock.now(),
        )

    return act


@door("desk", policy=policies.ON_PROPOSAL[Verb.TAKE_UP], unsafe=True)
@require_POST
def assign(request: Request) -> HttpResponse:
    """Give the ticked proposals to an editor."""
    proposals = ticked(request, policies.ON_PROPOSAL[Verb.TAKE_UP])
    editors = editors_for(proposals[0].call.issuer, on=clock.today())
    form = AssignForm(_data(request), editors=editors)
    label = PROPOSAL.transition(Verb.TAKE_UP).label
    return asked(
        request,
        form,
        proposals,
        label,
        lambda rows, said, key: editing.assign_editor.once(key)(
            rows, editor=said["editor"], by=request.actor, at=clock.now()
        ),
    )


@door("desk", policy=policies.ON_PROPOSAL[Verb.APPROVE], unsafe=True)
@require_POST
def approve(request: Request) -> HttpResponse:
    """Sign off the ticked proposals."""
    return many(
        request,
        Verb.APPROVE,
        lambda rows, _said, key: editing.approve_proposals.once(key)(
            rows, by=request.actor, at=clock.now()
        ),
    )

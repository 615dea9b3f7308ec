"""One step on one case: a form and an act, or one button; and taking back what was done."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_POST

from heli.core.access.doors import door
from heli.core.acts import Conflict, Message, NotAllowed, Policy, signed_in
from heli.core.flow.models import Entry, Step
from heli.core.flow.queries import asked_of
from heli.loops.grid import policies
from heli.loops.grid.queries.dossier import CASES, Dossier
from heli.loops.grid.web.desk.context import crumbs, facts_of, photos_of
from heli.loops.grid.web.desk.forms.base import StepForm
from heli.loops.grid.web.desk.shown import clock_of, page_of, state_of
from heli.loops.grid.web.desk.slips import one_of, slip, take_back, way_back
from heli.loops.grid.web.desk.told import request_told
from heli.loops.grid.web.desk.ways import WAYS, Way
from heli.loops.grid.web.desk.ways.deciding import DECISIONS
from heli.shell import clock, undoing
from heli.shell.forms import perform, press
from heli.shell.records import the
from heli.shell.requests import Request
from heli.shell.toasts import say


def the_case(request: Request, uid: UUID, *, also: Sequence[Policy[Entry]] = ()) -> Entry:
    """The case that an address names; 404 for those who may not see it. ``also`` is answered with it."""
    return the(request, policies.see_case, among=CASES, also=also, uid=uid)


def demand(request: Request, entry: Entry, *verbs: str) -> None:
    """Refuse whoever may take none of these steps on the case, whatever its state."""
    several = [policies.ON_CASE[verb] for verb in verbs]
    if not any(one.check(request.actor, entry) for one in several):
        raise NotAllowed(reason=several[0].reason)


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that somebody takes on a case."""

    request: Request
    entry: Entry
    way: Way

    def act(self, said: dict[str, Any], key: str) -> Any:
        """Do it with what was said."""
        return self.way.call(self.entry, said, key, self.request.actor)

    def answer(self, form: StepForm) -> HttpResponse:
        """Show its form, or take it with what was said there by somebody who saw how the case stands."""
        return perform(
            self.request,
            form,
            self.act,
            template="grid/desk/step.html",
            then=self.then,
            context=around(self.request, self.entry, self.way.label),
            before=lambda: form.check_seen(self.request.actor),
        )

    def then(self, result: Any) -> str:
        """Say what was done; returns where to go."""
        told = [step] if (step := slip(self.entry, self.way.verbs)) else result
        return tell_done(self.request, self.way.done, told, page_of(self.entry))


@door("desk", policy=policies.see_case, unsafe=True)
def step(request: Request, uid: UUID, name: str) -> HttpResponse:
    """Take a step on a case."""
    if (way := WAYS.get(name)) is None or (way.form is None and request.method != "POST"):
        raise Http404
    entry = the_case(request, uid)
    demand(request, entry, *way.verbs)
    if way.form is None:
        taken = Taken(request, entry, way)
        return press(request, lambda key: taken.act({}, key), then=taken.then)
    form = way.form(request.POST or None, request.FILES or None, entry=entry)
    return Taken(request, entry, way).answer(form)


@door("desk", policy=policies.see_case, unsafe=True)
def decide(request: Request, uid: UUID) -> HttpResponse:
    """Answer what was asked for. What was answered meanwhile shows the case as it stands."""
    entry = the_case(request, uid)
    if (waits := asked_of(entry)) is None or waits.verb not in DECISIONS:
        return redirect(page_of(entry))
    return _answered(request, entry, _read(request, entry) or waits, waits)


def _answered(request: Request, entry: Entry, read: Step, waits: Step) -> HttpResponse:
    decision = DECISIONS[read.verb]
    demand(request, entry, *decision.verbs)
    yes, no = decision.answers
    around_it = around(request, entry, _("Decide"))
    return perform(
        request,
        decision.form(request.POST or None, entry=entry, asked=read, yes=yes, no=no),
        lambda said, key: decision.act.once(key)(entry, **said, by=request.actor, at=clock.now()),
        template="grid/desk/decide.html",
        then=lambda made: tell_done(request, _("Decided."), made, page_of(entry)),
        context={**around_it, "asked": request_told(read), "effect": decision.effect},
        before=lambda: _still_asked(read, waits),
    )


class AskedAnew(Conflict):
    """What was asked for was answered meanwhile, and something else is asked for now."""

    message = gettext_lazy(
        "In the meantime this was decided, and something else is asked for. Look at the case as it is now."
    )


def _still_asked(read: Step, waits: Step) -> None:
    if read.pk != waits.pk:
        raise AskedAnew


def _read(request: Request, entry: Entry) -> Step | None:
    """The request that whoever sends an answer has read: by now another one may wait."""
    seq = request.POST.get("asks", "")
    known = entry.steps.filter(verb__in=list(DECISIONS))
    return known.filter(seq=int(seq)).first() if seq.isascii() and seq.isdecimal() else None


def around(request: Request, entry: Entry, label: Message) -> dict[str, Any]:
    """What stands around a form on one case."""
    is_desk = bool(policies.work_on_case.check(request.actor, entry))
    return {
        "title": label,
        "entry": entry,
        "state": state_of(entry),
        "clock": clock_of(entry),
        "facts": facts_of(entry),
        "photos": photos_of(Dossier(entry), is_desk=is_desk),
        "crumbs": crumbs(entry, (str(label), "")),
        "cancel": page_of(entry),
    }


def tell_done(request: Request, done: Message, result: Any, url: str) -> str:
    """Say what was done, with a way back if the flow leaves one; returns where to go."""
    several = result if isinstance(result, list) else [result]
    steps = [one for one in several if isinstance(one, Step)]
    act = way_back(steps, by=request.actor)
    text = str(done)
    say(
        request,
        text[:1].upper() + text[1:],
        undo=reverse("grid:undo", args=[act]) if act else "",
    )
    return url


@door("desk", policy=signed_in, unsafe=True)
@require_POST
def undo(request: Request, act: UUID) -> HttpResponse:
    """Take back what one act did, as a whole."""
    entries = [step.entry for step in undoing.written_by(act)]
    return press(
        request,
        lambda key: take_back(act, key, by=request.actor),
        then=lambda _back: page_of(entries[0]) if one_of(entries) else reverse("grid:cases"),
        done=_("Taken back."),
    )

"""How a centre works: rules, limits, usual answers, and what was changed."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from heli.core.access.doors import door
from heli.core.flow.models import Call
from heli.loops.grid import policies
from heli.loops.grid.actions.desks import configure_desk, drop_answer, keep_answer
from heli.loops.grid.queries.answers import USUAL
from heli.loops.grid.queries.office import codes_on, office_of
from heli.loops.grid.queries.responsibility import gaps, overlaps
from heli.loops.grid.queries.routing import lines_on, to_mend
from heli.loops.grid.web.desk.centres import choose_centre
from heli.loops.grid.web.desk.keeping.about import changes, crumbs, the_centre
from heli.loops.grid.web.desk.keeping.forms import STEPS, AnswerForm, LimitsForm, RulesForm
from heli.shell import clock
from heli.shell.forms import perform, press
from heli.shell.requests import Request


@door("desk", policy=policies.manage_somewhere)
@require_safe
def keep_somewhere(request: Request) -> HttpResponse:
    """The centres that somebody keeps; where there is only one, its page."""
    return choose_centre(request, policies.manage_desk, "grid:keep")


@door("desk", policy=policies.manage_desk)
@require_safe
def keep(request: Request, uid: UUID) -> HttpResponse:
    """What is set, what is missing from the list, and who changed what."""
    call = the_centre(request, uid)
    today = clock.today()
    codes = codes_on(call, today)
    context = {
        "call": call,
        "office": office_of(call),
        "codes": codes,
        "lines": lines_on(call, today).count(),
        "gaps": gaps(call, on=today),
        "overlaps": overlaps(call, on=today),
        "mend": to_mend(call),
        "answers": len(office_of(call).answers),
        "changes": changes(call),
    }
    return render(request, "grid/desk/keep.html", context)


@door("desk", policy=policies.manage_desk, unsafe=True)
def rules(request: Request, uid: UUID) -> HttpResponse:
    """Set the rules of a centre."""
    call = the_centre(request, uid)
    form = RulesForm(request.POST or None, call=call)
    return _configure(request, call, form, "grid/desk/keep_form.html", _("Rules of the desk"))


@door("desk", policy=policies.manage_desk, unsafe=True)
def limits(request: Request, uid: UUID) -> HttpResponse:
    """Set how long each stage may take."""
    call = the_centre(request, uid)
    form = LimitsForm(request.POST or None, call=call)
    return _configure(request, call, form, "grid/desk/keep_limits.html", _("Limits of the stages"))


def _configure(
    request: Request, call: Call, form: RulesForm | LimitsForm, template: str, title: str
) -> HttpResponse:
    return perform(
        request,
        form,
        lambda said, key: configure_desk.once(key)(
            call, rules=form.rules(), base=said["base"], by=request.actor, at=clock.now()
        ),
        template=template,
        then=lambda _call: reverse("grid:keep", args=[call.uid]),
        done=_("Saved. What was fixed for a case before stays as it was."),
        context=around(call, title),
    )


def around(call: Call, title: str) -> dict[str, Any]:
    """What stands around a form of a centre."""
    back = reverse("grid:keep", args=[call.uid])
    return {"call": call, "title": title, "cancel": back, "crumbs": crumbs(call, title)}


@door("desk", policy=policies.manage_desk, unsafe=True)
def answers(request: Request, uid: UUID) -> HttpResponse:
    """The usual answers: those of the centre, which can be changed, and those of the house."""
    call, steps = the_centre(request, uid), dict(STEPS)
    own = [(label, text, step, steps[step]) for label, text, step in office_of(call).answers]
    house = [(label, text, steps[step]) for step, some in USUAL.items() for label, text in some]
    return perform(
        request,
        AnswerForm(request.POST or None),
        lambda said, key: keep_answer.once(key)(call, **said, by=request.actor, at=clock.now()),
        template="grid/desk/keep_answers.html",
        then=lambda _call: reverse("grid:keep_answers", args=[call.uid]),
        done=_("The answer is offered from now on."),
        context={**around(call, _("Usual answers")), "own": own, "house": house},
    )


@door("desk", policy=policies.manage_desk, unsafe=True)
@require_POST
def drop(request: Request, uid: UUID) -> HttpResponse:
    """Offer a usual answer no longer."""
    call = the_centre(request, uid)
    label, step = request.POST.get("label", ""), request.POST.get("step", "")
    return press(
        request,
        lambda key: drop_answer.once(key)(
            call, label=label, step=step, by=request.actor, at=clock.now()
        ),
        then=lambda _call: reverse("grid:keep_answers", args=[call.uid]),
        done=_("It is no longer offered."),
    )

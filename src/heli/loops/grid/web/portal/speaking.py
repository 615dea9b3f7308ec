"""What a reporter says when it is done: a rating, or once that it is not solved."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from heli.core.access.doors import door
from heli.core.acts import anyone
from heli.loops.grid.actions.visiting import rate, reopen_by_reporter
from heli.loops.grid.models import Report
from heli.loops.grid.queries.cases import case_of
from heli.loops.grid.queries.numbers import digits_of
from heli.loops.grid.web.portal.following_forms import RateForm, ReopenForm
from heli.loops.grid.web.portal.passes import by_pass
from heli.shell import clock
from heli.shell.forms import KeyedForm, perform
from heli.shell.requests import Request


@door("portal", policy=anyone, unsafe=True)
def rate_it(request: Request, token: str) -> HttpResponse:
    """Say whether it is solved, and how satisfied one is."""
    return _speak(request, token, RateForm(request.POST or None), _rated, _("Rate"))


@door("portal", policy=anyone, unsafe=True)
def reopen_it(request: Request, token: str) -> HttpResponse:
    """Say once that it is not solved."""
    form = ReopenForm(request.POST or None)
    return _speak(request, token, form, _reopened, _("It is not solved"))


def _speak(
    request: Request,
    token: str,
    form: KeyedForm,
    act: Callable[[Request, Report, dict[str, Any], str], Any],
    title: str,
) -> HttpResponse:
    report = by_pass(token)
    return perform(
        request,
        form,
        lambda said, key: act(request, report, said, key),
        template="grid/portal/speak.html",
        then=lambda _step: reverse("grid:tracked", args=[token]),
        done=_("Thank you. It is recorded."),
        context={"title": title, "report": report, "token": token},
    )


def _rated(request: Request, report: Report, said: dict[str, Any], key: str) -> Any:
    return rate.once(key)(
        case_of(report.entry.uid),
        report=report,
        digits=digits_of(report),
        solved=said["solved"] == "yes",
        satisfaction=said["satisfaction"],
        by=request.actor,
        at=clock.now(),
    )


def _reopened(request: Request, report: Report, said: dict[str, Any], key: str) -> Any:
    return reopen_by_reporter.once(key)(
        case_of(report.entry.uid),
        report=report,
        digits=digits_of(report),
        note=said["note"],
        by=request.actor,
        at=clock.now(),
    )

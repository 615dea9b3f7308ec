"""The figures of a desk or a unit for some days, each opening the cases it was counted from."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_safe

from heli.core.access.doors import door
from heli.core.acts import Message
from heli.core.flow.models import Step
from heli.core.measures.queries import Scope, drill_down, parts_of, value, version_of
from heli.core.measures.spec import Measure
from heli.core.parties.models import Party
from heli.loops.grid import policies
from heli.loops.grid.measures import MEASURES
from heli.loops.grid.measures.answers import ANSWERS
from heli.loops.grid.measures.bulletin import MONTHLY
from heli.loops.grid.measures.handling import HANDLING
from heli.loops.grid.measures.intake import INTAKE
from heli.loops.grid.queries.staff import bodies_counted
from heli.loops.grid.web.desk.shown import page_of
from heli.shell import clock
from heli.shell.forms.fields import Day
from heli.shell.navigation import drafting_url
from heli.shell.requests import Request


GROUPS: tuple[tuple[Message, Sequence[Measure]], ...] = (
    (gettext_lazy("Taken up and dispatched"), INTAKE),
    (gettext_lazy("Handled, checked and closed"), HANDLING),
    (gettext_lazy("What reporters say"), ANSWERS),
)


@door("desk", policy=policies.desk_somewhere)
@require_safe
def statistics(request: Request) -> HttpResponse:
    """Every measure of casework for a body and some days."""
    scope, bodies = _asked(request)
    tables = [(title, [_line(one, scope) for one in group]) for title, group in GROUPS]
    draft = {"pattern": MONTHLY.code, "first": scope.first, "last": scope.last}
    context = {
        **_words(scope, bodies),
        "tables": tables,
        "draft": drafting_url(request.actor, **draft),
    }
    return render(request, "grid/desk/statistics.html", context)


@door("desk", policy=policies.desk_somewhere)
@require_safe
def figure(request: Request, code: str) -> HttpResponse:
    """The cases behind a figure."""
    measure = next((one for one in MEASURES if one.code == f"grid.{code}"), None)
    if measure is None:
        raise Http404
    scope, bodies = _asked(request)
    line = _line(measure, scope)
    context = {**_words(scope, bodies), "measure": measure, "line": line}
    return render(request, "grid/desk/figure.html", {**context, **_rows(request, measure, scope)})


def _rows(request: Request, measure: Measure, scope: Scope) -> dict[str, Any]:
    """One page of what was counted, or of what it is divided by."""
    part = 1 if request.GET.get("part") == "1" and len(parts_of(measure)) > 1 else 0
    after = request.GET.get("after", "")
    try:
        page = drill_down(version_of(measure.id), scope, after=after, part=part)
    except ValueError:
        raise Http404 from None
    top = (_("Statistics"), reverse("grid:statistics") + _query(scope))
    return {
        "rows": [_row(row) for row in page.rows if isinstance(row, Step)],
        "after": page.after,
        "part": part,
        "crumbs": [top, (measure.label, "")],
    }


def _asked(request: Request) -> tuple[Scope, list[Party]]:
    """The body and the days of an address; this month of the first body where nothing is said."""
    bodies = list(bodies_counted(request.actor))
    wanted = request.GET.get("body", "")
    body = next((one for one in bodies if str(one.uid) == wanted), bodies[0] if bodies else None)
    if body is None:
        raise Http404
    today = clock.today()
    first, last = _day(request, "first"), _day(request, "last")
    first = first or today.replace(day=1)
    last = last if last and last >= first else max(first, today)
    return Scope(org=body, first=first, last=last), bodies


def _day(request: Request, name: str) -> date | None:
    try:
        return Day(required=False).to_python(request.GET.get(name, ""))
    except ValidationError:
        return None


def _words(scope: Scope, bodies: list[Party]) -> dict[str, Any]:
    before = scope.first.replace(day=1) - timedelta(days=1) if scope.first else None
    return {"scope": scope, "bodies": bodies, "month_before": before}


def _query(scope: Scope) -> str:
    return f"?body={scope.org.uid}&first={scope.first}&last={scope.last}"


def _line(measure: Measure, scope: Scope) -> dict[str, Any]:
    return {
        "label": measure.label,
        "prose": measure.prose,
        "value": str(value(version_of(measure.id), scope)),
        "unit": measure.unit,
        "is_ratio": measure.is_ratio,
        "url": reverse("grid:figure", args=[measure.code.removeprefix("grid.")]) + _query(scope),
    }


def _row(step: Step) -> dict[str, Any]:
    is_case = step.entry.flow.startswith("grid.case@")
    url = page_of(step.entry) if is_case else ""
    return {
        "on": step.effective_on,
        "code": step.code,
        "title": step.title,
        "org": step.org,
        "url": url,
    }

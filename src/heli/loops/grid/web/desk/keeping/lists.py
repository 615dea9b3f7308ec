"""The responsibility list: looked at on a day, mended line by line, or taken over from a file."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from heli.core.access.doors import door
from heli.core.acts import Invalid, Refusal
from heli.core.files.store import Stored
from heli.core.flow.models import Call
from heli.core.parties.models import Party
from heli.loops.grid import policies
from heli.loops.grid.actions.lists import add_line, end_line, take_over_list
from heli.loops.grid.models import Responsibility
from heli.loops.grid.queries.office import codes_on
from heli.loops.grid.queries.responsibility import HEADER, Read, planned, read_lines
from heli.loops.grid.queries.routing import lines_on
from heli.loops.grid.web.desk.held import rows_of, seal, stored, unseal
from heli.loops.grid.web.desk.keeping.about import shown_line, the_centre
from heli.loops.grid.web.desk.keeping.forms import EndForm, LineForm, ListForm
from heli.loops.grid.web.desk.keeping.pages import around
from heli.shell import clock
from heli.shell.forms import KeyedForm, perform, press
from heli.shell.forms.perform import tell
from heli.shell.requests import Request
from heli.shell.tables.exports import respond_csv, respond_xlsx


SHOWN = 100
WIDTHS = (12, 12, 20, 24, 24, 40)


def _page(call: Call) -> str:
    return reverse("grid:keep_list", args=[call.uid])


@door("desk", policy=policies.manage_desk)
@require_safe
def lines(request: Request, uid: UUID) -> HttpResponseBase:
    """The lines that hold on a day, and those that begin later; as a page or as a file."""
    call = the_centre(request, uid)
    day = _day(request.GET.get("on", ""))
    held = lines_on(call, day).order_by("category", "condition", "area__path", "pk")
    if (form := request.GET.get("format")) in ("csv", "xlsx"):
        return _file(call, held, form)
    later = Responsibility.objects.filter(call=call, since__gt=day).select_related("unit", "area")
    codes = codes_on(call, day)
    context = {
        **around(call, _("Responsibility list")),
        "day": day,
        "lines": [shown_line(row, codes) for row in held],
        "later": [shown_line(row, codes) for row in later.order_by("since", "pk")],
    }
    return render(request, "grid/desk/keep_list.html", context)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return clock.today()


def _file(call: Call, rows: Any, form: str) -> HttpResponseBase:
    name = f"{call.title} {_('Responsibility list')}"
    if form == "csv":
        return respond_csv(name, HEADER, _cells(rows))
    return respond_xlsx(name, header=HEADER, widths=WIDTHS, rows=_cells(rows))


def _cells(rows: Any) -> Iterator[list[str]]:
    names = {str(uid): name for uid, name in Party.objects.filter(
        uid__in=[uid for row in rows for uid in row.assists]
    ).values_list("uid", "name")}  # fmt: skip
    for row in rows:
        area = (row.area.code or row.area.name) if row.area else ""
        helpers = "、".join(names.get(uid, "") for uid in row.assists)
        yield [row.category or "*", row.condition, area, row.unit.name, helpers, row.basis]


@door("desk", policy=policies.manage_desk, unsafe=True)
def add(request: Request, uid: UUID) -> HttpResponse:
    """Add a line; what held for the very same matters ends on that day."""
    call = the_centre(request, uid)
    return perform(
        request,
        LineForm(request.POST or None, call=call),
        lambda said, key: add_line.once(key)(
            call, **{**said, "assists": list(said["assists"])}, by=request.actor, at=clock.now()
        ),
        template="grid/desk/keep_form.html",
        then=lambda _line: _page(call),
        done=_("The line was added."),
        context={**around(call, _("Add a line")), "cancel": _page(call)},
    )


@door("desk", policy=policies.manage_desk, unsafe=True)
def end(request: Request, uid: UUID, line: UUID) -> HttpResponse:
    """End a line."""
    call = the_centre(request, uid)
    row = get_object_or_404(Responsibility.objects.select_related("unit"), call=call, uid=line)
    return perform(
        request,
        EndForm(request.POST or None, initial={"until": clock.today()}),
        lambda said, key: end_line.once(key)(
            call, line=row, **said, by=request.actor, at=clock.now()
        ),
        template="grid/desk/keep_form.html",
        then=lambda _line: _page(call),
        done=_("The line ends on that day."),
        context={**around(call, _("End the line")), "cancel": _page(call), "lead": str(row.unit)},
    )


@door("desk", policy=policies.manage_desk, unsafe=True)
def upload(request: Request, uid: UUID) -> HttpResponse:
    """Look at a list before it is taken over: what begins, what ends, what is wrong."""
    call = the_centre(request, uid)
    form = ListForm(request.POST or None, request.FILES or None, initial={"since": clock.today()})
    status = 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            try:
                return _preview(request, call, form.said())
            except Refusal as refusal:
                status = tell(form, refusal)
    context = {**around(call, _("Take over a list")), "form": form, "cancel": _page(call)}
    return render(request, "grid/desk/keep_form.html", context, status=status)


def _preview(request: Request, call: Call, said: dict[str, Any]) -> HttpResponse:
    kept, since, whole = stored(said["file"]), said["since"], said["whole"]
    read, codes = _read(call, kept, since), codes_on(call, since)
    plan = planned(call, read.lines, since=since, whole=whole)
    sealed = seal("list", kept, since.isoformat(), whole)
    begins = [
        (line.category or "*", line.area.name if line.area else "", line.unit.name, line.basis)
        for line in plan.begins
    ]
    context = {
        **around(call, _("Take over a list")),
        "form": KeyedForm(),
        "cancel": reverse("grid:keep_upload", args=[call.uid]),
        "file": kept.name,
        "since": since,
        "sealed": sealed,
        "faults": read.faults,
        "begins": begins[:SHOWN],
        "n_begins": len(begins),
        "ends": [shown_line(row, codes) for row in plan.ends[:SHOWN]],
        "n_ends": len(plan.ends),
        "n_stays": len(plan.stays),
    }
    return render(request, "grid/desk/keep_preview.html", context)


def _read(call: Call, kept: Stored, since: date) -> Read:
    return read_lines(call, rows_of(kept), on=since)


@door("desk", policy=policies.manage_desk, unsafe=True)
@require_POST
def take_over(request: Request, uid: UUID) -> HttpResponse:
    """Take over the list that was looked at."""
    call = the_centre(request, uid)

    def act(key: str) -> None:
        kept, (day, whole) = unseal("list", request.POST.get("sealed", ""))
        since = date.fromisoformat(day)
        read = _read(call, kept, since)
        if read.faults:
            raise Invalid(what=_("row %(row)s") % {"row": read.faults[0].row})
        take_over_list.once(key)(
            call, lines=list(read.lines), since=since, whole=whole, source=kept.name,
            by=request.actor, at=clock.now(),
        )  # fmt: skip

    return press(request, act, then=lambda _none: _page(call), done=_("The list was taken over."))

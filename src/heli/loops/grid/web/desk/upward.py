"""Cases that are with a higher level: handed up as a file, their answers taken in by number."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from heli.core.access.doors import door
from heli.core.acts import Invalid, Refusal
from heli.core.flow.models import Call
from heli.loops.grid import policies
from heli.loops.grid.actions.upward import take_in_answers
from heli.loops.grid.queries.cases import desks
from heli.loops.grid.queries.upward import COLUMNS, FORMAT, handed_up, read_answers, upward
from heli.loops.grid.web.desk.centres import choose_centre
from heli.loops.grid.web.desk.forms.helping import AnswersForm
from heli.loops.grid.web.desk.held import rows_of, seal, stored, unseal
from heli.loops.grid.web.desk.shown import page_of, state_of
from heli.shell import clock
from heli.shell.forms import press
from heli.shell.forms.perform import tell
from heli.shell.records import the
from heli.shell.requests import Request
from heli.shell.tables.exports import respond_xlsx


MOST = 2_000
SHOWN = 200
WIDTHS = (16, 18, 12, 18, 14, 16, 10, 18, 28, 50, 24, 12, 12, 12, 20, 40)


@door("desk", policy=policies.record_somewhere)
@require_safe
def upward_somewhere(request: Request) -> HttpResponse:
    """The centres whose cases somebody hands up; where there is only one, its page."""
    return choose_centre(request, policies.record_for, "grid:upward")


@door("desk", policy=policies.record_for)
@require_safe
def upward_cases(request: Request, uid: UUID) -> HttpResponseBase:
    """The cases that are with a higher level or have a number there; as a page or as a file."""
    call = the(request, policies.record_for, among=desks(), uid=uid)
    rows = upward(call)[:MOST]
    if (form := request.GET.get("format")) is not None:
        return _file(call, [handed_up(entry) for entry in rows], form)
    lines = [(entry, page_of(entry), state_of(entry)) for entry in rows[:SHOWN]]
    return render(request, "grid/desk/upward.html", {"call": call, "lines": lines})


def _file(call: Call, told: list[dict[str, Any]], form: str) -> HttpResponseBase:
    name = f"{call.title} {_('Handed up')} {localtime(clock.now()):%Y%m%d-%H%M}"
    if form == "xlsx":
        rows = [list(one.values()) for one in told]
        return respond_xlsx(name, header=COLUMNS, widths=WIDTHS, rows=rows)
    if form != "json":
        raise Http404
    said = {"format": FORMAT, "centre": call.title, "made_at": clock.now(), "cases": told}
    answer = JsonResponse(said, json_dumps_params={"ensure_ascii": False, "indent": 1})
    disposition = content_disposition_header(as_attachment=True, filename=f"{name}.json")
    answer.headers["Content-Disposition"] = disposition or "attachment"
    return answer


@door("desk", policy=policies.record_for, unsafe=True)
def upward_answers(request: Request, uid: UUID) -> HttpResponse:
    """Look at the answers of a higher level before they are taken in."""
    call = the(request, policies.record_for, among=desks(), uid=uid)
    form = AnswersForm(request.POST or None, request.FILES or None)
    status = 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            try:
                return _preview(request, call, form.said()["file"])
            except Refusal as refusal:
                status = tell(form, refusal)
    context = {**_around(call, _("Take in answers")), "form": form}
    return render(request, "grid/desk/keep_form.html", context, status=status)


def _around(call: Call, title: str) -> dict[str, Any]:
    back = reverse("grid:upward", args=[call.uid])
    crumbs = [(_("With a higher level"), back), (title, "")]
    return {"call": call, "title": title, "cancel": back, "crumbs": crumbs}


def _preview(request: Request, call: Call, file: Any) -> HttpResponse:
    kept = stored(file)
    read = read_answers(call, rows_of(kept))
    context = {
        **_around(call, _("Take in answers")),
        "file": kept.name,
        "faults": read.faults,
        "answers": [one for one in read.answers if not one.is_known][:SHOWN],
        "n_known": sum(one.is_known for one in read.answers),
        "sealed": seal("answers", kept),
        "cancel": reverse("grid:upward_answers", args=[call.uid]),
    }
    return render(request, "grid/desk/upward_preview.html", context)


@door("desk", policy=policies.record_for, unsafe=True)
@require_POST
def upward_take_in(request: Request, uid: UUID) -> HttpResponse:
    """Take in the answers that were looked at."""
    call = the(request, policies.record_for, among=desks(), uid=uid)

    def act(key: str) -> None:
        kept, _more = unseal("answers", request.POST.get("sealed", ""))
        read = read_answers(call, rows_of(kept))
        if read.faults:
            raise Invalid(what=_("row %(row)s") % {"row": read.faults[0].row})
        take_in_answers.once(key)(
            call, answers=list(read.answers), source=kept.name, by=request.actor, at=clock.now()
        )

    back = reverse("grid:upward", args=[call.uid])
    return press(request, act, then=lambda _none: back, done=_("The answers were taken in."))

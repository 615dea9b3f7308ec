"""Noting a report: what was said; then what may be the same and where it goes; then its number."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heli.core.access.doors import door
from heli.core.acts import Refusal, local_day
from heli.core.files.photos import put_photo
from heli.core.flow.models import Call
from heli.kit.ids import new_uid
from heli.loops.grid import policies
from heli.loops.grid.actions.reporting import join, report
from heli.loops.grid.models import Report
from heli.loops.grid.queries.arriving import Heard, candidates, destination
from heli.loops.grid.queries.cases import case_of, desks
from heli.loops.grid.queries.numbers import digits_of
from heli.loops.grid.queries.office import codes_on
from heli.loops.grid.queries.portal import areas_of
from heli.loops.grid.web.desk.centres import choose_centre
from heli.loops.grid.web.desk.noting.forms import IntakeForm, SendNotedForm
from heli.loops.grid.web.desk.noting.noted import Noted, heard, opened, with_guess
from heli.loops.grid.web.portal.carried import Carried
from heli.loops.grid.web.portal.forms import WhereForm
from heli.loops.grid.web.portal.passes import pass_for
from heli.loops.grid.web.portal.screens import located
from heli.shell import clock
from heli.shell.forms import perform
from heli.shell.forms.perform import tell
from heli.shell.records import the
from heli.shell.requests import Request


MINE = ("channel", "category", "name", "phone", "private", "external_number")
UNPROCESSABLE = 422


@door("desk", policy=policies.record_somewhere)
@require_safe
def intake_somewhere(request: Request) -> HttpResponse:
    """The desks for which somebody notes reports; where there is only one, its page."""
    return choose_centre(request, policies.record_for, "grid:intake")


@door("desk", policy=policies.record_for, unsafe=True)
def intake(request: Request, uid: UUID) -> HttpResponse:
    """Note what was said; the second page shows what may be the same and where it goes."""
    call = the(request, policies.record_for, among=desks(), uid=uid)
    noted = opened(request.POST.get("noted", ""))
    if "channel" not in request.POST:
        if noted is None or "again" in request.POST:
            return _first(request, call, noted)
        return _send(request, call, noted, request.POST)
    form = _form(call, noted, request.POST, request.FILES)
    if form.is_valid():
        try:
            return _send(request, call, _noted(form.said(), noted), None)
        except Refusal as refusal:
            tell(form, refusal)
    return _shown(request, call, form, noted, UNPROCESSABLE)


@door("desk", policy=policies.record_for)
@require_safe
def intake_near(request: Request, uid: UUID) -> HttpResponse:
    """While a report is noted: what may be the same so far, and where it would go."""
    call = the(request, policies.record_for, among=desks(), uid=uid)
    codes = codes_on(call, local_day(clock.now()))
    form = WhereForm(request.GET, areas=areas_of(call))
    form.is_valid()
    said = {"area": None, "lat": None, "lon": None, "place": "", "by_map": False}
    carried = located(Carried(), {**said, **form.cleaned_data})
    known = Noted(carried, request.GET.get("channel", ""), request.GET.get("category", ""))
    told = Heard(codes.find(known.category), known.area, carried.lat, carried.lon)
    return render(request, "grid/parts/arriving.html", _around(call, told, known.channel))


def _form(call: Call, noted: Noted | None, data: Any, files: Any) -> IntakeForm:
    return IntakeForm(
        data,
        files,
        areas=areas_of(call),
        codes=codes_on(call, local_day(clock.now())),
        has_photos=bool(noted and noted.carried.photos),
        initial=noted.initial if noted else {"channel": "phone"},
    )


def _first(request: Request, call: Call, noted: Noted | None) -> HttpResponse:
    return _shown(request, call, _form(call, noted, None, None), noted, 200)


def _shown(
    request: Request, call: Call, form: IntakeForm, noted: Noted | None, status: int
) -> HttpResponse:
    context = {"call": call, "form": form, "noted": noted}
    return render(request, "grid/desk/intake.html", context, status=status)


def _noted(said: dict[str, Any], before: Noted | None) -> Noted:
    """What the first page said; photos that came with it before are kept unless new ones come."""
    carried = before.carried if before else Carried(uid=str(new_uid()))
    if uploads := said["photos"]:
        kept = [put_photo(one.chunks(), name=one.name or "photo.jpg") for one in uploads]
        photos = tuple((one.sha256, one.size, one.mime, one.name) for one in kept)
        carried = replace(carried, photos=photos, photos_at=clock.now().timestamp())
    carried = located(replace(carried, text=said["text"]), said)
    return Noted(carried, **{field: said[field] for field in MINE})


def _send(request: Request, call: Call, noted: Noted, data: Any) -> HttpResponse:
    """Show what may be the same and where it goes; then send it, once."""
    noted, is_guess = with_guess(call, noted)
    told = heard(call, noted)
    around = _around(call, told, noted.channel)
    form = SendNotedForm(data, found=around["found"])
    context = {
        **around,
        "call": call,
        "noted": noted,
        "category": told.category,
        "is_guess": is_guess,
        "area": told.area,
    }
    return perform(
        request,
        form,
        lambda said, _key: _file(request, call, noted, said.get("joins", "")),
        template="grid/desk/intake_send.html",
        then=lambda made: _done(request, call, made),
        context=context,
    )


def _around(call: Call, told: Heard, channel: str) -> dict[str, Any]:
    goes = destination(call, told, channel=channel, on=clock.today())
    return {"found": candidates(call, told, at=clock.now()), "goes": goes}


def _file(request: Request, call: Call, noted: Noted, joins: str) -> Report:
    draft, contact, by, at = noted.draft, noted.contact, request.actor, clock.now()
    if joins:
        return join(case_of(joins), draft=draft, contact=contact, by=by, at=at)
    return report(call, draft=draft, contact=contact, by=by, at=at)


def _done(request: Request, call: Call, made: Report) -> HttpResponse:
    """The number and the digits, to be read out or printed. They are shown here and nowhere else."""
    context = {
        "call": call,
        "report": made,
        "entry": case_of(made.entry.uid),
        "digits": digits_of(made),
        "receipt": reverse("grid:receipt", args=[pass_for(made)]),
        "title": _("The report was noted"),
    }
    return render(request, "grid/desk/intake_done.html", context)

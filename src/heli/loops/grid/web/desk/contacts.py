"""Reporters: their details opened with a reason, what they wrote blacked out, photos hidden."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _, gettext_lazy

from heli.core.access.doors import door
from heli.core.flow.models import Entry
from heli.loops.grid import policies
from heli.loops.grid.actions.reporters import hide_photo, redact_report, reveal_reporter
from heli.loops.grid.models import Photo, Report
from heli.loops.grid.queries.cases import cases
from heli.loops.grid.web.desk.shown import page_of
from heli.loops.grid.web.desk.steps import around
from heli.shell import clock
from heli.shell.forms import KeyedForm, LongText, Reason, perform
from heli.shell.records import the
from heli.shell.requests import Request


class RevealForm(KeyedForm):
    """Why somebody's details are opened."""

    reason = Reason(
        help_text=gettext_lazy(
            "It stays on record. The details are shown for ten minutes, to you alone."
        )
    )


class RedactForm(KeyedForm):
    """What stands there instead, and why."""

    text = LongText(
        label=gettext_lazy("Text instead"),
        rows=4,
        max_length=4000,
        required=False,
        help_text=gettext_lazy("The old words are destroyed for ever."),
    )
    reason = Reason()


class HideForm(KeyedForm):
    """Why a photo is hidden."""

    reason = Reason()


def _known(request: Request, uid: UUID) -> Entry:
    return the(request, policies.know_reporters, see=policies.see_case, among=cases(), uid=uid)


def _report(entry: Entry, which: UUID) -> Report:
    found = Report.objects.filter(entry=entry, uid=which).select_related("entry").first()
    if found is None:
        raise Http404
    return found


@door("desk", policy=policies.know_reporters, unsafe=True)
def reveal(request: Request, uid: UUID, which: UUID) -> HttpResponse:
    """Open the details of a reporter, with a reason."""
    entry = _known(request, uid)
    report = _report(entry, which)
    return perform(
        request,
        RevealForm(request.POST or None),
        lambda said, key: reveal_reporter.once(key)(
            entry, report=report, **said, by=request.actor, at=clock.now()
        ),
        template="grid/desk/step.html",
        then=lambda _report: page_of(entry),
        context=around(request, entry, _("Open the details of the reporter")),
    )


@door("desk", policy=policies.know_reporters, unsafe=True)
def redact(request: Request, uid: UUID, which: UUID) -> HttpResponse:
    """Destroy what somebody wrote, such as a name in it."""
    entry = _known(request, uid)
    report = _report(entry, which)
    return perform(
        request,
        RedactForm(request.POST or None, initial={"text": report.text}),
        lambda said, key: redact_report.once(key)(
            entry, report=report, **said, by=request.actor, at=clock.now()
        ),
        template="grid/desk/step.html",
        then=lambda _report: page_of(entry),
        done=_("The old words are destroyed."),
        context=around(request, entry, _("Black out")),
    )


@door("desk", policy=policies.work_on_case, unsafe=True)
def hide(request: Request, uid: UUID, which: UUID) -> HttpResponse:
    """Show a photo to nobody outside the desk any longer."""
    entry = the(request, policies.work_on_case, see=policies.see_case, among=cases(), uid=uid)
    photo = Photo.objects.filter(entry=entry, uid=which).first()
    if photo is None:
        raise Http404
    return perform(
        request,
        HideForm(request.POST or None),
        lambda said, key: hide_photo.once(key)(
            entry, photo=photo, **said, by=request.actor, at=clock.now()
        ),
        template="grid/desk/step.html",
        then=lambda _photo: page_of(entry),
        context=around(request, entry, _("Hide the photo")),
    )

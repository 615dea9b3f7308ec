"""Following a report: by number and four digits, as one follows a parcel."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime

from heli.core.access.doors import door
from heli.core.acts import Refusal, anyone
from heli.loops.grid.actions.looking_up import look_up
from heli.loops.grid.models import Report
from heli.loops.grid.queries.cases import case_of
from heli.loops.grid.queries.numbers import digits_of
from heli.loops.grid.queries.public import parcel
from heli.loops.grid.web.portal.following_forms import FindForm
from heli.loops.grid.web.portal.passes import by_pass, pass_for
from heli.shell import clock
from heli.shell.forms.perform import tell
from heli.shell.requests import Request


@door("portal", policy=anyone, unsafe=True)
def track(request: Request) -> HttpResponse:
    """Ask for number and digits; wrong ones are told without saying which is wrong."""
    form = FindForm(request.POST or None, initial={"number": request.GET.get("n", "")[:20]})
    status = 200
    if form.is_valid():
        said = form.cleaned_data
        try:
            found = look_up(said["number"], said["digits"], at=clock.now())
        except Refusal as refusal:
            status = tell(form, refusal)
        else:
            return redirect("grid:tracked", pass_for(found))
    return render(request, "grid/portal/track.html", {"form": form}, status=status)


@door("portal", policy=anyone)
def tracked(request: Request, token: str) -> HttpResponse:
    """Where a report is."""
    return render(request, "grid/portal/tracked.html", told_of(by_pass(token), token))


def told_of(report: Report, token: str) -> dict[str, Any]:
    """What the holder of a receipt sees."""
    found = parcel(report, at=clock.now())
    steps = [
        {"at": f"{localtime(at):%m-%d %H:%M}", "label": label, "note": note}
        for at, label, note in found.steps
    ]
    return {"report": report, "parcel": found, "steps": steps, "token": token}


@door("portal", policy=anyone)
def receipt(request: Request, token: str) -> HttpResponse:
    """The receipt, to be printed or kept as a picture: number and four digits."""
    report = by_pass(token)
    entry = case_of(report.entry.uid)
    context = {
        "report": report,
        "entry": entry,
        "digits": digits_of(report),
        "token": token,
        "joined": entry.code != report.number,
    }
    return render(request, "grid/portal/receipt.html", context)

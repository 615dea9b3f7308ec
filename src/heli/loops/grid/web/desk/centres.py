"""Pages of one centre, asked for without saying which."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from heli.core.acts import Policy
from heli.core.flow.models import Call
from heli.loops.grid.queries.cases import desks
from heli.shell.requests import Request


def choose_centre(request: Request, policy: Policy[Call], leads: str) -> HttpResponse:
    """The centres for which ``policy`` holds, to choose from; where there is only one, its page.

    ``leads`` names the page of one centre.
    """
    found = list(policy.visible_to(request.actor, desks()))
    if len(found) == 1:
        return redirect(leads, found[0].uid)
    return render(request, "grid/desk/desks.html", {"calls": found, "leads": leads})

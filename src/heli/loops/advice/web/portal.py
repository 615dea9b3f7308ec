"""What anybody may see: the titles that were released, never the texts."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from heli.core.access.doors import door
from heli.core.acts import anyone
from heli.core.flow.models import Entry
from heli.loops.advice import policies
from heli.loops.advice.queries.issues import contents, released, released_on
from heli.shell.records import the
from heli.shell.requests import Request


MOST = 100


@door("portal", policy=anyone)
def released_issues(request: Request) -> HttpResponse:
    """The released issues, newest first."""
    items = [
        {
            "date": released_on(issue),
            "title": issue.title,
            "url": reverse("advice:released_issue", args=[issue.uid]),
        }
        for issue in released()[:MOST]
    ]
    return render(request, "advice/portal/issues.html", {"items": items})


@door("portal", policy=policies.read_released)
def released_issue(request: Request, uid: UUID) -> HttpResponse:
    """The contents of one issue: titles and the bodies that contributed them."""
    rows = Entry.objects.select_related("call__issuer", "doc")
    issue = the(request, policies.read_released, among=rows, uid=uid)
    context = {
        "issue": issue,
        "on": released_on(issue),
        "items": contents(issue),
        "crumbs": [(_("Advice"), reverse("advice:released")), (issue.title, "")],
    }
    return render(request, "advice/portal/issue.html", context)

"""Public statements (公示) as anybody reads them, and as files."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from heli.core.access.doors import door
from heli.core.flow.models import Entry
from heli.loops.giving import policies
from heli.loops.giving.queries.statements import published
from heli.loops.giving.web.portal import the_ledger
from heli.loops.giving.web.statements import preview, statement_file
from heli.shell.requests import Request


def the_bulletin(request: Request, code: str, number: int) -> Entry:
    """The published statement behind an address; 404 where nobody opened the ledger."""
    return get_object_or_404(published(the_ledger(request, code)), code=str(number))


@door("portal", policy=policies.read_ledger)
def bulletin(request: Request, code: str, number: int) -> HttpResponse:
    """A statement: money, goods, gifts, and what was put right since."""
    found = the_bulletin(request, code, number)
    ledger = reverse("giving:ledger", args=[code])
    context = {
        "code": code,
        "number": number,
        "crumbs": [(found.title, ledger), (_("Statement"), "")],
    }
    return render(request, "giving/portal/bulletin.html", context | preview(found))


@door("portal", policy=policies.read_ledger)
def bulletin_file(request: Request, code: str, number: int, form: str) -> HttpResponse:
    """A published statement as a file."""
    return statement_file(the_bulletin(request, code, number), form)

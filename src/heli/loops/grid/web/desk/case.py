"""The page of a case, and its photos."""

from uuid import UUID

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from heli.core.access.doors import door
from heli.loops.grid import policies
from heli.loops.grid.models import Photo
from heli.loops.grid.queries.cases import merged_into
from heli.loops.grid.web.desk.context import context_of
from heli.loops.grid.web.desk.steps import the_case
from heli.shell.downloads import download
from heli.shell.requests import Request


@door("desk", policy=policies.see_case)
@require_safe
def case(request: Request, uid: UUID) -> HttpResponse:
    """The page of a case: what it is, what happened, what can be done."""
    entry = the_case(request, uid, also=policies.ON_PAGE)
    return render(request, "grid/desk/case.html", context_of(request, entry))


@door("desk", policy=policies.see_case)
@require_safe
def photo(request: Request, uid: UUID, which: UUID) -> StreamingHttpResponse:
    """A photo of a case or of one merged into it; hidden ones for the desk alone."""
    entry = the_case(request, uid)
    keys = [entry.pk, *merged_into(entry).values_list("pk", flat=True)]
    found = Photo.objects.filter(entry__in=keys, uid=which).select_related("file__blob").first()
    is_desk = policies.work_on_case.check(request.actor, entry)
    if found is None or (found.is_hidden and not is_desk):
        raise Http404
    return download(found.file)

"""The public face: what was issued, behind every figure its proof, no login and no script needed."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from heli.core.access.doors import door
from heli.core.acts import anyone
from heli.core.flow.models import Entry
from heli.loops.briefs import policies
from heli.loops.briefs.queries.briefs import published
from heli.loops.briefs.queries.issued import Issued, issued
from heli.loops.briefs.web.figures import about_of, days_of, rows_of
from heli.loops.briefs.web.files import verify_url
from heli.shell.records import the
from heli.shell.requests import Request


PAGE = 30


@door("portal", policy=anyone)
def briefs(request: Request) -> HttpResponse:
    """The published briefs, the newest first."""
    pages = Paginator(published(), PAGE)
    page = pages.get_page(request.GET.get("page"))
    items = [{"brief": b, "issued": issued(b.code)} for b in page.object_list]
    return render(request, "briefs/portal/list.html", {"page": page, "items": items})


def the_issued(request: Request, code: str) -> Issued:
    """The published brief of a code; 404 for what the reader may not see."""
    found = issued(code)
    if found is None:
        raise Http404
    the(request, policies.public, among=Entry.objects.all(), pk=found.brief.pk)
    return found


@door("portal", policy=policies.public)
def brief(request: Request, code: str) -> HttpResponse:
    """A published brief with its chips, its seal, its drift, and its erratum."""
    found = the_issued(request, code)
    if code != found.seal.code:
        return redirect("briefs:public", found.seal.code, permanent=True)
    context = {"issued": found, "verify_url": verify_url(found.seal.code)}
    return render(request, "briefs/portal/brief.html", context)


@door("portal", policy=policies.public)
def figure(request: Request, code: str, n: int) -> HttpResponse:
    """The proof of one figure, as far as its measure is open."""
    found = the_issued(request, code)
    if not 1 <= n <= len(found.figures):
        raise Http404
    one = found.figures[n - 1]
    context = {"issued": found, "one": one, "figure": one.figure}
    if one.is_bound:
        context |= {"period": days_of(one.scope), "about": about_of(one.scope)}
        context |= rows_of(request, one.figure, is_public=True)
    return render(request, "briefs/portal/figure.html", context)

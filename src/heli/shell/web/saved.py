"""Keeping and forgetting a view of a list. Nothing that counts: no act, no journal."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heli.core.access.doors import door
from heli.core.acts import signed_in
from heli.shell.forms import typed
from heli.shell.models import SavedView
from heli.shell.requests import Request
from heli.shell.web.views import back


@door("desk", policy=signed_in, unsafe=True)
@require_POST
def keep(request: Request) -> HttpResponse:
    """Keep a list with its filters under a name; the same name again replaces it."""
    name = typed.one_line(request.POST.get("name", "").replace("\0", ""))[:40]
    table, query = request.POST.get("table", "")[:60], request.POST.get("query", "")
    if not name or len(query) > 1000:  # noqa: PLR2004  -- the column's length
        messages.error(request, _("A view needs a name, and fewer filters than these."))
    else:
        SavedView.objects.update_or_create(
            user_id=request.user.pk, table=table, name=name, defaults={"query": query}
        )
        messages.success(request, _("The view is kept."))
    return HttpResponseRedirect(back(request))


@door("desk", policy=signed_in, unsafe=True)
@require_POST
def forget(request: Request, pk: int) -> HttpResponse:
    """Forget a view of one's own."""
    get_object_or_404(SavedView, pk=pk, user_id=request.user.pk).delete()
    return HttpResponseRedirect(back(request))

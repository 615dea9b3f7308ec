"""Lists of gifts that come in: given, looked at, confirmed with a control total, taken back."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heli.core.access.doors import door
from heli.core.acts import Policy
from heli.core.files.models import File
from heli.core.flow.models import Call, Entry
from heli.loops.giving import policies
from heli.loops.giving.actions import importing
from heli.loops.giving.enums import Verb
from heli.loops.giving.flows import IMPORT
from heli.loops.giving.queries.importing import checked_of, imports as visible_imports
from heli.loops.giving.queries.named import entries_of
from heli.loops.giving.web.campaigns import campaign_of, crumbs, words
from heli.loops.giving.web.forms.importing import (
    BeginForm,
    ColumnsForm,
    ListForm,
    WholeBackForm,
    stored,
)
from heli.loops.giving.web.import_list import IMPORTS
from heli.loops.giving.web.import_shown import (
    context_of,
    import_page,
    is_waiting,
    progress_of_page,
)
from heli.shell import clock
from heli.shell.downloads import download
from heli.shell.forms import perform_on, press
from heli.shell.records import the
from heli.shell.requests import Request
from heli.shell.tables import Listing


@door("desk", policy=policies.office_somewhere)
def imports(request: Request) -> HttpResponseBase:
    """The imports."""
    listing = Listing(IMPORTS, request, visible_imports(request.actor).order_by())
    return listing.respond("shell/list_page.html")


@door("desk", policy=policies.manage_appeal, unsafe=True)
def new_import(request: Request, uid: UUID) -> HttpResponse:
    """Give a list of gifts to be looked at; nothing is posted yet."""
    appeals = Call.objects.select_related("issuer", "undertaking__owner")
    appeal = the(request, policies.manage_appeal, among=appeals, see=policies.see_appeal, uid=uid)
    around = words(campaign_of(appeal), _("Import a list of gifts"), _("Look at the list"))
    return perform_on(
        request,
        ListForm(request.POST or None, request.FILES or None),
        importing.upload_gifts,
        appeal,
        words=around | {"appeal": appeal},
        said=lambda said: {"file": stored(said)},
        template="giving/desk/import_new.html",
        then=import_page,
        done="",
    )


LISTS = entries_of(IMPORT)


def the_import(request: Request, uid: UUID, policy: Policy[Entry] = policies.see_entry) -> Entry:
    """The import that an address names."""
    return the(request, policy, among=LISTS, see=policies.see_entry, uid=uid)


@door("desk", policy=policies.see_entry)
def import_(request: Request, uid: UUID) -> HttpResponse:
    """The page of an import: what it would bring, how far it is, what it brought."""
    found = the_import(request, uid)
    form = BeginForm(asked=checked_of(found).get("asked", 0))
    return render(request, "giving/desk/import.html", context_of(request, found) | {"form": form})


@door("desk", policy=policies.see_entry)
def progress(request: Request, uid: UUID) -> HttpResponse:
    """How far the worker is; when it is over, the page itself."""
    found = the_import(request, uid)
    if not is_waiting(found):
        return HttpResponse(status=204, headers={"HX-Redirect": import_page(found)})
    return render(request, "giving/desk/import_progress.html", progress_of_page(found))


@door("desk", policy=policies.ON_IMPORT[Verb.CHECK], unsafe=True)
def columns(request: Request, uid: UUID) -> HttpResponse:
    """Say which column is what."""
    found = the_import(request, uid, policies.ON_IMPORT[Verb.CHECK])
    form = ColumnsForm(
        request.POST or None,
        header=found.answers.get("header", []),
        mapping=found.answers.get("mapping") or {},
    )
    around = around_of(found, _("Which column is what"), _("Look at the list again"))
    act = importing.map_columns
    return perform_on(request, form, act, found, words=around, said=ColumnsForm.mapping_of, done="")


@door("desk", policy=policies.ON_IMPORT[Verb.START_IMPORT], unsafe=True)
@require_POST
def begin(request: Request, uid: UUID) -> HttpResponse:
    """Post the list, if it has as many gifts and as much cash as somebody counted."""
    found = the_import(request, uid, policies.ON_IMPORT[Verb.START_IMPORT])
    return perform_on(
        request,
        BeginForm(request.POST, asked=checked_of(found).get("asked", 0)),
        importing.begin_import,
        found,
        words=context_of(request, found) | {"cancel": import_page(found)},
        template="giving/desk/import.html",
        done=_("Confirmed. You can leave this page; the gifts are posted in the background."),
    )


@door("desk", policy=policies.ON_IMPORT[Verb.TAKE_BACK], unsafe=True)
def take_back(request: Request, uid: UUID) -> HttpResponse:
    """Take the whole import back within a day."""
    found = the_import(request, uid, policies.ON_IMPORT[Verb.TAKE_BACK])
    around = around_of(found, _("Take the whole import back"), _("Take everything back"))
    form = WholeBackForm(request.POST or None)
    return perform_on(request, form, importing.take_back, found, words=around, done="")


@door("desk", policy=policies.ON_IMPORT[Verb.DISCARD], unsafe=True)
@require_POST
def discard(request: Request, uid: UUID) -> HttpResponse:
    """Put a list away that will not be posted."""
    found = the_import(request, uid, policies.ON_IMPORT[Verb.DISCARD])
    act = importing.discard_import
    return press(
        request,
        lambda key: act.once(key)(found, by=request.actor, at=clock.now()),
        then=lambda _done: reverse("giving:imports"),
        done=_("Put away. Nothing was posted."),
    )


@door("desk", policy=policies.ON_IMPORT[Verb.START_IMPORT], unsafe=True)
@require_POST
def go_on(request: Request, uid: UUID) -> HttpResponse:
    """Let an import that stands still go on."""
    found = the_import(request, uid, policies.ON_IMPORT[Verb.START_IMPORT])
    act = importing.go_on
    return press(
        request,
        lambda key: act.once(key)(found, by=request.actor, at=clock.now()),
        then=import_page,
    )


@door("desk", policy=policies.see_entry)
def faulty(request: Request, uid: UUID) -> HttpResponseBase:
    """The rows of a list that must be looked at, as a workbook."""
    found = the_import(request, uid)
    name = checked_of(found).get("faulty")
    if not name:
        raise Http404
    return download(File.objects.select_related("blob").get(uid=name))


def around_of(found: Entry, title: str, submit: str) -> dict[str, Any]:
    """The words around a form about an import."""
    return {
        "title": title,
        "lead": found.title,
        "submit": submit,
        "cancel": import_page(found),
        "crumbs": crumbs(title, within=campaign_of(found.call)),
    }

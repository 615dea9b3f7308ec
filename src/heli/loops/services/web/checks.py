"""Resumption checks: the list, the page of one, the inspection, and the checklist itself."""

from datetime import timedelta
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heli.core.access.doors import door
from heli.core.flow.models import Entry
from heli.core.parties.models import Party
from heli.core.texts.writing import latest
from heli.loops.services import policies
from heli.loops.services.actions.checking import ask_check, inspect as look, write_checklist
from heli.loops.services.actions.within import serving
from heli.loops.services.enums import FirmKind, Verb
from heli.loops.services.phrases import CHECKS
from heli.loops.services.queries.checks import (
    Item,
    checklist_of,
    items,
    photo_of,
    to_look_at,
)
from heli.loops.services.queries.seen import DESKS, entries
from heli.loops.services.web.blocks import Block, Cell, Head, Picture
from heli.loops.services.web.check_forms import AskCheckForm, ChecklistForm, InspectForm
from heli.loops.services.web.lists import CHECKS_LIST
from heli.loops.services.web.shown import history_of, state_of, time_left, ways
from heli.loops.services.web.steps import around, the_entry
from heli.shell.downloads import download
from heli.shell.forms import perform_on
from heli.shell.navigation import page_of
from heli.shell.records import the
from heli.shell.requests import Request
from heli.shell.tables import Listing


_SHEET = "services/desk/sheet.html"


@door("desk", policy=policies.services_somewhere)
def checks(request: Request) -> HttpResponseBase:
    """The checks that one may see."""
    rows = entries(request.actor, policies.see_check).order_by()
    begin = {"url": reverse("services:ask_check"), "label": _("Ask for a check")}
    may = policies.asker_somewhere.check(request.actor)
    listing = Listing(CHECKS_LIST, request, rows)
    return listing.respond("services/desk/list.html", {"begin": begin if may else None})


@door("desk", policy=policies.asker_somewhere, unsafe=True)
def ask(request: Request) -> HttpResponse:
    """Ask that a firm be checked."""
    firms = policies.want_check.visible_to(request.actor, Party.objects.order_by("name"))
    form = AskCheckForm(request.POST or None, firms=firms.filter(subkind__in=FirmKind.values))
    words = {
        "title": _("Ask for a check"),
        "lead": _("The desk goes through its checklist with the firm, within two workdays."),
        "submit": _("Ask for it"),
        "cancel": reverse("services:checks"),
    }
    return perform_on(
        *(request, form, ask_check, "firm"),
        words=words,
        done=_("Asked for. The desk sees it."),
        said=lambda typed: {**typed, "desk": serving(form.cleaned_data["firm"])},
        then=page_of,
    )


@door("desk", policy=policies.keep_desk, unsafe=True)
def checklist(request: Request, uid: UUID) -> HttpResponse:
    """Write the checklist of a desk."""
    desk = the(request, policies.keep_desk, among=DESKS, uid=uid)
    doc = checklist_of(desk)
    now = latest(doc) if doc else None
    initial = {"title": now.title, "text": now.body, "base": now.n} if now else {}
    words = {
        "title": _("Checklist"),
        "lead": _("Version %(n)s. Checks that run keep the one they began with.")
        % {"n": now.n if now else 0},
        "submit": _("Keep it"),
        "cancel": reverse("services:desks"),
    }
    form = ChecklistForm(request.POST or None, initial=initial)
    return perform_on(
        request, form, write_checklist, desk, words=words, done=_("The checklist is kept.")
    )


@door("desk", policy=policies.see_check)
def check(request: Request, uid: UUID) -> HttpResponse:
    """A check: its items as they stand, and what happened."""
    found = the_entry(request, uid, policies.see_check, policies.see_check)
    version = _("version %(n)s") % {"n": found.answers["version"]}
    context = {
        "title": found.org.name,
        "lead": f"{found.title} · {version}",
        "state": state_of(found),
        "clock": time_left(found),
        "crumbs": [(CHECKS, reverse("services:checks")), (found.org.name, "")],
        "ways": ways(found, request.actor),
        "blocks": [_items(found), *_shown(found)],
        "history": history_of(found),
    }
    return render(request, _SHEET, context)


def _items(check: Entry) -> Block:
    last = check.due_at - timedelta(seconds=1) if check.due_at else None
    until = f"{timezone.localtime(last):%Y-%m-%d}" if last else ""
    lead = _("What does not pass is put right by %(day)s.") % {"day": until} if until else ""
    head = (Head(_("Item")), Head(_("Found")), Head(_("What has to be put right")))
    return Block(_("Items"), lead=lead, head=head, rows=[_row(one) for one in items(check)])


def _shown(check: Entry) -> list[Block]:
    """Every photo that was taken at a check, with the item it shows; nothing where there is none."""
    pictures = [
        Picture(reverse("services:check_photo", args=[check.uid, uid]), one.text)
        for one in items(check)
        for uid in one.photos
    ]
    return [Block(_("Photos of what does not pass"), pictures=pictures)] if pictures else []


@door("desk", policy=policies.see_check)
@require_safe
def photo(request: Request, uid: UUID, which: UUID) -> StreamingHttpResponse:
    """A photo that was taken at a check."""
    found = the_entry(request, uid, policies.see_check, policies.see_check)
    if (shot := photo_of(found, which)) is None:
        raise Http404
    return download(shot)


def _row(one: Item) -> list[Cell]:
    words = {
        True: (_("passes"), "ok"),
        False: (_("does not pass"), "bad"),
        None: (_("not looked at yet"), "idle"),
    }
    label, kind = words[one.passed]
    return [Cell(one.text), Cell(label, kind=kind), Cell(one.note)]


@door("desk", policy=policies.ON_CHECK[Verb.LET_RESUME], unsafe=True)
def inspect(request: Request, uid: UUID) -> HttpResponse:
    """Go through the items that have to be looked at."""
    found = the_entry(request, uid, policies.ON_CHECK[Verb.LET_RESUME], policies.see_check)
    form = InspectForm(request.POST or None, request.FILES or None, looked_at=to_look_at(found))
    words = {
        **around(found, _("Check by the list"), _("Keep what was found")),
        "lead": found.org.name,
    }
    done = _("Kept. When every item passes, the firm may resume.")
    then = lambda _step: page_of(found)  # noqa: E731  -- one line beside its use
    return perform_on(request, form, look, found, words=words, done=done, then=then)

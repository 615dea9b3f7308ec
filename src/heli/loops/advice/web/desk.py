"""The desk: the office's list, an author's own, and the page of a proposal."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _

from heli.core.access.doors import door
from heli.core.acts import Actor, signed_in
from heli.core.flow.definitions import Transition
from heli.core.flow.models import Entry
from heli.core.flow.queries import possible
from heli.loops.advice import policies
from heli.loops.advice.enums import Stage, Verb
from heli.loops.advice.queries.editors import editor_of
from heli.loops.advice.queries.issues import issue_of
from heli.loops.advice.queries.people import credits_of
from heli.loops.advice.queries.proposals import PROPOSALS, for_staff, merged_into, own
from heli.loops.advice.queries.texts import authors_text, files_beside, length_of, newest_text
from heli.loops.advice.queries.timeline import timeline
from heli.loops.advice.web.shown import authors_of, clock_of, history, page_of, state_of
from heli.loops.advice.web.tables import own_for, proposals_for
from heli.shell import clock
from heli.shell.records import the
from heli.shell.redline import redline
from heli.shell.requests import Request
from heli.shell.tables import Listing


BY_BUTTON = {
    Verb.SUBMIT: "write",
    Verb.RESUBMIT: "write",
    Verb.TAKE_UP: "assign",
    Verb.REASSIGN: "assign",
    Verb.SAVE_EDIT: "edit",
    Verb.FINISH_EDITING: "edit",
    Verb.RECOMMEND: "recommend",
    Verb.RECOMMEND_ALSO: "recommend",
    Verb.ADOPT: "adopt",
    Verb.ADOPT_ALSO: "adopt",
    Verb.INSTRUCT: "instruct",
    Verb.INSTRUCT_ALSO: "instruct",
}
"""Steps with a page of their own; the others are one button or one sentence away."""

AT_ONCE = (Verb.ACCEPT, Verb.KEEP, Verb.APPROVE)
HIDDEN = (Verb.PLACE, Verb.PLACE_ALSO, Verb.CIRCULATE)
FIRST_CHOICE = (
    *(Verb.ACCEPT, Verb.TAKE_UP, Verb.SUBMIT, Verb.RESUBMIT, Verb.ANSWER),
    *(Verb.SAVE_EDIT, Verb.APPROVE, Verb.RECOMMEND, Verb.RECOMMEND_ALSO),
)


@door("desk", policy=signed_in)
def proposals(request: Request) -> HttpResponseBase:
    """The proposals of the office; those who do not work in one see their own."""
    if not request.actor.orgs(*policies.STAFF):
        return mine(request)
    listing = Listing(proposals_for(request.actor), request, for_staff)
    return listing.respond("advice/desk/proposals.html")


@door("desk", policy=signed_in)
def mine(request: Request) -> HttpResponseBase:
    """One's own proposals, and those of the bodies one is liaison of."""
    listing = Listing(own_for(request.actor), request, own(request.actor))
    return listing.respond("advice/desk/mine.html")


def the_proposal(request: Request, uid: UUID) -> Entry:
    """The proposal that an address names; 404 for those who may not see it."""
    return the(request, policies.see_proposal, among=PROPOSALS, uid=uid)


@door("desk", policy=policies.see_proposal)
def proposal(request: Request, uid: UUID) -> HttpResponse:
    """The page of a proposal: its texts, its history, what can be done."""
    found = the_proposal(request, uid)
    return render(request, "advice/desk/proposal.html", context_of(request, found))


def context_of(request: Request, found: Entry, **more: Any) -> dict[str, Any]:
    """Everything the page of a proposal shows."""
    actor = request.actor
    is_staff = bool(policies.work_on_proposal.check(actor, found))
    original, newest = authors_text(found), newest_text(found)
    may_read_edit = is_staff or found.state not in (Stage.IN_EDIT, Stage.MORE_INFO, Stage.EDITED)
    shown = newest if may_read_edit else original
    merged = merged_into(found)
    return {
        "proposal": found,
        "is_staff": is_staff,
        "state": state_of(found, actor, is_staff=is_staff),
        "clock": clock_of(found, clock.today()) if is_staff else None,
        "text": shown,
        "length": length_of(shown.body),
        "diff": redline(original.body, shown.body) if shown.pk != original.pk else None,
        "original": original,
        "facts": facts_of(found, is_staff=is_staff),
        "history": history(timeline(found, actor), with_reach=is_staff),
        "ways": ways_of(found, possible(found, actor)),
        "merged": merged,
        "open_to_reader": _open_to(actor, merged),
        "files": files_of(found),
        "may_attach": bool(policies.attach_to.check(actor, found)),
        "crumbs": crumbs(is_staff=is_staff, last=found.code or found.title),
        **more,
    }


def files_of(found: Entry) -> list[dict[str, Any]]:
    """The files beside a proposal, as links."""
    return [
        {
            "label": row.label or row.file.name,
            "url": reverse("advice:file", args=[found.uid, row.file.uid]),
            "note": filesizeformat(row.file.blob.size),
        }
        for row in files_beside(found)
    ]


def _open_to(actor: Actor, proposals: list[Entry]) -> set[int]:
    """Which of these an actor can open: authors see the title of what was merged into theirs."""
    if not proposals:
        return set()
    among = Entry.objects.filter(pk__in=[one.pk for one in proposals])
    return set(policies.see_proposal.visible_to(actor, among).values_list("pk", flat=True))


def facts_of(found: Entry, *, is_staff: bool) -> list[tuple[str, Any]]:
    """What is known of a proposal, in words."""
    several = len(credits_of(found)) > 1
    named = "、".join(f"{c.name} {c.share}%" for c in credits_of(found)) if several else ""
    editor, issue = editor_of(found), issue_of(found)
    lines = [
        (_("Author"), named or authors_of(found)),
        (_("Contributing body"), found.org.name),
        (_("Call"), found.call.title),
        (_("Received on"), _iso(getattr(found, "received_on", None))),
        (_("Who may read it"), SECRECY[found.doc.secrecy]() if found.doc else None),
    ]
    if is_staff:
        lines.append((_("Editor"), editor.name if editor else None))
    if issue is not None and (is_staff or issue.code):
        lines.append((_("Issue"), issue.title))
    return lines


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


SECRECY = {"public": lambda: _("Public"), "internal": lambda: _("Internal")}


def ways_of(found: Entry, transitions: list[Transition]) -> list[dict[str, Any]]:
    """The buttons of a proposal, the likeliest first; each page of its own once."""
    known: dict[str, dict[str, Any]] = {}
    for way in transitions:
        if way.verb in HIDDEN:
            continue
        name = BY_BUTTON.get(Verb(way.verb), way.verb)
        known.setdefault(name, _button(found, way, name))
    return sorted(known.values(), key=lambda button: not button["is_first"])


def _button(found: Entry, way: Transition, name: str) -> dict[str, Any]:
    if way.verb in BY_BUTTON:
        url = reverse(f"advice:{name}", args=[found.uid])
    else:
        url = reverse("advice:step", args=[found.uid, way.verb])
    return {
        "label": way.label,
        "url": url,
        "at_once": way.verb in AT_ONCE,
        "is_first": way.verb in FIRST_CHOICE,
        "is_official": way.verb == Verb.APPROVE,
    }


def crumbs(*, is_staff: bool, last: str) -> list[tuple[str, str]]:
    """Where a page of a proposal is."""
    top = (_("Proposals"), reverse("advice:proposals"))
    own_top = (_("My proposals"), reverse("advice:mine"))
    return [top if is_staff else own_top, (last, "")]


__all__ = ["context_of", "crumbs", "mine", "page_of", "proposal", "proposals", "the_proposal"]

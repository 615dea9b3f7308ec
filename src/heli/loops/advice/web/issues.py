"""Issues: the list, the builder, the files."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_POST

from heli.core.access.doors import door
from heli.core.acts import Action, Actor, Policy, said_of
from heli.core.flow.models import Call, Entry
from heli.core.flow.queries import possible
from heli.core.texts.models import Placement
from heli.loops.advice import policies
from heli.loops.advice.actions import issuing
from heli.loops.advice.documents.issues import paper_of
from heli.loops.advice.enums import PERIODICAL_KIND, IssueStage
from heli.loops.advice.flows import ISSUE
from heli.loops.advice.phrases import ISSUES as ISSUES_TITLE
from heli.loops.advice.queries.issues import contents, placeable
from heli.loops.advice.web.forms import DayForm, IssueForm, NoteForm, issue_of
from heli.loops.advice.web.shown import authors_of, issue_page_of, issue_state_of
from heli.loops.advice.web.steps import tell_done
from heli.shell import clock
from heli.shell.documents import to_docx, to_pdf
from heli.shell.forms import KeyedForm, perform, press
from heli.shell.records import the
from heli.shell.requests import Request
from heli.shell.tables import Choice, Column, Empty, Listing, Table, View


DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

ISSUES = Table(
    code="advice.issues",
    title=ISSUES_TITLE,
    columns=(
        Column("title", gettext_lazy("Issue"), "title", link=issue_page_of, width=40),
        Column("state", gettext_lazy("State"), issue_state_of, show="state", width=14),
        Column(
            "opened", gettext_lazy("Begun"), "opened_at", show="moment", sort="opened_at", width=18
        ),
    ),
    filters=(
        Choice(
            "state",
            gettext_lazy("State"),
            field="state",
            choices=[(str(s.code), s.label) for s in ISSUE.states],
        ),
    ),
    views=(
        View(gettext_lazy("Being put together"), "state=assembling"),
        View(gettext_lazy("To be signed off"), "state=checked"),
        View(gettext_lazy("Released"), "state=released"),
    ),
    sort="-opened",
    row_id="uid",
    empty=Empty(
        gettext_lazy("No issues yet"),
        gettext_lazy("An issue gathers signed-off proposals. Begin one from a periodical."),
    ),
)


def the_issue(request: Request, uid: UUID, policy: Policy[Entry] = policies.see_issue) -> Entry:
    """The issue that an address names: 404 unseen, 403 seen but not allowed."""
    rows = Entry.objects.select_related("call__issuer", "org", "area", "doc")
    return the(request, policy, see=policies.see_issue, among=rows, uid=uid)


@door("desk", policy=policies.see_issue)
def issues(request: Request) -> HttpResponseBase:
    """The issues of one's bodies, and the periodicals to begin one from."""
    listing = Listing(ISSUES, request, policies.see_issue.visible_to(request.actor))
    periodicals = policies.edit_periodical.visible_to(request.actor).order_by("title", "pk")
    return listing.respond("advice/desk/issues.html", {"periodicals": periodicals})


@door("desk", policy=policies.edit_periodical, unsafe=True)
@require_POST
def begin(request: Request, uid: UUID) -> HttpResponse:
    """Begin the next issue of a periodical."""
    rows = Call.objects.filter(kind=PERIODICAL_KIND).select_related("issuer", "undertaking")
    periodical = the(request, policies.edit_periodical, among=rows, uid=uid)
    return press(
        request,
        lambda key: issuing.open_issue.once(key)(periodical, by=request.actor, at=clock.now()),
        then=issue_page_of,
    )


@door("desk", policy=policies.see_issue)
def issue(request: Request, uid: UUID) -> HttpResponse:
    """The page of an issue: its contents in order, what could be added, what comes next."""
    return render(request, "advice/desk/issue.html", context_of(request, the_issue(request, uid)))


def context_of(request: Request, found: Entry) -> dict[str, Any]:
    """Everything the page of an issue shows."""
    can_build = bool(policies.assemble_issue.check(request.actor, found))
    items = contents(found)
    return {
        "issue": found,
        "state": issue_state_of(found),
        "items": [{"item": item, "authors": authors_of(item.proposal)} for item in items],
        "choices": list(placeable(found.call)[:MOST_CHOICES]) if can_build else [],
        "can_build": can_build,
        "form": IssueForm(initial=issue_of(found)) if can_build else None,
        "ways": _ways(found, request.actor),
        "is_released": found.state == IssueStage.RELEASED,
        "sections": sorted({i.placement.section for i in items if i.placement.section}),
        "crumbs": [(ISSUES_TITLE, reverse("advice:issues")), (found.title, "")],
    }


MOST_CHOICES = 100
WITH_A_FORM = {"send_back": NoteForm, "drop": NoteForm, "release": DayForm}


STEPS: dict[str, Action[..., Any]] = {
    "check": issuing.check_issue,
    "sign": issuing.sign_issue,
    "release": issuing.release_issue,
    "send_back": issuing.send_issue_back,
    "drop": issuing.drop_issue,
}


def _ways(found: Entry, actor: Actor) -> list[dict[str, Any]]:
    return [
        {
            "verb": way.verb,
            "label": way.label,
            "url": reverse("advice:issue_step", args=[found.uid, way.verb]),
            "at_once": way.verb not in WITH_A_FORM,
            "kind": "seal" if way.verb in ("sign", "release") else "plain",
        }
        for way in possible(found, actor)
    ]


def _change(
    request: Request, uid: UUID, act: Callable[[Entry, str], Any], anchor: str = ""
) -> HttpResponse:
    """One change to an issue that is being put together."""
    found = the_issue(request, uid, policies.assemble_issue)
    return press(
        request, lambda key: act(found, key), then=lambda _r: issue_page_of(found) + anchor
    )


@door("desk", policy=policies.assemble_issue, unsafe=True)
@require_POST
def place(request: Request, uid: UUID, proposal: UUID) -> HttpResponse:
    """Put a proposal at the end of the contents."""
    rows = Entry.objects.select_related("call", "doc")
    item = the(request, policies.work_on_proposal, among=rows, uid=proposal)
    section = request.POST.get("section", "")
    return _change(
        request,
        uid,
        lambda found, key: issuing.place_item.once(key)(
            found, proposal=item, section=section, by=request.actor, at=clock.now()
        ),
        "#contents",
    )


def _placed(found: Entry, uid: UUID) -> Placement:
    """The line of an issue. Refuses a line that is no longer there."""
    line = Placement.objects.filter(issue=found.doc_id, uid=uid).select_related("issue").first()
    if line is None:
        raise issuing.NoLongerThere
    return line


@door("desk", policy=policies.assemble_issue, unsafe=True)
@require_POST
def take_out(request: Request, uid: UUID, line: UUID) -> HttpResponse:
    """Take an item out."""
    return _change(
        request,
        uid,
        lambda found, key: issuing.take_item_out.once(key)(
            found, placement=_placed(found, line), by=request.actor, at=clock.now()
        ),
        "#contents",
    )


@door("desk", policy=policies.assemble_issue, unsafe=True)
@require_POST
def move(request: Request, uid: UUID, line: UUID, way: str) -> HttpResponse:
    """Move an item up or down."""
    return _change(
        request,
        uid,
        lambda found, key: issuing.move_item.once(key)(
            found, placement=_placed(found, line), up=way == "up", by=request.actor, at=clock.now()
        ),
        f"#line-{line}",
    )


@door("desk", policy=policies.assemble_issue, unsafe=True)
@require_POST
def describe(request: Request, uid: UUID) -> HttpResponse:
    """Save the note, the copies, who edits, and the sections."""
    found = the_issue(request, uid, policies.assemble_issue)
    sections = _sections(request)
    return perform(
        request,
        IssueForm(request.POST),
        lambda said, key: issuing.describe_issue.once(key)(
            found, **said, sections=sections, by=request.actor, at=clock.now()
        ),
        template="advice/desk/issue.html",
        then=issue_page_of,
        done=_("Saved."),
        context=context_of(request, found),
    )


def _sections(request: Request) -> dict[str, str]:
    """The section of each line, by the uid of its placement."""
    prefix = "section-"
    return {
        name.removeprefix(prefix): str(value)[:60]
        for name, value in request.POST.items()
        if name.startswith(prefix)
    }


@door("desk", policy=policies.see_issue, unsafe=True)
def step(request: Request, uid: UUID, verb: str) -> HttpResponse:
    """Check, sign off, release, send back or drop an issue."""
    if verb not in policies.ON_ISSUE:
        raise Http404
    found = the_issue(request, uid, policies.ON_ISSUE[verb])

    def act(said: dict[str, Any], key: str) -> Any:
        return STEPS[verb].once(key)(found, **said, by=request.actor, at=clock.now())

    def then(result: Any) -> str:
        done = said_of(found.title, ISSUE.transition(verb).done_label)
        return tell_done(request, done, result, issue_page_of(found))

    if verb not in WITH_A_FORM:
        return press(request, lambda key: act({}, key), then=then)
    return _asking(request, found, verb, act, then)


def _asking(request: Request, found: Entry, verb: str, act: Any, then: Any) -> HttpResponse:
    """The page that asks for a reason, or for the day."""
    more = {"initial": {"on": clock.today()}} if verb == "release" else {}
    label, page = ISSUE.transition(verb).label, issue_page_of(found)
    context = {
        "title": label,
        "lead": found.title,
        "submit": label,
        "cancel": page,
        "crumbs": [(ISSUES_TITLE, reverse("advice:issues")), (found.title, page), (label, "")],
    }
    form: KeyedForm = WITH_A_FORM[verb](request.POST or None, **more)
    return perform(request, form, act, template="shell/form_page.html", then=then, context=context)


@door("desk", policy=policies.see_issue)
def word(request: Request, uid: UUID) -> HttpResponse:
    """The issue as Word file."""
    found = the_issue(request, uid)
    return _file(to_docx(paper_of(found, today=clock.today())), f"{found.title}.docx", DOCX)


@door("desk", policy=policies.see_issue)
def pdf(request: Request, uid: UUID) -> HttpResponse:
    """The issue as PDF. A server without Pango says so (503)."""
    found = the_issue(request, uid)
    return _file(
        to_pdf(paper_of(found, today=clock.today())), f"{found.title}.pdf", "application/pdf"
    )


def _file(content: bytes, name: str, mime: str) -> HttpResponse:
    disposition = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return HttpResponse(content, content_type=mime, headers={"Content-Disposition": disposition})

"""The desk: the list, a new brief, the page of one, review and seal."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from heli.core.access.doors import door
from heli.core.acts import Message, Refusal
from heli.core.files.store import put
from heli.core.flow.definitions import flow_of
from heli.core.flow.models import Entry
from heli.core.measures.patterns import pattern_of
from heli.loops.briefs import actions, phrases, policies
from heli.loops.briefs.flows import BRIEF
from heli.loops.briefs.queries.briefs import briefs_on_desk, latest
from heli.loops.briefs.queries.tokens import Token, tokens_of
from heli.loops.briefs.web.forms import (
    ClaimForm,
    CorrectionForm,
    NoteForm,
    StartForm,
    WaiveForm,
)
from heli.loops.briefs.web.pages import (
    STATE_KINDS,
    context_of,
    respond,
    template_of,
    the_brief,
)
from heli.loops.briefs.web.writing import act, said_in
from heli.shell import clock
from heli.shell.forms import KeyedForm, perform
from heli.shell.requests import Request
from heli.shell.tables import Choice, Column, Empty, Listing, Search, State, Table, View
from heli.shell.toasts import say


def url_of(brief: Entry) -> str:
    """The page of a brief on the desk."""
    return reverse("briefs:brief", args=[brief.uid])


def state_of(brief: Entry) -> State:
    """The state of a brief as a cell shows it."""
    return State(flow_of(brief.flow).state(brief.state).label, STATE_KINDS.get(brief.state, "idle"))


BRIEFS = Table(
    code="briefs.briefs",
    title=_("Briefs"),
    columns=(
        Column("title", _("Title"), "title", link=url_of, width=40),
        Column("org", _("Issued by"), "org.name", sort="org__name"),
        Column("state", _("State"), state_of, show="state"),
        Column("opened", _("Started"), "opened_at", show="moment", sort="opened_at"),
        Column("code", _("Code"), "code", sort="code"),
    ),
    filters=(
        Search("q", _("Search"), fields=("title", "code")),
        Choice(
            "state",
            _("State"),
            field="state",
            choices=[(s.code, s.label) for s in BRIEF.states],
        ),
    ),
    views=(
        View(_("Being written"), "state=draft"),
        View(_("In review"), "state=in_review"),
        View(_("To be signed"), "state=approved"),
        View(phrases.SEALED, "state=sealed"),
    ),
    sort="-opened",
    empty=Empty(
        _("No briefs yet"),
        _("A brief is plain text whose every number is bound to the records behind it."),
        (_("Start a brief"), "briefs:start"),
        policies.start_somewhere,
    ),
)


@door("desk", policy=policies.may_work)
def briefs(request: Request) -> HttpResponseBase:
    """The briefs of the bodies one works for."""
    listing = Listing(BRIEFS, request, briefs_on_desk(request.actor).order_by())
    return listing.respond("briefs/desk/list.html", {"can_start": _can_start(request)})


def _can_start(request: Request) -> bool:
    return bool(policies.start_somewhere.check(request.actor))


@door("desk", policy=policies.may_start, unsafe=True)
def start(request: Request) -> HttpResponse:
    """A new brief."""
    form = StartForm(request.POST or None, by=request.actor, initial=begun_with(request))
    return perform(
        request,
        form,
        lambda said, key: actions.start_brief.once(key)(
            said.pop("org"), **said, by=request.actor, at=clock.now()
        ),
        template="briefs/desk/start.html",
        then=url_of,
        context={"can_start": _can_start(request)},
    )


def begun_with(request: Request) -> dict[str, Any]:
    """The text that another loop offers, with its days, where the address names one."""
    pattern = pattern_of(request.GET.get("pattern", ""))
    if pattern is None:
        return {}
    days = {name: request.GET.get(name, "") for name in ("first", "last")}
    return {"title": str(pattern.title), "body": str(pattern.body), **days}


@door("desk", policy=policies.may_work)
def brief(request: Request, uid: UUID) -> HttpResponse:
    """The page of one brief: to write, to check, to sign, or to read."""
    context = context_of(request, the_brief(request, uid))
    return render(request, template_of(context), context)


@door("desk", policy=policies.may_write, unsafe=True)
def number(request: Request, uid: UUID, start: int) -> HttpResponse:
    """Who states a number that no record proves."""
    brief = the_brief(request, uid)
    text = latest(brief)
    token = next((t for t in tokens_of(text.body) if t.start == start), None)
    initial = {"base": text.n, "end": token.end if token else start + 1}
    form = ClaimForm(request.POST or None, request.FILES or None, initial=initial)

    def call(said: dict[str, Any], key: str) -> Any:
        said |= {"external": bool(said["external"]), "start": start}
        if (upload := said["evidence"]) is not None:
            said["evidence"] = put(upload.chunks(), name=upload.name)
        return actions.claim_number.once(key)(brief, **said, by=request.actor, at=clock.now())

    return perform(
        request,
        form,
        call,
        template="briefs/desk/number.html",
        then=lambda _revision: f"{url_of(brief)}#n{start}",
        context={"brief": brief, "token": token, "around": around(text.body, token)},
    )


def around(body: str, token: Token | None) -> tuple[str, str]:
    """The rest of the paragraph that a number stands in."""
    if token is None:
        return "", ""
    before = body[: token.start].rpartition("\n")[2]
    return before, body[token.end :].partition("\n")[0]


def _press(
    request: Request,
    uid: UUID,
    form: KeyedForm,
    call: Callable[[Entry, dict[str, Any], str], Any],
    done: Message,
) -> HttpResponse:
    """Do what a button asks for, and say so; a refusal is told above the sheet."""
    brief = the_brief(request, uid)
    if not form.is_valid():
        return respond(request, brief, refusal=said_in(form))
    try:
        result = call(brief, form.said(), form.key)
    except Refusal as refusal:
        return respond(request, brief, refusal=refusal)
    say(request, done)
    return respond(request, result if isinstance(result, Entry) else brief)


@door("desk", policy=policies.may_write, unsafe=True)
@require_POST
def submit(request: Request, uid: UUID) -> HttpResponse:
    """Send for review."""
    return _press(
        request,
        uid,
        KeyedForm(request.POST),
        lambda brief, _said, key: actions.submit_brief.once(key)(
            brief, by=request.actor, at=clock.now()
        ),
        _("Sent for review."),
    )


@door("desk", policy=policies.may_write, unsafe=True)
@require_POST
def recall(request: Request, uid: UUID) -> HttpResponse:
    """Take back from review."""
    return _press(
        request,
        uid,
        KeyedForm(request.POST),
        lambda brief, _said, key: actions.recall_brief.once(key)(
            brief, by=request.actor, at=clock.now()
        ),
        _("Taken back; you can go on writing."),
    )


@door("desk", policy=policies.may_return, unsafe=True)
@require_POST
def give_back(request: Request, uid: UUID) -> HttpResponse:
    """Return to the writers."""
    return _press(
        request,
        uid,
        NoteForm(request.POST),
        lambda brief, said, key: actions.return_brief.once(key)(
            brief, **said, by=request.actor, at=clock.now()
        ),
        _("Returned to its writers."),
    )


@door("desk", policy=policies.may_check, unsafe=True)
@require_POST
def approve(request: Request, uid: UUID) -> HttpResponse:
    """Approve the revision that was read."""
    n = request.POST.get("revision", "")

    def call(brief: Entry, _said: dict[str, Any], key: str) -> Any:
        read = brief.doc.revisions.filter(n=int(n)).first() if brief.doc and n.isdecimal() else None
        return actions.approve_brief.once(key)(
            brief, revision=read or latest(brief), by=request.actor, at=clock.now()
        )

    return _press(request, uid, KeyedForm(request.POST), call, _("Approved."))


@door("desk", policy=policies.may_sign, unsafe=True)
@require_POST
def seal(request: Request, uid: UUID) -> HttpResponse:
    """Sign and seal."""
    return _press(
        request,
        uid,
        KeyedForm(request.POST),
        lambda brief, _said, key: actions.seal_brief.once(key)(
            brief, by=request.actor, at=clock.now()
        ),
        _("Signed and sealed. Nothing in it can change any more without being seen."),
    )


@door("desk", policy=policies.may_sign, unsafe=True)
@require_POST
def publish(request: Request, uid: UUID) -> HttpResponse:
    """Let everybody read it."""
    return _press(
        request,
        uid,
        KeyedForm(request.POST),
        lambda brief, _said, key: actions.publish_brief.once(key)(
            brief, by=request.actor, at=clock.now()
        ),
        _("Published."),
    )


@door("desk", policy=policies.may_sign, unsafe=True)
@require_POST
def correct(request: Request, uid: UUID) -> HttpResponse:
    """Start an erratum."""
    return _press(
        request,
        uid,
        CorrectionForm(request.POST),
        lambda brief, said, key: actions.begin_correction.once(key)(
            brief, **said, by=request.actor, at=clock.now()
        ),
        _(
            "A correction has been started. It supersedes the sealed brief once it is sealed itself."
        ),
    )


@door("desk", policy=policies.may_return, unsafe=True)
@require_POST
def waive(request: Request, uid: UUID) -> HttpResponse:
    """Answer for an open check."""

    def call(brief: Entry, said: dict[str, Any], key: str) -> Any:
        return actions.waive_check.once(key)(
            brief,
            check=str(said["check"]),
            reason=said["reason"],
            by=request.actor,
            at=clock.now(),
        )

    return act(request, uid, WaiveForm(request.POST), call, anchor="#checks")

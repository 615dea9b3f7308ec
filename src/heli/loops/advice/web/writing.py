"""Writing: a new proposal, a draft, a returned one; and editing beside the author's text."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from heli.core.access.doors import door
from heli.core.acts import Action
from heli.core.flow.models import Call, Entry
from heli.core.texts.writing import Outdated
from heli.loops.advice import policies
from heli.loops.advice.actions import editing, submitting
from heli.loops.advice.actions.submitting import Paper
from heli.loops.advice.enums import Stage, Verb
from heli.loops.advice.queries.people import bodies_of
from heli.loops.advice.queries.similar import earlier_like
from heli.loops.advice.queries.texts import authors_text, newest_text
from heli.loops.advice.web.desk import crumbs
from heli.loops.advice.web.forms import ProposalForm, TextForm
from heli.loops.advice.web.shown import page_of
from heli.loops.advice.web.steps import allowed, tell_done
from heli.shell import clock
from heli.shell.forms import issue_key, perform
from heli.shell.forms.keys import KEY_FIELD
from heli.shell.records import the
from heli.shell.redline import redline
from heli.shell.requests import Request


LONGEST_QUESTION = 400


@door("desk", policy=policies.submit_to, unsafe=True)
def submit(request: Request, uid: UUID) -> HttpResponse:
    """Write a proposal to a call: hand it in, or keep it as a draft."""
    call = the(request, policies.submit_to, among=Call.objects.select_related("issuer"), uid=uid)
    bodies = bodies_of(request.actor, call)
    act, done = _how_submitted(request)
    return perform(
        request,
        ProposalForm(request.POST or None, call=call, bodies=bodies),
        lambda said, key: act.once(key)(call, **_said(said), by=request.actor, at=clock.now()),
        template="advice/desk/submit.html",
        then=lambda entry: tell_done(request, done, entry, page_of(entry)),
        context={"bodies": bodies, "crumbs": _call_crumbs(call), **_asked(request, call)},
    )


def _how_submitted(request: Request) -> tuple[Action[..., Entry], str]:
    if "draft" in request.POST:
        return submitting.draft_proposal, _("Kept as a draft.")
    return submitting.submit_proposal, _("Received. You can follow it here.")


def _said(said: dict[str, Any]) -> dict[str, Any]:
    """The words of the form as the act takes them."""
    paper = Paper(secrecy=said.pop("secrecy"), is_original=said.pop("is_original"))
    return {**said, "paper": paper}


def _call_crumbs(call: Call) -> list[tuple[str, str]]:
    return [(_("Calls"), reverse("advice:open_calls")), (call.title, "")]


def _asked(request: Request, call: Call) -> dict[str, Any]:
    """Earlier proposals like the one that is being written."""
    typed = request.POST if request.method == "POST" else request.GET
    title, body = typed.get("title", ""), typed.get("body", "")
    found = earlier_like(call, request.actor, title=title[:200], body=body[:LONGEST_QUESTION])
    return {"call": call, "earlier": found, "title_given": bool(title.strip())}


@door("desk", policy=policies.submit_to)
def similar(request: Request, uid: UUID) -> HttpResponse:
    """Earlier proposals like what is being written: a part of the form's page."""
    call = the(request, policies.submit_to, among=Call.objects.select_related("issuer"), uid=uid)
    return render(request, "advice/parts/similar.html", _asked(request, call))


@door("desk", policy=policies.write_proposal, unsafe=True)
def write(request: Request, uid: UUID) -> HttpResponse:
    """Go on writing a draft, or a proposal that was returned."""
    proposal = allowed(request, uid, policies.write_proposal)
    is_draft = "draft" in request.POST

    def act(said: dict[str, Any], key: str) -> Entry:
        how = submitting.rewrite_proposal if is_draft else _handing_in(proposal)
        return how.once(key)(proposal, **said, by=request.actor, at=clock.now())

    done = _("Kept.") if is_draft else _("Received. You can follow it here.")
    return written(request, proposal, act, done, "advice/desk/write.html")


def _handing_in(proposal: Entry) -> Any:
    is_draft = proposal.state == Stage.DRAFT
    return submitting.hand_in_draft if is_draft else submitting.resubmit_proposal


@door("desk", policy=policies.ON_PROPOSAL[Verb.SAVE_EDIT], unsafe=True)
def edit(request: Request, uid: UUID) -> HttpResponse:
    """Edit beside the author's text: save, or finish."""
    proposal = allowed(request, uid, policies.ON_PROPOSAL[Verb.SAVE_EDIT])
    how, done = editing.save_edit, _("Saved; the author's text is kept beside it.")
    if "finish" in request.POST:
        how, done = editing.finish_editing, _("Editing is finished.")

    def act(said: dict[str, Any], key: str) -> Entry:
        return how.once(key)(proposal, **said, by=request.actor, at=clock.now())

    return written(request, proposal, act, done, "advice/desk/edit.html")


def written(request: Request, proposal: Entry, act: Any, done: str, template: str) -> HttpResponse:
    """Save a text; when somebody else saved first, show both and keep what was typed."""
    newest = newest_text(proposal)
    initial = {"title": newest.title, "body": newest.body, "base": newest.n}
    form, clash = TextForm(request.POST or None, initial=initial), dict[str, Any]()

    def call(said: dict[str, Any], key: str) -> Entry:
        try:
            saved: Entry = act(said, key)
        except Outdated as outdated:
            clash.update(_clash(outdated, said))
            _rebase(form, outdated.theirs.n)
            raise
        return saved

    return perform(
        request,
        form,
        call,
        template=template,
        then=lambda entry: tell_done(request, done, entry, page_of(entry)),
        context={**_beside(proposal), "clash": clash},
    )


def _beside(proposal: Entry) -> dict[str, Any]:
    """What stands beside the text that is being written."""
    original, newest = authors_text(proposal), newest_text(proposal)
    return {
        "proposal": proposal,
        "original": original,
        "diff": redline(original.body, newest.body) if newest.pk != original.pk else None,
        "can_finish": proposal.state == Stage.IN_EDIT,
        "crumbs": [
            *crumbs(is_staff=True, last="")[:1],
            (proposal.code or proposal.title, page_of(proposal)),
            (_("Text"), ""),
        ],
    }


def _clash(outdated: Outdated, said: dict[str, Any]) -> dict[str, Any]:
    """Both texts, and what lies between them."""
    return {
        "theirs": outdated.theirs,
        "diff": redline(outdated.theirs.body, said["body"]),
        "by": outdated.theirs.author.name if outdated.theirs.author else "",
    }


def _rebase(form: TextForm, n: int) -> None:
    """Sent once more, what was typed stands on the version that both texts were shown with."""
    data = dict(form.data.items())
    data[form.add_prefix("base")] = str(n)
    data[form.add_prefix(KEY_FIELD)] = issue_key()
    form.data = data

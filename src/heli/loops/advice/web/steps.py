"""Single steps on one proposal: a button, or one sentence and a button; and taking them back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_POST

from heli.core.access.doors import door
from heli.core.acts import Lookup, Message, Policy, signed_in
from heli.core.flow.models import Entry
from heli.loops.advice import policies
from heli.loops.advice.actions import editing, following, screening, submitting
from heli.loops.advice.enums import Verb
from heli.loops.advice.flows import PROPOSAL
from heli.loops.advice.queries.editors import editors_for
from heli.loops.advice.queries.proposals import PROPOSALS
from heli.loops.advice.web.desk import crumbs
from heli.loops.advice.web.forms import AssignForm, DecisionForm, NoteForm, ToldForm
from heli.loops.advice.web.shown import page_of
from heli.shell import clock, undoing
from heli.shell.forms import perform, press
from heli.shell.records import the
from heli.shell.requests import Request


MOVED = Lookup(Entry.objects.select_related("org", "area"), "uid")
"""Proposals with what every step writes down; what few steps ask for besides is read then."""

Call = Callable[[Entry, dict[str, Any], str, Request], Any]


@dataclass(frozen=True, slots=True)
class Way:
    """A step that is one sentence away: the words around its form, and the act behind it."""

    verb: str
    done: Message
    call: Call
    asks: Message | None = None
    is_asked: bool = True
    form: type[NoteForm] = NoteForm

    @property
    def policy(self) -> Policy[Entry]:
        """Who may take it."""
        return policies.ON_PROPOSAL[self.verb]


def _noted(act: Any) -> Call:
    """The act with what the form said."""
    return lambda proposal, said, key, request: act.once(key)(
        proposal, **said, by=request.actor, at=clock.now()
    )


def _many(act: Any) -> Call:
    """An act on several, done to one."""
    return lambda proposal, said, key, request: act.once(key)(
        [proposal], **said, by=request.actor, at=clock.now()
    )


def _decided(decision: str) -> Call:
    return lambda proposal, said, key, request: screening.screen_proposals.once(key)(
        [proposal],
        decision=decision,
        note=said.get("note", ""),
        into=said.get("into"),
        by=request.actor,
        at=clock.now(),
    )


WAYS = {
    way.verb: way
    for way in (
        Way(Verb.ACCEPT, gettext_lazy("Accepted for editing."), _decided(Verb.ACCEPT)),
        Way(Verb.KEEP, gettext_lazy("Kept for reference."), _decided(Verb.KEEP)),
        Way(Verb.APPROVE, gettext_lazy("Signed off."), _many(editing.approve_proposals)),
        Way(
            Verb.RETURN,
            gettext_lazy("Returned to the author."),
            _decided(Verb.RETURN),
            gettext_lazy("What is missing (the author reads this)"),
        ),
        Way(
            Verb.REJECT,
            gettext_lazy("Not taken up."),
            _decided(Verb.REJECT),
            gettext_lazy("Why (the author reads this)"),
        ),
        Way(
            Verb.TRANSFER,
            gettext_lazy("Transferred."),
            _decided(Verb.TRANSFER),
            gettext_lazy("To whom, and why (the author reads this)"),
        ),
        Way(
            Verb.ASK,
            gettext_lazy("The author was asked."),
            _noted(editing.ask_author),
            gettext_lazy("Question to the author"),
        ),
        Way(
            Verb.ANSWER,
            gettext_lazy("Your answer was sent to the editor."),
            _noted(submitting.answer_question),
            gettext_lazy("Answer to the editor"),
        ),
        Way(
            Verb.SEND_BACK,
            gettext_lazy("Sent back to the editor."),
            _noted(editing.send_back),
            gettext_lazy("What is to be changed"),
        ),
        Way(
            Verb.WITHDRAW,
            gettext_lazy("Withdrawn."),
            _noted(submitting.withdraw_proposal),
            gettext_lazy("Why"),
            is_asked=False,
        ),
        Way(
            Verb.FOLLOW_UP,
            gettext_lazy("Noted."),
            _noted(following.note_follow_up),
            gettext_lazy("What was done with it"),
        ),
        Way(
            Verb.TELL_AUTHOR,
            gettext_lazy("The author was told."),
            _noted(following.tell_author),
            gettext_lazy("To the author. Nothing of the confidential registers."),
            form=ToldForm,
        ),
        Way(
            Verb.CLOSE,
            gettext_lazy("Closed."),
            _noted(following.close_proposal),
            gettext_lazy("Remark"),
            is_asked=False,
        ),
    )
}


@door("desk", policy=policies.see_proposal, unsafe=True)
def step(request: Request, uid: UUID, verb: str) -> HttpResponse:
    """Take a step on one proposal."""
    if verb == Verb.MERGE:
        return merge(request, uid)
    if (way := WAYS.get(verb)) is None or (way.asks is None and request.method != "POST"):
        raise Http404
    proposal = allowed(request, uid, way.policy, among=MOVED)
    taken = Taken(request, proposal, way)
    if way.asks is None:
        return press(request, lambda key: taken.act({}, key), then=taken.then)
    form = way.form(request.POST or None, label=way.asks, required=way.is_asked)
    context = page_words(proposal, PROPOSAL.transition(verb).label)
    return perform(
        request, form, taken.act, template="shell/form_page.html", then=taken.then, context=context
    )


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that somebody takes on a proposal."""

    request: Request
    proposal: Entry
    way: Way

    def act(self, said: dict[str, Any], key: str) -> Any:
        """Do it with what was said."""
        return self.way.call(self.proposal, said, key, self.request)

    def then(self, result: Any) -> str:
        """Say what was done; returns where to go."""
        return tell_done(self.request, str(self.way.done), result, page_of(self.proposal))


def allowed(
    request: Request, uid: UUID, policy: Policy[Entry], *, among: Lookup[Entry] = PROPOSALS
) -> Entry:
    """The proposal, for a step that ``policy`` guards: 404 unseen, 403 seen but not allowed."""
    return the(request, policy, see=policies.see_proposal, among=among, uid=uid)


def page_words(proposal: Entry, label: Message) -> dict[str, Any]:
    """What stands around a form on one proposal."""
    return {
        "title": label,
        "lead": f"{proposal.code} {proposal.title}",
        "submit": label,
        "cancel": page_of(proposal),
        "crumbs": [
            *crumbs(is_staff=True, last="")[:1],
            (proposal.code or "…", page_of(proposal)),
            (label, ""),
        ],
    }


def tell_done(request: Request, done: str, result: Any, url: str) -> str:
    """Say what was done, with a way back if the flow leaves one; returns where to go."""
    return undoing.tell_done(request, done, result, url, undo="advice:undo")


@door("desk", policy=policies.ON_PROPOSAL[Verb.MERGE], unsafe=True)
def merge(request: Request, uid: UUID) -> HttpResponse:
    """Merge a proposal into another one, named by its number."""
    proposal = allowed(request, uid, policies.ON_PROPOSAL[Verb.MERGE])
    form = DecisionForm(request.POST or None, decision=Verb.MERGE)
    return perform(
        request,
        form,
        lambda said, key: _decided(Verb.MERGE)(
            proposal, {"into": the_other(request, proposal, said["into"])}, key, request
        ),
        template="shell/form_page.html",
        then=lambda result: tell_done(request, _("Merged."), result, page_of(proposal)),
        context=page_words(proposal, PROPOSAL.transition(Verb.MERGE).label),
    )


def the_other(request: Request, proposal: Entry, number: str) -> Entry:
    """The proposal of that number to the same issuer. Refuses when there is none."""
    found = (
        policies.work_on_proposal.visible_to(request.actor)
        .filter(call__issuer=proposal.call.issuer_id, code=number)
        .first()
    )
    if found is None:
        raise screening.NoSuchProposal(number=number, field="into")
    return found


@door("desk", policy=policies.ON_PROPOSAL[Verb.TAKE_UP], unsafe=True)
def assign(request: Request, uid: UUID) -> HttpResponse:
    """Give a proposal to an editor."""
    proposal = allowed(request, uid, policies.ON_PROPOSAL[Verb.TAKE_UP])
    editors = editors_for(proposal.call.issuer, on=clock.today())
    initial = {"editor": request.actor.party_id}
    form = AssignForm(request.POST or None, editors=editors, initial=initial)
    return perform(
        request,
        form,
        lambda said, key: editing.assign_editor.once(key)(
            [proposal], editor=said["editor"], by=request.actor, at=clock.now()
        ),
        template="shell/form_page.html",
        then=lambda result: tell_done(request, _("Assigned."), result, page_of(proposal)),
        context=page_words(proposal, PROPOSAL.transition(Verb.TAKE_UP).label),
    )


@door("desk", policy=signed_in, unsafe=True)
@require_POST
def undo(request: Request, act: UUID) -> HttpResponse:
    """Take back what one act did, as a whole."""
    return undoing.undo_act(request, act, several="advice:proposals")

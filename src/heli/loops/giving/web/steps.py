"""Steps of needs and pledges that are one form and a sentence; and taking a step back."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from heli.core.access.doors import door
from heli.core.acts import Action, Actor, Message, Policy, signed_in
from heli.core.flow.definitions import Flow, flow_of
from heli.core.flow.models import Entry
from heli.core.flow.queries import possible
from heli.loops.giving import policies
from heli.loops.giving.enums import Verb
from heli.loops.giving.flows import NEED, PLEDGE
from heli.loops.giving.queries.named import entries_of
from heli.loops.giving.web.campaigns import campaign_of, crumbs
from heli.loops.giving.web.forms import NoteForm
from heli.shell import clock, undoing
from heli.shell.forms import perform
from heli.shell.navigation import page_of
from heli.shell.records import the
from heli.shell.requests import Request


ENTRIES = entries_of()
OF_FLOW = {flow.code: entries_of(flow) for flow in (PLEDGE, NEED)}


def the_entry(
    request: Request,
    uid: UUID,
    policy: Policy[Entry] = policies.see_entry,
    flow: Flow | None = None,
) -> Entry:
    """The pledge or need that an address names."""
    among = ENTRIES if flow is None else OF_FLOW[flow.code]
    return the(request, policy, among=among, see=policies.see_entry, uid=uid)


def ways(entry: Entry, actor: Actor, pages: Mapping[Verb, str], main: Verb) -> list[dict[str, Any]]:
    """What ``actor`` can do with an entry now, each with its page; the ``main`` one first."""
    found = {Verb(way.verb): way for way in possible(entry, actor)}
    return [
        {
            "verb": verb,
            "label": found[verb].label,
            "url": reverse(f"giving:{pages[verb]}", args=[entry.uid]),
            "kind": "primary" if verb == main else "plain",
        }
        for verb in sorted(pages, key=lambda one: one != main)
        if verb in found
    ]


def around(found: Entry, title: Message, submit: Message) -> dict[str, Any]:
    """The words around a form about a pledge or a need."""
    return {
        "title": title,
        "lead": f"{found.code} {found.title}",
        "submit": submit,
        "cancel": page_of(found),
        "crumbs": crumbs(str(title), within=campaign_of(found.call)),
    }


def tell_done(request: Request, done: Message, step: Any, entry: Entry) -> str:
    """Say what was done, with a way back if the flow leaves one; returns where to go."""
    return undoing.tell_done(request, done, step, page_of(entry), undo="giving:undo")


def note_page(policy: Policy[Entry], verb: str, act: Action[..., Any], done: Message) -> Any:
    """The page of a step that asks only why."""

    @door("desk", policy=policy, unsafe=True)
    def page(request: Request, uid: UUID) -> HttpResponse:
        found = the_entry(request, uid, policy)
        label = flow_of(found.flow).transition(verb).label
        return perform(
            request,
            NoteForm(request.POST or None),
            lambda said, key: act.once(key)(found, **said, by=request.actor, at=clock.now()),
            template="shell/form_page.html",
            then=lambda step: tell_done(request, done, step, found),
            context=around(found, label, label),
        )

    page.__name__ = page.__qualname__ = f"{act.name.replace('.', '_')}"
    page.__doc__ = f"The page of the step {verb}, with its reason."
    return page


@door("desk", policy=signed_in, unsafe=True)
@require_POST
def undo(request: Request, act: UUID) -> HttpResponse:
    """Take back what one act did."""
    return undoing.undo_act(request, act, several="giving:campaigns")

"""One need: what it lacks, where it can come from, what of it arrived."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _, gettext_lazy

from heli.core.access.doors import door
from heli.core.flow.models import Entry, Step
from heli.core.journal.refs import find_all
from heli.core.ledger.models import Account
from heli.loops.giving import policies
from heli.loops.giving.actions.needing import match_need, meet_need, reopen_need, withdraw_need
from heli.loops.giving.enums import Urgency, Verb
from heli.loops.giving.flows import NEED
from heli.loops.giving.queries.needs import Standing, standing_of, steps_of
from heli.loops.giving.queries.sources import Source, sources_for
from heli.loops.giving.web.campaigns import campaign_of, crumbs
from heli.loops.giving.web.forms import MatchForm, MeetForm
from heli.loops.giving.web.forms.amounts import typed
from heli.loops.giving.web.shown import history_of, state_of
from heli.loops.giving.web.steps import around, note_page, tell_done, the_entry, ways
from heli.shell import clock
from heli.shell.forms import perform, perform_on
from heli.shell.navigation import page_of
from heli.shell.requests import Request


PAGES = {
    Verb.MATCH: "need_match",
    Verb.MEET: "need_meet",
    Verb.WITHDRAW: "need_withdraw",
    Verb.REOPEN: "need_reopen",
}
FIRST_FEW = 12


@door("desk", policy=policies.see_entry)
def need(request: Request, uid: UUID) -> HttpResponse:
    """The page of a need."""
    found = the_entry(request, uid, flow=NEED)
    return render(request, "giving/desk/need.html", context_of(request, found))


def context_of(request: Request, found: Entry) -> dict[str, Any]:
    """Everything the page of a need shows."""
    standing = standing_of(found)
    buttons = ways(found, request.actor, PAGES, main=Verb.MATCH)
    may_match = any(one["verb"] == Verb.MATCH for one in buttons)
    offers = sources_for(found, today=clock.today()) if may_match and standing.unmatched else []
    return {
        "need": found,
        "state": state_of(found),
        "ways": buttons,
        "facts": facts_of(found),
        "counted": counted(standing),
        "matched": matched(standing),
        "offers": [offer(one, standing) for one in offers if one.free > 0][:FIRST_FEW],
        "lacks": standing.words(standing.unmatched) if standing.unmatched else "",
        "may_match": may_match,
        "history": history_of(found),
        "crumbs": crumbs(found.title, within=campaign_of(found.call)),
    }


def facts_of(found: Entry) -> list[tuple[str, Any]]:
    """What was said of a need when it was entered."""
    said = found.answers
    return [
        (_("Urgency"), Urgency(said["urgency"]).label),
        (_("Who needs it"), found.party.name if found.party else None),
        (_("Where"), said.get("place") or None),
        (_("Needed by"), said.get("needed_by")),
        (_("Campaign"), campaign_of(found.call).name),
    ]


def counted(standing: Standing) -> list[tuple[str, str]]:
    """How much is needed, matched, arrived, and still without a source."""
    return [
        (_("Needed"), standing.words(standing.wanted)),
        (_("Matched with a source"), standing.words(standing.matched)),
        (_("Arrived"), standing.words(standing.arrived)),
        (_("Without a source"), standing.words(standing.unmatched)),
    ]


def matched(standing: Standing) -> list[dict[str, Any]]:
    """The sources a need was matched with, each with its page where it has one."""
    steps = [one for one in steps_of([standing.need]) if one.verb == Verb.MATCH]
    records = records_in(steps)
    return [
        {
            "amount": standing.words(int(step.facts["amount"])),
            "label": words_of(records.get(step.facts["source"]), step),
            "url": page_of(record) if isinstance(record, Entry) else "",
            "note": step.note,
        }
        for step in steps
        for record in [records.get(step.facts["source"])]
    ]


def records_in(steps: list[Step]) -> dict[str, Any]:
    """The pledges, deliveries and stocks that steps name."""
    names = {str(step.facts["source"]) for step in steps}
    known = sorted(one for one in names if one.startswith(("flow.entry:", "ledger.account:")))
    return dict(zip(known, find_all(known), strict=True)) if known else {}


def words_of(record: Any, step: Step) -> str:
    """A source for people."""
    if isinstance(record, Account):
        return str(record)
    if isinstance(record, Entry):
        return f"{record.code} {record.title}"
    return str(step.facts["source"])


def offer(one: Source, standing: Standing) -> dict[str, Any]:
    """A source with the button that takes as much of it as is needed."""
    amount = min(one.free, standing.unmatched)
    return {
        "source": one,
        "url": page_of(one.pledge) if one.pledge else "",
        "take": _("Take %(amount)s") % {"amount": standing.words(amount)},
        "values": {"source": one.key, "quantity": typed(one.item, amount)},
    }


@door("desk", policy=policies.ON_NEED[Verb.MATCH], unsafe=True)
def match(request: Request, uid: UUID) -> HttpResponse:
    """Match a need with a source that is offered, or with another in words."""
    found = the_entry(request, uid, policies.ON_NEED[Verb.MATCH])
    form = MatchForm(request.POST or None, sources=sources_for(found, today=clock.today()))
    return perform(
        request,
        form,
        lambda said, key: match_need.once(key)(
            found, **form.matched(said), by=request.actor, at=clock.now()
        ),
        template="shell/form_page.html",
        then=lambda step: tell_done(request, _("Matched."), step, found),
        context=around(found, NEED.transition(Verb.MATCH).label, _("Match it")),
    )


@door("desk", policy=policies.ON_NEED[Verb.MEET], unsafe=True)
def meet(request: Request, uid: UUID) -> HttpResponse:
    """Note what arrived of a need: a part, or all of it."""
    found = the_entry(request, uid, policies.ON_NEED[Verb.MEET])
    form = MeetForm(request.POST or None, initial={"on": clock.today()})
    words = around(found, _("What arrived"), _("Note it"))
    return perform_on(request, form, meet_need, found, words=words, done=_("Noted."))


withdraw = note_page(
    policies.ON_NEED[Verb.WITHDRAW],
    Verb.WITHDRAW,
    withdraw_need,
    gettext_lazy("Withdrawn. The list keeps it with your reason."),
)
reopen = note_page(
    policies.ON_NEED[Verb.REOPEN], Verb.REOPEN, reopen_need, gettext_lazy("It is needed again.")
)

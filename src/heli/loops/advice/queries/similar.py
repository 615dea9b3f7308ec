"""Earlier proposals on the same matter, shown while one writes."""

from dataclasses import dataclass

from django.db.models import Q

from heli.core.acts import Actor
from heli.core.flow.models import Call, Entry
from heli.core.texts.models import Doc
from heli.core.texts.search import Similar, similar
from heli.loops.advice import policies
from heli.loops.advice.enums import DOC_PROPOSAL, Stage, Tag


MOST = 5


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier proposal that resembles, and how much in percent.

    ``proposal`` is None where the reader may know only that there is one: others' work is shown by
    title once it was released.
    """

    percent: int
    title: str
    proposal: Entry | None


def earlier_like(
    call: Call, actor: Actor, *, title: str, body: str = "", but: Entry | None = None
) -> list[Earlier]:
    """The earlier proposals to a call's issuer that resemble a text, most alike first.

    Four queries at most. Drafts of others are not searched.
    """
    entries = Entry.objects.filter(policies.IS_PROPOSAL, call__issuer=call.issuer_id)
    entries = entries.exclude(state__in=(Stage.DRAFT, Stage.WITHDRAWN))
    if but is not None:
        entries = entries.exclude(pk=but.pk)
    docs = Doc.objects.filter(kind=DOC_PROPOSAL, entries__in=entries)
    found = similar(title, body, among=docs, most=MOST)
    known = {
        entry.doc_id: entry
        for entry in entries.filter(doc__in=[one.doc for one in found]).select_related("org")
    }
    open_ = set(
        policies.see_proposal.visible_to(actor)
        .filter(Q(pk__in=[entry.pk for entry in known.values()]))
        .values_list("pk", flat=True)
    )
    return [_earlier(one, known[one.doc.pk], open_) for one in found]


def _earlier(one: Similar, proposal: Entry, open_: set[int]) -> Earlier:
    if proposal.pk in open_:
        return Earlier(one.percent, proposal.title, proposal)
    is_released = bool(proposal.counted.get(Tag.PLACED))
    return Earlier(one.percent, proposal.title if is_released else "", None)

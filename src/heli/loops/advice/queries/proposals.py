"""Proposals as their readers see them: who may know what of where one stands."""

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery

from heli.core.acts import Actor, Lookup, Message, Prepared, given
from heli.core.flow.definitions import flow_of
from heli.core.flow.models import Entry, Step
from heli.loops.advice import policies
from heli.loops.advice.enums import Stage, Tag


CONFIDENTIAL = {Stage.INSTRUCTED: Stage.RECOMMENDED}
"""Where a proposal stands, and where it seems to stand to those who may not read the register."""


def with_receipt(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """Entries with ``received_on``, the day they were received; None for drafts."""
    receipt = Step.objects.filter(entry=OuterRef("pk"), tag=Tag.RECEIVED).order_by("seq")
    return entries.annotate(received_on=Subquery(receipt.values("effective_on")[:1]))


PROPOSALS = Lookup(
    with_receipt(Entry.objects.select_related("call__issuer", "org", "area", "party", "doc")), "uid"
)
"""Proposals with all that their page shows and that a step on them asks for."""


def by_receipt(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """Entries that were received, with ``received_on`` and ``receipt_step``, of which there is one each.

    A receipt that was taken back does not count. Sorted by both, a page is read off an index; joined to
    what takes receipts back, SQLite would make an index of all steps for it first.
    """
    receipt = Q(steps__tag=Tag.RECEIVED, steps__first=True, steps__sign=1)
    return (
        entries.annotate(receipt=FilteredRelation("steps", condition=receipt))
        .filter(~Exists(Step.objects.filter(reverses=OuterRef("receipt"))), receipt__isnull=False)
        .annotate(received_on=F("receipt__effective_on"), receipt_step=F("receipt__id"))
    )


LISTED = (
    *("uid", "code", "title", "flow", "state", "answers"),
    *("call__title", "org__name", "party__name"),
)


def for_staff(actor: Actor) -> QuerySet[Entry]:
    """The proposals that ``actor`` works on, with what a list of them shows and nothing else."""
    found = policies.work_on_proposal.visible_to(actor).select_related("call", "org", "party")
    return by_receipt(found).only(*LISTED)


def own(actor: Actor) -> QuerySet[Entry]:
    """The proposals of ``actor`` and of the bodies they are liaison of, drafts included."""
    found = policies.own_proposal.visible_to(actor).select_related("call", "org", "party")
    return with_receipt(found)


def reads_register(actor: Actor) -> bool:
    """Whether ``actor`` holds a role that reads confidential registers, over whatever body."""
    return actor.is_system or bool(actor.orgs(*policies.REGISTRARS))


def label_for(actor: Actor, proposal: Entry, *, is_staff: bool) -> Message:
    """Where a proposal stands, in the words for this reader."""
    flow = flow_of(proposal.flow)
    if not is_staff:
        return flow.state(proposal.state).public_label
    if proposal.state in CONFIDENTIAL and not reads_register(actor):
        return flow.state(CONFIDENTIAL[Stage(proposal.state)]).label
    return flow.state(proposal.state).label


def in_state(state: str, actor: Actor) -> Q:
    """Entries that seem to stand in ``state`` to ``actor``."""
    if reads_register(actor):
        return Q(state=state)
    hidden = [real for real, seeming in CONFIDENTIAL.items() if seeming == state]
    return Q(state__in=[state, *hidden])


_MERGED = Prepared(
    Entry.objects.filter(merged_into_id=given(Entry, "merged_into_id"), state=Stage.MERGED)
    .select_related("org", "party")
    .order_by("code", "pk")
)


def merged_into(proposal: Entry) -> list[Entry]:
    """The proposals that were merged into this one and still are. One query."""
    return _MERGED.records(merged_into_id=proposal.pk)

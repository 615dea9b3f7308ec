"""What stands in an issue, what could, and what the public sees of it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from heli.core.acts import Prepared, given
from heli.core.flow.models import Call, Entry, Step
from heli.core.parties.models import Party
from heli.core.texts.models import Placement
from heli.loops.advice.enums import IssueStage, Stage, Tag
from heli.loops.advice.flows import ISSUE, PROPOSAL


PLACEABLE = (
    *(Stage.APPROVED, Stage.RECOMMENDED, Stage.ADOPTED),
    *(Stage.INSTRUCTED, Stage.FOLLOWED_UP),
)
"""Signed off: an item may be recommended on its own first and stand in an issue later."""


@dataclass(frozen=True, slots=True)
class Item:
    """One line of an issue: where it stands, and the proposal it is."""

    placement: Placement
    proposal: Entry


def contents(issue: Entry) -> list[Item]:
    """The items of an issue in their order. Two queries."""
    placements = list(
        Placement.objects.filter(issue=issue.doc)
        .select_related("revision", "item")
        .order_by("position", "pk")
    )
    proposals = {
        entry.doc_id: entry
        for entry in Entry.objects.filter(
            flow__begins=f"{PROPOSAL.code}@", doc__in=[p.item_id for p in placements]
        ).select_related("call__issuer", "org", "area", "party", "doc")
    }
    return [Item(one, proposals[one.item_id]) for one in placements]


def standing_in_an_issue() -> Exists:
    """Whether a proposal stands in an issue that was not dropped."""
    return Exists(Placement.objects.filter(item=OuterRef("doc"), issue__isnull=False))


def placeable(periodical: Call) -> QuerySet[Entry]:
    """The signed-off proposals of the issuer that stand in no issue yet, oldest first."""
    return (
        Entry.objects.filter(
            ~Q(standing_in_an_issue()),
            flow__begins=f"{PROPOSAL.code}@",
            call__issuer=periodical.issuer_id,
            state__in=PLACEABLE,
        )
        .select_related("call", "org", "party")
        .order_by("code", "pk")
    )


def is_placeable(proposal: Entry) -> bool:
    """Whether a proposal is signed off and stands in no issue."""
    stands = Placement.objects.filter(item=proposal.doc, issue__isnull=False).exists()
    return proposal.state in PLACEABLE and not stands


_CONTAINING = Prepared(
    Entry.objects.filter(
        flow__begins=f"{ISSUE.code}@", doc__contents__item_id=given(Placement, "item_id")
    )
    .select_related("call")
    .order_by("pk")[:1]
)


def issue_of(proposal: Entry) -> Entry | None:
    """The issue a proposal stands in; None if in none."""
    return _CONTAINING.first(item_id=proposal.doc_id)


def released(issuer: Party | None = None) -> QuerySet[Entry]:
    """The released issues, newest first."""
    issues = Entry.objects.filter(
        flow__begins=f"{ISSUE.code}@", state=IssueStage.RELEASED
    ).select_related("call__issuer", "doc__number")
    if issuer is not None:
        issues = issues.filter(call__issuer=issuer)
    return issues.order_by("-doc__number__running", "-pk")


def released_on(issue: Entry) -> date | None:
    """The day an issue was let out; None before."""
    step = Step.objects.filter(entry=issue, tag=Tag.ISSUE_RELEASED).first()
    return step.effective_on if step else None

"""What became of somebody's proposals: the author's record (履职档案)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, QuerySet

from heli.core.flow.models import Assignment, Entry, Step
from heli.core.parties.models import Party
from heli.loops.advice.enums import AUTHOR_ROLE, Stage, Tag, Verb
from heli.loops.advice.flows import PROPOSAL
from heli.loops.advice.queries.packs import RulePack, packs
from heli.loops.advice.queries.people import credits_of
from heli.loops.advice.queries.points import NOTHING, divided, worth_of
from heli.loops.advice.queries.registers import not_undone


@dataclass(frozen=True, slots=True)
class Line:
    """One proposal of an author: what happened to it, and what it is worth to them."""

    proposal: Entry
    received_on: date | None
    edited: bool
    placed: bool
    recommended: bool
    adopted: int
    instructed: int
    points: Decimal


@dataclass(frozen=True, slots=True)
class Record:
    """The whole record, and its sums."""

    lines: tuple[Line, ...]

    def count(self, what: str) -> int:
        """How many proposals have it."""
        return sum(bool(getattr(line, what)) for line in self.lines)

    @property
    def points(self) -> Decimal:
        """All points."""
        return sum((line.points for line in self.lines), NOTHING)


def proposals_of(person: Party) -> QuerySet[Entry]:
    """The proposals under which a person's name stands, newest first; no drafts."""
    named = Assignment.objects.filter(
        entry=OuterRef("pk"), party=person, role=AUTHOR_ROLE, state="active"
    )
    return (
        Entry.objects.filter(Q(party=person) | Q(Exists(named)), flow__begins=f"{PROPOSAL.code}@")
        .exclude(state=Stage.DRAFT)
        .select_related("call", "org")
        .order_by("-opened_at", "-pk")
    )


def record_of(person: Party, *, in_full: bool) -> Record:
    """A person's record. Two queries.

    ``in_full`` is for the office. Without it, as authors see themselves: instructions, and the
    points they bring, are left out until the office told the author of them.
    """
    proposals = list(proposals_of(person))
    steps: dict[int, list[Step]] = defaultdict(list)
    for step in Step.objects.filter(not_undone(), entry__in=proposals).order_by("seq"):
        steps[step.entry_id].append(step)
    return Record(tuple(_line(one, person, steps[one.pk], in_full=in_full) for one in proposals))


def _line(proposal: Entry, person: Party, steps: Sequence[Step], *, in_full: bool) -> Line:
    if not in_full and not was_told_of_instructions(steps):
        steps = [step for step in steps if step.tag != Tag.INSTRUCTED]
    tags = [step.tag for step in steps]
    received = next((step for step in steps if step.tag == Tag.RECEIVED), None)
    return Line(
        proposal=proposal,
        received_on=received.effective_on if received else None,
        edited=Tag.EDITED in tags,
        placed=Tag.PLACED in tags,
        recommended=Tag.RECOMMENDED in tags,
        adopted=tags.count(Tag.ADOPTED),
        instructed=tags.count(Tag.INSTRUCTED),
        points=_share(proposal, person, steps),
    )


def was_told_of_instructions(steps: Sequence[Step]) -> bool:
    """Whether the office told the author that there were instructions."""
    return any(
        step.verb == Verb.TELL_AUTHOR and step.facts.get("with_instructions") for step in steps
    )


def pack_of(proposal: Entry) -> RulePack | None:
    """The rules by which the call gives points; None if it gives none."""
    return packs().get(proposal.call.settings.get("rule_pack", ""))


def _share(proposal: Entry, person: Party, steps: Sequence[Step]) -> Decimal:
    pack = pack_of(proposal)
    if pack is None or proposal.state == Stage.MERGED:
        return NOTHING
    by_name = divided(worth_of(steps, pack).points, credits_of(proposal))
    mine = [
        line["name"]
        for line in proposal.answers.get("authors", [])
        if line["party"] == str(person.uid)
    ]
    return sum((by_name.get(name, NOTHING) for name in mine), NOTHING)

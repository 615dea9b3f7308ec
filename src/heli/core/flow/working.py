"""Standing calls, assignments, reviews and links: plain functions that acts share.

They write inside acts only.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from heli.core.acts import Conflict, Invalid, Refusal, current_record
from heli.core.flow.models import Assignment, Call, Entry, Link, Review
from heli.core.journal.locks import hold
from heli.core.journal.refs import name_of
from heli.core.parties.models import Party


ACTIVE, ENDED, HANDED_OVER = "active", "ended", "handed_over"


class AlreadySubmitted(Refusal):
    """A judgement stands as it was given."""

    message = _("This review was already submitted.")


class OutOfScale(Refusal):
    """A score that no question offers."""

    message = _("“%(question)s” takes a score from %(low)s to %(high)s.")
    status = 422


def standing_call(*, kind: str, flow: str, issuer: Party, title: str, at: datetime) -> Call:
    """The one call of a body under which entries of this kind and flow always run.

    It is opened with the first of them. Two who come first at once wait for each other: nothing in
    the table forbids a body several standing calls, as a body has several periodicals.
    """
    current_record()
    standing = Call.objects.filter(kind=kind, flow=flow, issuer=issuer, is_standing=True)
    if (found := standing.first()) is not None:
        return found
    hold(f"flow.standing:{flow}:{issuer.pk}")
    return standing.first() or Call.objects.create(
        kind=kind, flow=flow, issuer=issuer, is_standing=True, title=title, opens_at=at
    )


def assign(entry: Entry, party: Party, role: str, *, at: datetime, batch: str = "") -> Assignment:
    """Give ``party`` a part in ``entry``; given twice, it stays as it was."""
    current_record()
    assignment, _created = Assignment.objects.get_or_create(
        entry=entry, party=party, role=role, state=ACTIVE, defaults={"since": at, "batch": batch}
    )
    return assignment


def end_assignment(assignment: Assignment, *, at: datetime, state: str = ENDED) -> Assignment:
    """End a part that is still active; refuses with ``Conflict`` when it no longer is."""
    current_record()
    active = Assignment.objects.filter(pk=assignment.pk, state=ACTIVE)
    if not active.update(state=state, until=at):
        raise Conflict
    assignment.state, assignment.until = state, at
    return assignment


def hand_over(assignment: Assignment, to: Party, *, at: datetime) -> Assignment:
    """End a part and give it to another; the old one points to the new one."""
    end_assignment(assignment, at=at, state=HANDED_OVER)
    new = assign(assignment.entry, to, assignment.role, at=at, batch=assignment.batch)
    assignment.handover_to = new
    assignment.save(update_fields=["handover_to"])
    return new


@dataclass(frozen=True, slots=True)
class Question:
    """What a reviewer is asked: answered with a score from ``low`` to ``high``."""

    code: str
    text: str
    low: int
    high: int
    required: bool = False


def submit_review(
    entry: Entry,
    *,
    reviewer: Party,
    questions: Sequence[Question],
    scores: Mapping[str, int],
    at: datetime,
    assignment: Assignment | None = None,
    recommendation: str = "",
    text: str = "",
    round_: int = 1,
    has_conflict_of_interest: bool = False,
) -> Review:
    """Keep a judgement together with the questions as they were asked.

    Refuses with :class:`OutOfScale`, with
    ``Invalid`` for a required question without score (unless a conflict of interest is declared),
    and with :class:`AlreadySubmitted`.
    """
    current_record()
    if Review.objects.filter(entry=entry, reviewer=reviewer, round=round_).exists():
        raise AlreadySubmitted
    if not has_conflict_of_interest:
        _check_scores(questions, scores)
    return Review.objects.create(
        entry=entry,
        assignment=assignment,
        reviewer=reviewer,
        round=round_,
        questions=[asdict(question) for question in questions],
        scores=dict(scores),
        recommendation=recommendation,
        text=text,
        has_conflict_of_interest=has_conflict_of_interest,
        submitted_at=at,
    )


def _check_scores(questions: Sequence[Question], scores: Mapping[str, int]) -> None:
    known = {question.code: question for question in questions}
    if unknown := sorted(set(scores) - set(known)):
        raise Invalid(what=", ".join(unknown))
    for code, question in known.items():
        score = scores.get(code)
        if score is None:
            if question.required:
                raise Invalid(what=question.text, field=code)
        elif not question.low <= score <= question.high:
            raise OutOfScale(
                question=question.text, low=question.low, high=question.high, field=code
            )


def link(src: Model, kind: str, dst: Model, *, at: datetime) -> Link:
    """Say that ``src`` is ``kind`` of ``dst``: answers, derived_from, evidence_of; once."""
    current_record()
    found, _created = Link.objects.get_or_create(
        kind=kind, src=name_of(src), dst=name_of(dst), defaults={"at": at}
    )
    return found

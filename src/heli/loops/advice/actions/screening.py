"""The first decision on what came in: taken up, returned, merged, passed on, kept or not taken up."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Refusal, action, local_day
from heli.core.flow import engine
from heli.core.flow.definitions import flow_of
from heli.core.flow.engine import Telling
from heli.core.flow.models import Entry, Step
from heli.loops.advice import policies
from heli.loops.advice.enums import Stage, Verb
from heli.loops.advice.queries.triage import DECISIONS, first_decision


class NotADecision(Refusal):
    """Screening knows six decisions."""

    message = _("“%(decision)s” is no decision of screening.")
    status = 422


class MergedIntoItself(Refusal):
    """A proposal is merged into another one."""

    message = _("“%(title)s” cannot be merged into itself.")
    status = 422


class NoSuchProposal(Refusal):
    """Numbers are typed by people."""

    message = _("There is no proposal with the number %(number)s here.")
    status = 422


class NothingToMergeInto(Refusal):
    """The surviving proposal must still be on its way."""

    message = _("“%(title)s” is %(state)s; nothing can be merged into it. Choose another one.")


@action("advice.proposals.screen", policy=policies.ON_PROPOSAL[Verb.ACCEPT])
def screen_proposals(
    proposals: Sequence[Entry],
    *,
    decision: str,
    note: str = "",
    into: Entry | None = None,
    on: date | None = None,
    by: Actor,
    at: datetime,
) -> list[Step]:
    """Take one decision on one or several proposals; all of them, or none.

    ``decision`` is ``accept``, ``return``, ``merge`` (with ``into``), ``transfer``, ``keep`` or
    ``reject``. ``on`` is the day it was taken, today if not given. The first decision on a proposal
    is marked, and whether it came within three workdays. Refuses with :class:`NotADecision`,
    :class:`MergedIntoItself`, :class:`NothingToMergeInto`, and as the flow says.
    """
    if decision not in DECISIONS:
        raise NotADecision(decision=decision)
    if decision == Verb.MERGE and into is not None:
        _check_target(proposals, into)
    day = on or local_day(at)
    return [_decide(one, decision, note, into, day, by, at) for one in proposals]


def _check_target(proposals: Sequence[Entry], into: Entry) -> None:
    if any(one.pk == into.pk for one in proposals):
        raise MergedIntoItself(title=into.title, field="into")
    if into.state in (Stage.DRAFT, Stage.MERGED, Stage.WITHDRAWN, Stage.REJECTED):
        state = flow_of(into.flow).state(into.state).label
        raise NothingToMergeInto(title=into.title, state=state, field="into")


def _decide(
    proposal: Entry,
    decision: str,
    note: str,
    into: Entry | None,
    day: date,
    by: Actor,
    at: datetime,
) -> Step:
    facts: dict[str, object] = {**first_decision(proposal, day)}
    if decision == Verb.MERGE:
        facts["into"] = str(into.uid) if into else ""
    telling = Telling(effective_on=day, note=note.strip(), facts=facts)
    step = engine.move(proposal, decision, by=by, at=at, telling=telling)
    if decision == Verb.MERGE:
        proposal.merged_into = into
        proposal.save(update_fields=["merged_into"])
    return step

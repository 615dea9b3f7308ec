"""Who may move an entry, read off the definition of its flow."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q

from heli.core.access.enums import Role
from heli.core.access.policies import below
from heli.core.acts import Actor, Message, Policy, policy
from heli.core.flow.definitions import AUTHOR, HANDLER, Flow
from heli.core.flow.models import Assignment, Call, Entry, Step
from heli.core.flow.phrases import NOT_YOURS_TO_MOVE, NOT_YOURS_TO_UNDO


NOBODY = Q(pk__in=[])


def standing(actor: Actor, who: Iterable[str]) -> Q:
    """Entries to which ``actor`` stands in one of the relations ``who`` names.

    A role is one over the issuer of the call; ``role@org`` and the liaison are over the body that
    answers; ``@author``, ``@handler`` and ``@<role>`` are ties to the entry itself.
    """
    return relations(actor, who).rule(actor)


class Relations(NamedTuple):
    """The relations of :func:`standing` as far as they tell one actor's entries from others.

    ``issuing`` and ``answering`` are the bodies over which the actor holds one of the roles named;
    ``own`` are ties to the entry itself. What names other roles over the same bodies is the same.
    """

    issuing: frozenset[int]
    answering: frozenset[int]
    own: tuple[str, ...]

    def rule(self, actor: Actor) -> Q:
        """The entries to which the actor stands so."""
        found = NOBODY
        if self.issuing:
            found |= _of_issuer(self.issuing)
        if self.answering:
            found |= below(self.answering, field="org")
        for one in self.own:
            found |= _tied(actor, one)
        return found


def relations(actor: Actor, who: Iterable[str]) -> Relations:
    """Which relations the names of :func:`standing` mean for this actor."""
    asked = {str(one) for one in who}
    answering = {one for one in asked if one == Role.LIAISON or one.endswith("@org")}
    own = {one for one in asked - answering if one.startswith("@")}
    issuing, roles = asked - answering - own, {one.removesuffix("@org") for one in answering}
    return Relations(
        issuing=actor.orgs(*issuing) if issuing else frozenset(),
        answering=actor.orgs(*roles) if roles else frozenset(),
        own=tuple(sorted(own)),
    )


def _of_issuer(bodies: frozenset[int]) -> Q:
    """Asked of each entry's own call, not joined: SQLite would begin with the calls and read them out."""
    ours = Call.objects.filter(below(bodies, field="issuer"), pk=OuterRef("call_id"))
    return Q(Exists(ours))


def _tied(actor: Actor, who: str) -> Q:
    if actor.party_id is None:
        return NOBODY
    mine = Assignment.objects.filter(entry=OuterRef("pk"), party=actor.party_id, state="active")
    if who == AUTHOR:
        return Q(party=actor.party_id) | Q(Exists(mine.filter(role="author")))
    if who == HANDLER:
        return Q(Exists(mine.exclude(role="author")))
    return Q(Exists(mine.filter(role=who.removeprefix("@"))))


def may_move(flow: Flow, verb: str, *, reason: Message = NOT_YOURS_TO_MOVE) -> Policy[Entry]:
    """The policy of one transition: those whom the flow names in ``who``, and nobody else.

    It says who, for entries of this flow; whether the entry's state allows it, the engine says.
    """
    who = flow.transition(verb).who
    of_this_flow = Q(flow__begins=f"{flow.code}@")

    def rule(actor: Actor) -> Q:
        return of_this_flow & standing(actor, who)

    rule.__name__ = f"may_{verb}"
    return Policy(Entry, rule, reason, question=question_of(flow, who))


def question_of(flow: Flow, who: Iterable[str]) -> object:
    """What is asked about an entry of a flow whose transition names ``who``, whichever transition."""
    return flow.code, frozenset(map(str, who))


@policy(Step, reason=NOT_YOURS_TO_UNDO)
def may_undo(actor: Actor) -> Q | bool:
    """Take a step back: only the one who took it."""
    return actor.party_id is not None and Q(actor=actor.party_id)

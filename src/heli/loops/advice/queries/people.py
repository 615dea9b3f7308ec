"""Whose names stand under a proposal, and for which bodies a person may submit."""

from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Q, QuerySet

from heli.core.access.enums import Role
from heli.core.access.queries import holds_over
from heli.core.acts import Actor, Prepared
from heli.core.flow.models import Call, Entry
from heli.core.parties.models import Party, PartyKind, Tie, TieKind
from heli.core.parties.queries import bodies_within, within


WHOLE = 100


@dataclass(frozen=True, slots=True)
class Credit:
    """One name under a proposal, with its share of the credit in percent."""

    name: str
    share: int


def bodies_of(actor: Actor, call: Call) -> QuerySet[Party]:
    """The bodies of the call's issuer for which ``actor`` may submit.

    Their own, and those they are liaison of; the issuer's clerk and editors, for all.
    """
    mine = Tie.objects.filter(src=actor.party_id, until__isnull=True).exclude(kind=TieKind.ROLE)
    own = Q(pk__in=mine.values("dst"))
    liaison = _below(actor.orgs(Role.LIAISON))
    bodies = bodies_within(call.issuer)
    if is_staff(actor, call):
        return bodies
    return bodies.filter(own | liaison)


def is_staff(actor: Actor, call: Call) -> bool:
    """Whether ``actor`` is clerk or editor of the issuer."""
    return holds_over(actor, call.issuer_id, Role.CLERK, Role.EDITOR)


def names_below(issuers: frozenset[int]) -> list[tuple[int, str]]:
    """Keys and names of these bodies and the bodies below them. One query."""
    return [(body.pk, body.name) for body in _names(issuers).records()]


@lru_cache(maxsize=64)
def _names(issuers: frozenset[int]) -> Prepared[Party]:
    return Prepared(bodies_within(*issuers).only("name"))


def _below(orgs: frozenset[int]) -> Q:
    return Q(pk__in=within(*orgs))


def myself(actor: Actor) -> Party:
    """The person behind an actor who signed in. Raises ``LookupError`` for anybody else."""
    if actor.party_id is None:
        raise LookupError(actor.name)
    return Party.objects.get(pk=actor.party_id)


def person_of(org: Party, name: str) -> Party | None:
    """The person of that name who belongs to a body now; None if there is none."""
    return (
        Party.objects.filter(
            kind=PartyKind.PERSON,
            name=name,
            merged_into__isnull=True,
            ties_out__dst=org,
            ties_out__until__isnull=True,
        )
        .order_by("pk")
        .first()
    )


def credits_of(proposal: Entry) -> list[Credit]:
    """The names under a proposal with their shares, the first author first."""
    lines = proposal.answers.get("authors", [])
    return [Credit(name=line["name"], share=line["share"]) for line in lines]


def names_under(proposal: Entry) -> str:
    """The names, as they are printed."""
    return "、".join(credit.name for credit in credits_of(proposal))

"""What is known of a mediation: its sides, who has which part, who consented."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from heli.core.acts import Actor
from heli.core.flow.models import Assignment, Call, Entry, Step
from heli.core.flow.working import ACTIVE, ENDED
from heli.core.parties.models import Party, PartyKind
from heli.core.parties.queries import bodies_within, held_on
from heli.loops.services import policies
from heli.loops.services.enums import DESK, MEDIATIONS, Part, Verb


_BOTH = (Part.ASKING, Part.OTHER)


def mediations_of(issuer: Party) -> Call | None:
    """The list of mediations of a body; it exists since somebody was put in charge."""
    return Call.objects.filter(kind=MEDIATIONS, issuer=issuer, is_standing=True).first()


def in_charge(call: Call) -> Party:
    """Who answers for the mediations that are asked from now on."""
    return Party.objects.get(uid=call.settings["keeper"])


def desks_to_ask(actor: Actor) -> QuerySet[Call]:
    """The desks at which somebody may ask for mediation."""
    rows = Call.objects.filter(kind=DESK, is_standing=True).select_related("issuer")
    return policies.ask_for_mediation.visible_to(actor, rows)


def may_ask_for(actor: Actor, call: Call) -> QuerySet[Party]:
    """The bodies in whose name somebody may ask there: their own; of the one in charge, all below."""
    own = policies.speak_for.visible_to(actor, Party.objects.filter(kind=PartyKind.ORG))
    if call.settings["keeper"] != str(actor.uid):
        return own
    below = bodies_within(call.issuer_id).exclude(pk=call.issuer_id)
    return Party.objects.filter(Q(pk__in=own.values("pk")) | Q(pk__in=below.values("pk")))


def firms_to_ask_for(actor: Actor, offered: Iterable[Call]) -> QuerySet[Party]:
    """The bodies in whose name somebody may ask at some of these desks."""
    own = policies.speak_for.visible_to(actor, Party.objects.filter(kind=PartyKind.ORG))
    found = Q(pk__in=own.values("pk"))
    for desk in offered:
        if (call := mediations_of(desk.issuer)) is not None:
            found |= Q(pk__in=may_ask_for(actor, call).values("pk"))
    return Party.objects.filter(found).order_by("name")


def sides_of(mediation: Entry) -> dict[Part, Party]:
    """The firms of both sides; none once it was forgotten who they were."""
    wanted = {str(uid): Part(side) for side, uid in mediation.answers.items()}
    return {wanted[str(one.uid)]: one for one in Party.objects.filter(uid__in=wanted)}


def parts(mediation: Entry, *some: Part) -> list[Assignment]:
    """Who has a part in it now, in one of these or in any."""
    rows = Assignment.objects.filter(entry=mediation, state=ACTIVE).select_related("party")
    return list((rows.filter(role__in=some) if some else rows).order_by("pk"))


def keepers_of(issuer: Party) -> QuerySet[Party]:
    """Those in charge of mediations of a body, of any that runs or whose file is still kept."""
    kept = Assignment.objects.filter(
        entry__call__in=Call.objects.filter(kind=MEDIATIONS, issuer=issuer),
        role=Part.KEEPER,
        state=ACTIVE,
    )
    return Party.objects.filter(pk__in=kept.values("party")).order_by("name")


def part_of(mediation: Entry, actor: Actor) -> Part | None:
    """The part of somebody. The one in charge may mediate too: then what they do decides."""
    if actor.party_id is None:
        return None
    mine = {one.role for one in parts(mediation) if one.party_id == actor.party_id}
    return next((part for part in Part if part in mine), None)


def side_of(mediation: Entry, actor: Actor) -> Part:
    """The side for which somebody speaks. Raises ``LookupError`` for somebody who speaks for none."""
    for one in parts(mediation, *_BOTH):
        if one.party_id == actor.party_id:
            return Part(one.role)
    raise LookupError(actor.name)


def consented(steps: Iterable[Step]) -> set[str]:
    """The sides that consented to the mediator who was named last. ``steps`` in their order."""
    found: set[str] = set()
    for step in steps:
        if step.verb == Verb.NAME_MEDIATOR:
            found.clear()
        elif step.verb == Verb.CONSENT:
            found.add(str(step.facts["side"]))
    return found


def is_tied(person: Party, bodies: Iterable[Party], on: date) -> bool:
    """Whether somebody belongs to one of these bodies or speaks for it, or for one below it."""
    inside = bodies_within(*bodies).values("pk")
    return held_on(on).filter(src=person, dst__in=inside).exists()


def has_recused(mediation: Entry, person: Party) -> bool:
    """Whether somebody was its mediator and is no longer."""
    past = mediation.assignments.filter(role=Part.MEDIATOR, party=person, state=ENDED)
    return past.exists()

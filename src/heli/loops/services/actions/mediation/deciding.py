"""What the one in charge does: take it on or not, name a mediator, hand it over."""

from datetime import datetime
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Invalid, Personal, Refusal, Secret, action, local_day
from heli.core.flow.models import Entry, Step
from heli.core.flow.working import assign, hand_over as pass_on
from heli.core.parties.models import Party
from heli.core.parties.queries import held_on
from heli.loops.services import policies
from heli.loops.services.actions.mediation.keeping import end
from heli.loops.services.actions.mediation.moving import take
from heli.loops.services.enums import Part, Verb
from heli.loops.services.queries.mediation import has_recused, is_tied, parts, sides_of
from heli.loops.services.queries.offers import speakers_of


class OfASide(Refusal):
    """Whoever belongs to a side neither mediates nor is in charge."""

    message = _("%(name)s belongs to one of the two sides.")
    status = 422


class Recused(Refusal):
    """Whoever stepped down as mediator is not named again."""

    message = _("%(name)s recused themselves from this mediation.")
    status = 422


@action("services.mediation.take_on", policy=policies.ON_MEDIATION[Verb.TAKE_ON])
def take_on(mediation: Entry, *, by: Actor, at: datetime) -> Step:
    """Take a mediation on."""
    return take(mediation, Verb.TAKE_ON, by=by, at=at)


@action("services.mediation.turn_down", policy=policies.ON_MEDIATION[Verb.TURN_DOWN])
def turn_down(mediation: Entry, *, note: Annotated[str, Secret], by: Actor, at: datetime) -> Step:
    """Do not take it on, and say why; the other side never hears of it."""
    if not note.strip():
        raise Invalid(what=_("why"), field="note")
    end(mediation, at=at, reason=note)
    return take(mediation, Verb.TURN_DOWN, by=by, at=at)


@action("services.mediation.name_mediator", policy=policies.ON_MEDIATION[Verb.NAME_MEDIATOR])
def name_mediator(
    mediation: Entry, *, mediator: Annotated[Party, Personal], by: Actor, at: datetime
) -> Step:
    """Name who mediates; from now on the other side knows, and both are asked to consent.

    Refuses with :class:`OfASide` and :class:`Recused`.
    """
    _check_apart(mediation, mediator, at=at, field="mediator")
    if has_recused(mediation, mediator):
        raise Recused(name=mediator.name, field="mediator")
    assign(mediation, mediator, Part.MEDIATOR, at=at)
    other = sides_of(mediation)[Part.OTHER]
    for person in speakers_of([other], local_day(at)).get(other.pk, []):
        assign(mediation, person, Part.OTHER, at=at)
    return take(mediation, Verb.NAME_MEDIATOR, by=by, at=at)


@action("services.mediation.hand_over", policy=policies.ON_MEDIATION[Verb.HAND_OVER])
def hand_over(mediation: Entry, *, to: Annotated[Party, Personal], by: Actor, at: datetime) -> Step:
    """Let somebody else of the office be in charge of this one."""
    _check_apart(mediation, to, at=at, field="to")
    if not held_on(local_day(at)).filter(src=to, dst=mediation.org_id).exists():
        raise Invalid(what=_("somebody of the body of the desk"), field="to")
    [mine] = parts(mediation, Part.KEEPER)
    if mine.party_id == to.pk:
        raise Invalid(what=_("somebody else"), field="to")
    pass_on(mine, to, at=at)
    return take(mediation, Verb.HAND_OVER, by=by, at=at)


def _check_apart(mediation: Entry, person: Party, *, at: datetime, field: str) -> None:
    speaks = {one.party_id for one in parts(mediation, Part.ASKING, Part.OTHER)}
    if person.pk in speaks or is_tied(person, sides_of(mediation).values(), local_day(at)):
        raise OfASide(name=person.name, field=field)

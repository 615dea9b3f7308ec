"""Putting somebody in charge of mediation, and asking for it in the name of a firm."""

from datetime import date, datetime
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from heli.core.acts import (
    Actor,
    Invalid,
    NotAllowed,
    Personal,
    Refusal,
    Secret,
    action,
    local_day,
    tell,
)
from heli.core.flow import engine
from heli.core.flow.models import Call, Entry
from heli.core.flow.working import assign
from heli.core.parties.models import Party
from heli.core.parties.queries import held_on
from heli.loops.services import policies
from heli.loops.services.actions.mediation.keeping import new_matter, write
from heli.loops.services.actions.within import check_served, list_beside, next_number
from heli.loops.services.enums import MEDIATIONS, Part, Words
from heli.loops.services.events import MEDIATION_MOVED
from heli.loops.services.flows import MEDIATION_FLOW
from heli.loops.services.queries.mediation import (
    in_charge,
    is_tied,
    may_ask_for,
    mediations_of,
)
from heli.loops.services.queries.offers import speakers_of


class NobodyInCharge(Refusal):
    """A mediation needs one person who is responsible for it."""

    message = _("Nobody is in charge of mediation at %(desk)s yet.")


class InChargeOfOwn(Refusal):
    """Nobody is in charge of a dispute of their own."""

    message = _("Who is in charge of mediation belongs to one of the two sides.")


class NobodyToAsk(Refusal):
    """A side consists of those who speak for it."""

    message = _("Nobody speaks for %(firm)s here, who could be asked.")


@action("services.mediation.put_in_charge", policy=policies.put_in_charge)
def put_in_charge(desk: Call, *, keeper: Party, by: Actor, at: datetime) -> Call:
    """Make somebody of the body responsible for the mediations that are asked from now on.

    Those that run stay with whoever has them, until they hand them over themselves: nobody lets
    themselves into a mediation by changing who is in charge.
    """
    if not held_on(local_day(at)).filter(src=keeper, dst=desk.issuer_id).exists():
        raise Invalid(what=_("somebody of the body of the desk"), field="keeper")
    call = list_beside(desk, kind=MEDIATIONS, flow=MEDIATION_FLOW, at=at)
    call.settings = {**call.settings, "keeper": str(keeper.uid)}
    call.save(update_fields=["settings"])
    return call


@action("services.mediation.ask", policy=policies.ask_for_mediation)
def ask_mediation(
    desk: Call,
    *,
    firm: Annotated[Party, Personal],
    other: Annotated[Party, Personal],
    subject: Annotated[str, Secret],
    text: Annotated[str, Secret],
    by: Actor,
    at: datetime,
) -> Entry:
    """Ask for mediation between a firm and another body below the desk.

    The one in charge may enter what a firm said at the office: it consents by itself like the other.

    ``subject`` is what the other side will read, ``text`` what it will not. The other side hears of
    it when it was taken on and has a mediator, not before.
    """
    call = _check_sides(desk, firm, other, by=by, at=at)
    if not subject.strip() or not text.strip():
        raise Invalid(what=_("what it is about"), field="text" if subject.strip() else "subject")
    mediation = engine.start(
        call,
        org=desk.issuer,
        party=new_matter(),
        code=next_number(call),
        title=str(MEDIATION_FLOW.label),
        answers={Part.ASKING.value: str(firm.uid), Part.OTHER.value: str(other.uid)},
        by=by,
        at=at,
    )
    write(mediation, Words.SUBJECT, " ".join(subject.split()), at=at)
    write(mediation, Words.ASKING, text, at=at)
    assign(mediation, in_charge(call), Part.KEEPER, at=at)
    for person in _asking(firm, by, at):
        assign(mediation, person, Part.ASKING, at=at)
    tell(MEDIATION_MOVED, step=str(mediation.steps.get().uid))
    return mediation


def _check_sides(desk: Call, firm: Party, other: Party, *, by: Actor, at: datetime) -> Call:
    check_served(desk, firm, field="firm")
    check_served(desk, other, field="other")
    if firm.pk == other.pk:
        raise Invalid(what=_("two different sides"), field="other")
    call, on = mediations_of(desk.issuer), local_day(at)
    if call is None:
        raise NobodyInCharge(desk=desk.title)
    if not (by.is_system or may_ask_for(by, call).filter(pk=firm.pk).exists()):
        raise NotAllowed(reason=policies.ask_for_mediation.reason)
    if is_tied(in_charge(call), (firm, other), on):
        raise InChargeOfOwn
    speakers = _who_speaks(other, on, "other")
    if by.party_id in {one.pk for one in speakers}:
        raise Invalid(what=_("two sides for which different people speak"), field="other")
    return call


def _asking(firm: Party, by: Actor, at: datetime) -> list[Party]:
    """Whoever asked, and nobody else of the firm: they let in whom they want.

    All who speak for it where the one in charge entered what a firm said at the office.
    """
    if policies.speak_for.check(by, firm) and by.party_id is not None:
        return [Party.objects.get(pk=by.party_id)]
    return _who_speaks(firm, local_day(at), "firm")


def _who_speaks(firm: Party, on: date, field: str) -> list[Party]:
    """Those who speak for a firm. Refuses with :class:`NobodyToAsk`."""
    if not (found := speakers_of([firm], on).get(firm.pk, [])):
        raise NobodyToAsk(firm=firm.name, field=field)
    return found

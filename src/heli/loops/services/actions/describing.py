"""What a firm is, as it says itself or as the desk knows it."""

from datetime import datetime

from heli.core.acts import Actor, action
from heli.core.flow import engine
from heli.core.flow.engine import Telling
from heli.core.flow.models import Call, Entry, Step
from heli.core.parties.models import Party
from heli.loops.services import policies
from heli.loops.services.actions.within import check_served, list_beside
from heli.loops.services.enums import CARDS, Sector, Size, Verb
from heli.loops.services.flows import CARD_FLOW


@action("services.card.describe", policy=policies.describe_firm)
def describe_firm(
    firm: Party, *, desk: Call, size: str, sector: str, by: Actor, at: datetime
) -> Step:
    """Say how large a firm is and what it does; said again, it is what was said last."""
    check_served(desk, firm, field="desk")
    call = list_beside(desk, kind=CARDS, flow=CARD_FLOW, at=at)
    engine.expect(call, [firm], by=by, at=at)
    card = Entry.objects.get(call=call, org=firm)
    facts = {"size": Size(size).value, "sector": Sector(sector).value}
    step = engine.move(card, Verb.DESCRIBE, by=by, at=at, telling=Telling(facts=facts))
    card.answers = facts
    card.save(update_fields=["answers"])
    return step


@action("services.card.drop", policy=policies.ON_CARD[Verb.DROP_CARD])
def drop_card(card: Entry, *, note: str, by: Actor, at: datetime) -> Step:
    """Drop the card of a firm that is gone: nothing is matched to it any more."""
    return engine.move(card, Verb.DROP_CARD, by=by, at=at, telling=Telling(note=note.strip()))

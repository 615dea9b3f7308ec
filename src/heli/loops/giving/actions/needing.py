"""Needs: entered by whoever knows them, matched with a source, met when it arrived."""

from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Invalid, action, local_day
from heli.core.flow import engine
from heli.core.flow.engine import Telling
from heli.core.flow.models import Entry, Step
from heli.core.flow.working import link
from heli.core.journal.refs import name_of
from heli.core.ledger.amounts import counted, shown
from heli.core.ledger.models import Item
from heli.core.parties.models import Party, Undertaking
from heli.loops.giving import policies
from heli.loops.giving.actions.books import list_of, next_number
from heli.loops.giving.enums import MEETS, NEED_CALL, Urgency, Verb
from heli.loops.giving.flows import NEED


@action("giving.need.enter", policy=policies.keep_books)
def enter_need(
    campaign: Undertaking,
    *,
    item: Item,
    quantity: Decimal,
    unit: str = "",
    urgency: str = Urgency.SOON,
    place: str = "",
    body: Party | None = None,
    needed_by: date | None = None,
    by: Actor,
    at: datetime,
) -> Entry:
    """Enter what is needed, how much of it, how soon and where. ``body`` is who needs it."""
    amount = counted(item, quantity, unit, on=local_day(at)).amount
    if amount <= 0:
        raise Invalid(what=_("an amount above zero"), field="quantity")
    call = list_of(campaign, kind=NEED_CALL, flow=NEED, title=NEED.label, at=at)
    return engine.start(
        call,
        org=campaign.owner,
        by=by,
        at=at,
        party=body,
        code=next_number(call),
        title=f"{item} {shown(item, amount)}"[:200],
        answers={
            "amount": amount,
            "item": str(item.uid),
            "needed_by": needed_by and needed_by.isoformat(),
            "place": " ".join(place.split())[:120],
            "urgency": Urgency(urgency).value,
        },
    )


@action("giving.need.match", policy=policies.ON_NEED[Verb.MATCH])
def match_need(
    need: Entry,
    *,
    source: Entry | None = None,
    where: str = "",
    quantity: Decimal,
    unit: str = "",
    note: str = "",
    by: Actor,
    at: datetime,
) -> Step:
    """Say where a part of what is needed will come from: a pledge, a delivery, or words."""
    item = Item.objects.select_related("unit").get(uid=need.answers["item"])
    amount = counted(item, quantity, unit, on=local_day(at)).amount
    if source is not None:
        link(source, MEETS, need, at=at)
    said = name_of(source) if source is not None else where.strip()
    telling = Telling(note=note.strip(), facts={"amount": amount, "source": said})
    return engine.move(need, Verb.MATCH, by=by, at=at, telling=telling)


@action("giving.need.meet", policy=policies.ON_NEED[Verb.MEET])
def meet_need(
    need: Entry,
    *,
    quantity: Decimal | None = None,
    unit: str = "",
    on: date | None = None,
    note: str = "",
    by: Actor,
    at: datetime,
) -> Step:
    """Note what arrived of a need; without ``quantity``, that it is met."""
    if quantity is None:
        telling = Telling(effective_on=on, note=note.strip())
        return engine.move(need, Verb.MEET, by=by, at=at, telling=telling)
    item = Item.objects.select_related("unit").get(uid=need.answers["item"])
    amount = counted(item, quantity, unit, on=local_day(at)).amount
    whole = arrived(need) + amount >= int(need.answers["amount"])
    telling = Telling(effective_on=on, note=note.strip(), facts={"amount": amount})
    return engine.move(need, Verb.MEET if whole else Verb.MEET_PART, by=by, at=at, telling=telling)


def arrived(need: Entry) -> int:
    """How much has been noted as arrived."""
    steps = Step.objects.filter(entry=need, verb__in=(Verb.MEET_PART, Verb.MEET))
    return sum(int(facts.get("amount", 0)) for facts in steps.values_list("facts", flat=True))


@action("giving.need.withdraw", policy=policies.ON_NEED[Verb.WITHDRAW])
def withdraw_need(need: Entry, *, note: str, by: Actor, at: datetime) -> Step:
    """Note that something is no longer needed, and why."""
    return engine.move(need, Verb.WITHDRAW, by=by, at=at, telling=Telling(note=note.strip()))

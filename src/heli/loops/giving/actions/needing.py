"""Needs: entered by whoever knows them, matched with a source, met when it arrived."""

from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Invalid, Refusal, action, local_day
from heli.core.flow import engine
from heli.core.flow.engine import Telling
from heli.core.flow.models import Entry, Step
from heli.core.flow.working import link
from heli.core.journal.locks import hold
from heli.core.journal.refs import name_of
from heli.core.ledger.amounts import counted, shown
from heli.core.ledger.models import Item
from heli.core.parties.models import Party, Undertaking
from heli.loops.giving import policies
from heli.loops.giving.actions.books import list_of, next_number
from heli.loops.giving.enums import MEETS, NEED_CALL, Urgency, Verb
from heli.loops.giving.flows import NEED
from heli.loops.giving.queries.needs import Standing, source_key, standing_of
from heli.loops.giving.queries.packing import is_delivery
from heli.loops.giving.queries.sources import Stock, free_for


class TooMuchMatched(Refusal):
    """What has a source needs no second one."""

    message = _("Only %(left)s of this need are still without a source.")
    status = 422


class NotFree(Refusal):
    """What one need waits for cannot be promised to another."""

    message = _("Only %(left)s of %(item)s are free there; the rest is gone or promised.")


class OtherGoods(Refusal):
    """KN95 does not meet a need of N95, and nothing of another campaign meets one of this."""

    message = _("There is nothing of what is needed there.")
    status = 422


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
    stock: Stock | None = None,
    where: str = "",
    quantity: Decimal,
    unit: str = "",
    note: str = "",
    by: Actor,
    at: datetime,
) -> Step:
    """Say where a part of what is needed will come from: a pledge, a delivery, a stock, or words.

    Refuses with :class:`TooMuchMatched` more than is still without a source, with
    :class:`NotFree` more than a source has left for it, and with :class:`OtherGoods` other goods.
    """
    hold(f"giving.matching:{need.call_id}")
    standing = standing_of(need)
    amount = counted(standing.item, quantity, unit, on=local_day(at)).amount
    if amount <= 0:
        raise Invalid(what=_("an amount above zero"), field="quantity")
    if amount > standing.unmatched:
        raise TooMuchMatched(left=standing.words(standing.unmatched), field="quantity")
    facts = _facts(need, source, stock, where)
    if source is not None or stock is not None:
        _require_free(standing, facts, source, amount, local_day(at))
    if source is not None:
        link(source, MEETS, need, at=at)
    telling = Telling(note=note.strip(), facts={"amount": amount, **facts})
    return engine.move(need, Verb.MATCH, by=by, at=at, telling=telling)


def _facts(need: Entry, source: Entry | None, stock: Stock | None, where: str) -> dict[str, str]:
    """How the step names where it comes from."""
    if source is None:
        return stock.facts if stock is not None else {"source": " ".join(where.split())[:120]}
    if source.call.undertaking_id != need.call.undertaking_id:
        raise OtherGoods(field="source")
    return {"source": name_of(source)}


def _require_free(
    standing: Standing, facts: dict[str, str], source: Entry | None, amount: int, day: date
) -> None:
    """A pledge, a delivery and a stock give what they have, and only of what is needed."""
    delivery = source if source is not None and is_delivery(source) else None
    free = free_for(standing.need, source_key(facts), delivery, today=day)
    if free is None:
        raise OtherGoods(field="source")
    if amount > free:
        raise NotFree(left=standing.words(max(free, 0)), item=standing.item, field="quantity")


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
    standing = standing_of(need)
    amount = counted(standing.item, quantity, unit, on=local_day(at)).amount
    if amount <= 0:
        raise Invalid(what=_("an amount above zero"), field="quantity")
    whole = amount >= standing.left
    telling = Telling(effective_on=on, note=note.strip(), facts={"amount": amount})
    return engine.move(need, Verb.MEET if whole else Verb.MEET_PART, by=by, at=at, telling=telling)


@action("giving.need.withdraw", policy=policies.ON_NEED[Verb.WITHDRAW])
def withdraw_need(need: Entry, *, note: str, by: Actor, at: datetime) -> Step:
    """Note that something is no longer needed, and why."""
    return engine.move(need, Verb.WITHDRAW, by=by, at=at, telling=Telling(note=note.strip()))


@action("giving.need.reopen", policy=policies.ON_NEED[Verb.REOPEN])
def reopen_need(need: Entry, *, note: str, by: Actor, at: datetime) -> Step:
    """Note that something that was met is needed again, and why."""
    return engine.move(need, Verb.REOPEN, by=by, at=at, telling=Telling(note=note.strip()))

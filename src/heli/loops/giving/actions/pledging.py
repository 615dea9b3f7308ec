"""Pledges: promised amounts, what they bring, and how they end."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Invalid, Personal, action, local_day
from heli.core.flow import engine
from heli.core.flow.engine import Telling
from heli.core.flow.models import Call, Entry, Step
from heli.core.journal.refs import name_of
from heli.core.ledger.amounts import counted, shown
from heli.core.ledger.models import Item, Transaction
from heli.core.parties.models import Party
from heli.loops.giving import policies
from heli.loops.giving.actions.books import next_number, own_item
from heli.loops.giving.actions.donors import party_of
from heli.loops.giving.enums import CASH, PledgeStage, Verb
from heli.loops.giving.queries.pledges import received_for
from heli.loops.giving.queries.slips import Donor


@action("giving.pledge.make", policy=policies.receive_for)
def make_pledge(
    appeal: Call,
    *,
    donor: Annotated[Donor, Personal],
    item: Item | None = None,
    quantity: Decimal,
    unit: str = "",
    on: date | None = None,
    due_on: date | None = None,
    body: Party | None = None,
    note: str = "",
    by: Actor,
    at: datetime,
) -> Entry:
    """Note what somebody promises to give: cash in yuan, or so much of an ``item``.

    A pledge is not a gift: it counts as pledged on its day and as nothing else.
    Refuses a donor without name, and an amount as posting it would.
    """
    if donor.is_nobody:
        raise Invalid(what=_("who pledges"), field="donor")
    item = item or own_item(CASH)
    amount = counted(item, quantity, unit, on=on or local_day(at)).amount
    if amount <= 0:
        raise Invalid(what=_("an amount above zero"), field="quantity")
    party = party_of(donor, appeal.issuer)
    facts = {"amount": amount, "item": item.code, "kind": "cash" if item.code == CASH else "goods"}
    return engine.start(
        appeal,
        org=body or appeal.issuer,
        by=by,
        at=at,
        party=party,
        code=next_number(appeal),
        title=shown(item, amount),
        answers={
            **facts,
            "donor": str(donor.kind),
            "due_on": due_on and due_on.isoformat(),
            "item": str(item.uid),
        },
        telling=Telling(effective_on=on, note=note.strip(), facts=facts),
    )


@action("giving.pledge.lapse", policy=policies.ON_PLEDGE[Verb.LAPSE])
def lapse_pledge(pledge: Entry, *, note: str, by: Actor, at: datetime) -> Step:
    """Note that what was promised will not come, and why."""
    return engine.move(pledge, Verb.LAPSE, by=by, at=at, telling=Telling(note=note.strip()))


@action("giving.pledge.withdraw", policy=policies.ON_PLEDGE[Verb.WITHDRAW])
def withdraw_pledge(pledge: Entry, *, note: str, by: Actor, at: datetime) -> Step:
    """Note that the donor took a promise back before anything came."""
    return engine.move(pledge, Verb.WITHDRAW, by=by, at=at, telling=Telling(note=note.strip()))


@action("giving.pledge.reopen", policy=policies.ON_PLEDGE[Verb.REOPEN])
def reopen_pledge(pledge: Entry, *, note: str, by: Actor, at: datetime) -> Step:
    """Note that what had lapsed will come after all, and why."""
    return engine.move(pledge, Verb.REOPEN, by=by, at=at, telling=Telling(note=note.strip()))


def note_received(pledge: Entry, gift: Transaction, *, by: Actor, at: datetime) -> None:
    """Move a pledge on for what came: in part, or all of it. For acts that posted the gift."""
    item = Item.objects.get(uid=pledge.answers["item"])
    whole = received_for(pledge, item) >= int(pledge.answers["amount"])
    verb = Verb.RECEIVE_REST if whole else Verb.RECEIVE_PART
    telling = Telling(effective_on=gift.effective_on, facts={"transaction": name_of(gift)})
    engine.move(pledge, verb, by=by, at=at, telling=telling)


def note_reversed(
    pledge: Entry, gift: Transaction, *, reason: str, by: Actor, at: datetime
) -> None:
    """Open a pledge again whose gift was taken back. For acts that reversed the gift."""
    if pledge.state != PledgeStage.RECEIVED:
        return
    telling = Telling(note=reason.strip(), facts={"transaction": name_of(gift)})
    engine.move(pledge, Verb.REOPEN, by=by, at=at, telling=telling)

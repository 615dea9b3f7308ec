"""Where what is needed can come from: what lies in stock, and what was pledged. The best first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from heli.core.flow.models import Entry
from heli.core.journal.refs import name_of
from heli.core.ledger.amounts import shown
from heli.core.ledger.enums import AccountKind
from heli.core.ledger.models import Account, Item, Lot, Use
from heli.core.ledger.queries import Held, holdings
from heli.loops.giving import policies
from heli.loops.giving.enums import DeliveryStage
from heli.loops.giving.flows import DELIVERY, NEED, PLEDGE
from heli.loops.giving.flows.need import WAITING
from heli.loops.giving.queries.needs import promised, source_key
from heli.loops.giving.queries.packing import packing_list
from heli.loops.giving.queries.pledges import standings as pledge_standings


LAST = date.max


@dataclass(frozen=True, slots=True)
class Stock:
    """What lies in one stock under one lot and one designated use."""

    account: Account
    lot: Lot | None = None
    use: Use | None = None

    @property
    def facts(self) -> dict[str, str]:
        """How a step names it."""
        return {
            "source": name_of(self.account),
            "lot": str(self.lot.uid) if self.lot else "",
            "use": str(self.use.uid) if self.use else "",
        }


@dataclass(frozen=True, slots=True)
class Source:
    """Where a need can be met from, with how much of it nobody else waits for.

    ``about`` says what its reader must know: until when a lot can be used, what a gift is for.
    """

    key: str
    label: str
    item: Item
    free: int
    stock: Stock | None = None
    pledge: Entry | None = None
    about: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """How much is free, for people."""
        return shown(self.item, self.free)


def sources_for(need: Entry, *, today: date) -> list[Source]:
    """The sources of what is needed, in the order in which to use them, those used up included.

    What lies in stock before what is only pledged: the lot that expires first, what is free before
    what is designated; pledges by the day they are due. What is designated for somebody else or
    expired is not among them; what needs wait for is not free. Some ten queries.
    """
    item = Item.objects.select_related("unit").get(uid=need.answers["item"])
    taken = taken_from(need)
    return [*_in_stock(need, item, taken, today), *_pledged(need, item, taken)]


def taken_from(need: Entry) -> dict[str, int]:
    """How much of each source the needs of the same list wait for, this one included."""
    rows = Entry.objects.filter(policies.of_flow(NEED), call=need.call_id, state__in=WAITING)
    return promised([one for one in rows if one.answers["item"] == need.answers["item"]])


def free_for(need: Entry, key: str, delivery: Entry | None, *, today: date) -> int | None:
    """How much of a source nobody waits for; None where it has nothing of what is needed."""
    if delivery is None:
        known = {one.key: one.free for one in sources_for(need, today=today)}
        return known.get(key)
    inside = [one for one in packing_list(delivery) if str(one.item.uid) == need.answers["item"]]
    packed = sum(one.amount for one in inside)
    return packed - taken_from(need).get(key, 0) if inside else None


def _in_stock(need: Entry, item: Item, taken: dict[str, int], today: date) -> Iterator[Source]:
    stocks = Account.objects.filter(
        kind=AccountKind.STOCK, undertaking=need.call.undertaking_id, is_closed=False
    )
    held = [one for one in holdings(stocks, item=item) if _fits(one, need, today)]
    packed = _packed(need, item)
    for one in sorted(held, key=_urgency):
        stock = Stock(one.account, one.lot, one.use)
        key = source_key(stock.facts)
        waiting = taken.get(key, 0) + packed.get((_pk(one.lot), _pk(one.use)), 0)
        yield Source(
            key=key,
            label=str(one.account),
            item=item,
            free=one.amount - waiting,
            stock=stock,
            about=tuple(about_held(one)),
        )


def _fits(held: Held, need: Entry, today: date) -> bool:
    """What has expired helps nobody, and what is meant for somebody is theirs."""
    if held.lot and held.lot.expires_on and held.lot.expires_on < today:
        return False
    meant = held.use.recipient_id if held.use else None
    return meant is None or meant == need.party_id


def _urgency(held: Held) -> tuple[date, bool, int]:
    expires = held.lot.expires_on if held.lot and held.lot.expires_on else LAST
    return expires, held.use is not None, -held.amount


def about_held(held: Held) -> Iterator[str]:
    """What marks a part of a stock, for people: its lot, until when it is good, what it is for."""
    if held.lot is not None:
        yield _("lot %(code)s") % {"code": held.lot.code}
        if held.lot.expires_on:
            yield _("good until %(day)s") % {"day": held.lot.expires_on.isoformat()}
    if held.use is not None:
        yield _("designated: %(use)s") % {"use": use_in_words(held.use)}


def use_in_words(use: Use) -> str:
    """A designated use for people: what for, where, for whom."""
    return " · ".join(str(one) for one in (use.purpose, use.area, use.recipient) if one)


def _packed(need: Entry, item: Item) -> dict[tuple[int, int], int]:
    """What is packed and has not left the stock: it is spoken for."""
    rows = Entry.objects.filter(
        policies.of_flow(DELIVERY),
        call__undertaking=need.call.undertaking_id,
        state=DeliveryStage.PACKED,
    )
    found: dict[tuple[int, int], int] = {}
    for line in (line for one in rows for line in packing_list(one)):
        if line.item == item:
            key = (_pk(line.lot), _pk(line.use))
            found[key] = found.get(key, 0) + line.amount
    return found


def _pk(record: Lot | Use | None) -> int:
    return record.pk if record is not None else 0


def _pledged(need: Entry, item: Item, taken: dict[str, int]) -> Iterator[Source]:
    rows = Entry.objects.filter(
        policies.of_flow(PLEDGE), call__undertaking=need.call.undertaking_id, is_open=True
    ).select_related("party", "call")
    page = [one for one in rows if one.answers["item"] == need.answers["item"]]
    standing = sorted(pledge_standings(page), key=lambda one: _due(one.pledge))
    for one in standing:
        key = source_key({"source": name_of(one.pledge)})
        due = one.pledge.answers.get("due_on")
        donor = one.pledge.party.name if one.pledge.party else "—"
        yield Source(
            key=key,
            label=_("pledge %(number)s, %(donor)s") % {"number": one.pledge.code, "donor": donor},
            item=item,
            free=one.left - taken.get(key, 0),
            pledge=one.pledge,
            about=(_("promised by %(day)s") % {"day": due},) if due else (),
        )


def _due(pledge: Entry) -> tuple[str, int]:
    return str(pledge.answers.get("due_on") or LAST.isoformat()), pledge.pk

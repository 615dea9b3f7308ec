"""Three-way match: what was pledged, what of it came, and what of that has gone on to somebody.

Money and masks carry no names: which of them came from whom nobody can tell once they lie together.
What can be told is how much of a gift must have gone on, because less than it is left.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, Sum

from heli.core.flow.models import Entry
from heli.core.journal.refs import name_of
from heli.core.ledger.amounts import shown
from heli.core.ledger.enums import AccountKind
from heli.core.ledger.models import Balance, Item, Posting
from heli.core.parties.models import Undertaking
from heli.loops.giving import policies
from heli.loops.giving.enums import CASH, GIFT_TAGS, PledgeStage, Tag
from heli.loops.giving.flows import PLEDGE
from heli.loops.giving.queries.pledges import Standing


HERE = (AccountKind.STOCK, AccountKind.CHANNEL)
NOT_GONE = (*HERE, AccountKind.TRANSIT)
OUT = (Tag.GOODS_DELIVERED, Tag.CASH_DELIVERED, Tag.CASH_SPENT)
ELSEWHERE = (Tag.CASH_REPORTED, Tag.GOODS_REPORTED)
Place = tuple[int, int, int]
"""A campaign, an item, a lot (0 for none)."""


@dataclass(frozen=True, slots=True)
class Way:
    """A pledge with its receipts, and how much of what came has gone on, at the least."""

    standing: Standing
    receipts: tuple[Posting, ...]
    gone: int

    @property
    def gone_in_words(self) -> str:
        """At least so much has gone on."""
        return shown(self.standing.item, self.gone)

    @property
    def is_even(self) -> bool:
        """Whether all that was pledged came, and all that came has gone on."""
        return not self.standing.left and self.gone >= self.standing.received > 0


def ways_of(page: Sequence[Standing]) -> list[Way]:
    """The pledges of a page, each with its way. Two queries."""
    names = {name_of(one.pledge): one.pledge.pk for one in page}
    rows = Posting.objects.filter(transaction__record__in=names, tag__in=GIFT_TAGS, sign=1)
    rows = rows.filter(reversed_by__isnull=True).select_related("transaction", "item__unit")
    came: dict[int, list[Posting]] = {}
    for row in rows.order_by("effective_on", "pk"):
        came.setdefault(names[row.transaction.record], []).append(row)
    held = _held({row.undertaking_id for lines in came.values() for row in lines})
    return [
        Way(one, tuple(lines), _gone(lines, held))
        for one in page
        for lines in [came.get(one.pledge.pk, [])]
    ]


def _gone(lines: Iterable[Posting], held: dict[Place, int]) -> int:
    """What was given elsewhere, and what is more than all that is left of its lot."""
    elsewhere, here = 0, dict[Place, int]()
    for line in lines:
        if line.tag in ELSEWHERE:
            elsewhere += line.quantity
        else:
            place = (line.undertaking_id or 0, line.item_id, line.lot_id or 0)
            here[place] = here.get(place, 0) + line.quantity
    return elsewhere + sum(max(n - held.get(place, 0), 0) for place, n in here.items())


def _held(campaigns: Iterable[int | None]) -> dict[Place, int]:
    """What of each item and lot has not gone on yet."""
    rows = Balance.objects.filter(
        account__kind__in=NOT_GONE, account__undertaking__in=[one for one in campaigns if one]
    )
    sums = rows.values_list("account__undertaking", "item", "lot_key").annotate(n=Sum("amount"))
    return {(campaign, item, lot): n for campaign, item, lot, n in sums.order_by()}


@dataclass(frozen=True, slots=True)
class Row:
    """One item of a campaign, from the promise to whoever got it, in its smallest unit."""

    item: Item
    pledged: int
    on_pledges: int
    unpledged: int
    bought: int
    delivered: int
    elsewhere: int
    lost: int
    on_the_way: int
    here: int

    @property
    def to_come(self) -> int:
        """What was pledged and has not come."""
        return max(self.pledged - self.on_pledges, 0)

    @property
    def off(self) -> int:
        """What came and cannot be accounted for: nothing, or the books are broken."""
        came = self.on_pledges + self.unpledged + self.bought
        gone = self.delivered + self.elsewhere + self.lost
        return came - gone - self.on_the_way - self.here

    def words(self, amount: int) -> str:
        """An amount of it for people; a dash for nothing."""
        return shown(self.item, amount) if amount else "—"


def three_way(campaign: Undertaking) -> list[Row]:
    """Every item of a campaign that was pledged or moved. Seven queries."""
    tags = (*GIFT_TAGS, *OUT, Tag.GOODS_BOUGHT, Tag.GOODS_LOST)
    lines = Posting.objects.filter(undertaking=campaign, tag__in=tags)
    pledges = _pledges(campaign)
    names = [name_of(one) for one in pledges]
    moved = lines.values_list("item", "tag").annotate(n=Sum("quantity")).order_by()
    counted = {(item, tag): n for item, tag, n in moved}
    promised = lines.filter(transaction__record__in=names, tag__in=GIFT_TAGS)
    on_pledges = dict(promised.values_list("item").annotate(n=Sum("quantity")).order_by())
    asked = _asked(pledges)
    here, way = _lying(campaign, *HERE), _lying(campaign, AccountKind.TRANSIT)
    return [
        _row(item, counted, (asked.get(str(item.uid), 0), on_pledges.get(item.pk, 0)), way, here)
        for item in _items({item for item, _tag in counted}, asked)
    ]


def _pledges(campaign: Undertaking) -> list[Entry]:
    """What was pledged and not withdrawn."""
    rows = Entry.objects.filter(policies.of_flow(PLEDGE), call__undertaking=campaign)
    return list(rows.exclude(state=PledgeStage.WITHDRAWN))


def _asked(pledges: Iterable[Entry]) -> dict[str, int]:
    found: dict[str, int] = {}
    for one in pledges:
        item = str(one.answers["item"])
        found[item] = found.get(item, 0) + int(one.answers["amount"])
    return found


def _lying(campaign: Undertaking, *kinds: str) -> dict[int, int]:
    rows = Balance.objects.filter(account__undertaking=campaign, account__kind__in=kinds)
    return dict(rows.values_list("item").annotate(n=Sum("amount")).order_by())


def _items(moved: set[int], asked: dict[str, int]) -> list[Item]:
    """Cash first, then goods by name."""
    rows = Item.objects.filter(Q(pk__in=moved) | Q(uid__in=asked)).select_related("unit")
    return sorted(rows, key=lambda one: (one.code != CASH, one.name, one.standard))


def _row(
    item: Item,
    counted: dict[tuple[int, str], int],
    pledged: tuple[int, int],
    way: dict[int, int],
    here: dict[int, int],
) -> Row:
    def of(*tags: str) -> int:
        return sum(counted.get((item.pk, str(tag)), 0) for tag in tags)

    return Row(
        item=item,
        pledged=pledged[0],
        on_pledges=pledged[1],
        unpledged=of(*GIFT_TAGS) - pledged[1],
        bought=of(Tag.GOODS_BOUGHT),
        delivered=of(*OUT),
        elsewhere=of(*ELSEWHERE),
        lost=of(Tag.GOODS_LOST),
        on_the_way=way.get(item.pk, 0),
        here=here.get(item.pk, 0),
    )

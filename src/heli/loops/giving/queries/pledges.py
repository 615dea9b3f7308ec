"""What was pledged, and what of it came."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet, Sum

from heli.core.acts import Actor
from heli.core.flow.models import Entry
from heli.core.journal.refs import name_of
from heli.core.ledger.amounts import shown
from heli.core.ledger.models import Item, Posting
from heli.loops.giving import policies
from heli.loops.giving.enums import GIFT_TAGS
from heli.loops.giving.flows import PLEDGE


def pledges(actor: Actor) -> QuerySet[Entry]:
    """The pledges that ``actor`` may see, latest first."""
    rows = policies.see_entry.visible_to(actor).filter(policies.of_flow(PLEDGE))
    return rows.select_related("call__undertaking", "party", "org").order_by("-pk")


def received_for(pledge: Entry, item: Item) -> int:
    """What has been received for a pledge, in the smallest unit; reversals are taken off."""
    lines = Posting.objects.filter(
        transaction__record=name_of(pledge), item=item, tag__in=GIFT_TAGS
    )
    return lines.aggregate(total=Sum("quantity"))["total"] or 0


@dataclass(frozen=True, slots=True)
class Standing:
    """A pledge with what was promised and what came."""

    pledge: Entry
    item: Item
    pledged: int
    received: int

    @property
    def left(self) -> int:
        """What has not come yet; nothing when more came than was promised."""
        return max(self.pledged - self.received, 0)

    @property
    def words(self) -> tuple[str, str, str]:
        """Pledged, received and left, for people."""
        return (
            shown(self.item, self.pledged),
            shown(self.item, self.received),
            shown(self.item, self.left),
        )


def standings(page: Sequence[Entry]) -> list[Standing]:
    """The pledges of a page with what came for each. Two queries."""
    items = {
        str(item.uid): item
        for item in Item.objects.select_related("unit").filter(
            uid__in={one.answers["item"] for one in page}
        )
    }
    names = {name_of(one): one for one in page}
    rows = Posting.objects.filter(transaction__record__in=names, tag__in=GIFT_TAGS)
    sums = rows.values_list("transaction__record", "item_id").annotate(total=Sum("quantity"))
    came = {(record, item): total for record, item, total in sums.order_by()}
    return [
        Standing(
            pledge=one,
            item=(item := items[one.answers["item"]]),
            pledged=int(one.answers["amount"]),
            received=came.get((name_of(one), item.pk), 0),
        )
        for one in page
    ]

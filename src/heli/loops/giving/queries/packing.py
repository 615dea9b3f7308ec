"""What is in a delivery: packed, arrived, lost, returned, and what nobody has explained yet."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from heli.core.acts import Actor
from heli.core.flow.models import Entry, Step
from heli.core.journal.refs import name_of
from heli.core.ledger.amounts import shown
from heli.core.ledger.enums import AccountKind
from heli.core.ledger.models import Account, Item, Lot, Posting, Use
from heli.core.ledger.queries import Held, holdings
from heli.core.parties.models import Party
from heli.loops.giving import policies
from heli.loops.giving.enums import Verb
from heli.loops.giving.flows import DELIVERY


@dataclass(frozen=True, slots=True)
class Packed:
    """One line of the packing list. ``amount`` in the smallest unit."""

    n: int
    item: Item
    amount: int
    typed: str
    lot: Lot | None
    use: Use | None
    recipient: Party | None
    kind: str

    @property
    def words(self) -> str:
        """The amount for people."""
        return shown(self.item, self.amount)


def deliveries(actor: Actor) -> QuerySet[Entry]:
    """The deliveries that ``actor`` may see, latest first."""
    rows = policies.see_entry.visible_to(actor).filter(policies.of_flow(DELIVERY))
    return rows.select_related("call__undertaking", "call__issuer", "org").order_by("-pk")


def is_delivery(entry: Entry) -> bool:
    """Whether an entry is a delivery, in any version of its flow."""
    return entry.flow.startswith(f"{DELIVERY.code}@")


def packing_list(delivery: Entry) -> list[Packed]:
    """The lines of a delivery as they were packed. Four queries."""
    lines = delivery.answers["lines"]
    items = Item.objects.select_related("unit").in_bulk({line["item"] for line in lines})
    lots = Lot.objects.in_bulk({line["lot"] for line in lines if line["lot"]})
    uses = Use.objects.in_bulk({line["use"] for line in lines if line["use"]})
    parties = Party.objects.in_bulk({line["recipient"] for line in lines if line["recipient"]})
    return [
        Packed(
            n=n,
            item=items[line["item"]],
            amount=line["amount"],
            typed=line["typed"],
            lot=lots.get(line["lot"]),
            use=uses.get(line["use"]),
            recipient=parties.get(line["recipient"]),
            kind=line["kind"],
        )
        for n, line in enumerate(lines, start=1)
    ]


def on_the_way(delivery: Entry) -> list[Held]:
    """What was sent and has neither arrived nor been explained."""
    return holdings(transit_of(delivery))


def transit_of(delivery: Entry) -> QuerySet[Account]:
    """The account of what is on the way in this delivery; none before it is sent."""
    campaign = delivery.call.undertaking_id
    return Account.objects.filter(
        kind=AccountKind.TRANSIT, undertaking=campaign, name=delivery.code
    )


def recipients_of(delivery: Entry) -> list[Account]:
    """The accounts of those something of this delivery is meant for, or has arrived at."""
    lines = delivery.answers["lines"]
    arrived = Posting.objects.filter(
        transaction__record=name_of(delivery), account__kind=AccountKind.RECIPIENT
    ).values("account")
    meant = Account.objects.filter(
        kind=AccountKind.RECIPIENT,
        undertaking=delivery.call.undertaking_id,
        party__in=[line["recipient"] for line in lines if line["recipient"]],
    )
    known = Account.objects.filter(pk__in=arrived) | meant
    return list(known.select_related("party").distinct().order_by("pk"))


def acknowledged(delivery: Entry) -> set[str]:
    """The recipients (uids of their accounts) who confirmed since the last dispute."""
    steps = Step.objects.filter(entry=delivery, verb__in=(Verb.ACKNOWLEDGE, Verb.DISPUTE))
    found: set[str] = set()
    for step in steps.order_by("seq"):
        if step.verb == Verb.DISPUTE:
            found.discard(step.facts["recipient"])
        else:
            found.add(step.facts["recipient"])
    return found


def outstanding(delivery: Entry) -> list[Account]:
    """The recipients who have not confirmed yet."""
    done = acknowledged(delivery)
    return [one for one in recipients_of(delivery) if str(one.uid) not in done]


def sentence(held: Sequence[Held]) -> str:
    """What remains, in words: ``4,000 只 口罩``."""
    return "、".join(f"{shown(one.item, one.amount)} {one.item}" for one in held)

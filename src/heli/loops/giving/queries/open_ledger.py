"""The open ledger of a campaign, for anybody: totals, items, deliveries, recipients, gifts, proofs.

Donors are named only as they last agreed, persons never as recipients, and kinds of fewer than three
households without their number. What was corrected is shown old, new, and why.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet, Sum

from heli.core.acts import ANONYMOUS, Message
from heli.core.flow.definitions import flow_of
from heli.core.flow.models import Entry, Link, Step
from heli.core.journal.queries import latest_checkpoint, unplaced
from heli.core.journal.refs import name_of
from heli.core.ledger.amounts import shown
from heli.core.ledger.models import Item, Posting, Transaction
from heli.core.ledger.queries import standing
from heli.core.measures import log
from heli.core.measures.queries import Amount, Scope, value, version_of
from heli.core.parties.folding import fold
from heli.core.parties.models import Undertaking
from heli.loops.giving import policies
from heli.loops.giving.enums import CORRECTS, GIFT_TAGS, DeliveryStage, Kind, Publication, Tag, Verb
from heli.loops.giving.flows import DELIVERY
from heli.loops.giving.queries.donors import said_by
from heli.loops.giving.queries.reconciling import Goods, goods


LEAST_SHOWN = 3
TOTALS = (
    "giving.cash_received",
    "giving.cash_reported",
    "giving.cash_delivered",
    "giving.cash_spent",
    "giving.pledged",
    "giving.donations",
    "giving.donors",
    "giving.recipients",
    "giving.households",
    "giving.organisations",
    "giving.batches",
    "giving.claimed_total",
)


def campaign_at(code: str) -> Undertaking:
    """The campaign at an address; raises ``Undertaking.DoesNotExist`` for one that is not open."""
    open_ = policies.read_ledger.visible_to(ANONYMOUS)
    return open_.select_related("owner").get(code=code)


@dataclass(frozen=True, slots=True)
class Total:
    """One figure of the ledger with its definition."""

    code: str
    label: Message
    prose: Message
    unit: str
    amount: Amount


def totals(campaign: Undertaking) -> list[Total]:
    """The figures of a campaign, each from its measure; a small count of households is hidden."""
    scope = Scope(campaign.owner, undertaking=campaign)
    found = []
    for code in TOTALS:
        measure = version_of(code).measure
        amount = value(version_of(code), scope)
        if code in _OF_PEOPLE and amount.value and amount.value < LEAST_SHOWN:
            amount = Amount(None, 0)
        found.append(Total(code, measure.label, measure.prose, measure.unit, amount))
    return found


_OF_PEOPLE = ("giving.households",)


def items(campaign: Undertaking) -> list[Goods]:
    """Every item: received, bought, delivered, lost, on the way, in stock."""
    return goods(campaign)


@dataclass(frozen=True, slots=True)
class PublicBatch:
    """A delivery as anybody may see it."""

    delivery: Entry
    state: Message
    sent_on: date | None
    confirmed_on: date | None
    lines: tuple[str, ...]


def batches(campaign: Undertaking) -> list[PublicBatch]:
    """The deliveries that were sent, latest first. Three queries and two a delivery."""
    rows = Entry.objects.filter(policies.of_flow(DELIVERY), call__undertaking=campaign)
    sent = rows.exclude(state__in=(DeliveryStage.PACKED, DeliveryStage.CANCELLED))
    return [_batch(one) for one in sent.select_related("call").order_by("-pk")]


def _batch(delivery: Entry) -> PublicBatch:
    steps = Step.objects.filter(entry=delivery, verb__in=(Verb.SEND, Verb.CONFIRM)).order_by("seq")
    days = {step.verb: step.effective_on for step in steps}
    arrived = Posting.objects.filter(transaction__record=name_of(delivery), tag=Tag.GOODS_DELIVERED)
    sums = arrived.values_list("item", "account__party__name", "account__name").annotate(
        total=Sum("quantity")
    )
    known = Item.objects.select_related("unit").in_bulk({row[0] for row in sums.order_by()})
    lines = tuple(
        f"{known[item]} {shown(known[item], total)} → {party or name}"
        for item, party, name, total in sums.order_by("item", "account")
        if total
    )
    return PublicBatch(
        delivery=delivery,
        state=flow_of(delivery.flow).state(delivery.state).public_label,
        sent_on=days.get(Verb.SEND),
        confirmed_on=days.get(Verb.CONFIRM),
        lines=lines,
    )


@dataclass(frozen=True, slots=True)
class Recipient:
    """What one recipient, or one kind of households, got. ``count`` is None where it is too small."""

    name: str
    lines: tuple[str, ...]
    count: int | None
    is_hidden: bool


def recipients(campaign: Undertaking) -> list[Recipient]:
    """The recipients of a campaign with what each got. Two queries."""
    tags = (Tag.CASH_DELIVERED, Tag.GOODS_DELIVERED, Tag.HOUSEHOLDS, Tag.ORGANISATIONS)
    rows = Posting.objects.filter(undertaking=campaign, tag__in=tags)
    sums = rows.values_list("account", "account__party__name", "account__name", "item", "tag")
    found = list(sums.annotate(total=Sum("quantity")).order_by("account", "item"))
    known = Item.objects.select_related("unit").in_bulk({row[3] for row in found})
    by_account: dict[int, list[Any]] = {}
    for row in found:
        by_account.setdefault(row[0], []).append(row)
    return [_recipient(rows_, known) for rows_ in by_account.values()]


def _recipient(rows: Sequence[Any], known: dict[int, Item]) -> Recipient:
    counts = [row[5] for row in rows if row[4] in (Tag.HOUSEHOLDS, Tag.ORGANISATIONS)]
    got = [row for row in rows if row[4] in (Tag.CASH_DELIVERED, Tag.GOODS_DELIVERED) and row[5]]
    is_small = any(0 < n < LEAST_SHOWN for n in counts)
    lines = tuple(f"{known[row[3]]} {shown(known[row[3]], row[5])}" for row in got)
    return Recipient(
        name=rows[0][1] or rows[0][2],
        lines=() if is_small else lines,
        count=None if is_small or not counts else sum(counts),
        is_hidden=is_small,
    )


def gifts(campaign: Undertaking, *, q: str = "") -> QuerySet[Transaction]:
    """The gifts of a campaign that stand, latest first; slice it for a page.

    ``q`` finds vouchers, and donors by name only where they agreed to be named in full.
    """
    rows = standing(
        Transaction.objects.filter(undertaking=campaign, kind__in=(Kind.GIFT, Kind.SALE))
    )
    if q.strip():
        rows = rows.filter(Q(voucher__iexact=q.strip()) | Q(pk__in=_named(campaign, q)))
    return rows.select_related("org").order_by("-effective_on", "-pk")


def _named(campaign: Undertaking, q: str) -> list[int]:
    lines = Posting.objects.filter(
        undertaking=campaign,
        tag__in=GIFT_TAGS,
        party__name_folded__contains=fold(q),
    )
    found = list(Transaction.objects.filter(pk__in=lines.values("transaction")))
    said = said_by(found)
    return [pk for pk, one in said.items() if one.publication == Publication.NAME]


@dataclass(frozen=True, slots=True)
class PublicGift:
    """A gift as anybody may see it. ``reference`` finds its proof."""

    reference: str
    on: date
    donor: str
    lines: tuple[str, ...]
    voucher: str
    corrects: str


def shown_gifts(page: Sequence[Transaction]) -> list[PublicGift]:
    """The gifts of a page. Four queries."""
    said = said_by(page)
    rows = Posting.objects.filter(transaction__in=page, quantity__gt=0).exclude(tag="")
    lines: dict[int, list[str]] = {}
    for row in rows.exclude(tag=Tag.GIVERS).select_related("item__unit").order_by("n"):
        lines.setdefault(row.transaction_id, []).append(
            f"{row.item} {shown(row.item, row.quantity)}"
        )
    names = {name_of(one) for one in page}
    links = Link.objects.filter(kind=CORRECTS, src__in=names)
    corrects = dict(links.values_list("src", "dst"))
    return [
        PublicGift(
            reference=str(one.uid),
            on=one.effective_on,
            donor=said[one.pk].name,
            lines=tuple(lines.get(one.pk, ())),
            voucher=one.voucher if said[one.pk].publication == Publication.NAME else "",
            corrects=corrects.get(name_of(one), "").partition(":")[2],
        )
        for one in page
    ]


@dataclass(frozen=True, slots=True)
class Correction:
    """Something that was put right (更正说明): what it said, what it says now, why, and when."""

    on: date
    old: tuple[str, ...]
    new: tuple[str, ...]
    reason: str


def corrections(campaign: Undertaking) -> list[Correction]:
    """Everything that was taken back in a campaign, latest first, without naming anybody."""
    return told_of(Transaction.objects.filter(undertaking=campaign, reverses__isnull=False))


def told_of(backs: QuerySet[Transaction]) -> list[Correction]:
    """Reversals as anybody may read them: what was, what stands in its place, and why."""
    rows = list(backs.select_related("reverses").order_by("-pk"))
    links = Link.objects.filter(
        kind=CORRECTS, dst__in=[name_of(one.reverses) for one in rows if one.reverses]
    )
    new_of = {dst: src.partition(":")[2] for src, dst in links.values_list("src", "dst")}
    news = {str(one.uid): one for one in Transaction.objects.filter(uid__in=new_of.values())}
    return [
        Correction(
            on=back.at.date(),
            old=_lines(back.reverses),
            new=_lines(news.get(new_of.get(name_of(back.reverses), ""))) if back.reverses else (),
            reason=back.reason,
        )
        for back in rows
    ]


def _lines(one: Transaction | None) -> tuple[str, ...]:
    if one is None:
        return ()
    rows = one.postings.exclude(tag="").select_related("item__unit").order_by("n")
    return tuple(f"{row.item} {shown(row.item, row.quantity)}" for row in rows)


@dataclass(frozen=True, slots=True)
class Proof:
    """That a row of the ledger was written by an act in the log: checkable without this house.

    ``row`` is the hash of the row, which stands among the effects of ``face``; ``path`` leads from the
    act to the root that ``note`` signs.
    """

    row: str
    face: dict[str, Any]
    index: int
    size: int
    path: tuple[str, ...]
    note: str


def proof_of(transaction: Transaction) -> Proof | None:
    """The proof of a transaction; None until the next checkpoint holds its act."""
    last = latest_checkpoint()
    if last is None or unplaced([str(transaction.act)], last.size):
        return None
    [(face, index, path)] = log.proofs([str(transaction.act)], size=last.size)
    return Proof(
        row=transaction.sha256,
        face=face,
        index=index,
        size=last.size,
        path=tuple(node.hex() for node in path),
        note=last.note,
    )

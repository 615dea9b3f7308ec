"""Money that goes out: paid to recipients, spent on goods; takings of charity sales; counts of help."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Invalid, Refusal, action
from heli.core.files.actions import keep
from heli.core.files.store import Stored
from heli.core.flow.models import Call
from heli.core.flow.working import link
from heli.core.journal.refs import name_of
from heli.core.ledger import posting
from heli.core.ledger.drafts import Draft, Line, move
from heli.core.ledger.models import Transaction, Use
from heli.core.parties.models import Party, Undertaking
from heli.loops.giving import policies
from heli.loops.giving.actions.books import Books
from heli.loops.giving.actions.drafting import Target, positive
from heli.loops.giving.actions.helped import Helped, tallies
from heli.loops.giving.enums import CASH, EVIDENCE, Kind, Tag
from heli.loops.giving.queries.slips import Goods


class MeantForAnother(Refusal):
    """What a donor designated for somebody goes to them (捐赠法 art. 18, 慈善法 art. 56)."""

    message = _(
        "This money was given for %(recipient)s. To pay it to somebody else, the donor's consent is"
        " needed first."
    )
    status = 422


@action("giving.cash.pay_out", policy=policies.keep_books)
def pay_out(
    campaign: Undertaking,
    *,
    channel: Party,
    amount: Decimal,
    helped: Helped,
    use: Use | None = None,
    on: date | None = None,
    voucher: str = "",
    note: str = "",
    files: Sequence[Stored] = (),
    is_meant: bool = False,
    by: Actor,
    at: datetime,
) -> Transaction:
    """Pay money of a campaign out to a body, or to a kind of households as a count.

    Money designated for a ``use`` pays for nothing else. Refuses with
    :class:`~heli.core.ledger.refusals.NotEnough` more than the channel holds of it.
    """
    if use is not None and use.recipient_id not in (None, helped.recipient and helped.recipient.pk):
        raise MeantForAnother(recipient=use.recipient, field="recipient")
    books = Books(campaign)
    to = books.recipient(helped.recipient, helped.kind)
    lines = [
        *move(
            books.item(CASH),
            positive(amount),
            source=books.channel(channel),
            target=to,
            use=use,
            tag=Tag.CASH_DELIVERED,
            area=helped.area,
            party=helped.recipient,
            facts={"kind": helped.kind},
        ),
        *tallies(books, helped),
    ]
    draft = Draft(
        org=books.org,
        kind=Kind.PAYOUT,
        lines=tuple(lines),
        effective_on=on,
        undertaking=campaign,
        record=name_of(campaign),
        voucher=voucher.strip(),
        note=note.strip(),
        is_meant=is_meant,
    )
    return posted(draft, files, by=by, at=at)


@action("giving.goods.buy", policy=policies.keep_books)
def buy_goods(
    campaign: Undertaking,
    *,
    channel: Party,
    amount: Decimal,
    goods: Sequence[Goods],
    supplier: str = "",
    use: Use | None = None,
    on: date | None = None,
    voucher: str = "",
    note: str = "",
    files: Sequence[Stored] = (),
    is_meant: bool = False,
    by: Actor,
    at: datetime,
) -> Transaction:
    """Spend money of a campaign on goods that go into its stock. They count as bought, not as given.

    ``voucher`` is the number of the invoice. Refuses more than the channel holds.
    """
    books = Books(campaign)
    if not goods:
        raise Invalid(what=_("what was bought"), field="goods")
    paid = move(
        books.item(CASH),
        positive(amount),
        source=books.channel(channel),
        target=books.spent(supplier),
        use=use,
        tag=Tag.CASH_SPENT,
    )
    draft = Draft(
        org=books.org,
        kind=Kind.PURCHASE,
        lines=(*paid, *_bought(books, goods, supplier, use)),
        effective_on=on,
        undertaking=campaign,
        record=name_of(campaign),
        voucher=voucher.strip(),
        note=note.strip(),
        is_meant=is_meant,
    )
    return posted(draft, files, by=by, at=at)


def _bought(books: Books, goods: Sequence[Goods], supplier: str, use: Use | None) -> Iterator[Line]:
    """What came for the money; what was bought with designated money is designated as it was."""
    for one in goods:
        yield from move(
            one.item,
            positive(one.quantity),
            source=books.spent(supplier),
            target=books.stock(),
            unit=one.unit,
            use=use,
            tag=Tag.GOODS_BOUGHT,
        )


@action("giving.sale.record", policy=policies.receive_for)
def record_sale(
    appeal: Call,
    *,
    amount: Decimal,
    occasion: str,
    on: date | None = None,
    note: str = "",
    files: Sequence[Stored] = (),
    is_meant: bool = False,
    by: Actor,
    at: datetime,
) -> Transaction:
    """Record the takings of a charity sale (义卖) as cash received, with the occasion they come from.

    ``occasion`` names the activity, in words or as a record. Nobody is a donor of takings.
    """
    target = Target.of(appeal)
    books = target.books
    if not occasion.strip():
        raise Invalid(what=_("which sale it was"), field="occasion")
    takings = move(
        books.item(CASH),
        positive(amount),
        source=books.donors("sale"),
        target=books.channel(target.channel),
        tag=Tag.CASH_RECEIVED,
        is_nobodys=True,
        facts={"capacity": str(target.capacity), "occasion": occasion.strip(), "sale": True},
    )
    draft = Draft(
        org=books.org,
        kind=Kind.SALE,
        lines=takings,
        effective_on=on,
        undertaking=books.campaign,
        record=name_of(appeal),
        note=(note.strip() or occasion.strip())[:500],
        is_meant=is_meant,
    )
    return posted(draft, files, by=by, at=at)


@action("giving.help.count", policy=policies.keep_books)
def count_help(
    campaign: Undertaking,
    *,
    helped: Helped,
    on: date | None = None,
    note: str = "",
    files: Sequence[Stored] = (),
    by: Actor,
    at: datetime,
) -> Transaction:
    """Count households or bodies that were helped, where nothing else of it moved through these books.

    A count of a kind, never names: 84 poor households, some 500 bodies.
    """
    books = Books(campaign)
    lines = tuple(tallies(books, helped))
    if not lines:
        raise Invalid(what=_("how many were helped"), field="households")
    draft = Draft(
        org=books.org,
        kind=Kind.TALLY,
        lines=lines,
        effective_on=on,
        undertaking=campaign,
        record=name_of(campaign),
        note=note.strip(),
    )
    return posted(draft, files, by=by, at=at)


@action("giving.payment.take_back", policy=policies.correct_payment)
def take_back_payment(payment: Transaction, *, reason: str, by: Actor, at: datetime) -> Transaction:
    """Take back a payment, a purchase or a count that was entered wrongly; the reason stays with it.

    Refuses when it was taken back already, or when what was bought has gone on.
    """
    return posting.reverse(payment, reason=reason, by=by, at=at)


def posted(draft: Draft, files: Sequence[Stored], *, by: Actor, at: datetime) -> Transaction:
    """Post a draft and put the files beside it that it rests on. For acts."""
    made = posting.post(draft, by=by, at=at)
    for stored in files:
        link(keep(stored, by=by, at=at), EVIDENCE, made, at=at)
    return made

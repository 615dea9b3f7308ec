"""Posting and reversing: the only code that writes to the ledger. Plain functions for acts."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache

from django.db.models import CharField

from heli.core.acts import Actor, Invalid, local_day
from heli.core.acts.payloads import plain
from heli.core.journal.building import new
from heli.core.ledger import keeping, recording, writing
from heli.core.ledger.amounts import counted, shown
from heli.core.ledger.drafts import Draft, Line
from heli.core.ledger.enums import HANDED_OUT, Basis
from heli.core.ledger.models import Item, Posting, Transaction
from heli.core.ledger.refusals import (
    AlreadyReversed,
    Closed,
    ControlDiffers,
    Expired,
    Implausible,
    InTheFuture,
    IsReversal,
    NoBasis,
    NothingMoves,
    ReasonMissing,
    Unbalanced,
    WrongLot,
)


def post(draft: Draft, *, by: Actor, at: datetime) -> Transaction:
    """Write what moved: a transaction, its postings, and what is left where. For acts.

    Refuses with :class:`NothingMoves`, :class:`InTheFuture`, :class:`Closed`, :class:`OtherUnit`,
    :class:`UnknownPack`, :class:`NotWhole`, :class:`TooMuch`, :class:`WrongLot`, :class:`Expired`,
    :class:`Unbalanced`, :class:`ControlDiffers`, :class:`Implausible` and :class:`NotEnough`.
    """
    return write(thought([draft], at=at))[0]


def thought(drafts: Sequence[Draft], *, at: datetime) -> list[recording.Written]:
    """What :func:`write` is going to write, found sound. Refuses as :func:`post`, but for what is there.

    Nothing of it needs the turn to write, and most of the time that a transaction takes is here.
    """
    today = local_day(at)
    written: list[recording.Written] = [_built(draft, at, today) for draft in drafts]
    recording.tell(written)
    return written


def write(written: Sequence[recording.Written]) -> list[Transaction]:
    """Write it, and what is left where. Refuses with :class:`NotEnough`."""
    change = keeping.change_of([one for _made, postings in written for one in postings])
    keeping.require(change, writing.write(written, change))
    return [made for made, _postings in written]


def _built(draft: Draft, at: datetime, today: date) -> tuple[Transaction, list[Posting]]:
    """A transaction with its postings, found sound and not written yet."""
    day = _day(draft.effective_on, today)
    if not draft.lines:
        raise NothingMoves(field="lines")
    made = new(
        Transaction,
        kind=draft.kind,
        org=draft.org,
        undertaking=draft.undertaking,
        effective_on=day,
        at=at,
        record=draft.record,
        voucher=draft.voucher,
        batch=draft.batch,
        note=draft.note,
        reason=draft.reason,
    )
    _fits(made)
    postings = [_posting(draft, n, line, day, at) for n, line in enumerate(draft.lines, start=1)]
    _mark_first(postings)
    _require_sound(draft, postings, day)
    return made, postings


def reverse(transaction: Transaction, *, reason: str, by: Actor, at: datetime) -> Transaction:
    """Answer a transaction by its opposite, on its own day. For acts.

    Refuses with :class:`ReasonMissing`, :class:`IsReversal`, :class:`AlreadyReversed`, and with
    :class:`NotEnough` when what came in has already gone on.
    """
    written = answers([transaction], reason=reason, at=at)
    recording.tell(written)
    return write(written)[0]


def answers(
    transactions: Sequence[Transaction], *, reason: str, at: datetime
) -> list[recording.Written]:
    """The opposites of transactions, not told and not written yet. Refuses as :func:`reverse` does.

    Holds what they answer. Three queries for one; for several a query for each kind of record beside
    their lines, in which the same ones come again and again.
    """
    if not reason.strip():
        raise ReasonMissing(field="reason")
    keys = [one.pk for one in transactions]
    held = Transaction.objects.select_for_update(no_key=True, of=("self",)).select_related(
        "org", "undertaking"
    )
    olds = list(held.filter(pk__in=keys).order_by("pk"))
    if any(old.reverses_id is not None for old in olds):
        raise IsReversal
    if (done := Transaction.objects.filter(reverses__in=olds).first()) is not None:
        raise AlreadyReversed(day=local_day(done.at).isoformat(), reason=done.reason)
    rows = Posting.objects.filter(transaction__in=olds).order_by("n")
    is_one = len(olds) == 1
    beside = recording.BESIDE
    lines: dict[int, list[Posting]] = defaultdict(list)
    for row in rows.select_related(*beside) if is_one else rows.prefetch_related(*beside):
        lines[row.transaction_id].append(_opposite(row, at))
    return [(_answer(old, reason.strip(), at), lines[old.pk]) for old in olds]


def _answer(old: Transaction, reason: str, at: datetime) -> Transaction:
    made = new(
        Transaction,
        kind=old.kind,
        org=old.org,
        undertaking=old.undertaking,
        effective_on=old.effective_on,
        at=at,
        record=old.record,
        voucher=old.voucher,
        batch=old.batch,
        reason=reason,
        reverses=old,
    )
    _fits(made)
    return made


def _day(asked: date | None, today: date) -> date:
    if asked is not None and asked > today:
        raise InTheFuture(day=asked.isoformat(), field="effective_on")
    return asked or today


def _fits(made: Transaction) -> None:
    """Every text has room in its column and holds no character that texts cannot have."""
    for name, most in _room().items():
        said = str(getattr(made, name))
        if len(said) > most or "\x00" in said:
            raise Invalid(what=said[:40], field=name)


@cache
def _room() -> Mapping[str, int]:
    """How many characters each text of a transaction may have."""
    texts = [one for one in Transaction._meta.fields if isinstance(one, CharField)]
    return {one.name: one.max_length or 0 for one in texts if one.name != "sha256"}


def _posting(draft: Draft, n: int, line: Line, day: date, at: datetime) -> Posting:
    amount = counted(line.item, line.quantity, line.unit, on=day)
    value = line.value
    if value is not None and amount.amount < 0:
        value = -value
    return new(
        Posting,
        n=n,
        account=line.account,
        item=line.item,
        lot=line.lot,
        use=line.use,
        quantity=amount.amount,
        pack=amount.pack,
        typed=amount.typed[:60],
        value=value,
        basis=line.basis,
        tag=line.tag,
        org=draft.org,
        undertaking=draft.undertaking or line.account.undertaking,
        area=line.area or line.account.area,
        party=None if line.is_nobodys else line.party or line.account.party,
        effective_on=day,
        at=at,
        facts=plain(line.facts),
    )


def _mark_first(postings: Sequence[Posting]) -> None:
    seen: set[str] = set()
    for posting in postings:
        posting.first = bool(posting.tag) and posting.tag not in seen
        seen.add(posting.tag)


def _require_sound(draft: Draft, postings: Sequence[Posting], day: date) -> None:
    """Whether the lines make sense by themselves and together."""
    for line, posting in zip(draft.lines, postings, strict=True):
        _require_line(line, posting, day)
    if not draft.is_meant:
        for posting in postings:
            _require_usual(posting)
    arrives = _balanced(postings)
    for control in draft.control:
        typed = counted(control.item, control.quantity, control.unit, on=day).amount
        found = arrives.pop(control.item, 0)
        if typed != found:
            raise ControlDiffers(
                item=control.item,
                typed=shown(control.item, typed),
                found=shown(control.item, found),
                field="control",
            )
    if draft.control and arrives:
        item, found = next(iter(arrives.items()))
        raise ControlDiffers(
            item=item, typed=shown(item, 0), found=shown(item, found), field="control"
        )


def _balanced(postings: Sequence[Posting]) -> dict[Item, int]:
    """How much of each item arrives somewhere. Refuses with :class:`Unbalanced`."""
    items = {posting.item_id: posting.item for posting in postings}
    sums = dict.fromkeys(items, 0)
    arrives = dict.fromkeys(items, 0)
    for posting in postings:
        sums[posting.item_id] += posting.quantity
        arrives[posting.item_id] += max(posting.quantity, 0)
    for key, off in sums.items():
        if off:
            raise Unbalanced(item=items[key], amount=shown(items[key], off), field="lines")
    return {items[key]: arriving for key, arriving in arrives.items()}


def _require_line(line: Line, posting: Posting, day: date) -> None:
    account, item, lot = line.account, line.item, line.lot
    if posting.quantity == 0:
        raise NothingMoves(field="quantity")
    if account.is_closed or item.is_closed:
        raise Closed(what=account if account.is_closed else item)
    if line.tag and posting.quantity < 0:
        msg = f"{line.tag}: what leaves does not count; the line that arrives carries the tag"
        raise ValueError(msg)
    if (line.value is None) != (line.basis == Basis.NONE) or (line.value or 0) < 0:
        raise NoBasis(item=item, field="basis")
    if lot is None:
        return
    if lot.item_id != item.pk:
        raise WrongLot(lot=lot, item=item, field="lot")
    gone = lot.expires_on is not None and lot.expires_on < day
    if gone and posting.quantity > 0 and account.kind in HANDED_OUT:
        raise Expired(lot=lot, item=item, day=str(lot.expires_on), field="lot")


def _require_usual(posting: Posting) -> None:
    item, amount = posting.item, abs(posting.quantity)
    least, most = item.usual_from, item.usual_to
    if (least is None or amount >= least) and (most is None or amount <= most):
        return
    raise Implausible(
        amount=shown(item, amount),
        item=item,
        least="" if least is None else shown(item, least),
        most="" if most is None else shown(item, most),
        field="quantity",
    )


def _opposite(row: Posting, at: datetime) -> Posting:
    return new(
        Posting,
        n=row.n,
        account=row.account,
        item=row.item,
        lot=row.lot,
        use=row.use,
        quantity=-row.quantity,
        pack=row.pack,
        typed=row.typed,
        value=None if row.value is None else -row.value,
        basis=row.basis,
        tag=row.tag,
        first=row.first,
        sign=-row.sign,
        reverses=row,
        org=row.org,
        undertaking=row.undertaking,
        area=row.area,
        party=row.party,
        effective_on=row.effective_on,
        at=at,
        facts=row.facts,
    )

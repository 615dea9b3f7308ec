"""What a transaction and its postings say, as it is hashed, sealed and shown in a proof."""

from collections.abc import Sequence
from functools import lru_cache
from uuid import UUID

from django.db.models import Model

from heli.core.acts import current_record
from heli.core.journal.building import relate
from heli.core.journal.inserting import insert_many
from heli.core.ledger.models import Posting, Transaction


RELATED = (
    *("transaction", "account", "item__unit", "lot", "use", "pack", "reverses"),
    *("org", "undertaking", "area", "party"),
)
"""What to select with postings before asking for their content."""


Written = tuple[Transaction, Sequence[Posting]]
"""A transaction with its postings."""


def tell(written: Sequence[Written]) -> None:
    """Tell the journal the hash of each row, which says nothing of where it will stand."""
    record = current_record()
    for made, postings in written:
        made.act, made.size = record.uid, len(postings)
        made.sha256 = record.wrote(made, content_of_transaction(made))
    for made, postings in written:
        for posting in postings:
            relate(posting, transaction=made)
            posting.act = record.uid
            posting.sha256 = record.wrote(posting, content_of(posting))


def write_many(written: Sequence[Written]) -> None:
    """Write transactions with their postings, as they were told. Two statements."""
    insert_many([made for made, _postings in written])
    for made, postings in written:
        for posting in postings:
            posting.transaction_id = made.pk
            relate(posting, transaction=made)
    insert_many([posting for _made, postings in written for posting in postings])


def content_of_transaction(made: Transaction) -> dict[str, object]:
    """Everything a transaction says."""
    return {
        "at": made.at,
        "batch": made.batch,
        "effective_on": made.effective_on,
        "kind": made.kind,
        "note": made.note,
        "org": str(made.org.uid),
        "reason": made.reason,
        "record": made.record,
        "reverses": _uid(made.reverses),
        "size": made.size,
        "uid": str(made.uid),
        "undertaking": _uid(made.undertaking),
        "voucher": made.voucher,
    }


def content_of(posting: Posting) -> dict[str, object]:
    """Everything a posting says. Without queries when :data:`RELATED` was selected with it."""
    return {
        "account": _uid(posting.account),
        "area": _uid(posting.area),
        "at": posting.at,
        "basis": posting.basis,
        "decimals": posting.item.unit.exponent,
        "effective_on": posting.effective_on,
        "facts": posting.facts,
        "first": posting.first,
        "item": _uid(posting.item),
        "lot": _uid(posting.lot),
        "n": posting.n,
        "org": _uid(posting.org),
        "pack": _uid(posting.pack),
        "party": _uid(posting.party),
        "quantity": posting.quantity,
        "reverses": _uid(posting.reverses),
        "sign": posting.sign,
        "tag": posting.tag,
        "transaction": str(posting.transaction.uid),
        "typed": posting.typed,
        "uid": str(posting.uid),
        "undertaking": _uid(posting.undertaking),
        "unit": posting.item.unit.name,
        "use": _uid(posting.use),
        "value": posting.value,
    }


def _uid(record: Model | None) -> str | None:
    return None if record is None else _text(getattr(record, "uid"))  # noqa: B009  -- every room's records carry one


@lru_cache(maxsize=1024)
def _text(uid: UUID) -> str:
    """The same accounts, items and bodies stand in line after line."""
    return str(uid)

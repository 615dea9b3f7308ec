"""What a transaction and its postings say, as it is hashed, sealed and shown in a proof."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from uuid import UUID

from django.db.models import Model

from heli.core.acts import current_record
from heli.core.journal.building import behind, relate
from heli.core.ledger.models import Posting, Transaction
from heli.kit import canonical
from heli.kit.canonical import quoted


BESIDE = (
    *("account", "item__unit", "lot", "use", "pack", "reverses"),
    *("org", "undertaking", "area", "party"),
)
"""What stands beside postings, but for their transaction."""
RELATED = ("transaction", *BESIDE)
"""What to select with postings before asking for their content."""


Written = tuple[Transaction, Sequence[Posting]]
"""A transaction with its postings."""


def tell(written: Sequence[Written]) -> None:
    """Tell the journal the hash of each row, which says nothing of where it will stand."""
    record = current_record()
    for made, postings in written:
        made.act, made.size = record.uid, len(postings)
        made.sha256 = record.wrote_bytes(made, _told_transaction(made))
    for made, postings in written:
        for posting in postings:
            relate(posting, transaction=made)
            posting.act = record.uid
            posting.sha256 = record.wrote_bytes(posting, _told(posting))


def give_keys(written: Sequence[Written]) -> None:
    """Let postings know the keys of their transactions, once the database gave them."""
    for made, postings in written:
        for posting in postings:
            posting.transaction_id = made.pk
            relate(posting, transaction=made)


def content_of_transaction(made: Transaction) -> dict[str, object]:
    """Everything a transaction says."""
    return _read(_told_transaction(made))


def content_of(posting: Posting) -> dict[str, object]:
    """Everything a posting says. Without queries when :data:`RELATED` was selected with it."""
    return _read(_told(posting))


def _read(told: bytes) -> dict[str, object]:
    said: dict[str, object] = json.loads(told)
    return said


# Every posted line passes here: its canonical JSON is written letter by letter, the keys in their order, which takes
# half as long as a dictionary that is checked, sorted and encoded.


def _told_transaction(made: Transaction) -> bytes:
    known = behind(made)
    return (
        f'{{"at":{_moment(made.at)},"batch":{quoted(made.batch)},'
        f'"effective_on":"{made.effective_on}","kind":{quoted(made.kind)},'
        f'"note":{quoted(made.note)},"org":{_uid(known["org"])},"reason":{quoted(made.reason)},'
        f'"record":{quoted(made.record)},"reverses":{_uid(known["reverses"])},"size":{made.size},'
        f'"uid":"{made.uid}","undertaking":{_uid(known["undertaking"])},'
        f'"voucher":{quoted(made.voucher)}}}'
    ).encode()


def _told(posting: Posting) -> bytes:
    known, value = behind(posting), posting.value
    item, facts = posting.item, posting.facts
    return (
        f'{{"account":{_uid(known["account"])},"area":{_uid(known["area"])},'
        f'"at":{_moment(posting.at)},"basis":{quoted(posting.basis)},'
        f'"decimals":{item.unit.exponent},"effective_on":"{posting.effective_on}",'
        f'"facts":{_text(facts) if facts else "{}"},"first":{"true" if posting.first else "false"},'
        f'"item":{_uid(item)},"lot":{_uid(known["lot"])},"n":{posting.n},"org":{_uid(known["org"])},'
        f'"pack":{_uid(known["pack"])},"party":{_uid(known["party"])},'
        f'"quantity":{posting.quantity},"reverses":{_uid(known["reverses"])},'
        f'"sign":{posting.sign},"tag":{quoted(posting.tag)},'
        f'"transaction":{_uid(known["transaction"])},"typed":{quoted(posting.typed)},'
        f'"uid":"{posting.uid}","undertaking":{_uid(known["undertaking"])},'
        f'"unit":{quoted(item.unit.name)},"use":{_uid(known["use"])},'
        f'"value":{"null" if value is None else value}}}'
    ).encode()


def _text(value: object) -> str:
    return canonical.dumps(value).decode()


def _moment(at: datetime) -> str:
    return _moment_in_utc(at) if at.tzinfo is UTC else _text(at)


# The lines of an act have one moment. Only in UTC are moments that are equal the same.
_moment_in_utc = lru_cache(maxsize=16)(_text)


def _uid(record: Model | None) -> str:
    # A number is found sooner than a UUID.
    return "null" if record is None else _named(getattr(record, "uid").int)  # noqa: B009  -- every room's records carry one


@lru_cache(maxsize=1024)
def _named(number: int) -> str:
    """The same accounts, items and bodies stand in line after line."""
    return f'"{UUID(int=number)}"'

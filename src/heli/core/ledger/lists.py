"""Posting lists and taking them back: while the database writes some transactions, the next are thought. For acts."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import TypeVar

from heli.core.acts import Actor
from heli.core.journal.sending import sending, take_keys
from heli.core.ledger import keeping, writing
from heli.core.ledger.drafts import Draft
from heli.core.ledger.models import Posting, Transaction
from heli.core.ledger.posting import answers, thought
from heli.core.ledger.recording import Written, tell


T = TypeVar("T")
AT_ONCE = 250
"""Of a thousand, so that the database has the first when a quarter is thought."""


def _nothing() -> None:
    pass


def post_many(
    drafts: Sequence[Draft],
    *,
    by: Actor,
    at: datetime,
    meanwhile: Callable[[], None] = _nothing,
) -> list[Transaction]:
    """Write several transactions: all of them, or none. Refuses as :func:`heli.core.ledger.posting.post`.

    A few statements for every :data:`AT_ONCE`. ``meanwhile`` is done while the database is still
    writing: what comes next can be read there, and nothing written. Not on SQLite, where others would
    wait for it.
    """
    parts = (thought(some, at=at) for some in _parts(drafts))
    lines = sum(len(draft.lines) for draft in drafts)
    return _write(parts, len(drafts), lines, meanwhile)


def reverse_many(
    transactions: Sequence[Transaction], *, reason: str, by: Actor, at: datetime
) -> list[Transaction]:
    """Answer several transactions: all of them, or none. Refuses as :func:`heli.core.ledger.posting.reverse`."""
    written = answers(transactions, reason=reason, at=at)
    lines = sum(len(postings) for _made, postings in written)
    return _write(map(_told, _parts(written)), len(written), lines, _nothing)


def _parts(several: Sequence[T]) -> Iterator[Sequence[T]]:
    return (several[first : first + AT_ONCE] for first in range(0, len(several), AT_ONCE))


def _told(written: Sequence[Written]) -> Sequence[Written]:
    tell(written)
    return written


def _write(
    parts: Iterable[Sequence[Written]], many: int, lines: int, meanwhile: Callable[[], None]
) -> list[Transaction]:
    """Write parts as they come, so ``many`` transactions with ``lines`` in all."""
    if not many:
        return []
    keys, keys_of_lines = take_keys(Transaction, many), take_keys(Posting, lines)
    written: list[Written] = []
    with sending() as is_beside:
        for some in parts:
            _number(some, keys, keys_of_lines)
            writing.write_rows(some)
            written += some
        if is_beside:
            meanwhile()
    change = keeping.change_of([posting for _made, postings in written for posting in postings])
    keeping.require(change, writing.add(change))
    return [made for made, _postings in written]


def _number(
    written: Sequence[Written], keys: Iterator[int | None], keys_of_lines: Iterator[int | None]
) -> None:
    for made, postings in written:
        made.pk = next(keys)
        for posting in postings:
            posting.pk = next(keys_of_lines)

"""Posting lists: while the database writes some transactions, the next are thought. For acts."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from heli.core.acts import Actor
from heli.core.journal.sending import sending, take_keys
from heli.core.ledger import keeping, recording, writing
from heli.core.ledger.drafts import Draft
from heli.core.ledger.models import Posting, Transaction
from heli.core.ledger.posting import thought


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
    if not drafts:
        return []
    written: list[recording.Written] = []
    transactions = take_keys(Transaction, len(drafts))
    lines = take_keys(Posting, sum(len(draft.lines) for draft in drafts))
    with sending() as is_beside:
        for first in range(0, len(drafts), AT_ONCE):
            some = thought(drafts[first : first + AT_ONCE], at=at)
            _number(some, transactions, lines)
            writing.write_rows(some)
            written += some
        if is_beside:
            meanwhile()
    change = keeping.change_of([posting for _made, postings in written for posting in postings])
    keeping.require(change, writing.add(change))
    return [made for made, _postings in written]


def _number(
    written: Sequence[recording.Written],
    transactions: Iterator[int | None],
    lines: Iterator[int | None],
) -> None:
    for made, postings in written:
        made.pk = next(transactions)
        for posting in postings:
            posting.pk = next(lines)

"""Writing transactions with their postings, and the balances and turnovers that these change. Called inside acts.

In plain SQL that both databases read alike, but for how rows come: every posted line passes here. On
PostgreSQL all of it is one statement, which it plans once and is asked once; SQLite is asked four times.
"""

from collections.abc import Sequence
from functools import lru_cache

from django.db import connection

from heli.core.journal.inserting import insert_many
from heli.core.journal.planned import answer_to
from heli.core.ledger import at_once
from heli.core.ledger.adding import ADD, COLUMNS, TURN
from heli.core.ledger.keeping import Cells, Change, Kept
from heli.core.ledger.recording import Written, give_keys


_BATCH = 100


def write(written: Sequence[Written], change: Change) -> Sequence[Kept]:
    """Write it, as it was told; the balances that could be written."""
    if connection.vendor == "postgresql":
        return at_once.write(written, change)
    write_rows(written)
    return add(change)


def add(change: Change) -> Sequence[Kept]:
    """Add to balances and turnovers; the balances that could be written."""
    if connection.vendor == "postgresql":
        return at_once.add(change)
    found = _put(ADD, change.balances())
    _put(TURN, change.days)
    return found


def write_rows(written: Sequence[Written]) -> None:
    """Write transactions with their postings, as they were told. Two statements."""
    insert_many([made for made, _postings in written])
    give_keys(written)
    insert_many([posting for _made, postings in written for posting in postings])


def _put(statement: str, rows: Sequence[Cells]) -> list[Kept]:
    """Write rows in their order, a hundred at a time; what comes back."""
    found: list[Kept] = []
    for at in range(0, len(rows), _BATCH):
        some = rows[at : at + _BATCH]
        values = [value for cells in some for value in cells]
        found += answer_to(connection, _for(statement, len(some)), values)
    return found


@lru_cache(maxsize=256)
def _for(statement: str, rows: int) -> str:
    row = f"({', '.join(['%s'] * len(COLUMNS[statement]))})"
    return statement.format(rows=f"VALUES {', '.join([row] * rows)}")

"""Writing transactions with their postings, and the balances and turnovers that these change. Called inside acts.

In plain SQL that both databases read alike, but for how rows come: every posted line passes here. On
PostgreSQL all of it is one statement, which it plans once and is asked once; SQLite is asked four times.
"""

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from django.db import connection
from django.db.models import Model

from heli.core.journal.building import relate
from heli.core.journal.columns import columns_of
from heli.core.journal.inserting import (
    cells_getter,
    from_text,
    in_one,
    insert_many,
    selected,
    written_as,
)
from heli.core.journal.planned import asked_again
from heli.core.ledger.keeping import Cells, Change, Kept
from heli.core.ledger.models import Posting, Transaction
from heli.core.ledger.recording import Written


_ADD = """
INSERT INTO ledger_balance (account_id, item_id, lot_key, use_key, amount, is_guarded)
{rows}
ON CONFLICT (account_id, item_id, lot_key, use_key) DO UPDATE
SET amount = ledger_balance.amount + excluded.amount
WHERE NOT ledger_balance.is_guarded OR ledger_balance.amount + excluded.amount >= 0
RETURNING account_id, item_id, lot_key, use_key, amount
"""
_TURN = """
INSERT INTO ledger_turnover (account_id, item_id, "on", lot_key, use_key, came, went)
{rows}
ON CONFLICT (account_id, item_id, "on", lot_key, use_key) DO UPDATE
SET came = ledger_turnover.came + excluded.came, went = ledger_turnover.went + excluded.went
RETURNING account_id
"""
_COLUMNS = {
    _ADD: (*["bigint"] * 5, "boolean"),
    _TURN: ("bigint", "bigint", "date", *["bigint"] * 4),
}
_BATCH = 100


def write(written: Sequence[Written], change: Change) -> Sequence[Kept]:
    """Write it, as it was told; the balances that could be written."""
    if connection.vendor == "postgresql":
        return _at_once(written, change)
    _one_after_the_other(written)
    found = _put(_ADD, change.balances())
    _put(_TURN, change.days)
    return found


def _one_after_the_other(written: Sequence[Written]) -> None:
    insert_many([made for made, _postings in written])
    for made, postings in written:
        for posting in postings:
            _belongs(posting, made)
    insert_many([posting for _made, postings in written for posting in postings])


def _belongs(posting: Posting, made: Transaction) -> None:
    posting.transaction_id = made.pk
    relate(posting, transaction=made)


def _put(statement: str, rows: Sequence[Cells]) -> list[Kept]:
    """Write rows in their order, a hundred at a time; what comes back."""
    found: list[Kept] = []
    for at in range(0, len(rows), _BATCH):
        some = rows[at : at + _BATCH]
        values = [value for cells in some for value in cells]
        with asked_again(connection, _for(statement, len(some)), values) as cursor:
            found += cursor.fetchall()
    return found


@lru_cache(maxsize=256)
def _for(statement: str, rows: int) -> str:
    row = f"({', '.join(['%s'] * len(_COLUMNS[statement]))})"
    return statement.format(rows=f"VALUES {', '.join([row] * rows)}")


# --- PostgreSQL ---------------------------------------------------------------------------------


def _at_once(written: Sequence[Written], change: Change) -> Sequence[Kept]:
    of_made, of_line = cells_getter(Transaction), cells_getter(Posting)
    place = _place()
    lines = []
    for made, postings in written:
        for posting in postings:
            # Which transaction a line belongs to is known by name before the database gives its key.
            lines.append([*of_line(posting.__dict__)])
            lines[-1][place] = made.uid
    rows = ([of_made(made.__dict__) for made, _lines in written], lines)
    asked = [in_one(some) for some in (*rows, change.balances(), change.days)]
    with asked_again(connection, _all_of_it(), asked) as cursor:
        found: list[Kept] = cursor.fetchall()
    edge = len(written), len(written) + len(lines)
    _named([made for made, _postings in written], found[: edge[0]])
    _named([one for _made, postings in written for one in postings], found[edge[0] : edge[1]])
    for made, postings in written:
        for posting in postings:
            _belongs(posting, made)
    return found[edge[1] :]


def _named(records: Sequence[Model], keys: Iterable[Sequence[int]]) -> None:
    for record, key in zip(records, keys, strict=True):
        written_as(record, key[0], connection.alias)


@cache
def _place() -> int:
    """Where in the cells of a posting its transaction stands."""
    return next(n for n, one in enumerate(columns_of(Posting)) if one.name == "transaction_id")


@cache
def _all_of_it() -> str:
    """The keys of transactions, then those of postings, then the balances that could be written.

    Whoever is at a turnover holds the balances above it: before these are written, nobody can count them.
    """
    made = from_text(Transaction, connection.alias) + ", uid"
    lines = from_text(
        Posting,
        connection.alias,
        joined=f" JOIN made ON made.uid = (r->>{_place()})::uuid",
        transaction_id="made.id",
    )
    kept = _ADD.format(rows=selected(_COLUMNS[_ADD]))
    days = f"SELECT * FROM ({selected(_COLUMNS[_TURN])}) AS days"  # noqa: S608  -- our own columns
    turned = _TURN.format(rows=f"{days} WHERE (SELECT count(*) FROM kept) >= 0")  # noqa: S608  -- as above
    nothing = ", ".join(["NULL::bigint"] * 4)
    return f"""
        WITH made AS ({made}), lines AS ({lines}), kept AS ({kept}), turned AS ({turned})
        SELECT id, {nothing} FROM made UNION ALL SELECT id, {nothing} FROM lines UNION ALL SELECT * FROM kept
    """  # noqa: S608  -- as above

"""On PostgreSQL, what goes into the ledger goes in one statement: planned once, and one way to the database instead of four."""

from collections.abc import Iterable, Sequence
from functools import cache

from django.db import connection
from django.db.models import Model

from heli.core.journal.building import written_as
from heli.core.journal.columns import columns_of
from heli.core.journal.inserting import cells_getter, from_text, in_one, selected
from heli.core.journal.planned import answer_to
from heli.core.ledger.adding import ADD, COLUMNS, TURN
from heli.core.ledger.keeping import Change, Kept
from heli.core.ledger.models import Posting, Transaction
from heli.core.ledger.recording import Written, give_keys


def write(written: Sequence[Written], change: Change) -> Sequence[Kept]:
    """Write transactions, postings, balances and turnovers; the balances that could be written."""
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
    found: list[Kept] = answer_to(connection, _all_of_it(), asked)
    edge = len(written), len(written) + len(lines)
    _named([made for made, _postings in written], found[: edge[0]])
    _named([one for _made, postings in written for one in postings], found[edge[0] : edge[1]])
    give_keys(written)
    return found[edge[1] :]


def add(change: Change) -> Sequence[Kept]:
    """Add to balances and turnovers alone; the balances that could be written."""
    asked = [in_one(change.balances()), in_one(change.days)]
    sql = f"WITH {_changes()} SELECT * FROM kept"  # noqa: S608  -- our own columns
    return answer_to(connection, sql, asked)


def _named(records: Sequence[Model], keys: Iterable[Sequence[int]]) -> None:
    for record, key in zip(records, keys, strict=True):
        written_as(record, key[0], connection.alias)


@cache
def _place() -> int:
    """Where in the cells of a posting its transaction stands."""
    return next(n for n, one in enumerate(columns_of(Posting)) if one.name == "transaction_id")


@cache
def _all_of_it() -> str:
    """The keys of transactions, then those of postings, then the balances that could be written."""
    made = from_text(Transaction, connection.alias) + ", uid"
    lines = from_text(
        Posting,
        connection.alias,
        joined=f" JOIN made ON made.uid = (r->>{_place()})::uuid",
        transaction_id="made.id",
    )
    nothing = ", ".join(["NULL::bigint"] * 4)
    return f"""
        WITH made AS ({made}), lines AS ({lines}), {_changes()}
        SELECT id, {nothing} FROM made UNION ALL SELECT id, {nothing} FROM lines UNION ALL SELECT * FROM kept
    """  # noqa: S608  -- our own columns


@cache
def _changes() -> str:
    """Balances and turnovers that are added to.

    Whoever is at a turnover holds the balances above it: before these are written, nobody can count them.
    """
    kept = ADD.format(rows=selected(COLUMNS[ADD]))
    days = f"SELECT * FROM ({selected(COLUMNS[TURN])}) AS days"  # noqa: S608  -- our own columns
    turned = TURN.format(rows=f"{days} WHERE (SELECT count(*) FROM kept) >= 0")  # noqa: S608  -- as above
    return f"kept AS ({kept}), turned AS ({turned})"

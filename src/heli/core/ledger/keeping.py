"""Balances and turnovers, written with the postings they are made of. Called inside acts.

In plain SQL that both databases read alike, but for how rows come: every posted line passes here.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache, lru_cache

from django.db import connection

from heli.core.journal.inserting import in_one, selected
from heli.core.journal.planned import asked_again
from heli.core.ledger.amounts import shown
from heli.core.ledger.models import Balance, Posting
from heli.core.ledger.refusals import NotEnough


Key = tuple[int, int, int, int]
"""Account, item, lot or 0, use or 0."""
Day = tuple[int, int, date, int, int]
"""The same of one day: account, item, day, lot, use."""
Cells = list[int | str | bool | date | None]


def keep(postings: Sequence[Posting]) -> None:
    """Add postings to the balances and turnovers they touch. Refuses with :class:`NotEnough`.

    One statement on PostgreSQL, on SQLite two. Everybody takes the rows in the same order, so that
    two who move the same things wait for each other and never in a circle.
    """
    changes: dict[Key, int] = defaultdict(int)
    places: dict[Key, Posting] = {}
    for posting in postings:
        key = key_of(posting)
        changes[key] += posting.quantity
        places[key] = posting
    keys = sorted(changes)
    guarded = {key for key in keys if places[key].account.is_guarded}
    balances = [_of_balance(key, changes[key], key in guarded) for key in keys]
    rows = _added(balances, _days_of(postings))
    left = {(account, item, lot, use): now for account, item, lot, use, now in rows}
    for key in keys:
        if key in guarded and left.get(key, -1) < 0:
            _refuse(key, places, change=changes[key])


def key_of(posting: Posting) -> Key:
    """Where a posting is kept."""
    return (posting.account_id, posting.item_id, posting.lot_id or 0, posting.use_id or 0)


def _of_balance(key: Key, change: int, is_guarded: bool) -> Cells:  # noqa: FBT001  -- a column
    # A row that would be guarded and below nothing cannot even be proposed: it is proposed
    # unguarded, so that a row that is there already takes it or does not, and one that is not
    # there comes back below nothing and the act is refused.
    return [*key, change, is_guarded and change >= 0]


def _refuse(key: Key, places: Mapping[Key, Posting], *, change: int) -> None:
    account, item, lot, use = key
    held = Balance.objects.filter(account=account, item=item, lot_key=lot, use_key=use)
    there = held.filter(amount__gte=0).values_list("amount", flat=True).first() or 0
    place = places[key]
    raise NotEnough(
        left=shown(place.item, there),
        item=place.item,
        account=place.account,
        wanted=shown(place.item, -change),
        field="quantity",
    )


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


def _added(balances: Sequence[Cells], days: Sequence[Cells]) -> list[tuple[int, ...]]:
    """Write balances, then the turnovers below them; what is left of those that could be written."""
    if connection.vendor == "postgresql":
        with asked_again(connection, _both(), [in_one(balances), in_one(days)]) as cursor:
            found: list[tuple[int, ...]] = cursor.fetchall()
            return found
    found = _put(_ADD, balances)
    _put(_TURN, days)
    return found


@cache
def _both() -> str:
    # Whoever is at a turnover holds the balances above it: before these are written, nobody can count them.
    days = f"SELECT * FROM ({selected(_COLUMNS[_TURN])}) AS days"  # noqa: S608  -- our own columns
    after = f"{days} WHERE (SELECT count(*) FROM kept) >= 0"  # noqa: S608  -- as above
    add, turn = _ADD.format(rows=selected(_COLUMNS[_ADD])), _TURN.format(rows=after)
    return f"WITH kept AS ({add}), turned AS ({turn}) SELECT * FROM kept"  # noqa: S608  -- as above


def _put(statement: str, rows: Sequence[Cells]) -> list[tuple[int, ...]]:
    """Write rows in their order, a hundred at a time; what comes back."""
    found: list[tuple[int, ...]] = []
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


def _days_of(postings: Sequence[Posting]) -> list[Cells]:
    """What came and went on each day."""
    sums: dict[Day, list[int]] = defaultdict(lambda: [0, 0])
    for posting in postings:
        account, item, lot, use = key_of(posting)
        # A reversal takes back what came; it is not something that went.
        came = (posting.quantity > 0) == (posting.sign > 0)
        part = sums[account, item, posting.effective_on, lot, use]
        part[0 if came else 1] += abs(posting.quantity) * posting.sign
    return [_of_day(key, *sums[key]) for key in sorted(sums)]


def _of_day(key: Day, came: int, went: int) -> Cells:
    account, item, day, lot, use = key
    on = connection.ops.adapt_datefield_value(day)
    return [account, item, on, lot, use, came, went]

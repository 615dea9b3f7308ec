"""Balances and turnovers, written with the postings they are made of. Called inside acts.

In plain SQL that both databases read alike: every posted line passes here.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from heli.core.ledger.amounts import shown
from heli.core.ledger.models import Account, Item, Posting
from heli.core.ledger.refusals import NotEnough


Key = tuple[int, int, int, int]
"""Account, item, lot or 0, use or 0."""
Day = tuple[int, int, date, int, int]
"""The same of one day: account, item, day, lot, use."""
Cells = list[int | str | bool | date | None]


@dataclass(frozen=True, slots=True)
class _Place:
    account: Account
    item: Item


def keep(postings: Sequence[Posting]) -> None:
    """Add postings to the balances and turnovers they touch. Refuses with :class:`NotEnough`.

    Everybody takes the rows in the same order, first those that must be made and then all of them,
    so that two who move the same things wait for each other and never in a circle.
    """
    changes: dict[Key, int] = defaultdict(int)
    places: dict[Key, _Place] = {}
    for posting in postings:
        changes[key_of(posting)] += posting.quantity
        places[key_of(posting)] = _Place(posting.account, posting.item)
    keys = sorted(changes)
    left = _held(keys, places)
    for key in keys:
        now = left[key] + changes[key]
        if places[key].account.is_guarded and now < 0:
            _refuse(places[key], left=left[key], change=changes[key])
        left[key] = now
    _put(_SET, [_cells(key, left[key], places[key]) for key in keys])
    _turn_over(postings)


def key_of(posting: Posting) -> Key:
    """Where a posting is kept."""
    return (posting.account_id, posting.item_id, posting.lot_id or 0, posting.use_id or 0)


def _held(keys: Sequence[Key], places: Mapping[Key, _Place]) -> dict[Key, int]:
    """What there is under each key, held until the transaction ends; begun where there was nothing."""
    _put(_BEGIN, [_cells(key, 0, places[key]) for key in keys])
    lock = " FOR NO KEY UPDATE" if connection.vendor == "postgresql" else ""
    found: dict[Key, int] = {}
    with connection.cursor() as cursor:
        for at in range(0, len(keys), _BATCH):
            some = keys[at : at + _BATCH]
            rows = ", ".join(["(%s, %s, %s, %s)"] * len(some))
            cursor.execute(_LOOK.format(rows=rows) + lock, [value for key in some for value in key])
            found.update({(a, i, lot, use): n for a, i, lot, use, n in cursor.fetchall()})
    return found


def _cells(key: Key, amount: int, place: _Place) -> Cells:
    return [*key, amount, place.account.is_guarded]


def _refuse(place: _Place, *, left: int, change: int) -> None:
    raise NotEnough(
        left=shown(place.item, left),
        item=place.item,
        account=place.account,
        wanted=shown(place.item, -change),
        field="quantity",
    )


_BEGIN = """
INSERT INTO ledger_balance (account_id, item_id, lot_key, use_key, amount, is_guarded)
VALUES {rows}
ON CONFLICT (account_id, item_id, lot_key, use_key) DO NOTHING
"""
_LOOK = """
SELECT account_id, item_id, lot_key, use_key, amount FROM ledger_balance
WHERE (account_id, item_id, lot_key, use_key) IN (VALUES {rows})
ORDER BY account_id, item_id, lot_key, use_key
"""
_SET = """
INSERT INTO ledger_balance (account_id, item_id, lot_key, use_key, amount, is_guarded)
VALUES {rows}
ON CONFLICT (account_id, item_id, lot_key, use_key) DO UPDATE SET amount = excluded.amount
"""
_ADD = """
INSERT INTO ledger_turnover (account_id, item_id, "on", lot_key, use_key, came, went)
VALUES {rows}
ON CONFLICT (account_id, item_id, "on", lot_key, use_key) DO UPDATE
SET came = ledger_turnover.came + excluded.came, went = ledger_turnover.went + excluded.went
"""
_BATCH = 100


def _put(statement: str, rows: Sequence[Cells]) -> None:
    """Write rows in their order, a hundred at a time."""
    with connection.cursor() as cursor:
        for at in range(0, len(rows), _BATCH):
            some = rows[at : at + _BATCH]
            row = f"({', '.join(['%s'] * len(some[0]))})"
            values = [value for cells in some for value in cells]
            cursor.execute(statement.format(rows=", ".join([row] * len(some))), values)


def _turn_over(postings: Sequence[Posting]) -> None:
    """Add to the days' turnovers; whoever is here holds the balances above them."""
    sums: dict[Day, list[int]] = defaultdict(lambda: [0, 0])
    for posting in postings:
        account, item, lot, use = key_of(posting)
        # A reversal takes back what came; it is not something that went.
        came = (posting.quantity > 0) == (posting.sign > 0)
        part = sums[account, item, posting.effective_on, lot, use]
        part[0 if came else 1] += abs(posting.quantity) * posting.sign
    _put(_ADD, [_of_day(key, *sums[key]) for key in sorted(sums)])


def _of_day(key: Day, came: int, went: int) -> Cells:
    account, item, day, lot, use = key
    on = connection.ops.adapt_datefield_value(day)
    return [account, item, on, lot, use, came, went]

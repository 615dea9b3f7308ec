"""What postings change in the balances and turnovers, and whether as much was there. Called inside acts."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from django.db import connection

from heli.core.ledger.amounts import shown
from heli.core.ledger.models import Balance, Posting
from heli.core.ledger.refusals import NotEnough


Key = tuple[int, int, int, int]
"""Account, item, lot or 0, use or 0."""
Day = tuple[int, int, date, int, int]
"""The same of one day: account, item, day, lot, use."""
Kept = tuple[int, int, int, int, int]
"""A balance that could be written: its key, and what is there now."""
Cells = list[int | str | bool | date | None]


class Change(NamedTuple):
    """What postings change, and where."""

    sums: Mapping[Key, int]
    guarded: Mapping[Key, Posting]
    """A posting of each place that must not fall below nothing."""
    days: Sequence[Cells]
    """Turnovers, as they are added."""

    def balances(self) -> Sequence[Cells]:
        """Balances, as they are added.

        Everybody takes the rows in the same order, so that two who move the same things wait for each
        other and never in a circle.
        """
        return [_of_balance(key, self.sums[key], key in self.guarded) for key in sorted(self.sums)]


def change_of(postings: Sequence[Posting]) -> Change:
    """What these postings change."""
    sums: dict[Key, int] = defaultdict(int)
    places: dict[Key, Posting] = {}
    for posting in postings:
        key = key_of(posting)
        sums[key] += posting.quantity
        places[key] = posting
    guarded = {key: one for key, one in places.items() if one.account.is_guarded}
    return Change(sums, guarded, _days_of(postings))


def require(change: Change, kept: Sequence[Kept]) -> None:
    """Refuse with :class:`NotEnough` what would take more from a place than it holds."""
    left = {(account, item, lot, use): now for account, item, lot, use, now in kept}
    for key in sorted(change.guarded):
        if left.get(key, -1) < 0:
            _refuse(key, change.guarded[key], change=change.sums[key])


def key_of(posting: Posting) -> Key:
    """Where a posting is kept."""
    return (posting.account_id, posting.item_id, posting.lot_id or 0, posting.use_id or 0)


def _of_balance(key: Key, change: int, is_guarded: bool) -> Cells:  # noqa: FBT001  -- a column
    # A row that would be guarded and below nothing cannot even be proposed: it is proposed
    # unguarded, so that a row that is there already takes it or does not, and one that is not
    # there comes back below nothing and the act is refused.
    return [*key, change, is_guarded and change >= 0]


def _refuse(key: Key, place: Posting, *, change: int) -> None:
    account, item, lot, use = key
    held = Balance.objects.filter(account=account, item=item, lot_key=lot, use_key=use)
    there = held.filter(amount__gte=0).values_list("amount", flat=True).first() or 0
    raise NotEnough(
        left=shown(place.item, there),
        item=place.item,
        account=place.account,
        wanted=shown(place.item, -change),
        field="quantity",
    )


def _days_of(postings: Sequence[Posting]) -> list[Cells]:
    """What came and went on each day."""
    sums: dict[Day, list[int]] = defaultdict(lambda: [0, 0])
    written = connection.ops.adapt_datefield_value
    for posting in postings:
        account, item, lot, use = key_of(posting)
        # A reversal takes back what came; it is not something that went.
        came = (posting.quantity > 0) == (posting.sign > 0)
        part = sums[account, item, posting.effective_on, lot, use]
        part[0 if came else 1] += abs(posting.quantity) * posting.sign
    return [
        [account, item, written(day), lot, use, *sums[account, item, day, lot, use]]
        for account, item, day, lot, use in sorted(sums)
    ]

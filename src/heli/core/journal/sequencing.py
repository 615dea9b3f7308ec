"""Giving entries their place in the tree: after they were committed, in one line, without gaps.

Acts do not wait for each other to find their place; one sequencer follows behind them.
"""

from django.db import transaction

from heli.core.journal.locks import hold
from heli.core.journal.models import JournalEntry, Leaf


BATCH = 10_000
# On PostgreSQL an entry can become visible after others with higher numbers: a transaction takes
# its number when it writes and shows it when it commits.
LOOK_BACK = 10_000


def sequence(*, thorough: bool = False) -> int:
    """Place the entries that have no place yet; returns how many. A few queries.

    Safe to run anywhere and at once: it takes its turn. ``thorough`` looks through the whole log
    instead of its end, for entries whose transaction took very long.
    """
    placed = 0
    while fresh := _place_some(thorough=thorough):
        placed += fresh
        if fresh < BATCH:
            break
    return placed


def _place_some(*, thorough: bool) -> int:
    with transaction.atomic():
        hold("journal:sequence")
        last = Leaf.objects.order_by("-seq").values_list("seq", "entry_id").first()
        next_seq, last_id = (last[0] + 1, last[1]) if last else (0, 0)
        start = 0 if thorough else max(0, last_id - LOOK_BACK)
        waiting = JournalEntry.objects.filter(id__gt=start, place__isnull=True).order_by("id")
        rows = list(waiting.values_list("id", "leaf")[:BATCH])
        Leaf.objects.bulk_create(
            (
                Leaf(seq=seq, entry_id=key, hash=bytes(leaf))
                for seq, (key, leaf) in enumerate(rows, next_seq)
            ),
            batch_size=500,
        )
    return len(rows)


def waiting() -> int:
    """How many of the latest entries have no place yet."""
    last_id = Leaf.objects.order_by("-seq").values_list("entry_id", flat=True).first() or 0
    late = JournalEntry.objects.filter(id__gt=last_id - LOOK_BACK, place__isnull=True)
    return late.count()

"""What the worker does for the grids: clocks watched, reporters forgotten, counts kept, days frozen."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from heli.core.acts import SYSTEM, local_day
from heli.core.flow.models import Entry
from heli.loops.grid.actions.reporters import anonymise
from heli.loops.grid.actions.summaries import expect_summaries, freeze_summaries
from heli.loops.grid.actions.watching import watch_cases
from heli.loops.grid.models import Report
from heli.loops.grid.queries.cases import desks
from heli.loops.grid.queries.counts import recount_views
from heli.loops.grid.queries.summaries import to_expect, to_freeze
from heli.loops.grid.queries.watching import plan_for, to_watch


BATCH = 100


def watch(now: datetime) -> int:
    """Look at every case that waits for somebody; those that ask for something, in one act."""
    done = 0
    for some in _batches():
        if asking := [entry for entry in some if plan_for(entry, at=now)]:
            watch_cases(asking, by=SYSTEM, at=now)
            done += len(asking)
    return done


def _batches() -> Iterator[list[Entry]]:
    after = 0
    while some := list(to_watch().filter(pk__gt=after)[:BATCH]):
        yield some
        after = some[-1].pk


def forget_reporters(now: datetime) -> int:
    """Anonymise the reports whose day has come."""
    rows = Report.objects.filter(keep_until__lt=local_day(now), anonymised_at__isnull=True)
    some = list(rows.select_related("reporter").order_by("pk")[:BATCH])
    if some:
        anonymise(some, by=SYSTEM, at=now)
    return len(some)


def keep_days(now: datetime) -> int:
    """Ask each grid for the summary of its day, and freeze at the office's hour what was sent."""
    done = 0
    for call in desks():
        if grids := to_expect(call, at=now):
            expect_summaries(call, grids=grids, by=SYSTEM, at=now)
            done += len(grids)
        if due := to_freeze(call, at=now):
            freeze_summaries(due, by=SYSTEM, at=now)
            done += len(due)
    return done


CHORES = [
    ("grid.watch", timedelta(minutes=1), watch),
    ("grid.forget_reporters", timedelta(hours=1), forget_reporters),
    ("grid.keep_days", timedelta(minutes=5), keep_days),
    ("grid.recount_views", timedelta(seconds=3), recount_views),
]

"""What the worker does for the grids: clocks watched, reporters forgotten, counts kept, days frozen."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from heli.core.acts import SYSTEM, local_day
from heli.core.flow.models import Entry, Step
from heli.loops.grid.actions.reporters import anonymise
from heli.loops.grid.actions.summaries import expect_summaries, freeze_summaries
from heli.loops.grid.actions.watching import watch_cases
from heli.loops.grid.models import Report
from heli.loops.grid.queries.cases import desks
from heli.loops.grid.queries.counts import recount_views
from heli.loops.grid.queries.summaries import to_expect, to_freeze
from heli.loops.grid.queries.watching import plan_for, to_watch


BATCH, SLICES = 100, 4
AT_A_TIME = 10
"""How many cases are moved in one act: for as long as it takes, nobody else writes on SQLite."""


def watch(now: datetime) -> int:
    """Look at every case that waits for somebody; those that ask for something, in one act."""
    done, after = 0, 0
    while some := list(to_watch().filter(pk__gt=after)[:BATCH]):
        done += _look_at(some, now)
        after = some[-1].pk
    return done


def _look_at(some: list[Entry], now: datetime) -> int:
    told: dict[int, list[Step]] = {entry.pk: [] for entry in some}
    for step in Step.objects.filter(entry__in=list(told)).order_by("entry", "seq"):
        told[step.entry_id].append(step)
    asking = [entry for entry in some if plan_for(entry, at=now, told=told[entry.pk])]
    for n in range(0, len(asking), AT_A_TIME):
        watch_cases(asking[n : n + AT_A_TIME], by=SYSTEM, at=now)
    return len(asking)


@dataclass
class Walk:
    """:func:`watch` in slices: among tens of thousands of cases nothing else waits until all were seen.

    A new walk begins a minute after the one before began.
    """

    after: int = 0
    begun: datetime | None = None

    def __call__(self, now: datetime) -> int:
        """Look at the next few hundred; how many asked for something."""
        if self.after == 0:
            if self.begun is not None and now - self.begun < timedelta(minutes=1):
                return 0
            self.begun = now
        done = 0
        for _n in range(SLICES):
            some = list(to_watch().filter(pk__gt=self.after)[:BATCH])
            done += _look_at(some, now)
            self.after = some[-1].pk if len(some) == BATCH else 0
            if self.after == 0:
                break
        return done


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
    ("grid.watch", timedelta(seconds=1), Walk()),
    ("grid.forget_reporters", timedelta(hours=1), forget_reporters),
    ("grid.keep_days", timedelta(minutes=5), keep_days),
    ("grid.recount_views", timedelta(seconds=3), recount_views),
]

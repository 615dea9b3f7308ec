"""What the worker does in the month: limits watched, days of the grids asked for, sent and frozen."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import groupby

from heli.core.flow.models import Entry
from heli.loops.grid.actions.summaries import send_summary
from heli.loops.grid.enums import SummaryStage
from heli.loops.grid.queries.summaries import daily_call, running
from heli.loops.grid.tasks import keep_days, watch
from heli.site.demo.town.office import Town
from heli.site.demo.town.plan import Happening, start_of


SUMMARIES = 3
"""Days whose summaries are kept: those that somebody looks at."""
WATCHED_EVERY = 5
"""Days. The worker watches every minute; whoever looks back sees the same."""
EVENING = timedelta(hours=18)
ASKED, SENT, FROZEN = timedelta(hours=11), timedelta(hours=11, minutes=30), timedelta(hours=12.25)


def by_evening(
    some: Sequence[Happening], until: datetime
) -> Iterator[tuple[datetime, list[Happening]]]:
    """What happens before each evening on which limits are looked at, and that evening."""
    far = timedelta(days=WATCHED_EVERY)
    for n, alike in groupby(some, key=lambda one: (until - start_of(one.at)) // far):
        yield (
            until - n * far - timedelta(days=1) + EVENING,
            [one for one in alike if one.at < until],
        )


def watch_at(at: datetime) -> None:
    """Sign where the time is up, mark what is late, archive what is complete."""
    watch(at)


def keep(town: Town, today: datetime) -> None:
    """The days of the grids: asked for, checked and sent by who works there, frozen at the hour."""
    for back in range(SUMMARIES, 0, -1):
        morning = today - timedelta(days=back)
        if morning + FROZEN < town.cast.now():
            keep_days(morning + ASKED)
            _send(town, morning + SENT)
            keep_days(morning + FROZEN)


def _send(town: Town, at: datetime) -> None:
    """Where something happened, the grid's worker checks the figures and sends them."""
    period = running(town.call, at).period
    rows = Entry.objects.filter(
        call=daily_call(town.call), period=period, state=SummaryStage.EXPECTED
    )
    active = set(
        town.call.entries.filter(
            opened_at__gte=at - timedelta(days=1), opened_at__lt=at
        ).values_list("area", flat=True)
    )
    for entry in rows.filter(org__area__in=active).select_related("org__area", "call__issuer"):
        worker = town.workers[entry.org.area_id or 0]
        send_summary.once(town.cast.key("summary", entry.uid))(entry, by=worker, at=at)

"""The days of grids that somebody may look at."""

from heli.core.acts import Actor
from heli.core.flow.models import Entry
from heli.loops.grid import policies


MOST = 60


def days_seen(actor: Actor, period: str = "") -> list[Entry]:
    """The days of one's grids, the latest first; of one day alone where it is named."""
    rows = policies.see_summary.visible_to(actor, Entry.objects.filter(is_expected=True))
    if period:
        rows = rows.filter(period=period)
    return list(rows.select_related("org").order_by("-period", "org__name")[:MOST])

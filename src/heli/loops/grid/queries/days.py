"""The days of grids that somebody may look at."""

from heli.core.acts import Actor
from heli.core.flow.models import Entry
from heli.loops.grid import policies


MOST = 60


def days_seen(actor: Actor) -> list[Entry]:
    """The last days of one's grids, the latest first."""
    rows = policies.see_summary.visible_to(actor, Entry.objects.filter(is_expected=True))
    return list(rows.select_related("org").order_by("-period", "org__name")[:MOST])

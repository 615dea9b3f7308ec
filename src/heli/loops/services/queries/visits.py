"""Field visits, and what they brought back."""

from heli.core.flow.models import Entry, Link
from heli.core.journal.refs import find, name_of
from heli.loops.services.enums import RAISED_ON


def problems_of(visit: Entry) -> list[Entry]:
    """The matters that a visit brought back, in the order in which they were entered."""
    rows = Link.objects.filter(kind=RAISED_ON, dst=name_of(visit)).order_by("pk")
    found = (find(one) for one in rows.values_list("src", flat=True))
    return [one for one in found if isinstance(one, Entry)]

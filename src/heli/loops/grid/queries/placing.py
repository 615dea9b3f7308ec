"""Where a new report lies, and the number it gets: what most reports need to know, in one query."""

from datetime import datetime

from django.db.models import Exists, Subquery

from heli.core.acts import Prepared, given, local_day
from heli.core.places.indexing import Locator, last_known
from heli.core.places.models import Area, AreaKind, Edition
from heli.kit.geo.points import Point
from heli.loops.grid.models import Report
from heli.loops.grid.queries.numbers import any_number


_EDITION = Edition.objects.order_by("pk").values("token")[:1]
_FOUND = Prepared(
    Area.objects.filter(pk=given(Area, "pk")).annotate(
        edition=Subquery(_EDITION),
        is_taken=Exists(Report.objects.filter(number=given(Report, "number"))),
    )
)


def placed_and_numbered(point: Point, *, at: datetime) -> tuple[Area, str] | None:
    """The grid around a point, and a number that no report has. One query at most.

    None where it takes more than a look at the outlines that this process has seen: outside all grids,
    after areas changed, or when the number is taken.
    """
    copy, day = last_known(), local_day(at)
    key = copy and Locator(copy.index(AreaKind.GRID, day)).at(point)
    if copy is None or key is None:
        return None
    number = any_number(day)
    area = _FOUND.first(pk=key, number=number)
    if area is None or area.edition != copy.edition or area.is_taken:  # type: ignore[attr-defined]  # annotated
        return None
    return area, number

"""One area becomes several, or several become one: from a day on, and the past stays as it was."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Digest, Invalid, Refusal, action
from heli.core.places.actions.areas import (
    demand_open,
    demand_reason,
    draw,
    end_outline,
    new_area,
    say_written,
)
from heli.core.places.enums import Change
from heli.core.places.indexing import touch
from heli.core.places.models import Area, Succession
from heli.core.places.outlines import in_wgs84, parse_outline
from heli.core.places.policies import may_keep_areas
from heli.core.places.queries.cutting import Part, present_shape
from heli.kit.geo import Crs, Shape
from heli.kit.geo.overlay import outside, shared, united


ROUNDING = 0.001
"""Share of an area that may be lost between the parts by drawing: a tenth of a percent."""


class HasAreasInside(Refusal):
    """An area is split or merged after those inside it, or its grids would belong nowhere."""

    message = _("%(area)s still has areas inside; split, merge or close those first.")


class NotTheWhole(Refusal):
    """The parts must be the area: nothing left out, nothing twice, nothing beside it."""

    message = _(
        "The parts are not the area: %(lost)s m² are missing, %(beside)s m² lie outside it,"
        " %(twice)s m² are in two parts."
    )
    status = 422


class NotNeighbours(Refusal):
    """Only areas of one kind with one parent are merged."""

    message = _("Only areas of the same level inside the same area can be merged.")


@action("places.area.split", policy=may_keep_areas)
def split_area(
    area: Area,
    *,
    parts: Annotated[Sequence[Part], Digest],
    since: date,
    reason: str,
    by: Actor,
    at: datetime,
    crs: str = Crs.WGS84,
) -> list[Area]:
    """Let an area end on a day, and its parts begin on it.

    Refuses with :class:`NotTheWhole` when the parts are not the area, with :class:`NotDrawn`,
    :class:`HasAreasInside`, and as redrawing does.
    """
    demand_reason(reason)
    if len(parts) < 2:  # noqa: PLR2004  -- one part would be the area itself
        raise Invalid(what=_("at least two parts are needed"), field="parts")
    _demand_empty(area, since)
    old = present_shape(area, since)
    shapes = [parse_outline(part.geometry) for part in parts]
    _demand_whole(old, [in_wgs84(shape, crs) for shape in shapes])
    made = []
    for part, shape in zip(parts, shapes, strict=True):
        new = new_area(area.parent, kind=area.kind, name=part.name, code=part.code, since=since)
        outline = draw(new, shape, crs=crs, since=since, reason=reason)
        Succession.objects.create(before=area, after=new, change=Change.SPLIT, since=since)
        say_written(new, outline)
        made.append(new)
    _end(area, since)
    touch()
    return made


@action("places.area.merge", policy=may_keep_areas)
def merge_areas(
    areas: Sequence[Area],
    *,
    name: str,
    since: date,
    reason: str,
    by: Actor,
    at: datetime,
    code: str = "",
) -> Area:
    """Let several areas of one level end on a day, and one begin that is all of them.

    Refuses with :class:`NotNeighbours`, and as splitting does.
    """
    demand_reason(reason)
    if len({area.pk for area in areas}) < 2 or len({(a.kind, a.parent_id) for a in areas}) != 1:  # noqa: PLR2004  -- two make one
        raise NotNeighbours
    for area in areas:
        _demand_empty(area, since)
    shape = united(present_shape(area, since) for area in areas)
    one = new_area(areas[0].parent, kind=areas[0].kind, name=name, code=code, since=since)
    draw(one, shape, crs=Crs.WGS84, since=since, reason=reason)
    for area in areas:
        Succession.objects.create(before=area, after=one, change=Change.MERGE, since=since)
        _end(area, since)
    touch()
    return one


def _demand_empty(area: Area, since: date) -> None:
    demand_open(area, since)
    if area.children.filter(until__isnull=True).exists():
        raise HasAreasInside(area=area.name)


def _demand_whole(old: Shape, parts: Sequence[Shape]) -> None:
    together = united(parts)
    lost, beside = outside(old, together), outside(together, old)
    twice = sum(
        shared(one, other) for place, one in enumerate(parts) for other in parts[place + 1 :]
    )
    if max(lost, beside, twice) > old.square_metres() * ROUNDING:
        raise NotTheWhole(lost=round(lost), beside=round(beside), twice=round(twice), field="parts")


def _end(area: Area, since: date) -> None:
    end_outline(area, since)
    area.until = since
    area.save(update_fields=["until"])

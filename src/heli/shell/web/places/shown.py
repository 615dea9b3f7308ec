"""What the pages of areas show: trees, marks of maps, history."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from heli.core.acts import Message
from heli.core.places.enums import Change
from heli.core.places.models import Area, AreaKind, Site
from heli.core.places.queries import (
    drawn,
    history_of,
    outline_on,
    successions_of,
    valid_on,
    within,
)
from heli.kit.geo import Shape
from heli.shell.maps import Mark
from heli.shell.web.places.tables import page_of


def tree(on: date) -> list[dict[str, Any]]:
    """All areas above the grids, and how many grids each has. One query."""
    below: dict[int | None, list[Area]] = defaultdict(list)
    grids: dict[int | None, int] = defaultdict(int)
    for area in Area.objects.filter(valid_on(on)).order_by("code", "name", "pk"):
        if area.kind == AreaKind.GRID:
            grids[area.parent_id] += 1
        else:
            below[area.parent_id].append(area)

    def nodes(parent: int | None) -> list[dict[str, Any]]:
        return [
            {
                "label": area.name,
                "url": page_of(area),
                "note": area.get_kind_display(),
                "count": grids.get(area.pk),
                "open": True,
                "children": nodes(area.pk),
            }
            for area in below[parent]
        ]

    return nodes(None)


def overview(on: date) -> list[Area]:
    """What the map of everything draws: the lowest level that has at most 3,000 areas drawn."""
    areas = list(
        Area.objects.filter(valid_on(on), kind=AreaKind.GRID).order_by("code", "pk")[:3001]
    )
    if areas and len(areas) <= 3000:  # noqa: PLR2004  -- more cannot be told apart on a screen
        return areas
    return list(Area.objects.filter(valid_on(on), kind=AreaKind.COMMUNITY).order_by("code", "pk"))


def inside(area: Area, on: date) -> list[Area]:
    """The areas directly inside it. One query."""
    return list(area.children.filter(valid_on(on)).order_by("code", "name", "pk"))


def neighbours(area: Area, on: date) -> Any:
    """The other areas of its level beside it, to be merged with."""
    same = Area.objects.filter(valid_on(on), parent=area.parent, kind=area.kind, until=None)
    return same.exclude(pk=area.pk).order_by("code", "name", "pk")


def marks(areas: Iterable[Area], on: date, *, around: Area | None = None) -> list[Mark]:
    """Areas on a map, within the frame of the one around them."""
    frame = [around] if around else []
    found = [
        Mark(f"area-{area.uid}", area.name, shape, url=page_of(area), note=area.code)
        for area, shape in drawn(areas, on=on)
    ]
    frames = [
        Mark(
            f"area-{area.uid}",
            "" if found else area.name,
            shape,
            state="around" if found else "open",
        )
        for area, shape in drawn(frame, on=on, metres=1)
    ]
    return [*frames, *found]


def site_marks(area: Area, on: date) -> list[Mark]:
    """The sites inside an area, on a map."""
    sites = Site.objects.filter(valid_on(on), area__in=within(area))
    return [
        Mark(f"site-{site.uid}", site.name, site.point, state="idle", note=site.address)
        for site in sites
        if site.point is not None
    ]


def facts(area: Area, on: date) -> list[tuple[Message, Any]]:
    """What is known of an area. One query."""
    outline = outline_on(area, on)
    shape: Shape | None = outline.shape() if outline else None
    return [
        (_("Level"), area.get_kind_display()),
        (_("Area code"), area.code or None),
        (_("Since"), area.since),
        (_("Until"), area.until),
        (_("Size"), _hectares(shape) if shape else _("not drawn")),
        (_("Reference system"), outline.get_crs_display() if outline else None),
    ]


def _hectares(shape: Shape) -> str:
    return _("%(size)s km²") % {"size": f"{shape.square_metres() / 1_000_000:.2f}"}


def history(area: Area) -> list[dict[str, Any]]:
    """Every change of an area, the latest first. Two queries."""
    drawings: list[tuple[date, dict[str, Any]]] = [
        (o.since or date.min, {"label": _("Outline drawn"), "note": o.reason, **_day(o.since)})
        for o in history_of(area)
    ]
    changes: list[tuple[date, dict[str, Any]]] = [
        (
            s.since,
            {
                "label": _("Came out of %(area)s") % {"area": s.before.name}
                if s.after_id == area.pk
                else _("Went into %(area)s") % {"area": s.after.name},
                "note": Change(s.change).label,
                **_day(s.since),
            },
        )
        for s in successions_of(area)
    ]
    return [
        step
        for _day_, step in sorted([*drawings, *changes], key=lambda pair: pair[0], reverse=True)
    ]


def _day(day: date | None) -> dict[str, str]:
    if day is None:
        return {"at": _("from the beginning")}
    return {"at": date_format(day, "Y-m-d"), "iso": day.isoformat()}


def crumbs(*more: tuple[Message, str]) -> list[tuple[Message, str]]:
    """The way from the list of areas to here."""
    return [(_("Areas"), reverse("shell:areas")), *more]

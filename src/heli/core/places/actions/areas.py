"""Keeping the tree of areas, and what they look like."""

from datetime import date, datetime
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Digest, Invalid, Refusal, action, current_record
from heli.core.places.enums import LEVELS, AreaKind, Datum
from heli.core.places.indexing import touch
from heli.core.places.models import Area, Outline
from heli.core.places.outlines import geometry_of, parse_outline
from heli.core.places.policies import may_keep_areas
from heli.kit.geo import Shape


class WrongLevel(Refusal):
    """Areas nest by level: province, city, county, town, community, grid (GB/T 2260)."""

    message = _("A %(kind)s cannot lie directly in a %(parent)s.")
    status = 422


class NoReason(Refusal):
    """Whoever redraws a border says why."""

    message = _("Please give the reason.")
    status = 422


class NotThen(Refusal):
    """A change on a day that does not fit to what is known."""

    message = _("%(area)s cannot change on %(day)s: it %(why)s.")


@action("places.area.add", policy=may_keep_areas)
def add_area(
    parent: Area | None,
    *,
    kind: str,
    name: str,
    by: Actor,
    at: datetime,
    code: str = "",
    geometry: Annotated[str, Digest] = "",
    crs: str = Datum.WGS84,
    since: date | None = None,
) -> Area:
    """Add an area inside ``parent`` (None: at the top), with its outline as GeoJSON text.

    Levels may be skipped downwards (a city with towns but no counties), never turned around:
    refuses with :class:`WrongLevel`, and with
    :class:`~heli.core.places.outlines.BadOutline` what is no outline.
    """
    shape = parse_outline(geometry) if geometry.strip() else None
    area = new_area(parent, kind=kind, name=name, code=code, since=since)
    if shape is not None:
        draw(area, shape, crs=crs, since=since)
    touch()
    return area


@action("places.area.redraw", policy=may_keep_areas)
def redraw_area(
    area: Area,
    *,
    geometry: Annotated[str, Digest],
    since: date,
    reason: str,
    by: Actor,
    at: datetime,
    crs: str = Datum.WGS84,
) -> Outline:
    """Give an area another outline from a day on; the old one stays valid until then.

    Refuses with :class:`~heli.core.places.outlines.BadOutline`, with :class:`NoReason`, and with
    :class:`NotThen` on a day that does not come after the last change.
    """
    demand_reason(reason)
    shape = parse_outline(geometry)
    outline = redraw(area, shape, crs=crs, since=since, reason=reason)
    touch()
    return outline


@action("places.area.close", policy=may_keep_areas)
def close_area(area: Area, *, until: date, by: Actor, at: datetime) -> Area:
    """Say that an area no longer exists from ``until`` on, as when a grid is given up."""
    if area.since is not None and until < area.since:
        raise Invalid(what=_("it ends before it begins"), field="until")
    area.until = until
    area.save(update_fields=["until"])
    touch()
    return area


def new_area(
    parent: Area | None, *, kind: str, name: str, code: str = "", since: date | None = None
) -> Area:
    """An area in the tree, not yet drawn. Part of several acts; the caller touches the edition."""
    if kind not in LEVELS or not name.strip():
        raise Invalid(what=_("kind and name are needed"), field="name")
    if parent is not None and LEVELS.index(kind) <= LEVELS.index(parent.kind):
        raise WrongLevel(kind=AreaKind(kind).label, parent=AreaKind(parent.kind).label)
    return Area.objects.create(
        parent=parent,
        kind=kind,
        name=name.strip(),
        code=code.strip(),
        path=f"{parent.path}{parent.pk}/" if parent else "/",
        since=since,
    )


def draw(area: Area, shape: Shape, *, crs: str, since: date | None, reason: str = "") -> Outline:
    """The outline of an area from a day on. Part of several acts."""
    return Outline.objects.create(
        area=area,
        crs=Datum(crs),
        geometry=geometry_of(shape),
        since=since,
        reason=reason.strip()[:200],
    )


def redraw(area: Area, shape: Shape, *, crs: str, since: date, reason: str) -> Outline:
    """End the present outline and begin another. Part of several acts."""
    end_outline(area, since)
    return draw(area, shape, crs=crs, since=since, reason=reason)


def end_outline(area: Area, since: date) -> None:
    """Let the present outline end on a day; refuses with :class:`NotThen`. Part of several acts."""
    demand_open(area, since)
    last = Outline.objects.filter(area=area, until__isnull=True).first()
    if last is None:
        return
    if last.since is not None and since <= last.since:
        why = _("was drawn anew on or after that day")
        raise NotThen(area=area.name, day=since, why=why, field="since")
    last.until = since
    last.save(update_fields=["until"])


def demand_open(area: Area, since: date) -> None:
    """Refuse with :class:`NotThen` unless an area exists on a day, without a known end."""
    if area.until is not None:
        raise NotThen(area=area.name, day=since, why=_("no longer exists"), field="since")
    if area.since is not None and since < area.since:
        raise NotThen(area=area.name, day=since, why=_("did not exist yet"), field="since")


def demand_reason(reason: str) -> None:
    """Refuse with :class:`NoReason` when none is given."""
    if not reason.strip():
        raise NoReason(field="reason")


def say_written(area: Area, outline: Outline | None) -> None:
    """Tell the journal what an area is and looks like: the hash of both enters its entry."""
    current_record().wrote(
        area,
        {
            "uid": str(area.uid),
            "kind": area.kind,
            "code": area.code,
            "name": area.name,
            "since": area.since,
            "outline": str(outline.uid) if outline else None,
        },
    )

"""Keeping named places with a position."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Invalid, action
from heli.core.places.enums import SiteKind
from heli.core.places.models import Area, Site, located
from heli.core.places.phrases import FLAWS
from heli.core.places.policies import may_keep_sites
from heli.kit.geo import Crs, Flawed, Point, checked


@action("places.site.add", policy=may_keep_sites)
def add_site(
    area: Area | None,
    *,
    name: str,
    lon: str,
    lat: str,
    by: Actor,
    at: datetime,
    crs: str = Crs.WGS84,
    kind: str = SiteKind.OTHER,
    address: str = "",
    since: date | None = None,
) -> Site:
    """Add a place with its position, given in ``crs``, to an area (None: to none).

    ``lon`` and ``lat`` are degrees as they are written, ``120.55``: the journal keeps what was
    said. Refuses with ``Invalid`` what is not a position.
    """
    if not name.strip() or kind not in SiteKind.values:
        raise Invalid(what=_("kind and name are needed"), field="name")
    return Site.objects.create(
        name=name.strip(),
        kind=kind,
        address=address.strip(),
        area=area,
        since=since,
        **located(typed_point(lon, lat), crs),
    )


@action("places.site.move", policy=may_keep_sites)
def move_site(
    site: Site, *, lon: str, lat: str, reason: str, by: Actor, at: datetime, crs: str = Crs.WGS84
) -> Site:
    """Correct the position of a place; the journal keeps the one before and the reason."""
    if not reason.strip():
        raise Invalid(what=_("the reason is needed"), field="reason")
    values = located(typed_point(lon, lat), crs)
    for name, value in values.items():
        setattr(site, name, value)
    site.save(update_fields=list(values))
    return site


@action("places.site.close", policy=may_keep_sites)
def close_site(site: Site, *, until: date, by: Actor, at: datetime) -> Site:
    """Say that a place is no longer used from a day on."""
    if site.since is not None and until < site.since:
        raise Invalid(what=_("it ends before it begins"), field="until")
    site.until = until
    site.save(update_fields=["until"])
    return site


def typed_point(lon: str, lat: str) -> Point:
    """A position as somebody typed it. Refuses with ``Invalid``."""
    try:
        return checked(Point(float(lon), float(lat)))
    except Flawed as error:
        raise Invalid(what=FLAWS[error.flaw], field="lon") from error
    except ValueError as error:
        raise Invalid(
            what=_("a position is two numbers, such as 120.55 and 31.42"), field="lon"
        ) from error

"""Sites: those in a window, and those nearest."""

from datetime import date

from django.db.models import QuerySet

from heli.core.places.models import Site
from heli.core.places.queries.areas import valid_on
from heli.core.places.queries.nearness import Found, in_window, nearest
from heli.kit.geo import Box, Crs, Point


def sites_in(box: Box, *, on: date) -> QuerySet[Site]:
    """The sites in a window that are open on a day."""
    return Site.objects.filter(in_window(box), valid_on(on)).order_by("pk")


def nearest_sites(
    point: Point, *, on: date, kind: str = "", count: int = 5, crs: Crs = Crs.WGS84
) -> list[Found[Site]]:
    """The sites that are open on a day and lie nearest to a point, of one kind if it is said."""
    sites = Site.objects.filter(valid_on(on)).select_related("area")
    return nearest(sites.filter(kind=kind) if kind else sites, point, count=count, crs=crs)

"""Areas, five levels down to the grid, with what they looked like when; and sites."""

from django.db import models
from django.db.models import F, Q

from heli.core.places.enums import AreaKind, Change, Datum, SiteKind
from heli.kit.geo import Crs, Point, Shape, cell_of, convert, degrees, from_geojson, units
from heli.kit.ids import new_uid


__all__ = ["Area", "AreaImport", "AreaKind", "Edition", "Located", "Outline", "Site", "Succession"]


class Area(models.Model):
    """A dated region. ``path`` is the chain of its ancestors' ids, ``/1/7/``, for subtree filters."""

    uid = models.UUIDField(unique=True, default=new_uid, editable=False)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    kind = models.CharField(max_length=12, choices=AreaKind)
    code = models.CharField(max_length=20, blank=True, db_index=True)
    name = models.CharField(max_length=100)
    path = models.CharField(max_length=200, blank=True, db_index=True)
    since = models.DateField(null=True)
    until = models.DateField(null=True)

    def __str__(self) -> str:
        return self.name


class Outline(models.Model):
    """What an area looked like from a day to a day (exclusive); no day means always.

    ``geometry`` is a GeoJSON Polygon or MultiPolygon in ``crs``, as it was handed in, rounded to a
    centimetre. Never changed: a redrawn area gets another outline.
    """

    uid = models.UUIDField(unique=True, default=new_uid, editable=False)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="outlines")
    crs = models.CharField(max_length=8, choices=Datum, default=Datum.WGS84)
    geometry = models.JSONField()
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area"], condition=Q(until__isnull=True), name="places_one_open_outline"
            ),
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gte=F("since")),
                name="places_outline_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area_id} {self.since or ''}–{self.until or ''}"

    def shape(self) -> Shape:
        """The outline in WGS-84."""
        return from_geojson(self.geometry).converted(Crs(self.crs))


class Succession(models.Model):
    """That ``after`` took over from ``before``, in whole or in part, on a day."""

    before = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="became")
    after = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="came_from")
    change = models.CharField(max_length=8, choices=Change)
    since = models.DateField()

    def __str__(self) -> str:
        return f"{self.before_id} {self.change} {self.after_id}"


class Edition(models.Model):
    """One row: a token that is new after every change of areas, so that copies know their age."""

    token = models.UUIDField(default=new_uid)

    def __str__(self) -> str:
        return str(self.token)


class Located(models.Model):
    """A position, if one is known: as it was said, and in WGS-84 for comparing.

    All whole ten-millionths of a degree, so that every database compares them alike: ``lon`` and
    ``lat`` in ``crs`` as they were given, ``x`` and ``y`` the same in WGS-84. ``cell`` is the cell
    of half a kilometre; windows and nearness ask its index. Write ``**located(point, crs)``.
    """

    crs = models.CharField(max_length=8, choices=Datum, default=Datum.WGS84)
    lon = models.IntegerField(null=True)
    lat = models.IntegerField(null=True)
    x = models.IntegerField(null=True)
    y = models.IntegerField(null=True)
    cell = models.BigIntegerField(null=True, db_index=True)

    class Meta:
        abstract = True

    @property
    def point(self) -> Point | None:
        """Where it is, in WGS-84; None if nobody said."""
        return None if self.x is None or self.y is None else Point(degrees(self.x), degrees(self.y))

    @property
    def as_said(self) -> Point | None:
        """The position as it was given, in its own reference system."""
        if self.lon is None or self.lat is None:
            return None
        return Point(degrees(self.lon), degrees(self.lat))


def located(point: Point | None, crs: str = Crs.WGS84) -> dict[str, str | int | None]:
    """The columns of :class:`Located` for a position given in ``crs``; None for none known."""
    if point is None:
        return dict.fromkeys(("lon", "lat", "x", "y", "cell")) | {"crs": Datum(crs).value}
    there = convert(point, Crs(crs))
    return {
        "crs": Datum(crs).value,
        "lon": units(point.lon),
        "lat": units(point.lat),
        "x": units(there.lon),
        "y": units(there.lat),
        "cell": cell_of(there),
    }


class Site(Located):
    """A named place with a position: an office, a venue. Closed, never deleted."""

    uid = models.UUIDField(unique=True, default=new_uid, editable=False)
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=12, choices=SiteKind, default=SiteKind.OTHER)
    address = models.CharField(max_length=200, blank=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, related_name="sites")
    since = models.DateField(null=True)
    until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(x__isnull=False, y__isnull=False, cell__isnull=False),
                name="places_site_lies_somewhere",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AreaImport(models.Model):
    """What a file of outlines says, read and looked through, waiting to be confirmed.

    ``rows`` is what the act will write and nothing else; see :mod:`heli.core.places.importing`.
    """

    uid = models.UUIDField(unique=True, default=new_uid, editable=False)
    parent = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=12, choices=AreaKind)
    crs = models.CharField(max_length=8, choices=Datum)
    file_name = models.CharField(max_length=200)
    rows = models.JSONField()
    since = models.DateField()
    read_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.file_name

"""The levels of areas, and what a site can be."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AreaKind(models.TextChoices):
    """The levels of GB/T 2260 and, below the township, of grid management."""

    PROVINCE = "province", _("Province")
    CITY = "city", _("City")
    COUNTY = "county", _("County")
    TOWN = "town", _("Town")
    COMMUNITY = "community", _("Community")
    GRID = "grid", _("Grid")


LEVELS = list(AreaKind.values)


class SiteKind(models.TextChoices):
    """What is found at a site."""

    OFFICE = "office", _("Office building")
    VENUE = "venue", _("Venue")
    STATION = "station", _("Service station")
    CHECKPOINT = "checkpoint", _("Checkpoint")
    OTHER = "other", _("Other place")


class Datum(models.TextChoices):
    """The reference system that coordinates were given in (see :class:`heli.kit.geo.Crs`)."""

    WGS84 = "wgs84", _("WGS-84 (satellite receivers)")
    CGCS2000 = "cgcs2000", _("CGCS2000 (surveying)")
    GCJ02 = "gcj02", _("GCJ-02 (online maps)")
    BD09 = "bd09", _("BD-09 (Baidu)")


class Change(models.TextChoices):
    """How one area came out of another."""

    SPLIT = "split", _("Divided")
    MERGE = "merge", _("Made one")

"""What a request asks for, read from its parameters; an empty one is an absent one."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from heli.loops.grid.api.spoken import Wrong
from heli.loops.grid.queries.open311 import Wanted


QUARTER, HALF = 90, 180
"""Of the globe, in degrees: how far north and how far east anything lies."""


def wishes(said: Any) -> Wanted:
    """The filters of a list of cases."""
    statuses = listed(said, "status")
    if set(statuses) - {"open", "closed"}:
        raise Wrong(400, _("A status is open or closed."))
    return Wanted(
        numbers=listed(said, "service_request_id"),
        services=listed(said, "service_code"),
        statuses=statuses,
        first=moment(said, "start_date"),
        last=moment(said, "end_date"),
        updated_after=moment(said, "updated_after"),
        near=_near(said),
        box=_box(said),
    )


def _near(said: Any) -> tuple[float, float, int] | None:
    lat, lon = degrees(said, "lat", QUARTER), degrees(said, "long", HALF)
    if lat is None or lon is None:
        return None
    return lat, lon, number(said, "radius", 1, 10_000) or 500


def _box(said: Any) -> tuple[float, float, float, float] | None:
    """``bbox`` is west, south, east, north, as GeoJSON has it."""
    parts = listed(said, "bbox")
    if not parts:
        return None
    try:
        west, south, east, north = (float(part) for part in parts)
    except ValueError:
        raise Wrong(400, _("A bbox is four numbers: west, south, east, north.")) from None
    if not (-HALF <= west <= east <= HALF and -QUARTER <= south <= north <= QUARTER):
        raise Wrong(400, _("A bbox is four numbers: west, south, east, north."))
    return south, west, north, east


def listed(said: Any, name: str) -> tuple[str, ...]:
    """Parts between commas; an empty parameter is an absent one."""
    return tuple(part.strip() for part in said.get(name, "").split(",") if part.strip())


def moment(said: Any, name: str) -> datetime | None:
    """A moment as W3C writes it; a day begins where the installation is."""
    text = said.get(name, "").strip().replace(" ", "+")
    if not text:
        return None
    try:
        found = parse_datetime(text)
        day = None if found else parse_date(text)
    except ValueError:
        found = day = None
    if day is not None:
        found = datetime(day.year, day.month, day.day)  # noqa: DTZ001  -- made aware below
    if found is None or not 1900 <= found.year <= 2199:  # noqa: PLR2004  -- years an office has
        raise Wrong(400, _("%(name)s is a moment like 2020-02-10T10:00:00+08:00.") % {"name": name})
    return timezone.make_aware(found) if timezone.is_naive(found) else found


def number(said: Any, name: str, least: int, most: int) -> int | None:
    """A whole number within bounds."""
    text = said.get(name, "").strip()
    if not text:
        return None
    if not text.isascii() or not text.isdecimal() or len(text) > 9:  # noqa: PLR2004  -- fits an integer
        raise Wrong(400, _("%(name)s is a whole number.") % {"name": name})
    return max(least, min(most, int(text)))


def degrees(said: Any, name: str, most: int) -> float | None:
    """A coordinate in degrees."""
    text = said.get(name, "").strip()
    if not text:
        return None
    try:
        found = float(text)
    except ValueError:
        found = float("nan")
    if not -most <= found <= most:
        raise Wrong(400, _("%(name)s is a number of degrees.") % {"name": name})
    return found

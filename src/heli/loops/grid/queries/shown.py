"""Photos as facts of a step: which kinds there are, and how far apart they were taken."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from heli.loops.grid.models import Photo
from heli.loops.grid.queries.near import metres_between


Shown = Mapping[str, Any]


def of_kind(photos: Iterable[Shown], *kinds: str) -> list[Shown]:
    """The photos that show one of these."""
    return [one for one in photos if one["kind"] in kinds]


def as_facts(photo: Photo) -> dict[str, Any]:
    """What a step says about a photo."""
    return {
        "uid": str(photo.uid),
        "kind": str(photo.kind),
        "at": photo.taken_at.isoformat() if photo.taken_at else "",
        "lat": photo.lat,
        "lon": photo.lon,
        "bearing": photo.bearing,
    }


def apart(one: Shown, other: Shown) -> float | None:
    """Metres between two photos; None when one does not say where it was taken."""
    places = (one["lat"], one["lon"], other["lat"], other["lon"])
    return None if None in places else metres_between(*places)


def hours_between(one: Shown, other: Shown) -> timedelta | None:
    """The time between two photos; None when one does not say."""
    if not one["at"] or not other["at"]:
        return None
    return abs(datetime.fromisoformat(one["at"]) - datetime.fromisoformat(other["at"]))


def nearest(photos: Sequence[Shown], lat: int | None, lon: int | None) -> float | None:
    """How near the nearest photo was taken to a point, in metres; None if no photo says where."""
    if lat is None or lon is None:
        return None
    known = [p for p in photos if p["lat"] is not None and p["lon"] is not None]
    return min((metres_between(lat, lon, p["lat"], p["lon"]) for p in known), default=None)

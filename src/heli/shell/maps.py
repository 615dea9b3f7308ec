"""What a map draws: outlines and points with a name, a state and an address, as GeoJSON.

A view answers with :func:`features`; ``{% #map src=… %}`` draws it. Coordinates leave in the
reference system of the tiles below the map (``HELI_MAP_CRS``), so that both lie over each other.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.http import JsonResponse

from heli.core.acts import Message
from heli.kit.geo import Crs, Point, Shape, as_geojson, checked, convert


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing on a map.

    ``key`` is the same as ``data-map-key`` of its row in the table. ``state`` is one of the kinds
    of states (open, wait, ok, warn, bad, idle), or ``around`` for what is drawn as a frame only.
    """

    key: str
    label: Message
    where: Shape | Point
    url: str = ""
    state: str = "open"
    note: Message = ""


def features(marks: Iterable[Mark]) -> JsonResponse:
    """The answer that a map fetches."""
    return JsonResponse(
        {"type": "FeatureCollection", "features": [_feature(mark) for mark in marks]},
        json_dumps_params={"ensure_ascii": False},
    )


def _feature(mark: Mark) -> dict[str, object]:
    crs = Crs(settings.HELI_MAP["crs"])
    if isinstance(mark.where, Shape):
        shown = mark.where.converted(Crs.WGS84, crs)
        geometry, label_at = as_geojson(shown), shown.label_point()
    else:
        label_at = checked(convert(mark.where, Crs.WGS84, crs))
        geometry = {"type": "Point", "coordinates": list(label_at)}
    return {
        "type": "Feature",
        "geometry": geometry,
        "properties": {
            "key": mark.key,
            "label": str(mark.label),
            "note": str(mark.note),
            "state": mark.state,
            "url": mark.url,
            "at": list(checked(label_at)),
        },
    }

"""Outlines on their way out: for maps, thinned out; for other systems, as GeoJSON."""

from collections.abc import Iterable
from datetime import date

from heli.core.places.indexing import atlas
from heli.core.places.models import Area, Outline
from heli.kit.geo import Crs, Shape, as_geojson, read_shape


FOR_SCREENS = 10.0
"""Metres by which an outline on a screen may be off."""


def drawn(
    areas: Iterable[Area], *, on: date, metres: float = FOR_SCREENS
) -> list[tuple[Area, Shape]]:
    """The areas that are drawn on a day, each with its outline in WGS-84, good to ``metres``.

    Neighbours of one level stay neighbours: borders they share are thinned out together. Computed
    in memory and kept; one query beside that of ``areas``.
    """
    copy = atlas()
    found = ((area, copy.thinned(area.kind, on, metres).get(area.pk)) for area in areas)
    return [(area, shape) for area, shape in found if shape is not None]


def outline_feature(outline: Outline, *, crs: Crs | None = None) -> dict[str, object]:
    """An outline as a GeoJSON feature, in the reference system it was given in or another.

    RFC 7946 knows WGS-84 alone; what is in another system says so in its properties.
    """
    given, wanted = Crs(outline.crs), crs or Crs(outline.crs)
    area = outline.area
    return {
        "type": "Feature",
        "id": str(area.uid),
        "properties": {
            "name": area.name,
            "code": area.code,
            "kind": area.kind,
            "crs": wanted.value,
            "since": outline.since.isoformat() if outline.since else None,
            "until": outline.until.isoformat() if outline.until else None,
        },
        "geometry": as_geojson(read_shape(outline.geometry).converted(given, wanted)),
    }

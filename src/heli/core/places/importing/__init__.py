"""Areas out of files: GeoJSON, zipped shapefiles, KML. Reading writes nothing.

``read_areas`` gives the rows of a file; ``actions.keep_import`` keeps them to be looked at;
:func:`heli.core.places.queries.judge` says what each row would do and what is wrong with it; only
``actions.import_areas`` makes areas of them, all or none.
"""

import json
from dataclasses import asdict

from django.utils.translation import gettext_lazy as _

from heli.core.places.importing import geojson, kml, shapefile
from heli.core.places.importing.rows import Feature, Row, Unreadable, flaw_of, rows_of


__all__ = [
    "Feature",
    "Row",
    "Unreadable",
    "as_text",
    "datum_in",
    "flaw_of",
    "read_areas",
    "rows_in",
]

MOST_BYTES = 20 * 1024 * 1024
READERS = {"geojson": geojson, "json": geojson, "zip": shapefile, "kml": kml}


def read_areas(content: bytes, *, name: str) -> list[Row]:
    """The areas that a file wants, the wrong rows with what is wrong with them.

    Refuses with :class:`Unreadable` a file that cannot be read as a whole.
    """
    if len(content) > MOST_BYTES:
        raise Unreadable(name=name, why=_("it is larger than 20 MB"), field="file")
    reader = READERS.get(name.rpartition(".")[2].lower())
    if reader is None:
        why = _("only .geojson, .json, .kml and zipped shapefiles are read")
        raise Unreadable(name=name, why=why, field="file")
    return rows_of(reader.features(content, name), name=name)


def datum_in(content: bytes, *, name: str) -> str:
    """The reference system that a file itself names; empty if it does not say."""
    ending = name.rpartition(".")[2].lower()
    if ending == "zip":
        return shapefile.datum_in(content, name)
    return "wgs84" if ending == "kml" else ""


def as_text(rows: list[Row]) -> str:
    """Rows as an act takes them."""
    return json.dumps([asdict(row) for row in rows], ensure_ascii=False)


def rows_in(kept: object) -> list[Row]:
    """Rows as :class:`~heli.core.places.models.AreaImport` keeps them."""
    return [Row(**row) for row in kept] if isinstance(kept, list) else []

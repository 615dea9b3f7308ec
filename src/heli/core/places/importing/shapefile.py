"""Outlines out of a zipped shapefile, looked at before anything is unpacked."""

import io
import struct
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Message
from heli.core.places.importing.rows import Feature, Unreadable
from heli.kit.extraction.archive import checked, member
from heli.kit.extraction.outcome import Unreadable as Packed


MOST_MEMBERS = 40
POLYGONS = frozenset({5, 15, 25})
"""Shape types of the format: polygons, flat, with heights, with measures."""
ENCODINGS = ("utf-8", "gb18030")
BROKEN = (struct.error, ValueError, LookupError, OverflowError, MemoryError, EOFError)
"""What reading a damaged file may end in."""
SYMBOLIC_LINK = 0o120000


def features(content: bytes, name: str) -> Iterator[Feature]:
    """Every polygon of the one shapefile in an archive."""
    parts = _parts(content, name)
    if "shp" not in parts or "dbf" not in parts:
        raise _unreadable(name, _("the archive needs a .shp and a .dbf file"))
    projection = parts.get("prj", b"").decode("utf-8", "replace").strip().upper()
    if projection.startswith("PROJCS"):
        raise _unreadable(
            name, _("its coordinates are metres of a projection; export it again in degrees")
        )
    for said, geometry in _read(parts, name):
        yield Feature(said, geometry)


def datum_in(content: bytes, name: str) -> str:
    """The reference system that the archive itself names (``wgs84``, ``cgcs2000``), if any."""
    words = _parts(content, name).get("prj", b"").decode("utf-8", "replace").upper()
    if "CGCS" in words or "CHINA_2000" in words:
        return "cgcs2000"
    return "wgs84" if "WGS_1984" in words or "WGS 84" in words else ""


def _parts(content: bytes, name: str) -> dict[str, bytes]:
    """The files of the shapefile by ending. Refuses bombs, odd paths and several shapefiles."""
    try:
        archive = checked(content)
        members = [info for info in archive.infolist() if not info.is_dir()]
        if len(members) > MOST_MEMBERS:
            raise _unreadable(name, _("the archive holds too many files"))
        found: dict[str, bytes] = {}
        for info in members:
            ending = _ending(info, name)
            if ending in ("shp", "dbf", "prj", "cpg"):
                if ending in found:
                    raise _unreadable(name, _("the archive holds several shapefiles"))
                found[ending] = member(archive, info.filename) or b""
    except Packed as error:
        raise _unreadable(name, _("the archive is damaged, locked or packed abnormally")) from error
    return found


def _ending(info: zipfile.ZipInfo, name: str) -> str:
    path = PurePosixPath(info.filename.replace("\\", "/"))
    is_link = info.external_attr >> 16 & 0o170000 == SYMBOLIC_LINK
    if path.is_absolute() or ".." in path.parts or ":" in info.filename or is_link:
        raise _unreadable(name, _("the archive names files outside itself"))
    return path.suffix.lower().lstrip(".")


def _read(parts: dict[str, bytes], name: str) -> list[tuple[dict[str, object], object]]:
    import shapefile

    for encoding in _encodings(parts):
        try:
            reader = shapefile.Reader(
                shp=io.BytesIO(parts["shp"]), dbf=io.BytesIO(parts["dbf"]), encoding=encoding
            )
            kind = reader.shapeType
            found = [
                (one.record.as_dict(), one.shape.__geo_interface__)
                for one in reader.iterShapeRecords()
            ]
        except (*BROKEN, shapefile.ShapefileException):
            # In another encoding the table may be whole; when in none, the file is broken.
            continue
        if kind not in POLYGONS:
            raise _unreadable(name, _("its shapes are not polygons"))
        return found
    raise _unreadable(name, _("it is not a shapefile, or the text of its table cannot be read"))


def _encodings(parts: dict[str, bytes]) -> list[str]:
    said = parts.get("cpg", b"").decode("ascii", "replace").strip().lower()
    known = {"gbk": "gb18030", "936": "gb18030", "gb2312": "gb18030"}.get(said)
    return [known, *ENCODINGS] if known else list(ENCODINGS)


def _unreadable(name: str, why: Message) -> Unreadable:
    return Unreadable(name=name, why=why, field="file")

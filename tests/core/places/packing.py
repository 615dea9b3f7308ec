"""Files of outlines as offices hand them over: GeoJSON, KML, zipped shapefiles."""

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

import make


GEOGRAPHIC = 'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984"]]'
NATIONAL = 'GEOGCS["China Geodetic Coordinate System 2000",DATUM["D_China_2000"]]'
PROJECTED = 'PROJCS["CGCS2000_3_Degree_GK_CM_120E"]'

POINTS = 1

Said = tuple[str, str, float]
"""Name, code, western border."""
TWO: Sequence[Said] = (("一格", "01", 119.8), ("二格", "02", 119.81))


def feature(name: str, code: str, west: float, **more: Any) -> dict[str, Any]:
    geometry = json.loads(make.outline(west, 31.4))
    said = {"name": name, "code": code, **more.pop("said", {})}
    return {"type": "Feature", "properties": said, "geometry": geometry, **more}


def geojson(features: Sequence[Any]) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def kml(said: Sequence[Said] = TWO) -> bytes:
    marks = "".join(
        f"<Placemark><name>{name}</name><ExtendedData><Data name='编码'><value>{code}</value></Data>"
        "</ExtendedData><Polygon><outerBoundaryIs><LinearRing><coordinates>"
        + " ".join(f"{lon},{lat},0" for lon, lat in corners(west))
        + "</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>"
        for name, code, west in said
    )
    return (
        '<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>'
        f"{marks}</Document></kml>"
    ).encode()


def corners(west: float) -> list[list[float]]:
    ring: list[list[float]] = json.loads(make.outline(west, 31.4))["coordinates"][0]
    return ring


def shape_files(
    said: Sequence[Said] = TWO, *, encoding: str = "utf-8", prj: str = GEOGRAPHIC, kind: int = 5
) -> dict[str, bytes]:
    import shapefile

    shp, shx, dbf = io.BytesIO(), io.BytesIO(), io.BytesIO()
    with shapefile.Writer(shp=shp, shx=shx, dbf=dbf, shapeType=kind, encoding=encoding) as writer:
        writer.field("名称" if encoding == "utf-8" else "MC", "C", 40)
        writer.field("BM", "N", 4)
        for name, code, west in said:
            if kind == POINTS:
                writer.point(west, 31.4)
            else:
                writer.poly([corners(west)[::-1]])
            writer.record(name, int(code))
    return {
        "grids.shp": shp.getvalue(),
        "grids.shx": shx.getvalue(),
        "grids.dbf": dbf.getvalue(),
        "grids.prj": prj.encode(),
    }


def zipped(files: Mapping[str, bytes], *, links: Sequence[str] = ()) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            if name in links:
                info.external_attr = 0o120777 << 16
            archive.writestr(info, content)
    return packed.getvalue()

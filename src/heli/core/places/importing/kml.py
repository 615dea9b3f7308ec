"""Outlines out of KML, read without ever expanding an entity."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext_lazy as _

from heli.core.places.importing.rows import Feature, Unreadable


def features(content: bytes, name: str) -> Iterator[Feature]:
    """Every placemark: its name, its extended data, its polygons."""
    try:
        root = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise Unreadable(name=name, why=_("it is not KML"), field="file") from error
    if _tag(root) != "kml":
        raise Unreadable(name=name, why=_("it is not KML"), field="file")
    for placemark in _all(root, "Placemark"):
        yield Feature(_said(placemark), _geometry(placemark))


def _said(placemark: Element) -> dict[str, object]:
    said: dict[str, object] = {}
    for data in _all(placemark, "SimpleData"):
        said[data.get("name", "")] = data.text or ""
    for data in _all(placemark, "Data"):
        said[data.get("name", "")] = "".join(value.text or "" for value in _all(data, "value"))
    for child in placemark:
        if _tag(child) == "name" and child.text:
            said.setdefault("name", child.text)
    return said


def _geometry(placemark: Element) -> dict[str, object]:
    polygons = [
        [
            _ring(ring)
            for side in ("outerBoundaryIs", "innerBoundaryIs")
            for boundary in _all(polygon, side)
            for ring in _all(boundary, "coordinates")
        ]
        for polygon in _all(placemark, "Polygon")
    ]
    return {"type": "MultiPolygon", "coordinates": polygons}


def _ring(coordinates: Element) -> list[list[object]]:
    return [
        [_number(part) for part in pair.split(",")] for pair in (coordinates.text or "").split()
    ]


def _number(text: str) -> object:
    """A coordinate; what is no number stays the text it is, and is refused as such."""
    try:
        return float(text)
    except ValueError:
        return text


def _all(element: Element, tag: str) -> Iterator[Element]:
    return (one for one in element.iter() if _tag(one) == tag)


def _tag(element: Element) -> str:
    """The name of an element without its namespace: programs write several, or none."""
    return element.tag.rpartition("}")[2]

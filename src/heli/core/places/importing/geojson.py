"""Outlines out of GeoJSON (RFC 7946)."""

import json
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from heli.core.places.importing.rows import Feature, Unreadable


def features(content: bytes, name: str) -> Iterator[Feature]:
    """Every feature of a collection, or the one there is."""
    try:
        found = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise Unreadable(name=name, why=_("it is not GeoJSON"), field="file") from error
    listed = found.get("features") if isinstance(found, dict) else None
    if isinstance(found, dict) and found.get("type") == "Feature":
        listed = [found]
    if not isinstance(listed, list):
        raise Unreadable(name=name, why=_("it is not GeoJSON"), field="file")
    for one in listed:
        feature = one if isinstance(one, dict) else {}
        said = feature.get("properties")
        yield Feature(said if isinstance(said, dict) else {}, feature.get("geometry"))

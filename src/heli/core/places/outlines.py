"""Outlines as they are handed in: read, checked, refused with the place that is wrong."""

import json
from typing import NoReturn

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Refusal
from heli.core.places.enums import Datum
from heli.core.places.phrases import FLAWS
from heli.kit.geo import Crs, Flaw, Flawed, Shape, as_geojson, read_shape
from heli.kit.geo.overlay import whole


LONGEST = 8_000_000
"""Characters of one outline as text."""


class BadOutline(Refusal):
    """An outline cannot be used; the sentence says why and where."""

    message = _("The outline cannot be used: %(why)s %(where)s")
    status = 422

    def __init__(self, flaw: Flaw, where: str = "") -> None:
        where = f"({where})" if where else ""
        super().__init__(field="geometry", why=FLAWS[flaw], where=where)
        self.flaw = flaw


def parse_outline(text: str) -> Shape:
    """The outline in a GeoJSON text, whole and in its own reference system.

    A Feature, or a collection of one, is taken for the geometry in it. Refuses with
    :class:`BadOutline`.
    """
    if len(text) > LONGEST:
        raise BadOutline(Flaw.TOO_MANY_CORNERS)
    try:
        found = json.loads(text, parse_constant=_no_constant)
        return whole(read_shape(_geometry_in(found)))
    except Flawed as error:
        raise BadOutline(error.flaw, error.where) from error
    except (ValueError, RecursionError) as error:
        raise BadOutline(Flaw.NOT_AN_OUTLINE) from error


def geometry_of(shape: Shape) -> dict[str, object]:
    """An outline as the database keeps it."""
    return as_geojson(shape)


def in_wgs84(shape: Shape, crs: str) -> Shape:
    """An outline given in ``crs``, in WGS-84."""
    return shape.converted(Crs(Datum(crs)))


def _geometry_in(found: object) -> object:
    if not isinstance(found, dict):
        return found
    if found.get("type") == "FeatureCollection":
        features = found.get("features")
        if not isinstance(features, list) or len(features) != 1:
            raise Flawed(Flaw.NOT_AN_OUTLINE)
        found = features[0]
    if isinstance(found, dict) and found.get("type") == "Feature":
        return found.get("geometry")
    return found


def _no_constant(word: str) -> NoReturn:
    raise Flawed(Flaw.NOT_A_POSITION, word)

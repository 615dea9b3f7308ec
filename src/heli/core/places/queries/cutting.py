"""What an area would be cut into along a line, before anybody does it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Refusal
from heli.core.places.models import Area, Outline
from heli.core.places.queries.areas import valid_on
from heli.kit.geo import Point, Shape, as_geojson
from heli.kit.geo.overlay import cut


class NotDrawn(Refusal):
    """Only what has an outline can be split or merged."""

    message = _("%(area)s has no outline yet.")


class PartsAndNames(Refusal):
    """Each part needs a name, and each name a part."""

    message = _("The line cuts it into %(parts)s parts, and %(names)s names are given.")
    status = 422


@dataclass(frozen=True, slots=True)
class Part:
    """What an area is split into: a name, a code, and an outline as GeoJSON text."""

    name: str
    geometry: str
    code: str = ""


def present_shape(area: Area, on: date) -> Shape:
    """The outline of an area on a day, in WGS-84. Refuses with :class:`NotDrawn`."""
    outline = Outline.objects.filter(valid_on(on), area=area).first()
    if outline is None:
        raise NotDrawn(area=area.name)
    return outline.shape()


def parts_along(area: Area, line: Sequence[Point], *, names: Sequence[str], on: date) -> list[Part]:
    """The parts into which a line (WGS-84) cuts an area, the largest first, named in that order.

    A code may stand after a comma in a name. Refuses with :class:`NotDrawn` and
    :class:`PartsAndNames`.
    """
    shapes = cut(present_shape(area, on), line)
    if len(shapes) != len(names):
        raise PartsAndNames(parts=len(shapes), names=len(names), field="names")
    said = [name.replace("，", ",").partition(",") for name in names]
    return [
        Part(name.strip(), json.dumps(as_geojson(shape)), code.strip())
        for (name, _comma, code), shape in zip(said, shapes, strict=True)
    ]

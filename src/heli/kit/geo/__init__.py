"""Places on the earth, as they are met in China: reference systems, outlines, nearness, suspicion.

Longitude comes first everywhere. Plain Python; only :mod:`heli.kit.geo.overlay` needs shapely.
"""

from heli.kit.geo.cells import cell_of, runs
from heli.kit.geo.datums import Crs, convert
from heli.kit.geo.index import ShapeIndex
from heli.kit.geo.points import (
    Box,
    Point,
    box_around,
    box_of,
    degrees,
    is_on_earth,
    metres_between,
    rounded,
    units,
)
from heli.kit.geo.reading import (
    Flaw,
    Flawed,
    as_geojson,
    checked,
    from_geojson,
    position,
    read_point,
    read_shape,
)
from heli.kit.geo.shapes import Polygon, Ring, Shape
from heli.kit.geo.suspecting import Suspicion, suspect


__all__ = [
    "Box",
    "Crs",
    "Flaw",
    "Flawed",
    "Point",
    "Polygon",
    "Ring",
    "Shape",
    "ShapeIndex",
    "Suspicion",
    "as_geojson",
    "box_around",
    "box_of",
    "cell_of",
    "checked",
    "convert",
    "degrees",
    "from_geojson",
    "is_on_earth",
    "metres_between",
    "position",
    "read_point",
    "read_shape",
    "rounded",
    "runs",
    "suspect",
    "units",
]

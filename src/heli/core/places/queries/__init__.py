"""Reading the areas and sites."""

from heli.core.places.indexing import Locator, locator
from heli.core.places.queries.areas import (
    ancestors,
    history_of,
    outline_on,
    successions_of,
    valid_on,
    within,
)
from heli.core.places.queries.cutting import (
    NotDrawn,
    Part,
    PartsAndNames,
    parts_along,
    present_shape,
)
from heli.core.places.queries.drawing import drawn, outline_feature
from heli.core.places.queries.judging import Judged, Judgement, judge
from heli.core.places.queries.nearness import Found, in_window, nearest
from heli.core.places.queries.points import Near, areas_at, grid_at, nearest_areas
from heli.core.places.queries.sites import nearest_sites, sites_in


__all__ = [
    "Found",
    "Judged",
    "Judgement",
    "Locator",
    "Near",
    "NotDrawn",
    "Part",
    "PartsAndNames",
    "ancestors",
    "areas_at",
    "drawn",
    "grid_at",
    "history_of",
    "in_window",
    "judge",
    "locator",
    "nearest",
    "nearest_areas",
    "nearest_sites",
    "outline_feature",
    "outline_on",
    "parts_along",
    "present_shape",
    "sites_in",
    "successions_of",
    "valid_on",
    "within",
]

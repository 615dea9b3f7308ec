"""What can be done to areas and sites: one function per act."""

from heli.core.places.actions.areas import (
    NoReason,
    NotThen,
    WrongLevel,
    add_area,
    close_area,
    redraw_area,
)
from heli.core.places.actions.importing import (
    AlreadyImported,
    NothingNew,
    RowsAreWrong,
    import_areas,
    keep_import,
)
from heli.core.places.actions.reshaping import (
    HasAreasInside,
    NotNeighbours,
    NotTheWhole,
    merge_areas,
    split_area,
)
from heli.core.places.actions.sites import add_site, close_site, move_site
from heli.core.places.outlines import BadOutline
from heli.core.places.queries.cutting import NotDrawn, Part


__all__ = [
    "AlreadyImported",
    "BadOutline",
    "HasAreasInside",
    "NoReason",
    "NotDrawn",
    "NotNeighbours",
    "NotTheWhole",
    "NotThen",
    "NothingNew",
    "Part",
    "RowsAreWrong",
    "WrongLevel",
    "add_area",
    "add_site",
    "close_area",
    "close_site",
    "import_areas",
    "keep_import",
    "merge_areas",
    "move_site",
    "redraw_area",
    "split_area",
]

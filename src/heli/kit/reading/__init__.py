"""Reading: every figure in a Chinese report, with what it asserts and where it stands."""

from heli.kit.reading.folding import Folded, fold
from heli.kit.reading.model import QUANTITIES, Kind, Reading, Role
from heli.kit.reading.reader import read
from heli.kit.reading.units import Unit, UnitTable, default_units


__all__ = [
    "QUANTITIES",
    "Folded",
    "Kind",
    "Reading",
    "Role",
    "Unit",
    "UnitTable",
    "default_units",
    "fold",
    "read",
]

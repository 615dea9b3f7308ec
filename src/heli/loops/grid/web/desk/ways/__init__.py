"""Every step at the desk: the form that asks for what it needs, and the act behind it."""

from heli.loops.grid.web.desk.ways.known import WAYS, ways_of
from heli.loops.grid.web.desk.ways.way import Way


__all__ = ["WAYS", "Way", "ways_of"]

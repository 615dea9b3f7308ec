"""Registering one case: the category and the condition of the form as one sorting."""

from typing import Any

from heli.core.acts import Actor
from heli.core.flow.models import Entry
from heli.loops.grid.actions.screening import Sorting, register_cases
from heli.loops.grid.queries.office import codes_of
from heli.shell import clock


def register(entry: Entry, said: dict[str, Any], key: str, by: Actor) -> Any:
    """Register a case. A condition of the category it had before does not count for another one."""
    category = codes_of(entry).find(said["category"])
    known = {one.code for one in category.conditions} if category else set()
    condition = said["condition"] if said["condition"] in known else ""
    sorting = Sorting(said["category"], condition, public=said["public"])
    return register_cases.once(key)([entry], sorting=sorting, by=by, at=clock.now())

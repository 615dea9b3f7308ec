"""Walls and the screens that show them."""

from typing import Any

import make
from heli.core.access import screens
from heli.core.access.actions import pair_screen
from heli.core.acts import SYSTEM
from heli.core.parties.models import Party
from heli.core.places.models import Area
from security.records import MARKS, _grid_desk, kind


def ground_of(org: Party) -> Area:
    """Where a body has its desk."""
    if org.area is None:
        org.area = make.area(kind="town", name="示例镇" + MARKS[0])
        org.save(update_fields=["area"])
    return org.area


@kind
def wall(org: Party) -> dict[str, Any]:
    """The wall of a body's area."""
    area = ground_of(org)
    _grid_desk(org)
    return {"uid": area.uid}


@kind
def screen(org: Party) -> dict[str, Any]:
    """A screen that was let in."""
    area = ground_of(org)
    code = screens.code_of(screens.new_ticket(make.AT), area, at=make.AT)
    made = pair_screen(org, area=area, code=code, name="大厅" + MARKS[0], by=SYSTEM, at=make.AT)
    return {"uid": made.uid}

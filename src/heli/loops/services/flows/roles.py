"""Who takes part in the flows of this loop."""

from datetime import timedelta

from heli.core.access.enums import Role
from heli.core.flow.definitions import AUTHOR, assigned
from heli.loops.services.enums import LEADER, OFFICER, Part


OFFICE = (Role.CLERK, Role.EDITOR)
"""Those who keep the service desk of the body that opened it."""

DEPARTMENT = (Role.LIAISON,)
"""Those who answer for the body to which a matter was routed."""

ASKER = (AUTHOR,)
"""Those who speak for the firm that asks."""

PAIR = (assigned(LEADER), assigned(OFFICER))
"""The leader and the officer who look after a firm."""

KEEPER = (assigned(Part.KEEPER),)
"""The one in the office who is responsible for a mediation."""

MEDIATOR = (assigned(Part.MEDIATOR),)
"""Whoever mediates."""

SIDES = (assigned(Part.ASKING), assigned(Part.OTHER))
"""Those who speak for the one side and for the other."""

A_WHILE = timedelta(hours=2)

"""Who takes part in the flows of this loop."""

from datetime import timedelta

from heli.core.access.enums import Role


BOOKS = (Role.CLERK, Role.ORG_ADMIN)
"""Those who keep the books of the body that appeals."""

INTAKE = (*BOOKS, Role.FRONTLINE)
"""Those who stand at the door of the warehouse with a phone in their hand."""

ONE_DAY = timedelta(hours=24)

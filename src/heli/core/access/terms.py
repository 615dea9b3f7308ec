"""Roles as they are read beside an account: each with its term."""

from datetime import date
from typing import NamedTuple


class Held(NamedTuple):
    """A role that somebody holds over a body, held or will hold: from a day, to a day before another."""

    role: str
    org_id: int
    since: date
    until: date | None

    def holds(self, on: date) -> bool:
        """Whether it is held on a day."""
        return self.since <= on and (self.until is None or on < self.until)

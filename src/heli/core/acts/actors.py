"""Who acts: a party with the roles it holds at this moment."""

import uuid
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Grant:
    """A role held over an organisation and everything below it in the administrative tree."""

    role: str
    org_id: int


@dataclass(frozen=True, slots=True)
class Actor:
    """The one who acts. Made at a door, passed down as ``by=``; never looked up below a door.

    ``party_id`` and ``uid`` are None for the system and for visitors who have not signed in.
    """

    name: str
    party_id: int | None = None
    uid: uuid.UUID | None = None
    grants: tuple[Grant, ...] = ()
    is_system: bool = False

    @property
    def is_signed_in(self) -> bool:
        """Whether a person stands behind this actor."""
        return self.party_id is not None

    def orgs(self, *roles: str) -> frozenset[int]:
        """The organisations over which one of ``roles`` (any role, if none is named) is held."""
        return frozenset(g.org_id for g in self.grants if not roles or g.role in roles)


SYSTEM = Actor(name="system", is_system=True)
ANONYMOUS = Actor(name="anonymous")

"""The roles a person can hold over a body and everything below it."""

from heli.core.parties.enums import THREE_ADMINS, Role


__all__ = ["THREE_ADMINS", "Role"]

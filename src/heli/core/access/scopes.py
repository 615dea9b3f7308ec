"""What a key may be used for. A room or loop that opens a door to programs registers its scopes."""

from heli.core.acts import Message


_scopes: dict[str, Message] = {}


def register_scope(code: str, says: Message) -> str:
    """Make a scope like ``measures:read`` known; the same one twice is one. Returns its code."""
    _scopes[code] = says
    return code


def scopes() -> dict[str, Message]:
    """Every scope with what it allows, by code."""
    return dict(sorted(_scopes.items()))

"""Whether a value read from a bundle has the shape that the protocol gives it.

A bundle may come from anybody. Every value is looked at before it is used, so that a malformed
one is refused in words and never raises anything else.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any


Kind = Callable[[Any], bool]


def is_text(value: Any) -> bool:
    """A string."""
    return isinstance(value, str)


def is_count(value: Any) -> bool:
    """An integer from zero up."""
    return is_integer(value) and value >= 0


def is_integer(value: Any) -> bool:
    """An integer that a database holds, not a truth value."""
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1 << 63


def is_flag(value: Any) -> bool:
    """True or false."""
    return isinstance(value, bool)


def matches(pattern: str) -> Kind:
    """Strings that a pattern describes entirely."""
    compiled = re.compile(pattern, re.ASCII)
    return lambda value: isinstance(value, str) and bool(compiled.fullmatch(value))


is_hash = matches(r"sha256:[0-9a-f]{64}")
is_hex32 = matches(r"[0-9a-f]{64}")
is_signature = matches(r"[0-9a-f]{128}")
is_decimal = matches(r"(?!-0$)-?(?:0|[1-9]\d{0,999})(?:\.\d{0,999}[1-9])?")
is_uid = matches(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def is_day(value: Any) -> bool:
    """A calendar day as YYYY-MM-DD."""
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def is_instant(value: Any) -> bool:
    """A moment in UTC, as YYYY-MM-DDTHH:MM:SS(.ffffff)Z."""
    if not isinstance(value, str) or not value.endswith("Z"):
        return False
    try:
        moment = datetime.fromisoformat(value[:-1])
    except ValueError:
        return False
    return moment.tzinfo is None and moment.isoformat() == value[:-1]


def maybe(kind: Kind) -> Kind:
    """Null, or a value of that kind."""
    return lambda value: value is None or kind(value)


def one_of(*words: str) -> Kind:
    """One of these words."""
    return lambda value: isinstance(value, str) and value in words


def either(*kinds: Kind) -> Kind:
    """A value of one of these kinds."""
    return lambda value: any(kind(value) for kind in kinds)


def list_of(kind: Kind) -> Kind:
    """A list of values of that kind."""
    return lambda value: isinstance(value, list) and all(map(kind, value))


def record(**fields: Kind) -> Kind:
    """An object with exactly these fields; a trailing underscore in a name is not part of it."""
    kinds: Mapping[str, Kind] = {name.rstrip("_"): kind for name, kind in fields.items()}
    return lambda value: (
        isinstance(value, dict)
        and value.keys() == kinds.keys()
        and all(kind(value[name]) for name, kind in kinds.items())
    )


def is_facts(value: Any) -> bool:
    """An object whose values are strings, integers or truth values."""
    return isinstance(value, dict) and all(isinstance(v, str | int) for v in value.values())


def is_object(value: Any) -> bool:
    """Any object."""
    return isinstance(value, dict)

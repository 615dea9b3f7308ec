"""From the arguments of an act to what the journal says about them."""

import hashlib
import inspect
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import get_type_hints

from django.db.models import Model

from heli.core.acts.personal import Derived, Digest, Personal, Secret
from heli.core.journal.refs import name_of
from heli.core.journal.writing import Record
from heli.kit import canonical


# Who and when have columns of their own.
_APART = ("by", "at")
_AS_THEY_ARE = (bool, int, str, datetime, date, Decimal)
# Nearly every value is one of these themselves; asking what else it could be takes longer.
_PLAIN = frozenset({*_AS_THEY_ARE, type(None)})
_NUMBERS = frozenset({int, Decimal})


def plain(value: object) -> object:
    """``value`` as canonical JSON can hold it; records become their names.

    Of a dataclass, what says something: fields that hold nothing, no text or ``False`` are left out.
    ``TypeError`` for what the journal could not say, such as a float or an open file.
    """
    if type(value) in _PLAIN:
        return value
    if isinstance(value, Enum):
        return plain(value.value)
    if isinstance(value, _AS_THEY_ARE):
        return value
    if isinstance(value, Model):
        return name_of(value)
    if isinstance(value, uuid.UUID):
        return str(value)
    return _plain_container(value)


def _plain_container(value: object) -> object:
    kind: type = type(value)
    if (told := _fields_of(kind)) is not None:
        names, values = told
        return {
            name: one if type(one) in _PLAIN else plain(one)
            for name, one in zip(names, values(value), strict=True)
            if one or type(one) in _NUMBERS
        }
    if isinstance(value, Mapping):
        return {str(plain(key)): plain(item) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, bytes):
        return [plain(item) for item in value]
    if isinstance(value, (set, frozenset)):
        return sorted((plain(item) for item in value), key=canonical.dumps)
    msg = f"an act cannot take a {type(value).__name__}: the journal could not say what it was"
    raise TypeError(msg)


@cache
def _fields_of(kind: type) -> tuple[Sequence[str], Callable[[object], Sequence[object]]] | None:
    """The fields of a dataclass, and how all of them are read at once; None for everything else."""
    if not is_dataclass(kind):
        return None
    names = [field.name for field in fields(kind)]
    if len(names) > 1:
        return names, attrgetter(*names)
    return names, lambda value: [getattr(value, name) for name in names]


def marks_of(function: Callable[..., object]) -> dict[str, type]:
    """Which arguments are marked ``Personal``, ``Digest``, ``Derived`` or ``Secret``."""
    hints = get_type_hints(function, include_extras=True)
    return {
        name: mark
        for name, hint in hints.items()
        for mark in getattr(hint, "__metadata__", ())
        if mark in (Personal, Digest, Derived, Secret)
    }


def what_was_said(said: inspect.BoundArguments, marks: Mapping[str, type]) -> dict[str, object]:
    """Everything that makes one request the same as another; secrets are left out."""
    return {
        name: plain(value)
        for name, value in said.arguments.items()
        if name not in _APART and marks.get(name) not in (Derived, Secret)
    }


def describe(
    said: inspect.BoundArguments,
    marks: Mapping[str, type],
    record: Record,
    known: Mapping[str, object],
) -> dict[str, object]:
    """The payload of an act: its arguments, with personal values hidden and long ones hashed.

    ``known`` is :func:`what_was_said`.
    """
    return {
        name: _worded(name, value, marks.get(name), record, known)
        for name, value in said.arguments.items()
        if name not in _APART and marks.get(name) is not Derived
    }


def _worded(
    name: str, value: object, mark: type | None, record: Record, known: Mapping[str, object]
) -> object:
    if value in (None, ""):
        return plain(value)
    if mark is None:
        return known[name]
    if mark is Secret:
        return {"$secret": True}
    text = value if isinstance(value, str) else canonical.dumps(known[name]).decode()
    if mark is Personal:
        return record.commit(name, text)
    return {"$sha256": hashlib.sha256(text.encode()).hexdigest()}

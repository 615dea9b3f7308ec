"""How the values of records go to the database: what it takes as it is goes without being asked about.

A field looks at every value again, through four functions. A text in a column of texts needs none of them.
"""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, Model

from heli.core.journal.taking import AnyField, as_taken, taken_as_is


class Column(NamedTuple):
    """A column of a new record: what it takes as it is, and whether its field says itself what stands there."""

    field: AnyField
    name: str
    plain: frozenset[type]
    says_itself: bool


@cache
def columns_of(model: type[Model]) -> Sequence[Column]:
    """The columns of a new record, without its key, which the database gives."""
    return [
        Column(field, field.attname, taken_as_is(field), _says_itself(field))
        for field in model._meta.local_concrete_fields
        if field is not model._meta.pk
    ]


def _says_itself(field: AnyField) -> bool:
    if isinstance(field, models.DateField):
        return field.auto_now or field.auto_now_add
    return type(field).pre_save is not Field.pre_save


def values_of(
    record: Model, columns: Sequence[Column], connection: BaseDatabaseWrapper
) -> list[object]:
    """What stands in these columns of a new record, as the database takes it."""
    said = record.__dict__
    found: list[object] = []
    for field, name, plain, says_itself in columns:
        value = field.pre_save(record, add=True) if says_itself else said[name]
        if type(value) not in plain:
            value = as_taken(field, value, connection)
        found.append(value)
    return found

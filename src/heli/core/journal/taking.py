"""How a value goes to a database, at once where that is known; else its field says it through four functions."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from enum import Enum
from types import NoneType
from uuid import UUID

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, ForeignKey


AnyField = Field[object, object]
_NOTHING: frozenset[type] = frozenset()
_PLAIN: dict[type, type] = {
    models.CharField: str,
    models.TextField: str,
    models.BooleanField: bool,
    models.FloatField: float,
    models.BigAutoField: int,
    models.BigIntegerField: int,
    models.IntegerField: int,
    models.SmallIntegerField: int,
    models.PositiveIntegerField: int,
    models.PositiveSmallIntegerField: int,
}


_MAY_LACK = dict.fromkeys(
    (models.UUIDField, models.DateField, models.DateTimeField), frozenset({NoneType})
)
"""Fields whose values are put otherwise, but for none."""


Kind = tuple[type, type]
"""A field, and what stands in it."""


def _itself(value: object) -> object:
    return value


def _naive(value: datetime) -> str | None:
    return str(value.replace(tzinfo=None)) if value.tzinfo is UTC else None


def _aware(value: datetime) -> datetime | None:
    return value if value.tzinfo is UTC else None


_QUICK: Mapping[str, Mapping[Kind, Callable[..., object]]] = {
    "postgresql": {
        (models.UUIDField, UUID): _itself,
        (models.DateField, date): _itself,
        (models.DateTimeField, datetime): _aware,
    },
    "sqlite": {
        (models.UUIDField, UUID): lambda value: value.hex,
        (models.DateField, date): str,
        (models.DateTimeField, datetime): _naive,
    },
}
"""How a value goes to a database, at once; None where its field has to say it."""


def as_taken(field: AnyField, value: object, connection: BaseDatabaseWrapper) -> object:
    """A value as the database takes it: what the field says, in a tenth of its time where that is known."""
    if isinstance(value, Enum) and type(value.value) in taken_as_is(field):
        return value.value
    quick = _QUICK.get(connection.vendor, {}).get((type(field), type(value)))
    if quick is not None and connection.timezone is UTC and (said := quick(value)) is not None:
        return said
    return field.get_db_prep_save(value, connection)


def taken_as_is(field: AnyField) -> frozenset[type]:
    """The types of value that this column takes as they are; a field of its own kind takes none."""
    if isinstance(field, ForeignKey):
        field = field.target_field
    plain = _PLAIN.get(type(field))
    return frozenset({plain, NoneType}) if plain else _MAY_LACK.get(type(field), _NOTHING)

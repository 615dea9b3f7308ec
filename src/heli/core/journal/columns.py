"""How the values of records go to the database: what it takes as it is goes without being asked about.

A field looks at every value again, through four functions. A text in a column of texts needs none of them.
"""

from collections.abc import Sequence
from functools import cache
from types import NoneType
from typing import NamedTuple

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, ForeignKey, Model


AnyField = Field[object, object]
_NOTHING: frozenset[type] = frozenset()
_PLAIN: dict[type, type] = {
    models.CharField: str,
    models.TextField: str,
    models.BooleanField: bool,
    models.BigAutoField: int,
    models.BigIntegerField: int,
    models.IntegerField: int,
    models.SmallIntegerField: int,
    models.PositiveIntegerField: int,
    models.PositiveSmallIntegerField: int,
}


def taken_as_is(field: AnyField) -> frozenset[type]:
    """The types of value that this column takes as they are; a field of its own kind takes none."""
    if isinstance(field, ForeignKey):
        field = field.target_field
    plain = _PLAIN.get(type(field))
    return frozenset({plain, NoneType}) if plain else _NOTHING


class Column(NamedTuple):
    """A column of a new record."""

    field: AnyField
    name: str
    plain: frozenset[type]
    says_itself: bool

    def of(self, record: Model, connection: BaseDatabaseWrapper) -> object:
        """What stands there, as the database takes it."""
        if self.says_itself:
            value = self.field.pre_save(record, add=True)
        else:
            value = record.__dict__[self.name]
        if type(value) in self.plain:
            return value
        return self.field.get_db_prep_save(value, connection)


@cache
def columns_of(model: type[Model]) -> Sequence[Column]:
    """The columns of a new record, without its key, which the database gives."""
    return [
        Column(
            *(field, field.attname, taken_as_is(field)),
            says_itself=type(field).pre_save is not Field.pre_save,
        )
        for field in model._meta.local_concrete_fields
        if field is not model._meta.pk
    ]

"""Compiled statements with places for values, and how the database is asked with them."""

from collections.abc import Sequence
from enum import Enum
from typing import TYPE_CHECKING, Self

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
from django.db.models import Expression, Field, ForeignKey, Model
from django.db.models.sql.compiler import SQLCompiler

from heli.core.journal.planned import answer_to, asked_again, with_constants
from heli.core.journal.taking import as_taken, taken_as_is


if TYPE_CHECKING:
    from psycopg.rows import TupleRow


Values = dict[str, object]


class Given(Expression):
    """A value that a prepared statement is given each time, as ``field`` keeps it."""

    def __init__(self, name: str, field: Field[object, object]) -> None:
        super().__init__(output_field=field)
        self.name, self.plain = name, taken_as_is(field)

    def as_sql(  # type: ignore[override]  # the value comes later
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, list[Self]]:
        """A placeholder, with this expression in the place of its value."""
        return "%s", [self]

    def of(self, values: Values, connection: BaseDatabaseWrapper) -> object:
        """The value, as the database takes it."""
        value = values[self.name]
        if type(value) in self.plain:
            return value
        return as_taken(self.output_field, value, connection)


def given(model: type[Model], column: str, name: str = "") -> Given:
    """What a field of ``model`` (``pk``, ``uid``, ``entry_id``) is compared with, or becomes.

    It is given as ``name``, or as the field is called.
    """
    fields = {field.attname: field for field in model._meta.concrete_fields}
    field = model._meta.pk if column == "pk" else fields[column]
    return Given(name or column, field.target_field if isinstance(field, ForeignKey) else field)


class Statement:
    """SQL as a compiler made it, and what stands in its places: :class:`Given`, or a value for ever."""

    def __init__(self, sql: str, places: Sequence[object]) -> None:
        # Members of enums become what they stand for once, not at each asking.
        self.sql = sql
        self.places = [place.value if isinstance(place, Enum) else place for place in places]
        self._planned: tuple[str, Sequence[object]] | None = None

    def asked(self, connection: BaseDatabaseWrapper, values: Values) -> CursorWrapper:
        """Ask the database; the cursor has the answer."""
        sql, places = self._told(connection)
        return asked_again(connection, sql, _filled(places, values, connection))

    def answered(self, connection: BaseDatabaseWrapper, values: Values) -> "list[TupleRow]":
        """Ask the database; every row it answers."""
        sql, places = self._told(connection)
        return answer_to(connection, sql, _filled(places, values, connection))

    def _told(self, connection: BaseDatabaseWrapper) -> tuple[str, Sequence[object]]:
        """With the values for ever as words of the SQL, so that they are known while it is planned."""
        if self._planned is None:
            self._planned = with_constants(self.sql, self.places, Given, connection)
        return self._planned


def _filled(
    places: Sequence[object], values: Values, connection: BaseDatabaseWrapper
) -> list[object]:
    return [p.of(values, connection) if isinstance(p, Given) else p for p in places]

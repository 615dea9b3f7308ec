"""Statements of every request: their SQL is made once, later only the values change.

Django makes the SQL of a queryset anew each time, which takes it several times as long as the
database takes to answer. A prepared query gives the same records by the same means, without that.
PostgreSQL plans it no more often than it needs (:mod:`~heli.core.journal.planned`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connections, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression, Model, QuerySet
from django.db.models.sql import UpdateQuery
from django.db.models.sql.compiler import SQLCompiler

from heli.core.journal.building import written_as
from heli.core.journal.columns import Column, columns_of, values_of
from heli.core.journal.loading import Convert, Known, Part, Row, converted, converts_of
from heli.core.journal.planned import answer_to
from heli.core.journal.statements import Given, Statement, given


M = TypeVar("M", bound=Model)


class Prepared(Generic[M]):
    """A queryset with :class:`Given` values, asked again and again."""

    def __init__(self, rows: QuerySet[M]) -> None:
        self.rows = rows

    def records(self, **values: object) -> list[M]:
        """The records, with those selected beside them. One query, or none if nothing can match."""
        if self._reading is None:
            return []
        connection = connections[self.rows.db]
        rows = self._reading.statement.answered(connection, values)
        return self._reading.records(rows, connection)

    def cells(self, **values: object) -> list[tuple[object, ...]]:
        """What stands in the columns, as the database has it: for texts and numbers of rows with few of them."""
        if self._reading is None:
            return []
        return self._reading.statement.answered(connections[self.rows.db], values)

    def rows_of(self, **values: object) -> list[list[object]]:
        """What ``values_list`` names, as Python has it: for lists, of which no row needs a record. One query."""
        if self._naming is None:
            return []
        statement, converts = self._naming
        connection = connections[self.rows.db]
        found = statement.answered(connection, values)
        return [converted(row, converts, connection) for row in found]

    def first(self, **values: object) -> M | None:
        """The first of the records, None if there is none."""
        return next(iter(self.records(**values)), None)

    def any(self, **values: object) -> bool:
        """Whether there is such a record; nothing of it is read."""
        if self._asking is None:
            return False
        return bool(self._asking.answered(connections[self.rows.db], values))

    @cached_property
    def _reading(self) -> "_Reading[M] | None":
        compiler = self.rows.query.get_compiler(using=self.rows.db)
        try:
            return _Reading(Statement(*compiler.as_sql()), compiler, self.rows.db)
        except EmptyResultSet:
            return None

    @cached_property
    def _naming(self) -> "tuple[Statement, list[Convert]] | None":
        compiler = self.rows.query.get_compiler(using=self.rows.db)
        try:
            statement = Statement(*compiler.as_sql())
        except EmptyResultSet:
            return None
        return statement, converts_of(compiler, range(len(compiler.select or [])))

    @cached_property
    def _asking(self) -> Statement | None:
        compiler = self.rows.query.exists().get_compiler(using=self.rows.db)
        try:
            return Statement(*compiler.as_sql())
        except EmptyResultSet:
            return None


class _Reading(Generic[M]):
    """What one compiled query asks, and how its rows become records (as ``ModelIterable`` does)."""

    def __init__(self, statement: Statement, compiler: SQLCompiler, db: str) -> None:
        self.statement = statement
        self.part: Part[M] = Part(compiler, compiler.klass_info or {}, db)
        self.annotated = compiler.annotation_col_map or {}
        self.places = list(self.annotated.values())
        self.converts = converts_of(compiler, self.places)

    def records(self, rows: Sequence[Row], connection: BaseDatabaseWrapper) -> list[M]:
        """The records of these rows."""
        known: Known = {}
        return [self._record(row, connection, known) for row in rows]

    def _record(self, row: Row, connection: BaseDatabaseWrapper, known: Known) -> M:
        found = self.part.record(row, connection, known)
        if self.places:
            said = [row[place] for place in self.places]
            found.__dict__.update(
                zip(self.annotated, converted(said, self.converts, connection), strict=True)
            )
        return found


class PreparedUpdate:
    """The change of some fields of the records of a queryset, done again and again."""

    def __init__(self, rows: QuerySet[Model], **changed: Expression) -> None:
        self.rows, self.changed = rows, changed

    def do(self, **values: object) -> int:
        """Change them; how many there were. One statement."""
        with self._made.asked(connections[self.rows.db], values) as cursor:
            return int(cursor.rowcount)

    @cached_property
    def _made(self) -> Statement:
        query: UpdateQuery = self.rows.query.chain(UpdateQuery)  # type: ignore[assignment]  # it is one
        query.add_update_values(self.changed)
        return Statement(*query.get_compiler(using=self.rows.db).as_sql())


def insert(record: Model) -> None:
    """Write a new record and give it its key, as ``save(force_insert=True)`` does. One statement."""
    db = router.db_for_write(type(record))
    connection = connections[db]
    sql, columns = _insertion(type(record), db)
    [[key]] = answer_to(connection, sql, values_of(record, columns, connection))
    written_as(record, key, db)


@cache
def _insertion(model: type[Model], db: str) -> tuple[str, Sequence[Column]]:
    quote, key = connections[db].ops.quote_name, model._meta.pk.column
    columns = columns_of(model)
    names = ", ".join(quote(column.field.column) for column in columns)
    places, table = ", ".join(["%s"] * len(columns)), quote(model._meta.db_table)
    sql = f"INSERT INTO {table} ({names}) VALUES ({places}) RETURNING {quote(key)}"  # noqa: S608  -- the names are the model's
    return sql, columns


@dataclass(frozen=True, eq=False, slots=True)
class Lookup(Generic[M]):
    """Records that are found by one field: ``Lookup(Entry.objects.select_related("org"), "uid")``.

    Made once, at the top of a module: which one it is decides which query is prepared.
    """

    rows: QuerySet[M]
    by: str

    @property
    def place(self) -> dict[str, Given]:
        """The condition, with the place for the value."""
        return {self.by: given(self.rows.model, self.by)}

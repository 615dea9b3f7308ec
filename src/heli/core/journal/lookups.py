"""How a text begins, and whether it is one of many, asked so that both databases answer alike, and quickly.

Django's ``startswith`` becomes ``LIKE`` with its pattern as a parameter. SQLite compiles such a statement
anew each time it is asked, which takes it several times as long as the answer, finds no index for it, and
does not tell capitals from small letters. Its ``in`` has a parameter for each of the many, which takes
longer to write down than the database needs to find them.
"""

import json
from collections.abc import Collection

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import CharField, Lookup, OneToOneField
from django.db.models.fields.related_lookups import RelatedIsNull
from django.db.models.lookups import StartsWith
from django.db.models.sql.compiler import SQLCompiler


LAST = chr(0x10FFFF)
"""Sorts after every text: no text goes on with it, for it stands for no letter."""


@CharField.register_lookup
class Begins(Lookup[str]):
    """``flow__begins="advice.proposal@"``: every letter of the given text, in its place."""

    lookup_name = "begins"

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, list[str | int]]:
        """What ``startswith`` is."""
        sql, said = StartsWith(self.lhs, self.rhs).as_sql(compiler, connection)
        return sql, list(said)

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, list[str | int]]:
        """A range, from the text itself to the last that begins with it."""
        left, before = self.process_lhs(compiler, connection)
        text = str(self.rhs)
        return f"({left} >= %s AND {left} < %s)", [*before, text, *before, text + LAST]


@CharField.register_lookup
class Among(Lookup[Collection[str]]):
    """``name__among=names``: one of these texts, which are one parameter however many they are."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(  # type: ignore[override]  # PostgreSQL takes a list as one value
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, list[object]]:
        """A list as PostgreSQL writes it, in one piece: the driver looks at each text for itself."""
        left, before = self.process_lhs(compiler, connection)
        texts = (text.replace("\\", r"\\").replace('"', r"\"") for text in self.rhs)
        said = ",".join(f'"{text}"' for text in texts)
        return f"{left} = ANY(%s::text[])", [*before, f"{{{said}}}"]

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, list[object]]:
        """A list as JSON, which SQLite takes apart."""
        left, before = self.process_lhs(compiler, connection)
        said = json.dumps([*self.rhs])
        return f"{left} IN (SELECT value FROM json_each(%s))", [*before, said]  # noqa: S608  -- the column is the model's


@OneToOneField.register_lookup
class PointsToNothing(RelatedIsNull):
    """``reverses__isnull=True``: on SQLite no way to find a record, as nearly all are so.

    SQLite takes it for granted that the index of a column in which each value stands once finds one row. Of what
    points to nothing it holds all: the steps of one entry were looked for among all steps of the house.
    """

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, list[str | int]]:
        """The plus hides the index, and changes nothing."""
        sql, said = self.as_sql(compiler, connection)
        return (f"+{sql}" if self.rhs else sql), list(said)

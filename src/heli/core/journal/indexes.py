"""A migration operation: a table stops keeping an index that nobody asks."""

from collections.abc import Iterator, Sequence

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from heli.core.journal.operations import InDatabase


class DropIndexes(InDatabase):
    """Drop the plain indexes that ``table`` keeps of single ``columns``, as foreign keys bring them.

    Done by their columns, because Django names them by a hash, and without making the table anew: on
    SQLite ``AlterField`` would copy it, however many millions of rows it has, and lose its triggers.
    The models are told beside it (``SeparateDatabaseAndState``).
    """

    def __init__(self, table: str, columns: Sequence[str]) -> None:
        self.table, self.columns = table, list(columns)

    def forwards(self, schema_editor: BaseDatabaseSchemaEditor) -> Iterator[str]:
        """Drop them; one that is not there is no mistake."""
        quote = schema_editor.connection.ops.quote_name
        for name in sorted(self._found(schema_editor)):
            yield f"DROP INDEX IF EXISTS {quote(name)}"

    def backwards(self, schema_editor: BaseDatabaseSchemaEditor) -> Iterator[str]:
        """Make them again, under names of our own."""
        quote = schema_editor.connection.ops.quote_name
        for column in self.columns:
            name = quote(f"{self.table}_{column}_again")
            yield f"CREATE INDEX IF NOT EXISTS {name} ON {quote(self.table)} ({quote(column)})"

    def _found(self, schema_editor: BaseDatabaseSchemaEditor) -> list[str]:
        connection = schema_editor.connection
        with connection.cursor() as cursor:
            known = connection.introspection.get_constraints(cursor, self.table)
        return [
            name
            for name, said in known.items()
            if said["index"]
            and not said["unique"]
            and len(said["columns"]) == 1
            and said["columns"][0] in self.columns
        ]

    def describe(self) -> str:
        """One line for the migration log."""
        return f"Drop the indexes of {self.table} on {', '.join(self.columns)}"

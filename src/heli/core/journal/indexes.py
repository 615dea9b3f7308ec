"""A migration operation: a table stops keeping an index that nobody asks."""

from collections.abc import Sequence

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class DropIndexes(Operation):
    """Drop the plain indexes that ``table`` keeps of single ``columns``, as foreign keys bring them.

    Done by their columns, because Django names them by a hash, and without making the table anew: on
    SQLite ``AlterField`` would copy it, however many millions of rows it has, and lose its triggers.
    The models are told beside it (``SeparateDatabaseAndState``).
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, table: str, columns: Sequence[str]) -> None:
        self.table, self.columns = table, list(columns)

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Nothing changes in the models."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Drop them; one that is not there is no mistake."""
        quote = schema_editor.connection.ops.quote_name
        for name in sorted(self._found(schema_editor)):
            schema_editor.execute(f"DROP INDEX IF EXISTS {quote(name)}")

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Make them again, under names of our own."""
        quote = schema_editor.connection.ops.quote_name
        for column in self.columns:
            name = quote(f"{self.table}_{column}_again")
            schema_editor.execute(
                f"CREATE INDEX IF NOT EXISTS {name} ON {quote(self.table)} ({quote(column)})"
            )

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

    def deconstruct(self) -> tuple[str, list[object], dict[str, object]]:
        """What a squashed migration writes."""
        return (self.__class__.__qualname__, [self.table, self.columns], {})

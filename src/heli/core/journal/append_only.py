"""A migration operation: from now on the database itself refuses to change a table's past."""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


_MESSAGE = "append-only: the past cannot be changed"


class AppendOnly(Operation):
    """Refuse UPDATE, DELETE and TRUNCATE on ``table`` by trigger, on SQLite and PostgreSQL.

    With several PostgreSQL roles the application's role additionally has no such right; the
    trigger is what holds where one role owns everything.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, table: str) -> None:
        self.table = table

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Nothing changes in the models."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Create the triggers, whether or not they are there already."""
        vendor = schema_editor.connection.vendor
        for statement in (*unguard(self.table, vendor), *guard(self.table, vendor)):
            schema_editor.execute(statement)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Drop the triggers."""
        for statement in unguard(self.table, schema_editor.connection.vendor):
            schema_editor.execute(statement)

    def describe(self) -> str:
        """One line for the migration log."""
        return f"Make {self.table} append-only"

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """What a squashed migration writes."""
        return (self.__class__.__qualname__, [self.table], {})


class AppendOnlyAgain(AppendOnly):
    """Put after a change of a guarded table's columns: SQLite makes it anew, without its triggers."""

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """The table was guarded before, and stays so."""
        self.database_forwards(app_label, schema_editor, from_state, to_state)


def guard(table: str, vendor: str) -> list[str]:
    """The statements that put the triggers on ``table``."""
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{_MESSAGE}'); END"
            for verb in ("UPDATE", "DELETE")
        ]
    return [
        "CREATE OR REPLACE FUNCTION heli_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; "
        "END $$",
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION heli_append_only()",
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION heli_append_only()",
    ]


def unguard(table: str, vendor: str) -> list[str]:
    """The statements that take the triggers off ``table`` again."""
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {table}_no_{verb}" for verb in ("update", "delete")]
    return [
        f"DROP TRIGGER IF EXISTS {table}_no_{verb} ON {table}" for verb in ("change", "truncate")
    ]

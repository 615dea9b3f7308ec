"""A migration operation: from now on the database itself refuses to change a table's past."""

from collections.abc import Iterable

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from heli.core.journal.operations import InDatabase


_MESSAGE = "append-only: the past cannot be changed"


class AppendOnly(InDatabase):
    """Refuse UPDATE, DELETE and TRUNCATE on ``table`` by trigger, on SQLite and PostgreSQL.

    With several PostgreSQL roles the application's role additionally has no such right; the
    trigger is what holds where one role owns everything.
    """

    def __init__(self, table: str) -> None:
        self.table = table

    def forwards(self, schema_editor: BaseDatabaseSchemaEditor) -> Iterable[str]:
        """The triggers, whether or not they are there already."""
        vendor = schema_editor.connection.vendor
        return (*unguard(self.table, vendor), *guard(self.table, vendor))

    def backwards(self, schema_editor: BaseDatabaseSchemaEditor) -> Iterable[str]:
        """Without them."""
        return unguard(self.table, schema_editor.connection.vendor)

    def describe(self) -> str:
        """One line for the migration log."""
        return f"Make {self.table} append-only"


class AppendOnlyAgain(AppendOnly):
    """Put after a change of a guarded table's columns: SQLite makes it anew, without its triggers."""

    def backwards(self, schema_editor: BaseDatabaseSchemaEditor) -> Iterable[str]:
        """The table was guarded before, and stays so."""
        return self.forwards(schema_editor)


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

"""Migration operations that change the database and not the models."""

from abc import abstractmethod
from collections.abc import Iterable

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class InDatabase(Operation):
    """Statements that a database is given, and those that take them back.

    What it was made with is what a squashed migration writes: Django keeps that by itself.
    """

    reduces_to_sql = True
    reversible = True

    @abstractmethod
    def forwards(self, schema_editor: BaseDatabaseSchemaEditor) -> Iterable[str]:
        """What is to be done."""

    @abstractmethod
    def backwards(self, schema_editor: BaseDatabaseSchemaEditor) -> Iterable[str]:
        """What takes it back."""

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Nothing changes in the models."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Do it."""
        _run(self.forwards(schema_editor), schema_editor)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Take it back."""
        _run(self.backwards(schema_editor), schema_editor)


def _run(statements: Iterable[str], schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in statements:
        # No values: a percent sign is one.
        schema_editor.execute(statement, None)

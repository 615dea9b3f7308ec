"""A migration operation: on PostgreSQL no transaction can be committed that does not balance."""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


TRIGGER = "ledger_posting_balances"
_FUNCTION = """
CREATE OR REPLACE FUNCTION ledger_posting_balances() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE off bigint;
BEGIN
  SELECT sum(quantity) INTO off FROM ledger_posting
    WHERE transaction_id = NEW.transaction_id AND item_id = NEW.item_id;
  IF off <> 0 THEN
    RAISE EXCEPTION 'transaction % does not balance: % of item % too many',
      NEW.transaction_id, off, NEW.item_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$
"""


class Balanced(Operation):
    """Ask at every commit on PostgreSQL whether the quantities of each item make zero.

    SQLite has no deferred triggers: there the act asks, and
    :func:`heli.core.ledger.checking.verify_ledger` asks again.
    """

    reduces_to_sql = True
    reversible = True

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Nothing changes in the models."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Create the constraint trigger."""
        if schema_editor.connection.vendor != "postgresql":
            return
        schema_editor.execute(_FUNCTION, None)
        schema_editor.execute(
            f"CREATE CONSTRAINT TRIGGER {TRIGGER} AFTER INSERT ON ledger_posting "
            f"DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION {TRIGGER}()"
        )

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Drop it."""
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {TRIGGER} ON ledger_posting")

    def describe(self) -> str:
        """One line for the migration log."""
        return "Make every transaction balance"

    def deconstruct(self) -> tuple[str, list[object], dict[str, object]]:
        """What a squashed migration writes."""
        return (self.__class__.__qualname__, [], {})

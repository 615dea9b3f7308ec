"""Migration operations: on PostgreSQL no transaction can be written that does not balance.

SQLite cannot ask so: there the act asks, and :func:`heli.core.ledger.checking.verify_ledger` again.
"""

from collections.abc import Iterable

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from heli.core.journal.operations import InDatabase


_DROP = "DROP TRIGGER IF EXISTS ledger_posting_balances ON ledger_posting"
_LINE = """
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
END $$;
CREATE CONSTRAINT TRIGGER ledger_posting_balances AFTER INSERT ON ledger_posting
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_posting_balances()
"""
_STATEMENT = """
CREATE OR REPLACE FUNCTION ledger_posting_balances() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE off record;
BEGIN
  SELECT transaction_id, item_id, sum(quantity) AS many INTO off FROM added
    GROUP BY transaction_id, item_id HAVING sum(quantity) <> 0 LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'transaction % does not balance: % of item % too many',
      off.transaction_id, off.many, off.item_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER ledger_posting_balances AFTER INSERT ON ledger_posting
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ledger_posting_balances()
"""


class Balanced(InDatabase):
    """Ask at every commit, for every line, whether the quantities of its item make zero."""

    def forwards(self, schema_editor: BaseDatabaseSchemaEditor) -> Iterable[str]:
        """The constraint trigger."""
        return _on_postgresql(schema_editor, _DROP, _LINE)

    def backwards(self, schema_editor: BaseDatabaseSchemaEditor) -> Iterable[str]:
        """Without it."""
        return _on_postgresql(schema_editor, _DROP)

    def describe(self) -> str:
        """One line for the migration log."""
        return "Make every transaction balance"


class BalancedAtOnce(Balanced):
    """Ask once for all lines of a statement, which must be whole transactions: one question, not one a line.

    What was there balanced, so that what is added has to.
    """

    def forwards(self, schema_editor: BaseDatabaseSchemaEditor) -> Iterable[str]:
        """The trigger of statements instead of that of lines."""
        return _on_postgresql(schema_editor, _DROP, _STATEMENT)

    def backwards(self, schema_editor: BaseDatabaseSchemaEditor) -> Iterable[str]:
        """That of lines again."""
        return super().forwards(schema_editor)

    def describe(self) -> str:
        """One line for the migration log."""
        return "Make every statement balance"


def _on_postgresql(schema_editor: BaseDatabaseSchemaEditor, *statements: str) -> Iterable[str]:
    return statements if schema_editor.connection.vendor == "postgresql" else ()

"""Indexes that nobody asks are gone, and the past is still guarded."""

import pytest
from django.db import connection

from core.journal.editor import Editor
from heli.core.journal.indexes import DropIndexes


def indexed(table: str) -> set[str]:
    """The columns of ``table`` that have a plain index of their own."""
    with connection.cursor() as cursor:
        known = connection.introspection.get_constraints(cursor, table).values()
    return {one["columns"][0] for one in known if one["index"] and len(one["columns"]) == 1}


@pytest.mark.django_db
def test_steps_and_postings_are_written_with_few_indexes() -> None:
    gone = {"entry_id", "actor_id", "on_behalf_of_id", "org_id", "revision_id", "area_id"}

    assert not gone & indexed("flow_step")
    assert not {"lot_id", "use_id", "transaction_id"} & indexed("ledger_posting")
    assert not {"org_id", "undertaking_id"} & indexed("ledger_transaction")


@pytest.mark.django_db
def test_a_step_is_still_found_by_its_entry() -> None:
    with connection.cursor() as cursor:
        known = connection.introspection.get_constraints(cursor, "flow_step").values()

    assert any(one["columns"] == ["entry_id", "seq"] and one["unique"] for one in known)


@pytest.mark.django_db
def test_dropped_indexes_come_back_when_a_migration_is_undone() -> None:
    drop, editor = DropIndexes("flow_step", ["entry_id"]), Editor()

    drop.database_backwards("flow", editor, None, None)
    assert "entry_id" in indexed("flow_step")

    drop.database_forwards("flow", editor, None, None)
    assert "entry_id" not in indexed("flow_step")

"""On PostgreSQL, statements that come again are planned once; what they answer is the same."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import DataError, IntegrityError, connection, transaction

import make
from heli.core.flow.models import Assignment
from heli.core.journal.planned import planning_cursor
from heli.core.journal.prepared import Prepared, PreparedUpdate
from heli.core.journal.statements import given
from heli.core.parties.models import Party


pytestmark = pytest.mark.django_db
RENAME = PreparedUpdate(Party.objects.filter(pk=given(Party, "pk")), name=given(Party, "name"))


@pytest.fixture
def on_postgres() -> None:
    """SQLite's driver keeps statements by itself."""
    if connection.vendor != "postgresql":
        pytest.skip("plans are kept by PostgreSQL")


@contextmanager
def plans() -> Iterator[list[tuple[str, int]]]:
    """The statements whose plans this connection kept meanwhile, and how often each was used."""
    kept: list[tuple[str, int]] = []
    connection.close()
    yield kept
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement, generic_plans + custom_plans FROM pg_prepared_statements")
        kept += cursor.fetchall()


def test_signs_of_the_statement_itself_stand_in_words_as_they_are() -> None:
    city = make.federation("100%的城's")
    make.federation("100的城's")
    rows = Party.objects.filter(name__startswith="100%", name__endswith="'s")
    some, every = Prepared(rows.filter(pk=given(Party, "pk"))), Prepared(rows)

    for _n in range(3):
        assert some.records(pk=city.pk) == [city]
        assert every.records() == [city]


def test_cells_are_those_of_the_records_in_their_order(django_assert_num_queries: Any) -> None:
    made = [make.federation(name) for name in ("甲", "乙")]
    rows = Party.objects.filter(kind=given(Party, "kind")).only("pk", "name").order_by("-pk")
    never = Prepared(Party.objects.filter(pk__in=[]).only("pk"))

    with django_assert_num_queries(1):
        found = Prepared(rows).cells(kind="org")
    assert found == [(one.pk, one.name) for one in reversed(made)]
    assert never.cells() == []


def test_what_failed_and_was_taken_back_is_asked_again() -> None:
    city = make.federation()

    for n in range(3):
        with pytest.raises(IntegrityError), transaction.atomic():
            RENAME.do(pk=city.pk, name=None)
        assert RENAME.do(pk=city.pk, name=f"城{n}") == 1
    city.refresh_from_db()
    assert city.name == "城2"


@pytest.mark.django_db(transaction=True)
def test_a_statement_is_planned_once_whatever_the_size_of_its_numbers(on_postgres: None) -> None:
    asked = Prepared(Party.objects.filter(pk=given(Party, "pk"), kind="org"))
    with plans() as kept:
        for key in (1, 300, 70_000, 5_000_000_000):
            assert asked.records(pk=key) == []

    [(statement, used)] = kept
    assert ("'org'" in statement, "$1" in statement, "$2" in statement) == (True, True, False)
    assert used == 4


def test_sqlite_compiles_a_statement_once_whatever_it_is_asked_for() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("SQLite asks while it compiles")
    compiled: list[object] = []
    # There is an index of the active ones alone.
    rows = Assignment.objects.filter(state="active", entry_id=given(Assignment, "entry_id"))
    asked = Prepared(rows)

    def note(*_what: object) -> int:
        compiled.append(_what)
        return 0

    connection.ensure_connection()
    connection.connection.set_authorizer(note)
    try:
        assert asked.records(entry_id=1) == []
        compiled.clear()
        assert asked.records(entry_id=2) == []
    finally:
        connection.connection.set_authorizer(None)
    assert compiled == []


@pytest.mark.django_db(transaction=True)
def test_moments_are_read_as_the_driver_reads_them(on_postgres: None) -> None:
    said = "2026-11-29 01:02:03", "1900-01-01 12:00:00.5", "9999-12-31 23:59:59.123456+08"
    asked = "SELECT one::timestamptz FROM unnest(%s::text[]) one"
    with connection.cursor() as cursor:
        cursor.execute(asked, [list(said)])
        usual = cursor.fetchall()
    with planning_cursor(connection) as cursor:
        cursor.execute(asked, [list(said)])
        assert cursor.fetchall() == usual
        cursor.execute(asked, [["12026-11-29 01:02:03"]])
        with pytest.raises(DataError):
            cursor.fetchall()


@pytest.mark.django_db(transaction=True)
def test_statements_of_the_moment_are_sent_as_ever(on_postgres: None) -> None:
    with plans() as kept:
        for _n in range(4):
            assert not Party.objects.filter(name="nobody").exists()

    assert kept == []

"""What every test stands on: its own data directory, real files for SQLite, guarded tables.

The suite runs on SQLite, or on PostgreSQL with ``HELI_DATABASE_URL=postgresql://…``.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import translation

from heli.core.journal.append_only import AppendOnly, guard, unguard


@pytest.fixture(scope="session", autouse=True)
def data_directory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keys and files of this run, away from those of anybody's installation."""
    before, folder = settings.HELI_DATA, tmp_path_factory.mktemp("heli")
    settings.HELI_DATA = folder
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # Tests of the second factor switch it on again; all others sign in with one step.
    settings.MFA_REQUIRED = False
    yield folder
    settings.HELI_DATA = before


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    tmp_path_factory: pytest.TempPathFactory, django_db_modify_db_settings_parallel_suffix: None
) -> None:
    """SQLite in a file: threads and processes really meet there, as in production."""
    database = settings.DATABASES["default"]
    if "sqlite" in database["ENGINE"]:
        path = tmp_path_factory.mktemp("database") / "test.sqlite3"
        database.setdefault("TEST", {})["NAME"] = str(path)


@pytest.fixture(autouse=True)
def own_language() -> None:
    """The language of the house, whatever page the test before asked for."""
    translation.deactivate()


@pytest.fixture(scope="session", autouse=True)
def last_one_out(request: pytest.FixtureRequest, django_db_blocker: Any) -> Iterator[None]:
    """PostgreSQL drops no database that somebody looks at, be it only its own vacuum."""
    if connection.vendor == "postgresql":
        request.getfixturevalue("django_db_setup")
    yield
    # Tests that ask no database leave none behind.
    if connection.vendor == "postgresql" and connection.settings_dict["NAME"].startswith("test_"):
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture(scope="session")
def guarded_tables(django_db_setup: None, django_db_blocker: Any) -> list[str]:
    """The tables whose past the database refuses to change, as the migrations say."""
    with django_db_blocker.unblock():
        migrations = MigrationLoader(connection).disk_migrations.values()
    operations = [operation for one in migrations for operation in one.operations]
    tables = (one.table for one in operations if isinstance(one, AppendOnly))
    return list(dict.fromkeys(tables))


def _is_committed(item: pytest.Item) -> bool:
    """Whether a test really commits, so that its rows are flushed away afterwards."""
    marker = item.get_closest_marker("django_db")
    asked = {"transactional_db", "live_server", "django_db_reset_sequences"}
    names = set(getattr(item, "fixturenames", ()))
    return bool(asked & names) or bool(marker and marker.kwargs.get("transaction"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """Let the flush after a committing test through the guards, and nothing else ever."""
    guards = getattr(item, "funcargs", {}).get("guards")
    if guards is None:
        return (yield)
    tables, blocker = guards
    with blocker.unblock():
        _execute(unguard, tables)
    try:
        return (yield)
    finally:
        # After the last test the database itself is gone.
        if nextitem is not None:
            with blocker.unblock():
                _execute(guard, tables)


@pytest.fixture(autouse=True)
def guards(request: pytest.FixtureRequest) -> tuple[list[str], Any] | None:
    """The guarded tables, for a test that commits; None for the others."""
    if not _is_committed(request.node):
        return None
    tables: list[str] = request.getfixturevalue("guarded_tables")
    return tables, request.getfixturevalue("django_db_blocker")


def _execute(statements: Any, tables: list[str]) -> None:
    with connection.cursor() as cursor:
        for table in tables:
            for statement in statements(table, connection.vendor):
                cursor.execute(statement)

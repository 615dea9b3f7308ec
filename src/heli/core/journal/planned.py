"""On PostgreSQL, a statement that comes again and again is planned once for each connection.

Planning takes PostgreSQL several times as long as answering about one record: the page of a case was
planned for 3.8 ms and answered in 0.5. It keeps the plans of statements that are sent with their values
beside them, as the driver sends these: one plan for any values, made when a statement first comes to a
connection (``plan_cache_mode`` in :mod:`heli.site.database`; else the first five would have their own).
"""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from heli.core.journal.sqlite.base import own_form


if TYPE_CHECKING:
    from psycopg import Connection
    from psycopg.rows import TupleRow

MOST_KEPT = 256
"""Statements whose plans one connection keeps; those not asked for the longest give way."""
_PLACES = re.compile(r"%(%|s)")


def planning_cursor(connection: BaseDatabaseWrapper) -> CursorWrapper:
    """A cursor of PostgreSQL that sends values beside the statement, as a plan that is kept needs them.

    Everything else goes on as usual: Django's own cursors write the values into the statement. So does
    this one while somebody has the statements written down, who wants to read them whole.
    """
    connection.ensure_connection()
    if connection.queries_logged:
        return connection.cursor()
    raw = _keeping_plans(connection)
    usual, raw.cursor_factory = raw.cursor_factory, _driver().Cursor
    try:
        return connection.cursor()
    finally:
        raw.cursor_factory = usual


def _keeping_plans(connection: BaseDatabaseWrapper) -> "Connection[TupleRow]":
    """The driver's own connection, which keeps plans from now on."""
    raw: Connection[TupleRow] = connection.connection
    if raw.prepare_threshold is None:
        raw.prepare_threshold, raw.prepared_max = 0, MOST_KEPT
        if connection.timezone == UTC:
            raw.adapters.register_loader("timestamptz", _moments())
    return raw


def answer_to(
    connection: BaseDatabaseWrapper, sql: str, values: Sequence[object]
) -> "list[TupleRow]":
    """Every row that a statement finds or gives which is asked again and again.

    Django's cursors are for whoever has statements written down, or stands between: they take as long as
    the driver does. Where nobody does, the driver is asked at once, under the same conditions.
    """
    is_watched = connection.queries_logged or connection.execute_wrappers
    if is_watched or connection.timezone != UTC:
        with asked_again(connection, sql, values) as cursor:
            return cursor.fetchall()  # type: ignore[no-any-return]  # the driver's rows
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    connection.validate_thread_sharing()
    connection.validate_no_broken_transaction()
    with connection.wrap_database_errors:
        if connection.vendor != "postgresql":
            found: list[TupleRow] = connection.connection.execute(own_form(sql), values).fetchall()
            return found
        cursor = _driver().Cursor(_keeping_plans(connection))
        return cursor.execute(sql, of_one_kind(values)).fetchall()  # type: ignore[no-any-return]  # so


def asked_again(
    connection: BaseDatabaseWrapper, sql: str, values: Sequence[object]
) -> CursorWrapper:
    """A cursor that has the answer to a statement which is asked again and again.

    SQLite's driver keeps what it compiled, and needs nothing of this.
    """
    if connection.vendor == "postgresql":
        cursor, values = planning_cursor(connection), of_one_kind(values)
    else:
        cursor = connection.cursor()
    cursor.execute(sql, values)  # type: ignore[arg-type]  # the fields have prepared them
    return cursor


@cache
def _moments() -> type:
    """How moments are read: as the database has them, in UTC. A page has a hundred.

    The driver takes each apart by a pattern, moves it to where the connection stands, and Django moves it
    back. Moments beyond the year 9999 or before Christ are left to the driver, which refuses them.
    """
    usual = _driver().types.datetime.TimestamptzLoader

    class Moments(usual):  # type: ignore[misc, valid-type]  # known only where the driver is
        timezone = UTC

        def load(self, data: bytes) -> datetime:
            text = str(data, "ascii")
            if text[4] == "-" and text.endswith("+00"):
                return datetime.fromisoformat(text)
            found: datetime = super().load(data)
            return found.replace(tzinfo=UTC)

    return Moments


def of_one_kind(values: Sequence[object]) -> list[object]:
    """Values as a planned statement takes them: else a small number would be of another kind than a large one.

    The plans of a statement are kept for each kind of values it came with.
    """
    whole = _driver().types.numeric.Int8
    return [whole(value) if type(value) is int else value for value in values]


@cache
def _driver() -> ModuleType:
    # Half a second, which an office on SQLite need not wait.
    import psycopg.types.datetime  # noqa: PLC0415  -- as above
    import psycopg.types.numeric  # noqa: PLC0415  -- as above

    return psycopg


def with_constants(
    sql: str, places: Sequence[object], changing: type, connection: BaseDatabaseWrapper
) -> tuple[str, list[object]]:
    """A statement with the values written into it that are always the same, and the places that are left.

    A plan is made without knowing the values beside it: a partial index is only used for conditions
    that stand in the statement. SQLite looks at the values, and compiles a statement anew at each asking
    if one of them might let it use such an index: the case behind a page took .35 ms, now .07.
    """
    left: list[object] = []
    following = iter(places)

    def write(found: re.Match[str]) -> str:
        if found[1] == "%":
            return found[0]
        value = next(following)
        said = None if isinstance(value, changing) else _written(value, connection)
        if said is None:
            left.append(value)
            return found[0]
        return said.replace("%", "%%")

    return _PLACES.sub(write, sql), left


def _written(value: object, connection: BaseDatabaseWrapper) -> str | None:
    """A value as a word of the statement; None for what SQLite is better given beside it."""
    if connection.vendor == "postgresql":
        said: str = connection.ops.compose_sql("%s", [value])  # type: ignore[attr-defined]  # PostgreSQL's has it
        return said
    if type(value) is str and "\0" not in value:
        return "'" + value.replace("'", "''") + "'"
    return str(int(value)) if isinstance(value, int) else None

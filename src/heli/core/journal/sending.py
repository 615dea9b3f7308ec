"""On PostgreSQL, statements are sent one after the other, and Python goes on while they are carried out.

Lists are written so: what takes Python a second and PostgreSQL another need not take two. It stays one
connection and one transaction, in which everything happens in the order in which it was sent.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import repeat

from django.db import connection
from django.db.models import Model


@contextmanager
def sending() -> Iterator[bool]:
    """Within, nobody waits for what is written; at the end it is, or the first error is raised.

    What is asked within is waited for, and everything that was sent before it. Nothing may be tried there
    of which an error is expected, and nobody is told how many rows a statement changed. Foreign keys are
    looked at with each statement instead of at the end of the transaction, where all would wait for it.
    On SQLite one thing comes after the other as ever; whether the database is at work beside Python is given.
    """
    if connection.vendor != "postgresql":
        yield False
        return
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with connection.wrap_database_errors, connection.connection.pipeline():
        yield True


def take_keys(model: type[Model], many: int) -> Iterator[int | None]:
    """Keys for new records, so that others can name them before the database answers. One query on PostgreSQL.

    SQLite gives keys as it writes, which nobody waits for there.
    """
    if connection.vendor != "postgresql" or not many:
        return repeat(None, many)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [model._meta.db_table, model._meta.pk.column, many],
        )
        return iter([key for (key,) in cursor.fetchall()])

"""How SQLite learns what its indexes tell apart, which PostgreSQL finds out by itself.

Without it takes every index to be as good as any other: cases that may be the same were looked for by their state. It
looks at a thousand rows of each index, again whenever there is twice as much, for what it learned of an empty house is
worse than nothing.
"""

from django.db import connection, transaction


ROWS = 1000
"""Of each index: a few hundredths of a second, however much there is."""
_seen = {"pages": 0}


def survey() -> bool:
    """Look again if there is twice as much as the last time this process looked; whether it did."""
    if connection.vendor != "sqlite":
        return False
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        [[pages]] = cursor.fetchall()
        if pages < 2 * _seen["pages"]:
            return False
        cursor.execute(f"PRAGMA analysis_limit={ROWS}")
        cursor.fetchall()
        # Other connections learn it when they see that a table is new.
        with transaction.atomic():
            cursor.execute("DROP TABLE IF EXISTS sqlite_stat1")
            cursor.execute("ANALYZE")
    _seen["pages"] = pages
    return True

"""The database: reachable, current, durable, and its past guarded."""

from collections.abc import Iterator

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _

from heli.core.journal.append_only import AppendOnly
from heli.site.cli.migrate import missing
from heli.site.doctor.finding import Finding, judged


# What heli.site.database sets on every connection; read back, because a file can be set otherwise.
PRAGMAS = {"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "secure_delete": "1"}
GUARANTEES = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}


def is_current() -> Iterator[Finding]:
    """Whether it answers and has every migration."""
    what = _("Database")
    try:
        lacking = missing()
    except DatabaseError as error:
        yield Finding(what, str(error).strip(), "bad", is_basis=True)
        return
    yield judged(
        what,
        good=not lacking,
        yes=connection.display_name,
        no=_("%(count)s steps are missing; run heli migrate") % {"count": len(lacking)},
        is_basis=True,
    )


def is_durable() -> Iterator[Finding]:
    """Whether what is acknowledged is on the disk, and the file is sound."""
    what = _("Durability")
    expected = PRAGMAS if connection.vendor == "sqlite" else GUARANTEES
    verb = "PRAGMA" if connection.vendor == "sqlite" else "SHOW"
    wrong = [
        f"{name}={value}"
        for name, wanted in expected.items()
        if (value := _ask(f"{verb} {name}")) != wanted
    ]
    yield judged(
        what,
        good=not wrong,
        yes=_("every write is kept before it is answered"),
        no=", ".join(wrong),
    )
    if connection.vendor == "sqlite":
        answer = _ask("PRAGMA quick_check")
        yield judged(_("Database file"), good=answer == "ok", yes=_("sound"), no=answer)


_ARMED = """
SELECT count(*) FROM pg_trigger WHERE tgname = 'ledger_posting_balances' AND tgenabled <> 'D'
"""


def balances_are_guarded() -> Iterator[Finding]:
    """Whether PostgreSQL still refuses a transaction that does not balance; SQLite never can."""
    if connection.vendor != "postgresql":
        return
    armed = _ask(_ARMED)
    yield judged(
        _("The ledger"),
        good=armed == "1",
        yes=_("no transaction is committed that does not balance"),
        no=_("the trigger that makes transactions balance is missing"),
    )


def past_is_guarded() -> Iterator[Finding]:
    """Whether the triggers that keep tables append-only are where the migrations put them."""
    operations = (o for m in MigrationLoader(None).disk_migrations.values() for o in m.operations)
    tables = {o.table for o in operations if isinstance(o, AppendOnly)}
    source = (
        "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal "
        "AND tgenabled <> 'D'"
    )
    with connection.cursor() as cursor:
        cursor.execute(source)
        guarded = [row[0] for row in cursor.fetchall()]
    # UPDATE and DELETE on SQLite, change and truncate on PostgreSQL: two each.
    bare = sorted(table for table in tables if guarded.count(table) < 2)  # noqa: PLR2004  -- said above
    yield judged(
        _("The past"),
        good=not bare,
        yes=_("%(count)s tables are append-only") % {"count": len(tables)},
        no=_("triggers are missing on %(tables)s") % {"tables": ", ".join(bare)},
    )


def _ask(statement: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        row = cursor.fetchone()
    return str(row[0]) if row else ""

"""The database settings that every write relies on."""

import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from heli.site.env import BadSetting


# Without IMMEDIATE a read-then-write transaction fails under load instead of waiting; FULL makes
# an acknowledged write survive a power loss.
SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
    "PRAGMA secure_delete=ON; PRAGMA busy_timeout=20000;"
)


def _schema_may_be_distrusted() -> bool:
    """Whether this SQLite lets a table check its JSON while it distrusts its schema (3.40 does not)."""
    memory = sqlite3.connect(":memory:")
    try:
        memory.execute("PRAGMA trusted_schema=OFF")
        memory.execute("CREATE TABLE probe (text TEXT CHECK (json_valid(text)))")
    except sqlite3.OperationalError:
        return False
    finally:
        memory.close()
    return True


if _schema_may_be_distrusted():
    SQLITE_PRAGMAS += "PRAGMA trusted_schema=OFF;"


def database(url: str, *, data: Path) -> dict[str, Any]:
    """Django's settings for ``url`` (``postgresql://…``), or for SQLite in ``data`` when empty."""
    if not url or url.startswith("sqlite:"):
        name = unquote(urlsplit(url).path) if url else str(data / "heli.sqlite3")
        return {
            "ENGINE": "heli.core.journal.sqlite",
            "NAME": name,
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "init_command": SQLITE_PRAGMAS,
                "timeout": 20,
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres"):
        msg = "HELI_DATABASE_URL must begin with postgresql:// or sqlite:"
        raise BadSetting(msg)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": parts.port or "",
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "options": "-c statement_timeout=15s -c lock_timeout=3s "
            "-c idle_in_transaction_session_timeout=30s "
            # What is planned once is planned for any value: see heli.core.journal.planned.
            "-c plan_cache_mode=force_generic_plan"
        },
    }

"""What the worker does for the files."""

from datetime import datetime, timedelta

from heli.core.files import arriving
from heli.core.files.store import sweep


def sweep_orphans(now: datetime) -> int:
    """Delete uploads of more than an hour ago that nobody took up; a week for those in pieces."""
    return sweep(before=now - timedelta(hours=1)) + arriving.sweep(before=now - timedelta(days=7))


CHORES = [("files.sweep", timedelta(hours=1), sweep_orphans)]

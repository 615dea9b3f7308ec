"""What the worker does for the log beside the requests."""

from datetime import datetime, timedelta

from heli.core.journal.checkpoints import make_checkpoint
from heli.core.journal.queries import latest_checkpoint, size
from heli.core.journal.sequencing import sequence
from heli.core.journal.sqlite.surveying import survey


def place(now: datetime) -> int:
    """Give the latest acts their place in the tree, within a second."""
    return sequence()


def sign(now: datetime) -> int:
    """Sign the state of the log if there was activity."""
    last = latest_checkpoint()
    if size() == 0 or (last is not None and last.size == size()):
        return 0
    make_checkpoint(at=now)
    return 1


def look_everywhere(now: datetime) -> int:
    """Place entries whose transaction took very long."""
    return sequence(thorough=True)


def survey_indexes(now: datetime) -> int:
    """Let SQLite find out what its indexes tell apart, where much was added."""
    return int(survey())


CHORES = [
    ("journal.place", timedelta(seconds=1), place),
    ("journal.sign", timedelta(minutes=10), sign),
    ("journal.look_everywhere", timedelta(hours=24), look_everywhere),
    ("journal.survey_indexes", timedelta(minutes=5), survey_indexes),
]

"""What the worker does for measures beside the requests."""

from datetime import datetime, timedelta

from heli.core.measures.rollups import keep_up


def roll_up(now: datetime) -> int:
    """Take the latest steps into the rollups, so that few are left to add up when one is read."""
    return keep_up()


CHORES = [("measures.roll_up", timedelta(minutes=1), roll_up)]

"""``heli worker``: tasks, the journal's tree and checkpoints, rollups. ``heli serve`` starts it."""

import argparse
import os
import signal
import time
from types import FrameType

from django.db import close_old_connections

from heli.site.background import Round
from heli.site.cli.outcome import DONE


PAUSE_SECONDS = 1.0


class Stop(Exception):
    """A signal asked us to stop."""


def run(arguments: argparse.Namespace) -> int:
    """Do what is due, again and again, until a signal comes or the parent is gone."""
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, _stop)
    parent = os.getppid()
    background = Round()
    try:
        while True:
            close_old_connections()
            worked = background.do()
            if arguments.once and not worked:
                break
            # A worker without its server would go on unseen.
            if not arguments.once and os.getppid() != parent:
                break
            if not worked:
                time.sleep(PAUSE_SECONDS)
    except Stop:
        return DONE
    return DONE


def _stop(number: int, frame: FrameType | None) -> None:
    raise Stop

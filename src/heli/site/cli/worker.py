"""``heli worker``: tasks, the journal's tree and checkpoints, rollups. ``heli serve`` starts it."""

import argparse
import gc
import signal
import time
from types import FrameType

from django.db import close_old_connections

from heli.site.background import Round
from heli.site.cli import orphan
from heli.site.cli.outcome import DONE


PAUSE_SECONDS = 1.0


class Stop(BaseException):
    """A signal asked us to stop: no task that guards itself against any failure may hold it up."""


def run(arguments: argparse.Namespace) -> int:
    """Do what is due, again and again, until a signal comes or the server is gone."""
    try:
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, _stop)
        if arguments.parent:
            orphan.end_with(arguments.parent)
        _work(once=arguments.once)
    except Stop:
        return DONE
    return DONE


def _work(*, once: bool) -> None:
    background = Round()
    # What is loaded stays: a list that brings many records would have it looked through again and again.
    gc.collect()
    gc.freeze()
    while True:
        close_old_connections()
        worked = background.do()
        if once and not worked:
            return
        if not worked:
            time.sleep(PAUSE_SECONDS)


def _stop(number: int, frame: FrameType | None) -> None:
    raise Stop

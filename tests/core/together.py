"""Doing things at the same time, as people do."""

import os
from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

from django.db import connection, connections


FULL = os.environ.get("HELI_FULL") == "1"


def crowd() -> int:
    """How many at once: 64, or what a shared PostgreSQL has connections for."""
    return 64 if FULL or connection.vendor == "sqlite" else 24


def at_once(n: int, what: Callable[[int], Any]) -> list[Any]:
    """What ``n`` threads returned, or the errors they met, in no particular order."""
    outcomes: list[Any] = []
    barrier = Barrier(n)

    def one(number: int) -> None:
        try:
            barrier.wait(timeout=30)
            outcomes.append(what(number))
        except Exception as error:  # noqa: BLE001  -- the test looks at every outcome
            outcomes.append(error)
        finally:
            connections.close_all()

    threads = [Thread(target=one, args=(number,)) for number in range(n)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes

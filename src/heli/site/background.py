"""What is done beside the requests: tasks, the journal's tree, checkpoints, rollups, sweeping."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from django.core.management import call_command
from django_tasks_db.management.commands.db_worker import Worker

from heli.shell import clock
from heli.site import loops
from heli.site.guard.buckets import forget_full


Chore = Callable[[datetime], int]
ROOMS = Path(__file__).parents[1] / "core"


def chores() -> list[tuple[str, timedelta, Chore]]:
    """Each with its pause. A room brings its own as ``chores.py`` with ``CHORES``, a loop in ``tasks.py``."""
    found: list[tuple[str, timedelta, Chore]] = [
        ("tasks", timedelta(seconds=1), _tasks),
        ("sweep", timedelta(hours=1), _sweep),
    ]
    for room in sorted(path.name for path in ROOMS.iterdir() if (path / "chores.py").is_file()):
        found += import_module(f"heli.core.{room}.chores").CHORES
    for name in loops.installed_apps():
        if find_spec(f"{name}.tasks") is not None:
            found += getattr(import_module(f"{name}.tasks"), "CHORES", [])
    return found


@dataclass
class Round:
    """Remembers when each chore was last done."""

    chores: list[tuple[str, timedelta, Chore]] = field(default_factory=chores)
    last: dict[str, datetime] = field(default_factory=dict)

    def do(self) -> int:
        """Do what is due now; returns how much was done (0: nothing is waiting)."""
        now, done = clock.now(), 0
        for name, pause, chore in self.chores:
            before = self.last.get(name)
            if before is None or now - before >= pause:
                self.last[name] = now
                done += chore(now)
        return done


def _tasks(now: datetime) -> int:
    """Run the tasks that are waiting; returns how many."""
    worker = Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=f"heli-{os.getpid()}",
        excluded_queue_names=[],
    )
    worker.run()
    count: int = worker._run_tasks  # noqa: SLF001  -- the package tells it nowhere else
    return count


def _sweep(now: datetime) -> int:
    """Forget what is over: sessions, full buckets, finished tasks."""
    call_command("clearsessions")
    forget_full(at=now)
    return 0

"""No process outlives the one that started it.

The next server would share its port, and its database, with old code. A signal at the parent's death
(``PR_SET_PDEATHSIG``) is not enough: it comes too early for a child that is still starting, which has
either not asked for it yet or still answers it with what it inherited from its parent.
"""

import os
import signal
import threading
import time


LOOK_SECONDS = 0.2
GRACE_SECONDS = 10.0


def end_with(parent: int) -> None:
    """Watch from a thread that ``parent`` lives; if not, stop this process, by force after a while."""
    threading.Thread(target=_watch, args=(parent,), name="orphan", daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE_SECONDS)
    os.kill(os.getpid(), signal.SIGKILL)

"""Work for later, and telling other rooms what happened: by name, in the same transaction.

What is asked for inside an act is written with the act and is done after it is committed, by the
worker, at least once. So a task is safe to run twice: it calls an act ``.once(key)`` or looks
first whether there is anything left to do.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import TypeVar

from django_tasks import task as background_task

from heli.kit.ids import new_uid


Primitive = str | int | bool | None
Work = TypeVar("Work", bound=Callable[..., None])
_tasks: dict[str, Callable[..., None]] = {}
_receivers: dict[str, list[str]] = defaultdict(list)
_overhearing: dict[str, Callable[[str], bool]] = {}


def task(name: str) -> Callable[[Work], Work]:
    """Make a function known as background work: keyword-only primitives in, nothing out.

    It is also given ``at``, the moment at which the worker began with it.
    """

    def register(work: Work) -> Work:
        if name in _tasks:
            msg = f"two tasks are called {name}"
            raise ValueError(msg)
        _tasks[name] = work
        return work

    return register


def receiver(event: str, name: str) -> Callable[[Work], Work]:
    """Make a function background work that is asked for whenever ``event`` is told."""

    def register(work: Work) -> Work:
        task(name)(work)
        _receivers[event].append(name)
        return work

    return register


def later(name: str, /, *, not_before: datetime | None = None, **arguments: Primitive) -> None:
    """Ask for background work. Raises ``KeyError`` for a name nobody registered. One insert."""
    find_task(name)
    run.using(run_after=not_before).enqueue(name, arguments)


def overhear(name: str, *, wanted: Callable[[str], bool]) -> None:
    """Ask for the background work ``name`` with every event of which ``wanted`` says yes.

    It is given ``event``, its ``facts`` as JSON, and ``told``: one id for each telling, so that work
    that is done twice is known to be the same.
    """
    _overhearing[name] = wanted


def tell(event: str, /, **facts: Primitive) -> None:
    """Tell an event to the rooms that listen, and to those who overhear everything that is wanted."""
    tell_each(event, [facts])


def tell_each(event: str, told: Sequence[Mapping[str, Primitive]]) -> None:
    """Tell the same event about several things; whether it is wanted is asked once."""
    for name in _receivers.get(event, ()):
        for facts in told:
            later(name, not_before=None, **facts)
    for name, wanted in _overhearing.items():
        if told and wanted(event):
            for facts in told:
                later(name, event=event, facts=json.dumps(facts), told=str(new_uid()))


def find_task(name: str) -> Callable[..., None]:
    """The background work of that name. Raises ``KeyError``."""
    return _tasks[name]


def registered_tasks() -> list[str]:
    """Every name that :func:`later` accepts."""
    return sorted(_tasks)


def receivers_of(event: str) -> list[str]:
    """Who listens to an event."""
    return list(_receivers.get(event, ()))


@background_task()
def run(name: str, arguments: dict[str, Primitive]) -> None:
    """Do one piece of work. The worker calls this with what :func:`later` wrote.

    A door: the clock is read here, and handed down.
    """
    find_task(name)(**arguments, at=datetime.now(UTC))

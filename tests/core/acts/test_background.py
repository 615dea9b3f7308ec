from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django_tasks_db.models import DBTaskResult

import make
from heli.core.acts import (
    SYSTEM,
    Actor,
    Refusal,
    action,
    anyone,
    find_task,
    later,
    receiver,
    registered_tasks,
    task,
    tell,
)
from heli.core.acts.background import receivers_of, run


pytestmark = pytest.mark.django_db
DONE: list[tuple[str, int, datetime]] = []


@task("sample.work")
def work(*, name: str, n: int = 1, at: datetime) -> None:
    DONE.append((name, n, at))


@receiver("sample.happened", "sample.hear")
def hear(*, name: str, at: datetime) -> None:
    DONE.append((name, 0, at))


class Enough(Refusal):
    """Refuses after everything was asked for."""


@action("sample.work.ask", policy=anyone)
def ask(*, name: str, by: Actor, at: datetime, refuse: bool = False) -> None:
    later("sample.work", not_before=at + timedelta(hours=1), name=name, n=3)
    tell("sample.happened", name=name)
    if refuse:
        raise Enough


def test_work_is_asked_for_in_the_transaction_of_the_act() -> None:
    ask(name="名单", by=SYSTEM, at=make.AT)

    rows = {row.args_kwargs["args"][0]: row for row in DBTaskResult.objects.all()}
    assert set(rows) == {"sample.work", "sample.hear"}
    assert rows["sample.work"].args_kwargs["args"][1] == {"name": "名单", "n": 3}
    assert rows["sample.work"].run_after == make.AT + timedelta(hours=1)
    assert rows["sample.hear"].args_kwargs["args"][1] == {"name": "名单"}


def test_work_of_a_refused_act_is_never_done() -> None:
    with pytest.raises(Enough):
        ask(name="名单", by=SYSTEM, at=make.AT, refuse=True)

    assert DBTaskResult.objects.count() == 0


def test_the_worker_reads_the_clock_and_hands_it_down() -> None:
    DONE.clear()
    moment = datetime(2020, 2, 10, 3, tzinfo=UTC)

    with time_machine.travel(moment, tick=False):
        run.func("sample.work", {"name": "名单", "n": 3})
        run.func("sample.hear", {"name": "名单"})

    assert [("名单", 3, moment), ("名单", 0, moment)] == DONE


def test_work_nobody_registered_is_refused_when_it_is_asked_for() -> None:
    with pytest.raises(KeyError):
        later("sample.unknown")

    assert DBTaskResult.objects.count() == 0


def test_an_event_nobody_listens_to_costs_nothing() -> None:
    tell("sample.ignored", name="名单")

    assert DBTaskResult.objects.count() == 0
    assert receivers_of("sample.ignored") == []
    assert receivers_of("sample.happened") == ["sample.hear"]


def test_two_tasks_cannot_have_one_name() -> None:
    with pytest.raises(ValueError, match=r"sample\.work"):
        task("sample.work")(work)

    assert find_task("sample.work") is work
    assert "sample.work" in registered_tasks()

"""Rollups beside writers that do not wait, and the small things around records."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction

import make
from core.measures.samples import CASH, SEEN, STEPS, Office, version, where, write
from heli.core.flow.models import Step
from heli.core.measures import actions, chores, log, rollups
from heli.core.measures.models import Rollup, RollupMark
from heli.core.measures.queries import drill_down, value
from heli.kit.bundle import fingerprint


def test_chore_takes_the_latest_steps_into_the_rollups(office: Office) -> None:
    office.counted(100)

    (name, pause, work) = chores.CHORES[0]

    assert (name, pause) == ("measures.roll_up", timedelta(minutes=1))
    assert work(make.AT) > 0
    assert Rollup.objects.filter(version=version(CASH)).count() == 3


def in_thread(work: Any) -> threading.Thread:
    def run() -> None:
        try:
            work()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


@pytest.mark.django_db(transaction=True)
@pytest.mark.both_databases
def test_value_stays_exact_while_others_write_and_roll_up() -> None:
    office = Office()
    seen, scope = version(SEEN), office.scope()
    entries = [[office.matter() for _n in range(12)] for _writer in range(2)]
    writing = [in_thread(lambda mine=mine: [office.count(e) for e in mine]) for mine in entries]
    rolling = in_thread(lambda: [rollups.keep_up(most=3) for _n in range(12)])
    watched = []
    while any(thread.is_alive() for thread in writing):
        watched.append(value(seen, scope).n)
    for thread in (*writing, rolling):
        thread.join()

    assert watched == sorted(watched)
    assert value(seen, scope).n == 24
    rollups.keep_up()
    assert value(seen, scope).n == len(drill_down(seen, scope).rows) == 24


@pytest.mark.django_db(transaction=True)
@pytest.mark.both_databases
def test_settled_waits_briefly_for_a_slow_writer_and_gives_up_for_now() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("on SQLite a transaction that may write is alone: there is nobody to wait for")
    office = Office()
    office.counted(100)
    writing, done = threading.Event(), threading.Event()

    def write_slowly() -> None:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("LOCK TABLE flow_step IN ROW EXCLUSIVE MODE")
            writing.set()
            done.wait(10)

    slow = in_thread(write_slowly)
    writing.wait(10)
    assert rollups.settled(STEPS) is None
    assert rollups.keep_up() == 0
    done.set()
    slow.join()
    assert rollups.settled(STEPS) == Step.objects.latest("pk").pk


def test_settled_raises_what_is_no_waiting(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**_expressions: Any) -> Any:
        raise OperationalError("disk I/O error")

    monkeypatch.setattr(Step.objects, "aggregate", broken)

    with pytest.raises(OperationalError, match="disk"):
        rollups.settled(STEPS)


def test_head_of_the_log_needs_every_act_in_it(office: Office) -> None:
    with pytest.raises(LookupError, match="0000"):
        log.head(["00000000-0000-0000-0000-000000000000"], at=make.AT)


def test_head_of_an_empty_log_cannot_be_sealed_with(db: Any) -> None:
    with pytest.raises(LookupError, match="nothing"):
        log.head([], at=make.AT)


def test_keys_are_made_once_and_shown_short() -> None:
    assert log.seal_key() == log.seal_key()
    assert len(fingerprint(log.seal_key())) == 39


def test_records_name_themselves(office: Office) -> None:
    office.counted(100)
    rollups.keep_up()
    text = write(office.root, "1次。")
    figure = actions.bind_figure(
        text,
        **where(text, "1次"),
        measure=version(SEEN),
        scope=office.scope(),
        by=office.editor(),
        at=make.AT,
    )
    seal = actions.seal_document(text, numbers=[], by=office.signer, at=make.AT)
    figure.refresh_from_db()

    named = [figure, figure.snapshot, seal, version(SEEN), version(SEEN).approval]
    assert [str(one) for one in named] == [
        "1次",
        "tally.seen@1 1",
        seal.code,
        "tally.seen@1",
        "tally.seen@1",
    ]
    assert str(Rollup.objects.filter(version=version(SEEN)).earliest("pk")) == "d 2020-02-10"
    mark = RollupMark.objects.get(version=version(SEEN))
    assert str(mark) == f"{mark.version_id}<={mark.row}"

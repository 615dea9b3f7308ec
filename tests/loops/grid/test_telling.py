"""Who hears of what: the unit, the desk, the checker; never the reporter's name, and nobody twice."""

from datetime import timedelta
from typing import Any

import pytest

import make
from heli.core.access.actions import grant_role
from heli.core.access.enums import Role
from heli.core.acts import SYSTEM, NotAllowed
from heli.core.acts.background import find_task
from heli.core.flow.models import Entry, Step
from heli.core.notices.models import Delivery, Message
from heli.core.parties.models import Party
from heli.loops.grid.actions.appealing import appeal
from heli.loops.grid.actions.dispatching import ask_assistance, ask_return, decide_return
from heli.loops.grid.actions.handling import (
    ask_reporter,
    ask_suspension,
    decide_suspension,
    relay_answer,
)
from heli.loops.grid.actions.telling import tell_of
from heli.loops.grid.enums import PhotoKind, Verb, WaitsFor
from heli.loops.grid.queries.public import parcel
from heli.loops.grid.receivers import TOLD
from heli.loops.grid.tasks import watch
from make_grid import Centre, centre, shot


pytestmark = pytest.mark.django_db


@pytest.fixture
def here(tmp_path: Any, settings: Any) -> Centre:
    settings.HELI_DATA = tmp_path
    return centre()


def told(entry: Entry, verb: str, event: str) -> tuple[set[Party], str]:
    """Who hears of the last such step, and in which words."""
    step = Step.objects.filter(entry=entry, verb=verb).latest("seq")
    before = Message.objects.count()
    for _ in range(2):
        find_task(f"grid.tell_{event}")(step=str(step.uid), at=make.AT)
    message = Message.objects.order_by("pk").last()
    if message is None or Message.objects.count() == before:
        return set(), ""
    assert Message.objects.count() == before + 1, "told twice"
    rows = Delivery.objects.filter(message=message, channel="site").select_related("party")
    return {row.party for row in rows}, f"{message.subject} {message.body}"


def test_a_unit_hears_that_a_case_is_its_own_and_not_whose_words_it_was(here: Centre) -> None:
    entry = here.dispatched()
    people, words = told(entry, Verb.DISPATCH, "dispatched")
    assert people == {here.person(here.handler), here.person(here.unit_head)}
    assert entry.code in words
    report = entry.reports.get()
    assert report.text not in words
    assert "示例居民" not in words
    assert "13800000000" not in words


def test_the_checker_hears_that_it_is_handled_and_the_unit_that_it_is_not(here: Centre) -> None:
    entry = here.handled()
    people, _words = told(entry, Verb.HANDLE, "handled")
    assert people == {here.person(here.checker)}
    here.check(entry, "fail")
    people, _words = told(entry, Verb.FAIL, "failed")
    assert people == {here.person(here.handler), here.person(here.unit_head)}


def test_a_return_is_heard_by_who_decides_and_the_decision_by_who_asked(here: Centre) -> None:
    entry = here.dispatched()
    ask_return(
        entry, reason="not_our_duty", basis="第9条", note="不归我们", by=here.unit_head, at=here.at
    )
    people, _words = told(entry, Verb.ASK_RETURN, "asked")
    assert here.person(here.dispatcher) in people
    assert here.person(here.handler) not in people
    decide_return(entry, granted=False, note="按清单办理", by=here.dispatcher, at=here.at)
    people, _words = told(entry, Verb.REFUSE_RETURN, "decided")
    assert people == {here.person(here.unit_head)}


def test_the_round_reminds_the_unit_before_the_limit_and_the_head_when_it_is_over(
    here: Centre,
) -> None:
    entry = here.signed()
    levels: dict[str, Step] = {}
    quarters = [timedelta(minutes=15 * n) for n in range(40)]
    for after in [*quarters, *(timedelta(days=n) for n in range(1, 20))]:
        watch(here.at + after)
        for step in Step.objects.filter(entry=entry, verb=Verb.ESCALATE):
            levels.setdefault(step.facts["level"], step)
    assert {"unit_again", "head"} <= set(levels)
    heard: dict[str, set[Party]] = {}
    for level, step in levels.items():
        find_task("grid.tell_escalated")(step=str(step.uid), at=make.AT)
        message = Message.objects.latest("pk")
        heard[level] = {row.party for row in message.deliveries.filter(channel="site")}
        assert message.is_urgent
    assert here.person(here.unit_head) in heard["unit_again"]
    assert here.person(here.head) not in heard["unit_again"]
    assert here.person(here.head) in heard["head"]


def test_questions_go_through_the_desk_both_ways(here: Centre) -> None:
    entry = here.signed()
    ask_reporter(entry, note="具体在哪一侧？", by=here.handler, at=here.at)
    people, words = told(entry, Verb.QUESTION, "questioned")
    assert here.person(here.clerk) in people
    assert "哪一侧" not in words
    relay_answer(entry, note="在东侧", by=here.clerk, at=here.at)
    people, words = told(entry, Verb.RELAY, "relayed")
    assert here.person(here.handler) in people
    assert "东侧" not in words


def test_help_and_appeals_reach_whom_they_concern(here: Centre) -> None:
    entry = here.dispatched()
    made = ask_assistance(entry, unit=here.lamps, note="需要照明", by=here.dispatcher, at=here.at)
    people, _words = told(made, "start", "help_asked")
    assert people == {here.person(here.lamp_head)}
    late = here.signed()
    watch(here.at + timedelta(days=10))
    made = appeal(late, note="暴雨无法施工", by=here.unit_head, at=here.at + timedelta(days=10))
    people, _words = told(made, "start", "appealed")
    assert people == {here.person(here.clerk)}


def test_who_took_a_step_does_not_hear_of_it(here: Centre) -> None:
    both = here.person(here.dispatcher)
    grant_role(
        here.cleaning, to=both, role=Role.LIAISON, since=make.LONG_AGO, by=SYSTEM, at=make.AT
    )
    people, _words = told(here.dispatched(), Verb.DISPATCH, "dispatched")
    assert people == {here.person(here.handler), here.person(here.unit_head)}


def test_the_reporter_reads_why_and_until_when_it_was_put_off(here: Centre) -> None:
    entry = here.signed()
    day = here.at.date() + timedelta(days=30)
    ask_suspension(
        entry, waits_for=WaitsFor.SEASON, review_on=day, note="等开春",
        photos=[shot(PhotoKind.MEASURE)], by=here.unit_head, at=here.at,
    )  # fmt: skip
    decide_suspension(entry, granted=True, by=here.leader, at=here.at)
    notes = [note for _at, _label, note in parcel(entry.reports.get(), at=here.at).steps]
    assert f"{WaitsFor.SEASON.label} · {day}" in notes
    assert not any("等开春" in note for note in notes)


def test_only_the_system_tells(here: Centre) -> None:
    entry = here.dispatched()
    step = Step.objects.filter(entry=entry, verb=Verb.DISPATCH).latest("seq")
    with pytest.raises(NotAllowed):
        tell_of(entry, step=step, to=[], link="", by=here.clerk, at=here.at)


def test_every_event_that_is_told_has_somebody_who_listens() -> None:
    for event in TOLD:
        assert find_task(f"grid.tell_{event}")

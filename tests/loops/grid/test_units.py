"""Units: returned once and decided, extended, suspended, passed upwards; small offices; clocks that run on."""

from datetime import date, timedelta

import pytest

import make
import make_grid
from heli.core.access import actions as access
from heli.core.access.enums import Role
from heli.core.access.queries import actor_for
from heli.core.acts import SYSTEM
from heli.core.flow.engine import NotTheAsker
from heli.core.flow.guards import NotYet
from heli.loops.grid.actions.checking import check_case
from heli.loops.grid.actions.dispatching import (
    NobodyInCharge,
    ask_return,
    decide_return,
    dispatch_cases,
    undo_steps,
)
from heli.loops.grid.actions.handling import (
    ask_extension,
    ask_suspension,
    decide_extension,
    decide_suspension,
    tick_milestone,
)
from heli.loops.grid.actions.lists import add_line, end_line
from heli.loops.grid.actions.screening import reclassify_back, register_cases
from heli.loops.grid.actions.watching import watch_cases
from heli.loops.grid.enums import PhotoKind, ReturnReason, Stage, Tag, WaitsFor
from heli.loops.grid.queries.cases import case_of
from heli.loops.grid.queries.clocks import clocks_of
from heli.loops.grid.queries.public import as_public
from heli.loops.grid.queries.routing import route, to_mend


pytestmark = pytest.mark.django_db


def test_the_list_is_read_as_it_was_on_the_day() -> None:
    centre = make_grid.centre()
    said = {"category": "06010", "group": "06", "condition": "a", "area": centre.grid}
    line = add_line(
        centre.call,
        unit=centre.lamps,
        category="06010",
        area=centre.area,
        by=centre.head,
        at=centre.at,
    )
    yesterday, today = make.TODAY - timedelta(days=1), make.TODAY

    assert route(centre.call, on=yesterday, **said).unit == centre.cleaning
    assert route(centre.call, on=today, **said).unit == centre.lamps
    end_line(centre.call, line=line, by=centre.head, at=centre.at)
    assert route(centre.call, on=today, **said).unit == centre.cleaning
    assert route(centre.call, on=today, **{**said, "category": "L1", "group": "L1"}) is None


def test_another_unit_than_the_list_names_needs_a_reason() -> None:
    centre = make_grid.centre()
    entry = centre.registered(category="L1-01")
    with pytest.raises(NobodyInCharge):
        dispatch_cases([entry], by=centre.dispatcher, at=centre.at)
    with pytest.raises(NotYet):
        dispatch_cases([entry], unit=centre.lamps, by=centre.dispatcher, at=centre.at)
    steps = dispatch_cases(
        [entry], unit=centre.lamps, note="由其值守", by=centre.dispatcher, at=centre.at
    )
    undo_steps(steps, by=centre.dispatcher, at=centre.later(minutes=1))

    assert (case_of(entry.uid).org, case_of(entry.uid).state) == (centre.town, Stage.REGISTERED)


def test_a_return_that_is_upheld_begins_handling_anew_and_mends_the_list() -> None:
    centre = make_grid.centre()
    entry = centre.dispatched()
    whole = clocks_of(entry, at=centre.at)["case"].deadline
    said = {"reason": ReturnReason.NOT_OUR_DUTY, "note": "不归我们", "by": centre.unit_head}
    with pytest.raises(NotYet):
        ask_return(entry, at=centre.at, **said)
    ask_return(entry, basis="职责规定第9条", at=centre.later(minutes=30), **said)
    decide_return(entry, granted=True, note="同意", by=centre.dispatcher, at=centre.later(hours=1))

    assert (entry.state, entry.org) == (Stage.REGISTERED, centre.town)
    assert [mend.basis for mend in to_mend(centre.call)] == ["职责规定第9条"]
    dispatch_cases(
        [entry], unit=centre.lamps, note="改派", by=centre.dispatcher, at=centre.later(hours=2)
    )
    clocks = clocks_of(entry, at=centre.later(hours=2))
    assert clocks["handle"].since == centre.later(hours=2)
    assert clocks["case"].deadline == whole
    ask_return(
        entry,
        reason=ReturnReason.NOT_OUR_AREA,
        note="不在我们辖区",
        by=centre.lamp_head,
        at=centre.later(hours=4),
    )
    with pytest.raises(NotYet):
        decide_return(
            entry, granted=False, note="由你办", by=centre.dispatcher, at=centre.later(hours=4)
        )
    decide_return(entry, granted=False, note="审定", by=centre.leader, at=centre.later(hours=4))
    assert entry.org == centre.lamps


def test_more_time_is_given_by_somebody_else_and_never_in_danger() -> None:
    centre = make_grid.centre()
    entry = centre.signed(category=make_grid.LAMP, patrol=False)
    head = centre.lamp_head
    until = centre.later(days=20)
    original = clocks_of(entry, at=centre.at)["handle"].original
    ask_extension(entry, until=until, note="缺配件", evidence="采购单", by=head, at=centre.at)
    access.grant_role(
        centre.town,
        to=centre.person(head),
        role=Role.REVIEWER,
        since=make.LONG_AGO,
        by=SYSTEM,
        at=make.AT,
    )
    with pytest.raises(NotTheAsker):
        decide_extension(
            entry, granted=True, by=actor_for(centre.person(head), on=make.TODAY), at=centre.at
        )
    decide_extension(entry, granted=True, by=centre.head, at=centre.at)
    handle = clocks_of(entry, at=centre.at)["handle"]

    assert (handle.deadline.at, handle.original) == (until, original)
    lid = centre.signed(category=make_grid.LID)
    with pytest.raises(NotYet):
        ask_extension(lid, until=until, note="缺配件", evidence="采购单", by=head, at=centre.at)


def test_milestones_come_in_order_before_it_is_handled() -> None:
    centre = make_grid.centre()
    entry = centre.signed(category=make_grid.LID)
    centre.unit_head = centre.lamp_head
    with pytest.raises(NotYet):
        centre.hand_in(entry)
    with pytest.raises(NotYet):
        tick_milestone(entry, milestone="repair", by=centre.lamp_head, at=centre.at)
    for milestone in ("guard", "repair"):
        tick_milestone(entry, milestone=milestone, by=centre.lamp_head, at=centre.at)
    centre.hand_in(entry)
    assert entry.state == Stage.HANDLED


def test_a_pause_survives_a_change_of_category() -> None:
    centre = make_grid.centre()
    entry = centre.signed()
    began = clocks_of(entry, at=centre.at)["handle"].since
    ask_suspension(
        entry,
        waits_for=WaitsFor.WORKS,
        review_on=date(2020, 2, 20),
        note="道路施工",
        photos=[make_grid.shot(PhotoKind.MEASURE)],
        by=centre.unit_head,
        at=centre.at,
    )
    decide_suspension(entry, granted=True, by=centre.leader, at=centre.at)
    watch_cases([case_of(entry.uid)], by=SYSTEM, at=centre.later(days=5))
    assert case_of(entry.uid).state == Stage.SUSPENDED
    watch_cases([case_of(entry.uid)], by=SYSTEM, at=centre.later(days=10))
    entry = case_of(entry.uid)
    assert entry.state == Stage.HANDLING

    at = centre.later(days=10, minutes=5)
    reclassify_back(entry, category="06042", note="是垃圾桶满了", by=centre.clerk, at=at)
    assert (entry.state, entry.org) == (Stage.REPORTED, centre.town)
    handle = clocks_of(entry, at=at)["handle"]
    assert handle.since == began
    assert [(one.since, one.until) for one in handle.pauses] == [(centre.at, centre.later(days=10))]


def test_what_is_not_signed_is_signed_for_and_what_lapses_is_counted_on_its_day() -> None:
    centre = make_grid.centre()
    entry = centre.dispatched()
    watch_cases([case_of(entry.uid)], by=SYSTEM, at=centre.later(days=1))
    watch_cases([case_of(entry.uid)], by=SYSTEM, at=centre.later(days=2))
    entry = case_of(entry.uid)

    assert entry.state == Stage.HANDLING
    assert (entry.counted[Tag.HANDLE_LAPSED], entry.counted[Tag.SIGNED]) == (1, 1)
    lapsed = entry.steps.get(tag=Tag.HANDLE_LAPSED)
    assert lapsed.effective_on == make.TODAY
    centre.hand_in(entry, after=timedelta(days=2))
    assert Tag.HANDLE_LAPSED not in entry.counted
    assert entry.steps.get(tag=Tag.HANDLED).facts["on_time"] is False


def test_a_small_office_checks_itself_only_if_nobody_else_can_and_says_so() -> None:
    centre = make_grid.centre(small=True, unit_confirms=False)
    entry = centre.handled()
    who = centre.person(centre.unit_head)
    access.grant_role(
        centre.town, to=who, role=Role.CHECKER, since=make.LONG_AGO, by=SYSTEM, at=make.AT
    )
    alone = actor_for(who, on=make.TODAY)
    said = {"result": "pass", "photos": [make_grid.shot(PhotoKind.CHECK)], "by": alone}
    with pytest.raises(NotYet):
        check_case(entry, at=centre.at, **said)

    tie = centre.person(centre.checker).ties_out.get(kind="role")
    access.withdraw_role(tie, by=SYSTEM, at=centre.at)
    check_case(entry, at=centre.later(days=1), **said)
    assert as_public(case_of(entry.uid)).self_checked
    assert register_cases.name == "grid.cases.register"

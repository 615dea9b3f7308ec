"""Pairs, visits and counts: who may, and what they come to."""

import pytest

import make
from heli.core.acts import Invalid, NotAllowed
from heli.core.flow.engine import NotYet
from heli.loops.services import policies
from heli.loops.services.actions.answering import answer_needs, route_needs
from heli.loops.services.actions.caring import (
    NotAPair,
    appoint_pair,
    note_visit,
    release_firm,
)
from heli.loops.services.actions.counting import confirm_count, refuse_count, report_count
from heli.loops.services.actions.settling import agree
from heli.loops.services.actions.visiting import bring_back, finish_visit, note_field_visit
from heli.loops.services.queries.visits import problems_of
from make_services import services


pytestmark = pytest.mark.django_db


def test_a_firm_gets_a_leader_and_an_officer_who_visit_it() -> None:
    house = services()
    care, leader, officer = house.paired()

    note_visit(care, note="返岗人员已登记。", by=officer, at=house.at)
    note_visit(care, note="询问用工情况。", by=leader, at=house.at)
    for other in (house.clerk, house.asker, house.stranger()):
        with pytest.raises(NotAllowed):
            note_visit(care, note="……", by=other, at=house.at)

    assert house.count("services.visits_to_firms") == 2
    assert house.count("services.firms_paired") == 1
    assert house.count("services.leaders_per_firm") == 1
    assert house.count("services.officers_per_firm") == 1


def test_a_pair_is_two_people_and_ends_with_its_part() -> None:
    house = services()
    care = house.enlisted()
    assert house.enlisted() == care
    somebody = make.person(org=house.body)

    with pytest.raises(NotAPair):
        appoint_pair(care, leader=somebody, officer=somebody, by=house.clerk, at=house.at)
    care.refresh_from_db()
    assert not care.assignments.exists()


def test_a_pair_sees_a_firm_as_long_as_it_looks_after_it() -> None:
    house = services()
    care, leader, officer = house.paired()
    assert policies.see_care.check(leader, care)

    release_firm(care, note="已全面复工。", by=house.clerk, at=house.at)

    assert not policies.see_care.check(officer, care)


def test_a_visit_is_followed_until_what_it_brought_back_is_solved() -> None:
    house = services()
    visit = note_field_visit(
        house.desk, to=house.firm, title="走访园区企业", by=house.clerk, at=house.at
    )
    need = bring_back(visit, topic="labour", title="用工紧缺", by=house.clerk, at=house.at)
    assert problems_of(visit) == [need]

    with pytest.raises(NotYet):
        finish_visit(visit, by=house.clerk, at=house.at)
    route_needs([need], department=house.department, by=house.clerk, at=house.at)
    answer_needs([need], note="已组织招聘。", by=house.officer, at=house.at)
    agree([need], by=house.asker, at=house.at)
    finish_visit(visit, by=house.clerk, at=house.at)

    assert house.count("services.field_visits") == 1
    assert house.count("services.solved_from_visits") == 1
    with pytest.raises(NotAllowed):
        bring_back(visit, topic="other", title="……", by=house.asker, at=house.at)


def test_help_is_counted_when_the_desk_confirms_it_and_nobody_is_named() -> None:
    house = services()
    told = {"desk": house.desk, "what": "people", "at": house.at}
    first = report_count(house.department, n=9000, **told, by=house.officer)
    second = report_count(house.department, n=50, **told, by=house.officer)

    assert house.count("services.people") == 0
    confirm_count(first, by=house.clerk, at=house.at)
    refuse_count(second, note="重复计算。", by=house.clerk, at=house.at)

    assert house.count("services.people") == 9000
    assert house.count("services.disputes", version=2) == 0
    refuse_count(first, note="名单有误。", by=house.clerk, at=house.at)
    assert house.count("services.people") == 0


def test_a_count_is_reported_by_its_own_body_and_confirmed_by_the_desk_alone() -> None:
    house = services()
    told = {"desk": house.desk, "what": "disputes", "at": house.at}

    with pytest.raises(NotAllowed):
        report_count(house.department, n=3, **told, by=house.asker)
    with pytest.raises(Invalid):
        report_count(house.department, n=0, **told, by=house.officer)
    count = report_count(house.department, n=3, **told, by=house.officer)
    for other in (house.officer, house.asker, house.stranger()):
        with pytest.raises(NotAllowed):
            confirm_count(count, by=other, at=house.at)
    assert not policies.see_tally.check(house.asker, count)

"""Firms ask, departments answer, and only the asker says that it is solved."""

import pytest

import make
from heli.core.access.enums import Role
from heli.core.acts import Invalid, NotAllowed
from heli.core.flow.engine import Missing, NotFromHere
from heli.core.flow.queries import inbox
from heli.loops.services import policies
from heli.loops.services.actions.answering import (
    answer_needs,
    give_back,
    note_found,
    route_needs,
    say,
)
from heli.loops.services.actions.asking import OneDeskOnly, ask_for_help, open_desk, speak_for_firm
from heli.loops.services.actions.settling import agree, disagree, reopen, withdraw
from heli.loops.services.actions.within import NotServed
from make_services import services


pytestmark = pytest.mark.django_db


def test_a_matter_goes_from_the_firm_to_the_department_and_back_to_the_asker() -> None:
    house = services()

    need = house.ask()
    assert need in inbox(house.clerk)
    route_needs([need], department=house.department, by=house.clerk, at=house.at)
    assert need in inbox(house.officer)
    say(need, note="需要多少？", by=house.officer, at=house.at)
    say(need, note="两千只。", by=house.asker, at=house.at)
    note_found(need, what="masks", n=2000, by=house.officer, at=house.at)
    answer_needs([need], note="明日送到。", by=house.officer, at=house.at)
    assert need in inbox(house.asker)
    assert house.count("services.solved") == 0
    agree([need], by=house.asker, at=house.at)

    need.refresh_from_db()
    assert (need.code, need.state, need.org) == ("0001", "solved", house.department)
    assert [s.note for s in need.steps.filter(verb="say").order_by("seq")] == [
        "需要多少？",
        "两千只。",
    ]
    assert house.count("services.solved") == 1
    assert house.count("services.found_masks") == 2000
    assert house.count("services.found_thermometers") == 0


def test_nobody_but_the_asker_says_that_it_is_solved() -> None:
    house = services()
    need = house.answered()

    for other in (house.clerk, house.officer, house.stranger()):
        with pytest.raises(NotAllowed):
            agree([need], by=other, at=house.at)

    need.refresh_from_db()
    assert need.state == "answered"


def test_an_answer_that_did_not_help_goes_back_and_does_not_count() -> None:
    house = services()
    need = house.answered()
    assert house.count("services.answered") == 1

    disagree(need, note="数量不够。", by=house.asker, at=house.at)

    assert (need.state, house.count("services.answered")) == ("routed", 0)
    answer_needs([need], note="已补足。", by=house.officer, at=house.at)
    agree([need], by=house.asker, at=house.at)
    assert house.count("services.solved") == 1
    reopen(need, note="又缺货了。", by=house.asker, at=house.at)
    assert (need.state, house.count("services.solved")) == ("routed", 0)


def test_a_department_gives_back_what_is_not_its_own_and_no_longer_sees_it() -> None:
    house = services()
    need = house.routed()

    with pytest.raises(Missing):
        give_back(need, note=" ", by=house.officer, at=house.at)
    give_back(need, note="属于交通局。", by=house.officer, at=house.at)

    need.refresh_from_db()
    assert (need.state, need.org) == ("asked", house.body)
    assert not policies.see_need.check(house.officer, need)


def test_firms_do_not_see_each_others_matters() -> None:
    house = services()
    need = house.ask()
    neighbour = make.actor(Role.LIAISON, over=make.society(house.body, name="示例传动公司"))

    for other in (neighbour, house.officer, house.stranger()):
        assert not policies.see_need.check(other, need)
        with pytest.raises(NotAllowed):
            say(need, note="？", by=other, at=house.at)
    assert policies.see_need.check(house.asker, need)


def test_only_who_speaks_for_a_firm_asks_in_its_name_and_where_it_is_served() -> None:
    house, elsewhere = services(), make.federation("另一示例县")
    other = make.actor(Role.LIAISON, over=elsewhere)
    asked = {"desk": house.desk, "topic": "money", "title": "贷款展期", "at": house.at}

    with pytest.raises(NotAllowed):
        ask_for_help(house.firm, **asked, by=other)
    with pytest.raises(NotServed):
        ask_for_help(elsewhere, **asked, by=other)
    with pytest.raises(Invalid):
        house.ask(title=" ")


def test_a_successor_takes_the_askers_part() -> None:
    house = services()
    need = house.answered()
    successor = make.actor(Role.LIAISON, over=house.firm)

    with pytest.raises(NotAllowed):
        agree([need], by=successor, at=house.at)
    speak_for_firm(need, by=successor, at=house.at)
    agree([need], by=successor, at=house.at)

    assert need.state == "solved"
    with pytest.raises(NotAllowed):
        speak_for_firm(need, by=house.stranger(), at=house.at)


def test_what_is_withdrawn_is_over() -> None:
    house = services()
    need = house.routed()

    withdraw(need, note="已自行解决。", by=house.asker, at=house.at)

    with pytest.raises(NotFromHere):
        answer_needs([need], note="……", by=house.officer, at=house.at)


def test_a_body_has_one_desk_opened_by_its_own_clerk() -> None:
    house = services()

    with pytest.raises(OneDeskOnly):
        open_desk(house.body, title="又一个", by=house.clerk, at=house.at)
    with pytest.raises(NotAllowed):
        open_desk(house.body, title="又一个", by=house.asker, at=house.at)

"""Policies with conditions: whom they fit and why, who was told, who has read it."""

import pytest
from django.urls import reverse

import make
from browse import client_of, send, text
from heli.core.access.enums import Role
from heli.core.acts import Invalid, NotAllowed
from heli.core.flow.engine import Closed
from heli.core.flow.models import Call, Entry
from heli.core.notices.actions import SecondPerson, approve_message, mark_read
from heli.core.notices.models import Delivery
from heli.loops.services.actions.describing import describe_firm
from heli.loops.services.actions.offering import (
    NobodyNew,
    decline,
    end_policy,
    send_policy,
    take_up,
    write_policy,
)
from heli.loops.services.queries.firms import cards_of
from heli.loops.services.queries.fitting import FIELDS
from heli.loops.services.queries.offers import fitting, judged, told
from make_services import House, services


pytestmark = pytest.mark.django_db


def write(house: House, **said: object) -> Call:
    told_ = {"title": "小微企业稳岗返还", "text": "按上年度实缴失业保险费返还。", **said}
    told_.setdefault("conditions", {"size": ["small", "micro"], "kind": ["company"]})
    return write_policy(house.desk, **told_, by=house.clerk, at=house.at)


def small(house: House) -> None:
    said = {"desk": house.desk, "size": "small", "sector": "industry"}
    describe_firm(house.firm, **said, by=house.asker, at=house.at)


def test_a_policy_fits_a_firm_when_every_condition_holds_and_it_says_why() -> None:
    house = services()
    policy, other = write(house), write(house, conditions={"size": ["large"]})
    [card] = cards_of([house.firm])
    assert [one.is_open for _policy, one in judged(card, house.at)] == [True, True]

    small(house)

    [card] = cards_of([house.firm])
    found = dict(judged(card, house.at))
    assert (found[policy].is_good, found[other].is_good, found[other].is_open) == (
        True,
        False,
        False,
    )
    assert [one.label for one in found[policy].reasons] == [FIELDS["kind"], FIELDS["size"]]


def test_a_policy_for_a_town_fits_the_firms_that_lie_in_it() -> None:
    house = services()
    county = make.area(kind="county", name="示例县")
    town = make.area(county, kind="town", name="示例镇")
    firm = make.society(house.body, name="镇上公司", subkind="company")
    type(firm).objects.filter(pk=firm.pk).update(area=town)

    for_county = write(house, conditions={"area": [str(county.uid)]})
    for_other = write(house, conditions={"area": [str(make.area(name="邻镇", kind="town").uid)]})

    assert fitting(for_county, house.desk) == [firm]
    assert fitting(for_other, house.desk) == []


def test_a_policy_goes_to_those_it_fits_and_to_nobody_twice() -> None:
    house = services()
    small(house)
    make.society(house.body, name="没有联络员的公司", subkind="company")
    policy = write(house)

    message = send_policy(policy, by=house.clerk, at=house.at)

    assert message.deliveries.get().party_id == house.asker.party_id
    assert [(one.is_reached, one.is_read) for one in told(policy)] == [(True, False)]
    with pytest.raises(NobodyNew):
        send_policy(policy, by=house.clerk, at=house.at)
    mark_read(Delivery.objects.get(message=message), by=house.asker, at=house.at)
    assert [(one.is_reached, one.is_read) for one in told(policy)] == [(True, True)]
    assert house.count("services.policy_firms") == 1


def test_a_large_sending_reaches_nobody_before_a_second_person_let_it_go() -> None:
    house = services()
    for n in range(21):
        firm = make.society(house.body, name=f"第{n}家公司", subkind="company")
        make.actor(Role.LIAISON, over=firm)
    policy = write(house, conditions={})

    message = send_policy(policy, by=house.clerk, at=house.at)

    assert {one.is_reached for one in told(policy)} == {False}
    with pytest.raises(SecondPerson):
        approve_message(message, by=house.clerk, at=house.at)
    approve_message(message, by=make.actor(Role.EDITOR, over=house.body), at=house.at)
    assert len([one for one in told(policy) if one.is_reached]) == 22


def test_only_the_firm_says_whether_it_wants_it() -> None:
    house = services()
    small(house)
    policy = write(house)
    send_policy(policy, by=house.clerk, at=house.at)
    offer = Entry.objects.get(call=policy)

    for other in (house.clerk, house.officer, house.stranger()):
        with pytest.raises(NotAllowed):
            take_up(offer, by=other, at=house.at)
    take_up(offer, by=house.asker, at=house.at)
    assert house.count("services.policy_wanted") == 1
    decline(offer, note="已享受过。", by=house.asker, at=house.at)
    assert house.count("services.policy_wanted") == 0


def test_what_ended_is_sent_to_nobody() -> None:
    house = services()
    policy = write(house)
    end_policy(policy, note="政策到期。", by=house.clerk, at=house.at)

    with pytest.raises(Closed):
        send_policy(policy, by=house.clerk, at=house.at)
    [card] = cards_of([house.firm])
    assert judged(card, house.at) == []


def test_others_neither_enter_policies_nor_describe_firms() -> None:
    house = services()

    for other in (house.asker, house.officer, house.stranger()):
        with pytest.raises(NotAllowed):
            write_policy(house.desk, title="……", text="……", conditions={}, by=other, at=house.at)
    for other in (house.officer, house.stranger()):
        with pytest.raises(NotAllowed):
            describe_firm(
                house.firm, desk=house.desk, size="small", sector="trade", by=other, at=house.at
            )
    with pytest.raises(Invalid):
        write(house, conditions={"size": ["huge"]})
    with pytest.raises(Invalid):
        write(house, conditions={"religion": ["none"]})


def test_the_desk_enters_and_sends_a_policy_on_its_pages_and_the_firm_reads_why() -> None:
    house = services()
    small(house)
    desk, firm = client_of(house.clerk), client_of(house.asker)
    said = {"title": "设备贷款贴息", "text": "按贷款利率的一半贴息。", "size": ["small"]}

    entered = send(desk, "services:new_policy", house.desk.uid, **said)
    policy = Call.objects.get(title="设备贷款贴息")
    assert entered.headers["Location"] == reverse("services:policy", args=[policy.uid])
    assert "Fit, and do not have it" in text(desk.get(entered.headers["Location"]))
    send(desk, "services:send_policy", policy.uid)

    page = text(firm.get(reverse("services:for_us")))
    assert "设备贷款贴息" in page
    assert "Size of the firm: Small firm" in page
    seen_by_firm = text(firm.get(reverse("services:policy", args=[policy.uid])))
    assert "按贷款利率的一半贴息。" in seen_by_firm
    assert "Who was reached" not in seen_by_firm
    assert "not yet" in text(desk.get(reverse("services:policy", args=[policy.uid])))


def test_a_firm_without_a_policy_is_told_so_and_strangers_see_no_firm() -> None:
    house = services()

    page = text(client_of(house.asker).get(reverse("services:for_us")))

    assert "No policy in force fits the firm as it is described." in page
    assert "not said yet" in page
    stranger = client_of(house.stranger())
    assert stranger.get(reverse("services:firm", args=[house.firm.uid])).status_code == 404
    officer = client_of(house.officer)
    assert "You speak for no firm" in text(officer.get(reverse("services:for_us")))

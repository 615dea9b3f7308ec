"""Pledged is not received, and received is not paid out."""

from decimal import Decimal
from typing import Any

import pytest

from heli.core.acts import Invalid, NotAllowed
from heli.core.flow.engine import Missing, NotFromHere
from heli.core.flow.models import Entry
from heli.loops.giving import measures
from heli.loops.giving.actions.pledging import lapse_pledge, make_pledge, withdraw_pledge
from heli.loops.giving.actions.receiving import AnotherAppeal, correct_gift
from heli.loops.giving.enums import DonorKind
from heli.loops.giving.queries.pledges import pledges, standings
from heli.loops.giving.queries.slips import Donor
from make_giving import House, day, giving


pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db: Any) -> House:
    return giving()


def pledge(house: House, quantity: int | str = 1000, **said: Any) -> Entry:
    donor = said.pop("donor", Donor(name="示例商会", kind=DonorKind.SOCIETY))
    said = {"by": house.clerk, "at": house.at, **said}
    return make_pledge(house.appeal, donor=donor, quantity=Decimal(quantity), **said)


def test_a_pledge_is_fulfilled_in_parts(house: House) -> None:
    promised = pledge(house, 4_000_000, on=day("02-01"))

    house.receive("示例商会", cash=500_000, pledge=promised)
    assert promised.state == "partly_received"
    house.receive("示例商会", cash=600_000, pledge=promised)

    [standing] = standings([promised])
    assert standing.words == ("4,000,000.00 元", "1,100,000.00 元", "2,900,000.00 元")
    assert house.count(measures.PLEDGED) == 4_000_000
    assert house.count(measures.PLEDGES_RECEIVED) == 1_100_000
    assert house.count(measures.CASH_RECEIVED) == 1_100_000


def test_a_pledge_is_received_when_all_of_it_came(house: House) -> None:
    promised = pledge(house)

    house.receive(pledge=promised, cash=1000, kind=DonorKind.SOCIETY)

    assert promised.state == "received"
    assert house.count(measures.DONORS) == 1
    with pytest.raises(NotFromHere):
        house.receive("示例商会", cash=11, pledge=promised)


def test_a_gift_taken_back_opens_its_pledge_again(house: House) -> None:
    promised = pledge(house)
    gift = house.receive("示例商会", cash=1000, pledge=promised)

    correct_gift(gift, reason="到账有误", by=house.clerk, at=house.at)

    promised.refresh_from_db()
    assert promised.state == "partly_received"
    assert standings([promised])[0].received == 0
    assert house.count(measures.PLEDGES_RECEIVED) == 0


def test_a_corrected_gift_fulfils_its_pledge_with_the_right_amount(house: House) -> None:
    promised = pledge(house)
    gift = house.receive("示例商会", cash=1000, pledge=promised)

    correct_gift(
        gift, reason="实为六百", slip=house.slip("示例商会", cash=600), by=house.clerk, at=house.at
    )

    promised.refresh_from_db()
    assert promised.state == "partly_received"
    assert house.count(measures.PLEDGES_RECEIVED) == 600


def test_goods_are_pledged_apart_from_cash(house: House) -> None:
    promised = pledge(house, 5000, item=house.masks)

    house.receive("示例商会", kind=DonorKind.SOCIETY, goods=(house.goods(5000),), pledge=promised)

    assert promised.state == "received"
    assert house.count(measures.PLEDGED) == 0
    assert house.count(measures.PLEDGES_RECEIVED) == 0


def test_what_lapsed_stays_pledged_and_says_why(house: House) -> None:
    promised = pledge(house)

    with pytest.raises(Missing):
        lapse_pledge(promised, note=" ", by=house.clerk, at=house.at)
    lapse_pledge(promised, note="企业停产", by=house.clerk, at=house.at)

    assert house.count(measures.PLEDGED) == 1000
    assert house.count(measures.CASH_RECEIVED) == 0


def test_a_pledge_that_was_withdrawn_brings_nothing(house: House) -> None:
    promised = pledge(house)

    withdraw_pledge(promised, note="重复登记", by=house.clerk, at=house.at)

    with pytest.raises(NotFromHere):
        house.receive("示例商会", cash=1000, pledge=promised)


def test_nobody_pledges_nothing(house: House) -> None:
    with pytest.raises(Invalid):
        pledge(house, donor=Donor())
    with pytest.raises(Invalid):
        pledge(house, 0)
    with pytest.raises(NotAllowed):
        pledge(house, by=house.stranger())


def test_a_pledge_is_fulfilled_where_it_was_made(house: House) -> None:
    promised = pledge(house)
    _campaign, appeal = house.another_campaign()

    with pytest.raises(AnotherAppeal):
        house.receive("示例商会", cash=1000, pledge=promised, appeal=appeal)


def test_the_office_sees_its_pledges_and_nobody_else(house: House) -> None:
    promised = pledge(house)

    assert list(pledges(house.clerk)) == [promised]
    assert list(pledges(house.stranger())) == []
    assert list(pledges(house.liaison)) == []

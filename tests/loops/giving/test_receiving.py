"""Gifts come in: cash and goods, from somebody or nobody, each slip once."""

from decimal import Decimal
from typing import Any

import pytest

import make
from heli.core.acts import Invalid, NotAllowed
from heli.core.ledger.checking import verify_ledger
from heli.core.ledger.drafts import Control
from heli.core.ledger.enums import AccountKind
from heli.core.ledger.models import Account, Item, Posting, Transaction
from heli.core.ledger.queries import balance
from heli.core.ledger.refusals import ControlDiffers, Implausible, InTheFuture
from heli.loops.giving import measures
from heli.loops.giving.actions.books import own_item
from heli.loops.giving.actions.receiving import (
    LooksPosted,
    NoVoucher,
    correct_gift,
    receive_gift,
    report_gift,
)
from heli.loops.giving.enums import CASH, Capacity, DonorKind
from heli.loops.giving.queries.slips import Designation, InTenThousands, NotANumber, amount_of
from make_giving import House, day, giving
from make_ledger import item


pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db: Any) -> House:
    return giving()


def test_eight_branches_with_38_members_give_16680(house: House) -> None:
    givers = [5, 5, 5, 5, 5, 5, 5, 3]
    amounts = [2000, 2000, 2000, 2000, 2000, 2000, 2000, 2680]
    for n, (persons, cash) in enumerate(zip(givers, amounts, strict=True)):
        house.receive(
            f"第{n}党支部", kind=DonorKind.PARTY_BRANCH, givers=persons, cash=cash, on=day("02-05")
        )

    assert house.count(measures.BRANCHES) == 8
    assert house.count(measures.GIVERS) == 38
    assert house.count(measures.CASH_RECEIVED) == Decimal("16680.00")
    assert house.count(measures.DONATIONS) == 8
    assert list(verify_ledger()) == []


def test_cash_and_goods_on_one_slip_are_one_gift_and_never_one_sum(house: House) -> None:
    house.receive(
        "示例公司",
        kind=DonorKind.COMPANY,
        cash="41379.99",
        goods=(house.goods(3000, value=Decimal(9000), basis="invoice"),),
    )

    assert house.count(measures.DONATIONS) == 1
    assert house.count(measures.CASH_RECEIVED) == Decimal("41379.99")
    assert house.count(measures.GOODS_RECEIVED, item=house.masks) == 3000
    assert house.count(measures.GOODS_VALUE) == Decimal("9000.00")


def test_the_charity_holds_the_money_and_the_warehouse_the_masks(house: House) -> None:
    house.receive("王某", cash=500, goods=(house.goods(40),))

    channel = Account.objects.get(kind=AccountKind.CHANNEL, undertaking=house.campaign)
    assert channel.party == house.charity
    assert balance(channel, Item.objects.get(code=CASH)) == 500_00
    assert balance(Account.objects.filter(kind=AccountKind.STOCK), house.masks) == 40


def test_the_hand_at_the_door_receives_and_a_stranger_does_not(house: House) -> None:
    house.receive("王某", cash=500, by=house.hand)

    with pytest.raises(NotAllowed):
        house.receive("王某", cash=501, by=house.stranger())
    with pytest.raises(NotAllowed):
        house.receive("王某", cash=501, by=house.liaison)
    assert Transaction.objects.count() == 1


def test_the_same_slip_posted_by_two_people_is_asked_about(house: House) -> None:
    house.receive("王某", cash=500, voucher="0001", on=day("02-05"))

    with pytest.raises(LooksPosted, match=r"2020-02-05.*500\.00"):
        house.receive("王某", cash=500, voucher="0001", on=day("02-05"), by=house.hand)
    house.receive("王某", cash=500, voucher="0002", on=day("02-05"))
    house.receive("王某", cash=500, voucher="0001", on=day("02-05"), is_meant=True)
    assert house.count(measures.DONATIONS) == 3
    assert house.count(measures.DONORS) == 1


def test_the_same_photo_with_other_words_is_asked_about(house: House) -> None:
    house.receive("王某", cash=500, files=(house.photo(),))

    with pytest.raises(LooksPosted):
        house.receive("王谋", cash=5000, files=(house.photo(),))


def test_a_slip_that_was_taken_back_may_be_posted_again(house: House) -> None:
    gift = house.receive("王某", cash=500, files=(house.photo(),))
    correct_gift(gift, reason="录错了活动", by=house.clerk, at=house.at)

    house.receive("王某", cash=500, files=(house.photo(),))

    assert house.count(measures.CASH_RECEIVED) == 500


def test_a_correction_shows_old_new_and_why(house: House) -> None:
    gift = house.receive("王某", cash=5000)

    right = correct_gift(
        gift, reason="少写一个零", slip=house.slip("王某", cash=50000), by=house.clerk, at=house.at
    )

    assert house.count(measures.CASH_RECEIVED) == 50000
    assert house.count(measures.DONATIONS) == 1
    back = Transaction.objects.get(reverses=gift)
    assert (back.reason, right.reverses) == ("少写一个零", None)
    with pytest.raises(NotAllowed):
        correct_gift(right, reason="—", by=house.stranger(), at=house.at)


def test_a_donor_may_stay_unknown_even_to_the_office(house: House) -> None:
    house.receive(cash=1000)

    assert Posting.objects.filter(party__isnull=False, tag="giving.cash_received").count() == 0
    assert house.count(measures.DONORS) == 0
    assert house.count(measures.CASH_RECEIVED) == 1000


def test_nothing_lies_in_the_future_and_nothing_is_given_for_nothing(house: House) -> None:
    with pytest.raises(InTheFuture):
        house.receive("王某", cash=100, on=day("02-11"))
    for slip in (house.slip("王某"), house.slip("王某", cash=-5), house.slip("王某", cash=0)):
        with pytest.raises(Invalid):
            receive_gift(house.appeal, slip=slip, by=house.clerk, at=house.at)


def test_an_unusual_amount_is_asked_about_and_may_be_meant(house: House) -> None:
    with pytest.raises(Implausible, match="万元"):
        house.receive("王某", cash="4.6")

    house.receive("某公司", cash=10_000_000, is_meant=True)
    assert house.count(measures.CASH_RECEIVED) == 10_000_000


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("4.6万", "46000 元"), ("100 萬元", "1000000 元"), ("1.2亿", "120000000 元")],
)
def test_an_amount_in_ten_thousands_is_asked_back(typed: str, meant: str) -> None:
    with pytest.raises(InTenThousands, match=meant):
        amount_of(typed)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [("16680", "16680"), ("41,379.99元", "41379.99"), ("１２００", "1200"), ("¥ 50", "50")],
)
def test_an_amount_is_read_as_people_write_it(typed: str, amount: str) -> None:
    assert amount_of(typed) == Decimal(amount)


@pytest.mark.parametrize("typed", ["", "一千", "1.2.3", "12,34", "1e9", "=1+1", "9" * 30])
def test_what_is_no_amount_is_not_guessed(typed: str) -> None:
    with pytest.raises(NotANumber):
        amount_of(typed)


def test_a_control_total_finds_the_slip_of_a_finger(house: House) -> None:
    control = (Control(item=house.masks, quantity=300),)

    with pytest.raises(ControlDiffers):
        house.receive("王某", goods=(house.goods(100), house.goods(20)), control=control)
    house.receive(
        "某会", kind=DonorKind.COLLECTIVE, givers=12, goods=(house.goods(300),), control=control
    )
    assert house.count(measures.GOODS_RECEIVED, item=house.masks) == 300


def test_kn95_is_not_n95(house: House) -> None:
    kn95 = item("口罩", standard="KN95 GB 2626")
    house.receive("王某", goods=(house.goods(100), house.goods(70, kn95)))

    assert house.count(measures.GOODS_RECEIVED, item=house.masks) == 100
    assert house.count(measures.GOODS_RECEIVED, item=kn95) == 70
    assert house.count(measures.GOODS_RECEIVED) is None


def test_a_liaison_reports_what_was_given_elsewhere_with_its_voucher(house: House) -> None:
    slip = house.slip("某会长", cash=10_000_000, is_meant=True, voucher="武慈2020-17")
    report_gift(house.society, appeal=house.appeal, slip=slip, by=house.liaison, at=house.at)

    assert house.count(measures.CASH_RECEIVED) == 0
    assert house.count(measures.CASH_REPORTED) == 10_000_000
    assert house.count(measures.CASH_GIVEN, org=house.society) == 10_000_000
    assert not Account.objects.filter(kind=AccountKind.CHANNEL).exists()
    bare = house.slip("某会长", cash=100)
    with pytest.raises(NoVoucher):
        report_gift(house.society, appeal=house.appeal, slip=bare, by=house.liaison, at=house.at)
    with pytest.raises(NotAllowed):
        report_gift(house.body, appeal=house.appeal, slip=slip, by=house.liaison, at=house.at)


def test_a_gift_counts_for_the_body_that_mobilised_it(house: House) -> None:
    house.receive("王某", cash=71000, body=house.society)
    house.receive("李某", cash=29000)

    assert house.count(measures.CASH_RECEIVED, org=house.society) == 71000
    assert house.count(measures.CASH_RECEIVED) == 100_000
    outside = make.society(make.federation("第三示例联合会"))
    with pytest.raises(Invalid):
        house.receive("王某", cash=71000, body=outside)


def test_what_is_only_counted_is_said_at_the_appeal(house: House) -> None:
    _campaign, appeal = house.another_campaign(capacity=Capacity.STATISTICAL)
    house.receive("王某", cash=500, appeal=appeal)

    assert house.count(measures.CASH_REPORTED) == 500
    assert house.count(measures.CASH_RECEIVED) == 0


def test_designated_for_hubei_is_a_part_of_the_whole(house: House) -> None:
    hubei = make.area(name="湖北省", kind="province")
    house.receive("王某", cash=40000, designation=Designation(area=hubei, purpose="医院"))
    house.receive("李某", cash=19000)

    assert house.count(measures.CASH_GIVEN) == 59000
    assert house.count(measures.CASH_GIVEN, area=hubei) == 40000


def test_cash_is_recorded_once_as_an_item(house: House) -> None:
    house.receive("王某", cash=500)
    house.receive("李某", cash=600)

    assert Item.objects.filter(code=CASH).count() == 1
    with pytest.raises(LookupError):
        own_item(CASH)

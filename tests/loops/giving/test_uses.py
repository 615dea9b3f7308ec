"""What a gift was designated for, how a donor is named, and what happens when that changes."""

from decimal import Decimal
from typing import Any

import pytest

import make
from heli.core.acts import NotAllowed
from heli.core.ledger.models import Posting, Use
from heli.core.ledger.refusals import NotEnough
from heli.loops.giving import measures
from heli.loops.giving.actions.helped import Helped
from heli.loops.giving.actions.naming import name_donor
from heli.loops.giving.actions.paying import buy_goods, count_help, pay_out, record_sale
from heli.loops.giving.actions.redirecting import ConsentMissing, redirect_gift
from heli.loops.giving.enums import Publication
from heli.loops.giving.queries.donors import said_by
from heli.loops.giving.queries.slips import Designation
from make_giving import House, giving


pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db: Any) -> House:
    return giving()


def pay(house: House, amount: int, **said: Any) -> None:
    said = {"helped": Helped(kind="贫困户", households=84), "is_meant": True, **said}
    pay_out(
        house.campaign,
        channel=house.charity,
        amount=Decimal(amount),
        by=house.clerk,
        at=house.at,
        **said,
    )


def test_designated_money_pays_for_nothing_else(house: House) -> None:
    house.receive("王某", cash=40000, designation=Designation(purpose="购买呼吸机"))
    house.receive("李某", cash=1000)

    with pytest.raises(NotEnough, match=r"1,000\.00 元"):
        pay(house, 1001)
    pay(house, 1000)
    pay(house, 40000, use=Use.objects.get())
    assert house.count(measures.CASH_DELIVERED) == 41000
    assert house.count(measures.HOUSEHOLDS) == 168


def test_another_use_needs_the_donors_consent(house: House) -> None:
    gift = house.receive("王某", cash=40000, designation=Designation(purpose="购买呼吸机"))
    line = Posting.objects.get(transaction=gift, tag__gt="").n

    def redirect(**said: Any) -> None:
        asked = {"consent": "2月9日书面同意，见附件", "to": Designation(purpose="医护补贴"), **said}
        redirect_gift(
            gift, line=line, quantity=Decimal(30000), by=house.clerk, at=house.at, **asked
        )

    with pytest.raises(ConsentMissing):
        redirect(consent=" ")
    redirect()
    with pytest.raises(NotEnough):
        redirect()
    pay(house, 30000, use=Use.objects.get(purpose="医护补贴"))
    assert house.count(measures.CASH_RECEIVED) == 40000


def test_bought_goods_are_not_given_goods(house: House) -> None:
    house.receive("示例研究院", cash=46000)
    house.receive("示例集团", cash=1_000_000, is_meant=True)

    buy_goods(
        house.campaign,
        channel=house.charity,
        amount=Decimal(1_046_000),
        goods=[house.goods(400_500)],
        supplier="示例医药公司",
        voucher="发票 01234567",
        is_meant=True,
        by=house.clerk,
        at=house.at,
    )

    assert house.count(measures.CASH_SPENT) == 1_046_000
    assert house.count(measures.GOODS_BOUGHT, item=house.masks) == 400_500
    assert house.count(measures.GOODS_RECEIVED, item=house.masks) == 0
    with pytest.raises(NotEnough):
        pay(house, 10)


def test_the_takings_of_a_sale_are_cash_of_no_donor(house: House) -> None:
    record_sale(house.appeal, amount=Decimal(8000), occasion="书画义卖", by=house.hand, at=house.at)

    assert house.count(measures.SALES) == 8000
    assert house.count(measures.CASH_RECEIVED) == 8000
    assert house.count(measures.DONORS) == 0


def test_bodies_that_are_not_named_are_counted(house: House) -> None:
    helped = Helped(kind="企事业单位", organisations=492)
    count_help(house.campaign, helped=helped, by=house.clerk, at=house.at)

    assert house.count(measures.ORGANISATIONS) == 492


def test_a_donor_is_named_as_agreed_and_no_more(house: House) -> None:
    named = house.receive("王小明", cash=500)
    partly = house.receive("李大海", cash=600, publication=Publication.INITIAL)
    hidden = house.receive("赵某某", cash=700, publication=Publication.ANONYMOUS)
    nobody = house.receive(cash=800)

    said = said_by([named, partly, hidden, nobody])

    names = [said[gift.pk].name for gift in (named, partly, hidden, nobody)]
    assert names[0] == "王小明"
    assert names[1].startswith("李")
    assert "大海" not in names[1]
    assert len(set(names[2:])) == 1
    assert "赵" not in names[2]


def test_consent_is_withdrawn_after_publication(house: House) -> None:
    first, second = house.receive("王小明", cash=500), house.receive("王小明", cash=600)

    name_donor(first, publication=Publication.ANONYMOUS, by=house.clerk, at=house.at)
    assert [one.publication for one in said_by([first, second]).values()] == ["anonymous", "name"]
    name_donor(
        second, publication=Publication.ANONYMOUS, all_gifts=True, by=house.clerk, at=house.at
    )

    third = house.receive("王小明", cash=700)
    assert {one.publication for one in said_by([first, second, third]).values()} == {"anonymous"}


def test_only_the_office_and_the_donor_say_how_they_are_named(house: House) -> None:
    donor = make.person("王小明", org=house.body)
    slip = house.slip("王小明", cash=500)
    gift = house.receive("王小明", cash=500)
    assert slip.donor.name == "王小明"

    with pytest.raises(NotAllowed):
        name_donor(gift, publication=Publication.NAME, by=house.stranger(), at=house.at)
    with pytest.raises(NotAllowed):
        name_donor(gift, publication=Publication.NAME, by=make.actor(who=donor), at=house.at)

"""Donors are thanked once, by what the books say, and only where they can be reached."""

from typing import Any

import pytest

import make
from heli.core.acts import NotAllowed
from heli.core.journal.refs import name_of
from heli.core.ledger.models import Transaction
from heli.core.notices.models import Message
from heli.loops.giving.actions.telling import thank_donor
from heli.loops.giving.enums import Publication
from heli.loops.giving.queries.slips import Donor
from heli.loops.giving.receivers import thank
from make_giving import House, giving


pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db: Any) -> House:
    return giving()


def member_gift(house: House, **more: Any) -> Transaction:
    """A gift of a member who has an account here."""
    member = make.person("王小明", org=house.society)
    make.user(member)
    return house.receive(donor=Donor(party=member), cash=46000, voucher="渝-001", **more)


def thanked() -> list[Message]:
    return list(Message.objects.filter(kind="giving.thanks").order_by("pk"))


def test_a_donor_is_thanked_once_with_what_was_received(house: House) -> None:
    gift = member_gift(house, goods=(house.goods(30),))

    for _twice in range(2):
        thank(transaction=str(gift.uid), at=house.at)

    [message] = thanked()
    assert message.about == name_of(gift)
    assert all(word in message.body for word in ("46,000.00 元", "30 只", "渝-001", "2020-02-10"))
    assert [one.party.name for one in message.deliveries.all()] == ["王小明"]


def test_a_donor_who_stays_unnamed_in_public_is_thanked_all_the_same(house: House) -> None:
    gift = member_gift(house, publication=Publication.ANONYMOUS)

    thank(transaction=str(gift.uid), at=house.at)

    assert len(thanked()) == 1


def test_nobody_is_thanked_whom_nobody_knows(house: House) -> None:
    for gift in (house.receive("李某", cash=500), house.receive(cash=300)):
        thank(transaction=str(gift.uid), at=house.at)

    assert thanked() == []


def test_only_the_system_thanks(house: House) -> None:
    gift = member_gift(house)

    for by in (house.clerk, house.stranger()):
        with pytest.raises(NotAllowed):
            thank_donor(gift, by=by, at=house.at)

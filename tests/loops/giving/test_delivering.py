"""What is sent arrives, comes back, or is explained: all of it."""

from decimal import Decimal
from typing import Any

import pytest

import make
from heli.core.acts import ANONYMOUS, Invalid, NotAllowed
from heli.core.flow.engine import NotFromHere
from heli.core.flow.models import Entry
from heli.core.ledger.actions import set_pack
from heli.core.ledger.checking import verify_ledger
from heli.core.ledger.enums import AccountKind
from heli.core.ledger.models import Account
from heli.core.ledger.queries import balance
from heli.core.ledger.refusals import NotEnough
from heli.core.parties.models import Party
from heli.loops.giving import measures
from heli.loops.giving.actions.confirming import LinkNotValid, confirm_delivery, dispute_delivery
from heli.loops.giving.actions.delivering import (
    Arrived,
    Load,
    NobodyReceived,
    NoSuchLine,
    NotExplained,
    cancel_delivery,
    explain_difference,
    note_arrival,
    pack_delivery,
    publish_delivery,
    send_delivery,
    settle_delivery,
)
from heli.loops.giving.actions.helped import Helped
from heli.loops.giving.enums import Loss
from heli.loops.giving.queries.links import VALID, confirmation_token
from heli.loops.giving.queries.packing import on_the_way, packing_list, recipients_of, sentence
from make_giving import House, giving


pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db: Any) -> House:
    made = giving()
    made.receive("示例公司", goods=(made.goods(36000),))
    return made


def arrive(house: House, delivery: Entry, quantity: int, at: Party, **more: Any) -> None:
    said = {"households": more.pop("households", None)}
    line = Arrived(n=1, quantity=Decimal(quantity), **more)
    note_arrival(
        delivery,
        helped=Helped(recipient=at, **said),
        lines=[line],
        by=house.clerk,
        at=house.at,
    )


def stock(house: House) -> int:
    return balance(Account.objects.filter(kind=AccountKind.STOCK), house.masks)


def test_36000_are_not_16000_and_16000(house: House) -> None:
    delivery = house.sent(36000)
    arrive(house, delivery, 16000, house.hospital())
    arrive(house, delivery, 16000, house.hospital())

    with pytest.raises(NotExplained, match=r"4,000 只"):
        settle_delivery(delivery, by=house.clerk, at=house.at)
    explain_difference(
        delivery,
        line=1,
        quantity=Decimal(4000),
        why=Loss.MISCOUNTED,
        note="装箱单多写两箱，仍在一号库",
        by=house.clerk,
        at=house.at,
    )
    settle_delivery(delivery, by=house.clerk, at=house.at)

    assert delivery.state == "received"
    assert house.count(measures.GOODS_DELIVERED, item=house.masks) == 32000
    assert house.count(measures.RECIPIENTS) == 2
    assert stock(house) == 4000
    assert list(verify_ledger()) == []


def test_damaged_and_returned_are_not_delivered(house: House) -> None:
    delivery = house.sent(1000)
    arrive(house, delivery, 900, house.hospital(), damaged=Decimal(60), returned=Decimal(40))
    settle_delivery(delivery, by=house.clerk, at=house.at)

    assert house.count(measures.GOODS_DELIVERED, item=house.masks) == 900
    assert house.count(measures.GOODS_LOST, item=house.masks) == 60
    assert stock(house) == 35040


def test_more_than_the_stock_is_not_packed_and_not_sent(house: House) -> None:
    with pytest.raises(NotEnough, match="36,000 只"):
        house.packed(36001)
    first, second = house.packed(36000), house.packed(20000)
    send_delivery(first, by=house.clerk, at=house.at)

    with pytest.raises(NotEnough):
        send_delivery(second, by=house.clerk, at=house.at)
    second.refresh_from_db()
    assert second.state == "packed"
    cancel_delivery(second, note="库存不足", by=house.clerk, at=house.at)


def test_no_more_arrives_than_was_sent(house: House) -> None:
    delivery = house.sent(1000)

    with pytest.raises(NotEnough):
        arrive(house, delivery, 1001, house.hospital())
    with pytest.raises(NoSuchLine):
        note_arrival(
            delivery,
            helped=Helped(recipient=house.hospital()),
            lines=[Arrived(n=2, quantity=Decimal(1))],
            by=house.clerk,
            at=house.at,
        )
    with pytest.raises(Invalid):
        arrive(house, delivery, 10, house.hospital(), damaged=Decimal(-10))
    assert sentence(on_the_way(delivery)) == "1,000 只 口罩 N95 GB 19083"


def test_a_delivery_that_reached_nobody_is_not_received(house: House) -> None:
    delivery = house.sent(100)
    explain_difference(
        delivery,
        line=1,
        quantity=Decimal(100),
        why=Loss.LOST,
        note="途中遗失",
        by=house.clerk,
        at=house.at,
    )

    with pytest.raises(NobodyReceived):
        settle_delivery(delivery, by=house.clerk, at=house.at)


def test_households_are_counted_and_never_named(house: House) -> None:
    delivery = house.sent(840)
    note_arrival(
        delivery,
        helped=Helped(kind="贫困户", households=84),
        lines=[Arrived(n=1, quantity=Decimal(840))],
        by=house.clerk,
        at=house.at,
    )

    assert house.count(measures.HOUSEHOLDS) == 84
    assert house.count(measures.RECIPIENTS) == 0
    with pytest.raises(Invalid):
        Helped(recipient=make.person(org=house.body))
    with pytest.raises(Invalid):
        Helped()


def confirmed(house: House, **more: Any) -> tuple[Entry, Account, str]:
    """A received delivery, its recipient, and the token of the link."""
    delivery = house.sent(1000)
    arrive(house, delivery, 1000, house.hospital())
    settle_delivery(delivery, by=house.clerk, at=house.at)
    [recipient] = recipients_of(delivery)
    return delivery, recipient, confirmation_token(delivery, recipient, at=house.at)


def confirm(house: House, delivery: Entry, recipient: Account, token: str, **more: Any) -> Entry:
    said = {"signed_by": "后勤科 某某", "by": ANONYMOUS, "at": house.at, **more}
    return confirm_delivery(delivery, recipient=recipient, token=token, **said)


def test_the_recipient_confirms_by_the_link_without_an_account(house: House) -> None:
    delivery, recipient, token = confirmed(house)

    confirm(house, delivery, recipient, token)
    confirm(house, delivery, recipient, token)

    assert delivery.state == "confirmed"
    assert house.count(measures.BATCHES_CONFIRMED) == 1
    publish_delivery(delivery, by=house.clerk, at=house.at)
    assert delivery.state == "published"


def test_the_link_cannot_be_guessed_and_ends(house: House) -> None:
    delivery, recipient, token = confirmed(house)
    ends = token.partition("-")[0]

    for forged in (
        "",
        "x",
        f"{ends}-{'0' * 40}",
        f"9{token}",
        token.replace(ends, str(int(ends) + 1)),
    ):
        with pytest.raises(LinkNotValid):
            confirm(house, delivery, recipient, forged)
    with pytest.raises(LinkNotValid):
        confirm(house, delivery, recipient, token, at=house.at + VALID)
    other = house.sent(10)
    with pytest.raises(LinkNotValid):
        confirm(house, other, recipient, token)
    assert delivery.state == "received"


def test_the_recipient_says_that_something_else_arrived(house: House) -> None:
    delivery, recipient, token = confirmed(house)

    dispute_delivery(
        delivery,
        recipient=recipient,
        token=token,
        signed_by="后勤科",
        note="只到 800 只",
        by=ANONYMOUS,
        at=house.at,
    )

    assert delivery.state == "sent"
    with pytest.raises(NotFromHere):
        publish_delivery(delivery, by=house.clerk, at=house.at)


def test_the_recipient_enters_what_arrived_by_the_link(house: House) -> None:
    hospital = house.hospital()
    delivery = house.sent(1000, helped=Helped(recipient=hospital))
    [recipient] = recipients_of(delivery)
    token = confirmation_token(delivery, recipient, at=house.at)

    lines = [Arrived(n=1, quantity=Decimal(980), damaged=Decimal(20))]
    confirm(house, delivery, recipient, token, lines=lines)
    settle_delivery(delivery, by=house.clerk, at=house.at)

    assert delivery.state == "confirmed"
    assert house.count(measures.GOODS_DELIVERED, item=house.masks) == 980


def test_two_recipients_confirm_one_after_the_other(house: House) -> None:
    delivery = house.sent(200)
    for _n in range(2):
        arrive(house, delivery, 100, house.hospital())
    settle_delivery(delivery, by=house.clerk, at=house.at)
    one, other = recipients_of(delivery)

    confirm(house, delivery, one, confirmation_token(delivery, one, at=house.at))
    assert delivery.state == "received"
    confirm(house, delivery, other, confirmation_token(delivery, other, at=house.at))
    assert delivery.state == "confirmed"


def test_a_pack_size_that_changes_later_leaves_the_delivery_as_it_was(house: House) -> None:
    set_pack(
        house.masks, name="箱", quantity=2000, since=make.LONG_AGO, by=house.clerk, at=house.at
    )
    load = Load(item=house.masks, quantity=Decimal(18), unit="箱")
    delivery = pack_delivery(house.campaign, loads=[load], by=house.clerk, at=house.at)
    set_pack(house.masks, name="箱", quantity=1000, since=make.TODAY, by=house.clerk, at=house.at)

    send_delivery(delivery, by=house.clerk, at=house.at)

    arrive(house, delivery, 36000, house.hospital())
    settle_delivery(delivery, by=house.clerk, at=house.at)
    [line] = packing_list(delivery)
    assert (line.typed, line.words) == ("18 箱", "36,000 只")
    assert stock(house) == 0


def test_a_stranger_touches_no_delivery(house: House) -> None:
    delivery = house.packed(10)

    with pytest.raises(NotAllowed):
        send_delivery(delivery, by=house.stranger(), at=house.at)
    with pytest.raises(NotAllowed):
        pack_delivery(
            house.campaign,
            loads=[Load(item=house.masks, quantity=Decimal(1))],
            by=house.stranger(),
            at=house.at,
        )

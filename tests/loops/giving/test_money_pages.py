"""Money at the desk: each use apart, goods bought for it, sales, consent to another use, and the end."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from browse import client_of, send, text
from heli.core.flow.models import Entry
from heli.core.ledger.checking import verify_ledger
from heli.core.ledger.models import Account, Transaction
from heli.core.ledger.queries import holdings
from heli.loops.giving.actions.appealing import StatementsLate, SurplusUnsaid, close_appeal
from heli.loops.giving.actions.helped import Helped
from heli.loops.giving.actions.paying import MeantForAnother, pay_out
from heli.loops.giving.queries.funds import funds
from heli.loops.giving.queries.slips import Designation
from make_giving import House, giving


pytestmark = pytest.mark.django_db
DAY = "2020-02-10"


@pytest.fixture
def house(db: Any) -> House:
    return giving(capacity="receiving")


def key(house: House, *, is_free: bool) -> str:
    """The money that a form offers."""
    one = next(fund for fund in funds(house.campaign) if (fund.use is None) is is_free)
    return f"{one.account.uid}|{one.use.uid if one.use else ''}"


def money(house: House) -> str:
    return text(client_of(house.clerk).get(reverse("giving:money", args=[house.campaign.uid])))


def test_money_is_paid_from_the_fund_that_was_chosen(house: House) -> None:
    house.receive("甲", cash=46000)
    house.receive("乙", cash=1000, designation=Designation(purpose="隔离点"))
    said = {
        "fund": key(house, is_free=False),
        "recipient": house.hospital("示例医院").pk,
        "on": DAY,
    }

    too_much = send(client_of(house.clerk), "giving:pay", house.campaign.uid, amount="1001", **said)
    paid = send(client_of(house.clerk), "giving:pay", house.campaign.uid, amount="400", **said)

    assert (too_much.status_code, paid.status_code) == (409, 302)
    shown = money(house)
    assert all(words in shown for words in ("46,000.00 元", "600.00 元", "400.00 元", "示例医院"))


def test_money_for_somebody_goes_to_nobody_else(house: House) -> None:
    meant, other = house.hospital(), house.hospital()
    house.receive("甲", cash=500, designation=Designation(recipient=meant))
    [fund] = funds(house.campaign)
    said = {"channel": house.charity, "amount": Decimal(500), "use": fund.use, "is_meant": True}
    does = {"by": house.clerk, "at": house.at}

    with pytest.raises(MeantForAnother):
        pay_out(house.campaign, helped=Helped(recipient=other), **said, **does)
    pay_out(house.campaign, helped=Helped(recipient=meant), **said, **does)

    assert funds(house.campaign) == []


def test_what_is_bought_with_designated_money_stays_designated(house: House) -> None:
    house.receive("甲", cash=900, designation=Designation(purpose="隔离点"))
    said = {"fund": key(house, is_free=False), "amount": "900", "on": DAY, "supplier": "示例厂"}

    send(
        client_of(house.clerk),
        "giving:buy",
        house.campaign.uid,
        item=house.masks.pk,
        quantity="300",
        **said,
    )

    [held] = holdings(Account.objects.filter(kind="stock", undertaking=house.campaign))
    assert (held.amount, str(held.use)) == (300, "隔离点")
    load = {"item_1": house.masks.pk, "quantity_1": "300"}
    marked = {"stock_1": f"{house.masks.pk}|0|{held.use.pk if held.use else 0}"}
    send(client_of(house.clerk), "giving:pack", house.campaign.uid, **load, **marked)
    packed = Entry.objects.get(flow__startswith="giving.delivery@")
    assert send(client_of(house.clerk), "giving:send", packed.uid, on=DAY).status_code == 302
    assert list(verify_ledger()) == []


def test_a_payment_that_was_wrong_is_taken_back_with_its_reason(house: House) -> None:
    house.receive("甲", cash=800)
    said = {"fund": key(house, is_free=True), "amount": "800", "on": DAY, "kind": "困难家庭"}
    send(client_of(house.clerk), "giving:pay", house.campaign.uid, households="4", **said)
    wrong = Transaction.objects.get(kind="payout")

    back = send(client_of(house.clerk), "giving:payment_back", wrong.uid, reason="重复录入")

    assert back.url == reverse("giving:money", args=[house.campaign.uid])
    assert [fund.amount for fund in funds(house.campaign)] == [80000]
    assert "Taken back" in money(house)


def test_takings_of_a_sale_and_counted_help_are_entered(house: House) -> None:
    browser = client_of(house.clerk)

    sold = send(browser, "giving:sale", house.appeal.uid, occasion="书画义卖", amount="700", on=DAY)
    helped = {"kind": "困难家庭", "households": "84", "on": DAY, "note": "送菜"}
    counted = send(browser, "giving:count_help", house.campaign.uid, **helped)

    assert (sold.status_code, counted.status_code) == (302, 302)
    assert all(words in money(house) for words in ("书画义卖", "84 户", "送菜"))


def test_another_use_asks_for_the_donors_consent(house: House) -> None:
    gift = house.receive("甲", cash=600, designation=Designation(purpose="隔离点"))
    browser, said = client_of(house.clerk), {"line": "2", "quantity": "600", "on": DAY}
    assert "Another use" in text(browser.get(reverse("giving:gift", args=[gift.uid])))

    refused = send(browser, "giving:redirect", gift.uid, **said)
    moved = send(browser, "giving:redirect", gift.uid, consent="2月9日电话同意", **said)

    assert (refused.status_code, moved.status_code) == (422, 302)
    assert [fund.use for fund in funds(house.campaign)] == [None]
    assert "2月9日电话同意" in text(browser.get(reverse("giving:gift", args=[gift.uid])))


def test_the_last_appeal_closes_when_everybody_was_told_what_becomes_of_the_rest(
    house: House,
) -> None:
    house.receive("甲", cash=600)
    does = {"by": house.clerk, "at": house.at}
    page = text(client_of(house.clerk).get(reverse("giving:close", args=[house.appeal.uid])))
    assert all(words in page for words in ("600.00 元", "last open appeal"))

    with pytest.raises(SurplusUnsaid):
        close_appeal(house.appeal, **does)
    late = {"by": house.clerk, "at": house.at + timedelta(days=100)}
    with pytest.raises(StatementsLate):
        close_appeal(house.appeal, surplus="转入社区关爱项目", **late)
    closed = close_appeal(house.appeal, surplus="转入社区关爱项目", **does)

    assert closed.settings["surplus"] == "转入社区关爱项目"
    ledger = client_of(None).get(reverse("giving:ledger", args=[house.campaign.code]))
    assert "转入社区关爱项目" in text(ledger)


def test_who_keeps_no_books_moves_no_money(house: House) -> None:
    gift = house.receive("甲", cash=600, designation=Designation(purpose="隔离点"))
    pages = [
        *(("giving:" + name, house.campaign.uid) for name in ("pay", "buy", "count_help")),
        ("giving:close", house.appeal.uid),
        ("giving:redirect", gift.uid),
    ]

    hand, stranger = client_of(house.hand), client_of(house.stranger())

    assert {send(hand, name, uid).status_code for name, uid in pages} == {403}
    assert {send(stranger, name, uid).status_code for name, uid in pages} == {404}
    assert stranger.get(reverse("giving:money", args=[house.campaign.uid])).status_code == 404

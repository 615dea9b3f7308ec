"""Giving through the doors: a slip on a phone, a delivery to the last mask, an open ledger."""

from typing import Any

import pytest
from django.urls import reverse

import make
from browse import client_of, send, text
from heli.core.access.enums import Role
from heli.core.flow.models import Entry
from heli.core.journal.checkpoints import make_checkpoint
from heli.core.ledger.models import Account, Transaction
from heli.loops.giving import measures
from heli.loops.giving.actions.appealing import open_campaign
from heli.loops.giving.actions.receiving import correct_gift
from heli.loops.giving.enums import DonorKind, Publication
from heli.loops.giving.queries.links import confirmation_token
from heli.loops.giving.queries.packing import recipients_of
from heli.shell import clock
from heli.shell.forms import issue_key
from make_giving import House, giving


pytestmark = pytest.mark.django_db
DAY = "2020-02-10"


@pytest.fixture
def house(db: Any) -> House:
    return giving()


def slip(**said: Any) -> dict[str, Any]:
    """What a phone sends."""
    typed = {"donor": "示例捐赠人", "kind": DonorKind.PERSON, "cash": "500", "on": DAY}
    return {**typed, "publication": Publication.NAME, **said}


def gifts() -> int:
    return Transaction.objects.filter(reverses__isnull=True).count()


def test_a_slip_is_entered_and_stands_in_the_register(house: House) -> None:
    browser = client_of(house.clerk)

    posted = send(browser, "giving:new_gift", house.appeal.uid, **slip(voucher="渝-001"))
    listed = text(browser.get(reverse("giving:gifts")))
    page = text(browser.get(posted.url))

    assert posted.status_code == 302
    assert all(word in listed for word in ("示例捐赠人", "500.00 元", "渝-001"))
    assert "500.00 元" in page


def test_gifts_are_entered_by_those_whom_the_board_offers_it(house: House) -> None:
    board = reverse("giving:campaign", args=[house.campaign.uid])
    names = ("new_gift", "new_pledge", "sale")
    doors = [reverse(f"giving:{name}", args=[house.appeal.uid]) for name in names]
    checker = make.actor(Role.CHECKER, over=house.body)

    for who, status in ((house.clerk, 200), (checker, 403)):
        page = text(client_of(who).get(board))
        assert [door in page for door in doors] == [status == 200] * 3
        assert [client_of(who).get(door).status_code for door in doors] == [status] * 3


def test_an_amount_in_wan_is_asked_back_and_what_was_typed_stays(house: House) -> None:
    typed = slip(cash="4.6万", voucher="渝-002")
    answer = send(client_of(house.clerk), "giving:new_gift", house.appeal.uid, **typed)

    page = text(answer)
    assert (answer.status_code, gifts()) == (422, 0)
    assert all(f'value="{said}"' in page for said in ("4.6万", "渝-002", "示例捐赠人"))
    assert "46000 元" in page


def test_the_same_form_sent_twice_is_one_gift(house: House) -> None:
    browser, page = client_of(house.clerk), reverse("giving:new_gift", args=[house.appeal.uid])
    sent = {"form_key": issue_key(), **slip()}

    first, second = browser.post(page, sent), browser.post(page, sent)

    assert (first.url, gifts()) == (second.url, 1)


def test_the_same_slip_from_two_desks_is_asked_about(house: House) -> None:
    send(client_of(house.clerk), "giving:new_gift", house.appeal.uid, **slip(voucher="渝-003"))
    again = slip(voucher="渝-003")

    asked = send(client_of(house.hand), "giving:new_gift", house.appeal.uid, **again)

    assert (asked.status_code, gifts()) == (409, 1)
    assert "示例捐赠人" in text(asked)


def test_strangers_find_nothing(house: House) -> None:
    gift = house.receive("示例公司", goods=(house.goods(100),))
    delivery = house.packed(10)
    account = Account.objects.get(kind="stock", undertaking=house.campaign)
    browser = client_of(house.stranger())

    for name, args in (
        ("campaign", [house.campaign.uid]),
        ("new_gift", [house.appeal.uid]),
        ("gift", [gift.uid]),
        ("delivery", [delivery.uid]),
        ("card", [account.uid, house.masks.uid]),
    ):
        assert browser.get(reverse(f"giving:{name}", args=args)).status_code == 404, name
    for name in ("gifts", "deliveries", "stock", "campaigns"):
        seen = text(browser.get(reverse(f"giving:{name}")))
        assert "示例公司" not in seen, name
        assert delivery.code not in seen, name


def test_a_delivery_goes_from_the_stock_to_the_open_ledger(house: House) -> None:
    house.receive("示例公司", goods=(house.goods(36000),))
    house.approve_measures()
    first, second = house.hospital("示例第一医院"), house.hospital("示例第二医院")
    browser = client_of(house.clerk)
    load = {"title": "两院口罩", "item_1": house.masks.pk, "quantity_1": "36000"}

    packed = send(browser, "giving:pack", house.campaign.uid, **load)
    delivery = Entry.objects.get(title="两院口罩")
    assert packed.url == reverse("giving:delivery", args=[delivery.uid])
    send(browser, "giving:send", delivery.uid, carrier="示例物流", on=DAY)
    for hospital in (first, second):
        said = {"recipient": hospital.pk, "on": DAY, "arrived_1": "16000"}
        assert send(browser, "giving:arrive", delivery.uid, **said).status_code == 302
    assert "4,000 只" in text(browser.get(packed.url))

    refused = send(browser, "giving:settle", delivery.uid)
    assert (refused.status_code, "4,000 只" in text(refused)) == (409, True)
    why = {"line": 1, "quantity": "4000", "why": "miscounted", "note": "仍在一号库"}
    assert send(browser, "giving:explain", delivery.uid, **why).status_code == 302
    assert send(browser, "giving:settle", delivery.uid).status_code == 302

    for recipient in recipients_of(delivery):
        token = confirmation_token(delivery, recipient, at=clock.now())
        visitor, args = client_of(None), [delivery.uid, recipient.uid, token]
        assert "口罩" in text(visitor.get(reverse("giving:confirm", args=args)))
        signed = send(visitor, "giving:confirm", *args, signed_by="后勤科 某某")
        assert "Thank you." in text(visitor.get(signed.url))
    assert send(browser, "giving:publish", delivery.uid).status_code == 302

    delivery.refresh_from_db()
    assert delivery.state == "published"
    ledger = text(client_of(None).get(reverse("giving:ledger", args=[house.campaign.code])))
    assert all(word in ledger for word in ("示例第一医院", "16,000 只", "32,000 只", "4,000 只"))


def test_a_forged_link_opens_nothing(house: House) -> None:
    house.receive("示例公司", goods=(house.goods(100),))
    delivery = house.sent(100)
    account = Account.objects.get(kind="stock", undertaking=house.campaign)

    page = reverse("giving:confirm", args=[delivery.uid, account.uid, "0-forged"])

    assert client_of(None).get(page).status_code in (403, 404)


def ledger_of(house: House, **asked: str) -> str:
    """The open ledger as a visitor reads it."""
    page = reverse("giving:ledger", args=[house.campaign.code])
    return text(client_of(None).get(page, asked))


def test_the_open_ledger_names_donors_as_they_agreed(house: House) -> None:
    house.receive("示例甲公司", cash=46000, kind=DonorKind.COMPANY, voucher="渝-010")
    house.receive("王小明", cash=200, publication=Publication.ANONYMOUS)
    house.approve_measures()

    page = ledger_of(house)

    assert all(word in page for word in ("示例甲公司", "46,200", "46,000.00 元"))
    assert "王小明" not in page
    assert "渝-010" in ledger_of(house, q="渝-010")
    assert "200.00 元</td>" not in ledger_of(house, q="王小明")


def test_a_withdrawn_consent_hides_the_name_at_once(house: House) -> None:
    gift = house.receive("王小明", cash=200)
    assert "王小明" in ledger_of(house)

    kept = send(client_of(house.clerk), "giving:name", gift.uid, publication="anonymous")

    assert kept.status_code == 302
    assert "王小明" not in ledger_of(house)
    proof = reverse("giving:row", args=[house.campaign.code, gift.uid])
    assert "王小明" not in text(client_of(None).get(proof))


def test_a_correction_shows_old_and_new_with_its_reason(house: House) -> None:
    gift = house.receive("示例甲公司", cash=46000)
    right = house.slip("示例甲公司", cash=4600)
    correct_gift(gift, reason="多写一个零", slip=right, by=house.clerk, at=house.at)
    other = house.receive("示例乙公司", cash=300)
    send(client_of(house.clerk), "giving:take_back", other.uid, reason="重复录入")

    page = ledger_of(house)

    assert "<s>46,000.00 元</s> → 4,600.00 元" in page
    assert "<s>300.00 元</s> → taken back" in page
    assert all(reason in page for reason in ("多写一个零", "重复录入"))


def test_every_row_has_its_proof(house: House) -> None:
    gift = house.receive("示例甲公司", cash=46000)
    page = reverse("giving:row", args=[house.campaign.code, gift.uid])
    assert "within minutes" in text(client_of(None).get(page))

    checkpoint = make_checkpoint(at=house.at)

    proof = text(client_of(None).get(page))
    assert f"of a log of {checkpoint.size} entries" in proof
    assert gift.postings.exclude(tag="").get().sha256 in proof


def test_a_ledger_that_nobody_opened_is_not_there(house: House) -> None:
    closed, _appeal = house.another_campaign(is_public=False)
    visitor = client_of(None)

    assert visitor.get(reverse("giving:ledger", args=[closed.code])).status_code == 404
    listed = text(visitor.get(reverse("giving:ledgers")))
    assert (house.campaign.name in listed, closed.name in listed) == (True, False)


def test_the_stock_card_shows_what_was_left_after_each_movement(house: House) -> None:
    house.receive("示例公司", goods=(house.goods(1000),))
    house.sent(400)
    account = Account.objects.get(kind="stock", undertaking=house.campaign)
    browser = client_of(house.clerk)

    held = text(browser.get(reverse("giving:stock")))
    card = text(browser.get(reverse("giving:card", args=[account.uid, house.masks.uid])))

    assert "600 只" in held
    assert card.index("1,000 只") < card.index("600 只")


def note_relief(house: House, households: int) -> None:
    """Masks that arrived at so many households, written with the desk's own form."""
    delivery = house.sent(10)
    said = {"kind": "贫困户", "households": households, "on": DAY, "arrived_1": "10"}
    send(client_of(house.clerk), "giving:arrive", delivery.uid, **said)


@pytest.mark.parametrize(("households", "is_shown"), [(2, False), (84, True)])
def test_a_count_of_few_households_is_not_shown_to_everybody(
    house: House, households: int, *, is_shown: bool
) -> None:
    house.receive("示例公司", goods=(house.goods(100),))
    house.approve_measures()
    note_relief(house, households)

    page = ledger_of(house)

    assert "贫困户" in page
    assert (str(measures.HOUSEHOLDS.label) in page) is is_shown


def test_a_gift_of_a_batch_stands_in_the_ledger_of_the_whole_with_its_proof(house: House) -> None:
    part = open_campaign(
        house.body,
        name="第二批",
        code="batch-2",
        parent=house.campaign,
        by=house.clerk,
        at=house.at,
    )
    gift = house.receive("示例甲公司", cash=300, appeal=house.open(part))

    listed = ledger_of(house)
    proof = client_of(None).get(reverse("giving:row", args=[house.campaign.code, gift.uid]))

    assert ("示例甲公司" in listed, proof.status_code) == (True, 200)


def test_an_empty_campaign_says_so_everywhere(house: House) -> None:
    browser = client_of(house.clerk)

    for name, word in (
        ("gifts", "No gift is entered yet"),
        ("pledges", "Nobody has pledged anything yet"),
        ("needs", "Nothing is needed"),
        ("deliveries", "Nothing was packed yet"),
        ("stock", "Nothing is here"),
    ):
        assert word in text(browser.get(reverse(f"giving:{name}"))), name
    assert "No gift matches" in ledger_of(house)


def test_a_pledge_and_a_need_are_noted(house: House) -> None:
    browser = client_of(house.clerk)
    pledge = {"donor": "示例丙公司", "kind": DonorKind.COMPANY, "quantity": "10000", "on": DAY}
    need = {"item": house.masks.pk, "quantity": "5000", "urgency": "urgent", "place": "示例区"}

    assert send(browser, "giving:new_pledge", house.appeal.uid, **pledge).status_code == 302
    assert send(browser, "giving:new_need", house.campaign.uid, **need).status_code == 302

    assert "示例丙公司" in text(browser.get(reverse("giving:pledges")))
    assert "示例区" in text(browser.get(reverse("giving:needs")))
    assert "示例区" in text(browser.get(reverse("giving:campaign", args=[house.campaign.uid])))

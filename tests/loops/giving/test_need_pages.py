"""What is needed, at the desk: the sources in their order, nothing promised twice, one step back."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from browse import client_of, send, text
from heli.core.flow.models import Entry, Step
from heli.loops.giving.actions.needing import NotFree, OtherGoods, TooMuchMatched, match_need
from heli.loops.giving.actions.pledging import make_pledge
from heli.loops.giving.queries.needs import standing_of
from heli.loops.giving.queries.slips import Designation, Donor
from heli.loops.giving.queries.sources import Source, sources_for
from make_giving import House, giving
from make_ledger import item, unit


pytestmark = pytest.mark.django_db
DAY = "2020-02-10"
N95 = "口罩 N95 GB 19083"


@pytest.fixture
def house(db: Any) -> House:
    return giving()


def need(house: House, quantity: str = "5000") -> Entry:
    """A need that was entered at the desk."""
    said = {"item": house.masks.pk, "quantity": quantity, "urgency": "urgent", "place": "示例区"}
    assert (
        send(client_of(house.clerk), "giving:new_need", house.campaign.uid, **said).status_code
        == 302
    )
    return Entry.objects.filter(flow__startswith="giving.need@").latest("pk")


def pledge(house: House, quantity: int, due: date | None = None) -> Entry:
    return make_pledge(
        house.appeal,
        donor=Donor(name="示例丙公司", kind="company"),
        item=house.masks,
        quantity=Decimal(quantity),
        due_on=due,
        by=house.clerk,
        at=house.at,
    )


def offered(wanted: Entry) -> list[tuple[int, tuple[str, ...]]]:
    """How much each source has to give, in the order in which they are offered."""
    found = sources_for(wanted, today=house_day())
    return [(one.free, one.about) for one in found if one.free > 0]


def house_day() -> date:
    return date(2020, 2, 20)


def page(house: House, wanted: Entry) -> str:
    return text(client_of(house.clerk).get(reverse("giving:need", args=[wanted.uid])))


def the_source(wanted: Entry) -> Source:
    return sources_for(wanted, today=house_day())[0]


def test_the_lot_that_expires_first_comes_first_and_pledges_last(house: House) -> None:
    house.receive("甲", goods=(house.goods(300, lot="B2", expires_on=date(2021, 1, 1)),))
    house.receive("乙", goods=(house.goods(200, lot="B1", expires_on=date(2020, 3, 1)),))
    house.receive("丙", goods=(house.goods(100),), designation=Designation(purpose="隔离点"))
    house.receive("丁", goods=(house.goods(400),))
    pledge(house, 700, due=date(2020, 3, 15))
    pledge(house, 600, due=date(2020, 2, 25))

    found = [free for free, _about in offered(need(house))]

    assert found == [200, 300, 400, 100, 600, 700]


def test_what_expired_or_is_meant_for_somebody_else_is_not_offered(house: House) -> None:
    hospital = house.hospital()
    house.receive("甲", goods=(house.goods(300, lot="B0", expires_on=date(2020, 2, 19)),))
    house.receive("乙", goods=(house.goods(200),), designation=Designation(recipient=hospital))

    assert offered(need(house)) == []


def test_one_tap_takes_as_much_as_is_needed_and_the_next_need_finds_the_rest(house: House) -> None:
    house.receive("甲", goods=(house.goods(6000),))
    first, second = need(house), need(house, "3000")
    source = the_source(first)
    assert "Take 5,000 只" in page(house, first)

    taken = {"source": source.key, "quantity": "5000"}
    answer = send(client_of(house.clerk), "giving:need_match", first.uid, **taken)

    assert answer.url == reverse("giving:need", args=[first.uid])
    assert standing_of(first).unmatched == 0
    assert [free for free, _about in offered(second)] == [1000]
    again = send(
        client_of(house.clerk), "giving:need_match", second.uid, **(taken | {"quantity": "2000"})
    )
    assert again.status_code == 409
    assert "Only 1,000 只" in text(again)


def test_no_more_than_is_needed_is_matched(house: House) -> None:
    house.receive("甲", goods=(house.goods(6000),))
    wanted = need(house)

    with pytest.raises(TooMuchMatched):
        match_need(
            wanted,
            stock=the_source(wanted).stock,
            quantity=Decimal(5001),
            by=house.clerk,
            at=house.at,
        )


def test_kn95_does_not_meet_a_need_of_n95(house: House) -> None:
    kn95 = item("口罩", standard="KN95 GB 2626")
    house.receive("甲", goods=(house.goods(6000, of=kn95),))
    wanted, promised = need(house), pledge(house, 10)
    other = make_pledge(
        house.appeal,
        donor=Donor(name="乙"),
        item=kn95,
        quantity=Decimal(9),
        by=house.clerk,
        at=house.at,
    )

    assert [free for free, _about in offered(wanted)] == [10]
    with pytest.raises(OtherGoods):
        match_need(wanted, source=other, quantity=Decimal(1), by=house.clerk, at=house.at)
    with pytest.raises(NotFree):
        match_need(wanted, source=promised, quantity=Decimal(11), by=house.clerk, at=house.at)


def test_what_is_packed_is_spoken_for(house: House) -> None:
    house.receive("甲", goods=(house.goods(6000),))
    house.packed(4500)

    assert [free for free, _about in offered(need(house))] == [1500]


def test_a_match_is_taken_back_and_its_source_is_free_again(house: House) -> None:
    house.receive("甲", goods=(house.goods(6000),))
    wanted, browser = need(house), client_of(house.clerk)
    taken = {"source": the_source(wanted).key, "quantity": "5000"}
    send(browser, "giving:need_match", wanted.uid, **taken)
    act = Step.objects.filter(entry=wanted).latest("seq").act

    back = send(browser, "giving:undo", act)

    assert back.url == reverse("giving:need", args=[wanted.uid])
    assert (standing_of(wanted).matched, the_source(wanted).free) == (0, 6000)


def test_a_need_is_met_in_parts_and_what_came_is_no_longer_promised(house: House) -> None:
    house.receive("甲", goods=(house.goods(5000),))
    wanted, browser = need(house), client_of(house.clerk)
    taken = {"source": the_source(wanted).key, "quantity": "5000"}
    send(browser, "giving:need_match", wanted.uid, **taken)

    assert send(browser, "giving:need_meet", wanted.uid, quantity="2000", on=DAY).status_code == 302
    assert "Partly met" in page(house, wanted)
    assert the_source(wanted).free == 2000
    assert send(browser, "giving:need_meet", wanted.uid, on=DAY).status_code == 302
    wanted.refresh_from_db()
    assert standing_of(wanted).left == 0
    assert the_source(wanted).free == 5000


def test_a_source_in_words_is_kept_as_it_was_said(house: House) -> None:
    wanted = need(house)
    said = {"where": "区红十字会", "quantity": "800", "note": "电话约定"}

    send(client_of(house.clerk), "giving:need_match", wanted.uid, **said)

    shown = page(house, wanted)
    assert all(word in shown for word in ("区红十字会", "800 只", "电话约定", "4,200 只"))


def test_a_match_needs_a_source_and_an_amount_that_is_written_out(house: House) -> None:
    wanted, browser = need(house), client_of(house.clerk)

    nothing = send(browser, "giving:need_match", wanted.uid, quantity="5")
    in_wan = send(browser, "giving:need_match", wanted.uid, where="仓库", quantity="0.1万")

    assert (nothing.status_code, in_wan.status_code) == (422, 422)
    assert "choose a source" in text(nothing)
    assert "1000 元" in text(in_wan) or "in full" in text(in_wan)


def test_withdrawn_needs_keep_their_reason_and_met_ones_open_again(house: House) -> None:
    browser, first, second = client_of(house.clerk), need(house), need(house)

    send(browser, "giving:need_withdraw", first.uid, note="已由区里解决")
    send(browser, "giving:need_meet", second.uid, on=DAY)
    send(browser, "giving:need_reopen", second.uid, note="又缺了")

    for one in (first, second):
        one.refresh_from_db()
    assert (first.state, second.state) == ("withdrawn", "partly_met")
    assert "已由区里解决" in page(house, first)


def test_who_does_not_keep_the_books_reads_and_matches_nothing(house: House) -> None:
    house.receive("甲", goods=(house.goods(6000),))
    wanted = need(house)
    taken = {"source": the_source(wanted).key, "quantity": "5"}

    hand, stranger = client_of(house.hand), client_of(house.stranger())
    assert "Take" not in text(hand.get(reverse("giving:need", args=[wanted.uid])))
    assert send(hand, "giving:need_match", wanted.uid, **taken).status_code == 403
    assert stranger.get(reverse("giving:need", args=[wanted.uid])).status_code == 404
    assert send(stranger, "giving:need_match", wanted.uid, **taken).status_code == 404


def test_vegetables_by_the_ton_are_offered_as_they_are_typed(house: House) -> None:
    ton = unit("吨", dimension="mass", smallest="克", exponent=6)
    cabbage = item("白菜", unit=ton)
    house.receive("甲", goods=(house.goods("3.5", of=cabbage),), is_meant=True)
    said = {"item": cabbage.pk, "quantity": "1.2", "urgency": "soon"}
    send(client_of(house.clerk), "giving:new_need", house.campaign.uid, **said)
    wanted = Entry.objects.filter(flow__startswith="giving.need@").latest("pk")

    shown = page(house, wanted)

    assert 'value="1.2"' in shown
    assert "Take 1.2 吨" in shown


def test_a_pledge_becomes_a_gift_from_its_own_page(house: House) -> None:
    promised, browser = pledge(house, 3000), client_of(house.hand)
    slip = {"donor": "示例丙公司", "kind": "company", "item": house.masks.pk, "on": DAY}
    started = text(browser.get(reverse("giving:pledge_receive", args=[promised.uid])))
    assert 'value="3000"' in started

    posted = send(
        browser, "giving:pledge_receive", promised.uid, **slip, quantity="1000", publication="name"
    )

    assert posted.status_code == 302
    promised.refresh_from_db()
    assert promised.state == "partly_received"
    shown = text(browser.get(reverse("giving:pledge", args=[promised.uid])))
    assert all(words in shown for words in ("3,000 只", "1,000 只", "2,000 只"))


def test_the_three_way_match_says_what_must_have_gone_on(house: House) -> None:
    promised = pledge(house, 3000)
    house.receive("示例丙公司", goods=(house.goods(2000),), pledge=promised)
    house.receive("丁", goods=(house.goods(500),))
    house.sent(600)

    reader = client_of(house.hand)
    shown = text(reader.get(reverse("giving:three_way", args=[house.campaign.uid])))

    assert all(
        words in shown for words in (N95, "1,000 只 to come", "2,000 只", "500 只", "600 只")
    )
    # 2,500 came, 1,900 lie here and 600 are on the way: nothing has certainly gone on yet.
    assert "0 只" in shown
    stranger = client_of(house.stranger())
    assert stranger.get(reverse("giving:three_way", args=[house.campaign.uid])).status_code == 404

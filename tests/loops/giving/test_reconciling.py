"""The desk holds texts, the bank and the books side by side, and words what does not add up."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

import make
from browse import client_of, text
from core.measures.samples import where, write
from heli.core.access.enums import Role
from heli.core.measures import actions
from heli.core.measures.queries import Scope, version_of
from heli.core.texts.models import Revision
from heli.kit.interval import Interval
from heli.loops.giving.actions.banking import enter_lines
from heli.loops.giving.actions.helped import Helped
from heli.loops.giving.actions.paying import pay_out
from heli.loops.giving.actions.receiving import correct_gift
from heli.loops.giving.queries.bank_statements import BankLine
from make_giving import House, giving


pytestmark = pytest.mark.django_db
FIRST, LAST = date(2020, 2, 1), date(2020, 2, 29)


@pytest.fixture
def house(db: Any) -> House:
    made = giving()
    made.approve_measures()
    return made


def said_in(house: House, body: str, **bound: str) -> Revision:
    """A draft of the federation whose figures are bound: ``cash_received="600元"``."""
    text = write(house.body, body)
    for code, words in bound.items():
        actions.bind_figure(
            text,
            **where(text, words),
            measure=version_of(f"giving.{code}"),
            scope=Scope(house.body, FIRST, LAST),
            by=make.actor(Role.EDITOR, over=house.body),
            at=house.at,
        )
    return text


def desk(house: House) -> str:
    page = reverse("giving:reconcile", args=[house.campaign.uid])
    return text(client_of(house.clerk).get(page))


def pay(house: House, amount: int) -> None:
    pay_out(
        house.campaign,
        channel=house.charity,
        amount=Decimal(amount),
        helped=Helped(recipient=house.hospital()),
        by=house.clerk,
        at=house.at,
    )


def test_a_text_that_names_only_a_part_of_the_use_is_told_how_much_is_missing(
    house: House,
) -> None:
    house.receive("校友会", cash=60604)
    pay(house, 38354)
    said_in(
        house,
        "募得60604元，其中第一批38354元已拨付。",
        cash_received="60604元",
        cash_delivered="38354元",
    )

    page = desk(house)

    assert "22,250 元 are not itemised" in page
    assert "in hand 22,250.00 yuan" in page


def test_a_figure_that_the_books_no_longer_bear_out_is_a_contradiction(house: House) -> None:
    gift = house.receive("甲", cash=46000)
    said_in(house, "接收捐款46000元。", cash_received="46000元")
    assert "Everything that can be compared adds up" in desk(house)

    right = house.slip("甲", cash=4600)
    correct_gift(gift, reason="多写一个零", slip=right, by=house.clerk, at=house.at)

    assert "The books say 4600.00 元 now" in desk(house).replace(",", "")


def test_the_bank_stands_beside_what_a_text_says_came_in(house: House) -> None:
    house.receive("甲", cash=500)
    lines = [
        BankLine(on=date(2020, 2, 6), amount=Decimal(500), payer="甲"),
        BankLine(on=date(2020, 3, 6), amount=Decimal(77), payer="乙"),
    ]
    enter_lines(house.campaign, lines=lines, by=house.clerk, at=house.at)
    said_in(house, "接收捐款500元。", cash_received="500元")

    page = desk(house)

    row = page[page.index("<strong>500元</strong>") :]
    assert "500.00 元" in row[: row.index("</tr>")]
    assert "577.00 元" in page


def test_a_claim_that_says_less_than_the_books_is_a_contradiction(house: House) -> None:
    house.receive("甲", cash=500)
    draft = write(house.body, "社联自报捐款300元。")
    actions.claim_figure(
        draft,
        **where(draft, "300元"),
        source=house.body.name,
        asserted=Interval.exactly(300),
        unit="元",
        by=make.actor(Role.EDITOR, over=house.body),
        at=house.at,
    )

    page = desk(house)

    assert "200 元 more than the total of 300" in page
    assert "as the body states it" in page


def test_without_definitions_the_desk_says_so_and_compares_nothing(db: Any) -> None:
    house = giving()
    house.receive("甲", cash=500)

    assert "definitions are approved" in desk(house)


def test_the_desk_of_others_is_not_there(house: House) -> None:
    page = reverse("giving:reconcile", args=[house.campaign.uid])

    assert client_of(house.stranger()).get(page).status_code == 404
    assert client_of(house.liaison).get(page).status_code == 404

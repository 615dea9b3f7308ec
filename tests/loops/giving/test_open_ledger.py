"""What anybody may read of a campaign, what the desk finds, and what the bank says."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from heli.core.files.store import Stored
from heli.core.journal.checkpoints import make_checkpoint
from heli.core.measures.enums import Verdict
from heli.core.parties.models import Undertaking
from heli.loops.giving.actions.claiming import report_total
from heli.loops.giving.actions.disclosing import publish_statement
from heli.loops.giving.actions.helped import Helped
from heli.loops.giving.actions.paying import pay_out
from heli.loops.giving.actions.receiving import correct_gift, report_gift
from heli.loops.giving.documents.statements import paper_of
from heli.loops.giving.enums import Publication
from heli.loops.giving.queries import open_ledger, reconciling
from heli.loops.giving.queries.bulletins import bulletin
from heli.loops.giving.queries.slips import Designation
from heli.loops.giving.queries.statements import due, statements
from make_giving import House, giving


pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db: Any) -> House:
    made = giving()
    made.approve_measures()
    return made


def test_1127_are_not_1000_and_100_and_23(house: House) -> None:
    rent = house.goods(1, value=Decimal(230_000), basis="agreement")
    for said in (
        {"name": "会长", "cash": 10_000_000},
        {"name": "副会长", "cash": 1_000_000},
        {"name": "副秘书长", "goods": (rent,)},
    ):
        slip = house.slip(**said, voucher="函1", is_meant=True)
        report_gift(house.society, appeal=house.appeal, slip=slip, by=house.liaison, at=house.at)
    file: Stored = house.photo()
    report_total(
        house.society,
        campaign=house.campaign,
        amount=Decimal(11_270_000),
        on=date(2020, 2, 10),
        method="count",
        files=(file,),
        by=house.liaison,
        at=house.at,
    )

    [found] = reconciling.claims(house.campaign)

    assert found.verdict == Verdict.RESIDUAL
    assert found.gap == 40_000


def test_the_books_account_for_everything(house: House) -> None:
    house.receive("王某", cash=1000, goods=(house.goods(100),))
    house.sent(60)

    money, [goods] = reconciling.money(house.campaign), reconciling.goods(house.campaign)

    assert (money.received, money.in_hand, money.off) == (1000, 1000, 0)
    assert (goods.in_stock, goods.in_transit, goods.off) == (40, 60, 0)


def test_a_name_is_found_only_where_it_may_be_read(house: House) -> None:
    house.receive("王小明", cash=500, voucher="V1")
    house.receive("王大明", cash=600, publication=Publication.ANONYMOUS, voucher="V2")

    named = open_ledger.shown_gifts(list(open_ledger.gifts(house.campaign, q="王")))
    everything = open_ledger.shown_gifts(list(open_ledger.gifts(house.campaign)))

    assert [gift.donor for gift in named] == ["王小明"]
    assert "王大明" not in {gift.donor for gift in everything}
    assert len(everything) == 2


def test_few_households_are_not_counted_out_in_public(house: House) -> None:
    house.receive("王某", cash=10000)
    for kind, n in (("低保户", 2), ("贫困户", 84)):
        pay_out(
            house.campaign,
            channel=house.charity,
            amount=Decimal(1000),
            helped=Helped(kind=kind, households=n),
            by=house.clerk,
            at=house.at,
        )

    shown = {one.name: (one.count, one.is_hidden) for one in open_ledger.recipients(house.campaign)}

    assert shown == {"低保户": (None, True), "贫困户": (84, False)}


def test_a_row_is_proved_and_a_correction_shows_old_and_new(house: House) -> None:
    gift = house.receive("王某", cash=500)
    right = correct_gift(
        gift, reason="更正金额", slip=house.slip("王某", cash=5000), by=house.clerk, at=house.at
    )
    assert open_ledger.proof_of(right) is None
    make_checkpoint(at=house.at)

    proof = open_ledger.proof_of(right)
    [told] = open_ledger.corrections(house.campaign)

    assert proof is not None
    assert right.sha256 in proof.face["effects"]
    assert (told.old, told.new, told.reason) == (
        ("人民币 500.00 元",),
        ("人民币 5,000.00 元",),
        "更正金额",
    )


def test_only_an_open_ledger_has_an_address(house: House) -> None:
    assert open_ledger.campaign_at(house.campaign.code) == house.campaign
    campaign, _appeal = house.another_campaign(is_public=False)
    with pytest.raises(Undertaking.DoesNotExist):
        open_ledger.campaign_at(campaign.code)


def test_a_statement_falls_due_and_says_what_came_and_went(house: House) -> None:
    _campaign, _appeal = house.another_campaign(is_emergency=True)
    house.receive("王某", cash=500, designation=Designation(purpose="口罩"))
    house.receive("李某", cash=700)
    [emergency, regular] = statements(house.clerk)

    limits = due([emergency, regular], at=house.at)
    assert [limits[one.pk].deadline.on for one in (emergency, regular)] == [
        date(2020, 2, 15),
        date(2020, 5, 9),
    ]
    publish_statement(regular, by=house.clerk, at=house.at)
    said = bulletin(regular, today=date(2020, 2, 10))

    assert (said.number, said.designated.amount, said.undesignated.amount) == ("1", 500, 700)
    assert said.balance == 1200
    assert paper_of(said).title == "抗疫捐赠收支公示（第1期）"
    assert statements(house.clerk).count() == 3

"""Giving in a real browser: every page fits a phone, keeps nobody out, and works when tapped."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

import make
from browser.conftest import Open
from heli.core.access.models import User
from heli.core.acts import Actor
from heli.core.flow.models import Entry
from heli.core.ledger.models import Account, Transaction
from heli.core.parties.models import Party
from heli.loops.giving.actions.banking import enter_lines
from heli.loops.giving.actions.delivering import Arrived, note_arrival
from heli.loops.giving.actions.disclosing import publish_statement
from heli.loops.giving.actions.helped import Helped
from heli.loops.giving.actions.needing import enter_need, match_need
from heli.loops.giving.actions.paying import count_help
from heli.loops.giving.actions.pledging import make_pledge
from heli.loops.giving.queries.bank_statements import BankLine
from heli.loops.giving.queries.links import confirmation_token
from heli.loops.giving.queries.packing import recipients_of
from heli.loops.giving.queries.slips import Designation, Donor
from heli.loops.giving.queries.statements import statements
from heli.shell import clock
from looks import barriers, too_wide
from loops.giving.lists import looked_at
from make_giving import House, giving


pytestmark = pytest.mark.django_db(transaction=True)
NARROW, WIDE = 360, 1280
PASTE = "日期\t姓名\t金额\t票据号\n2020-02-03\t王小明\t500\t0001\n2020-02-30\t李某\t4.6万\t0002"
LINE = BankLine(on=date(2020, 2, 10), amount=Decimal(46000), payer="王小明")


@pytest.fixture
def house(transactional_db: None) -> House:
    """A campaign in the middle of its work."""
    made = giving(about="口罩、防护服，送往一线医院。", contact="023-00000000")
    made.receive("示例科技发展有限公司", goods=(made.goods(36000),), voucher="渝-001")
    made.receive("王小明", cash=46000)
    made.approve_measures()
    return made


def delivered(house: House) -> Entry:
    """A delivery of which a part has arrived."""
    delivery = house.sent(36000)
    note_arrival(
        delivery,
        helped=Helped(recipient=house.hospital()),
        lines=[Arrived(n=1, quantity=Decimal(16000))],
        by=house.clerk,
        at=house.at,
    )
    return delivery


def account(actor: Actor) -> User:
    """The account of somebody."""
    party = Party.objects.get(pk=actor.party_id)
    return User.objects.filter(party=party).first() or make.user(party)


def at(name: str, *args: Any) -> str:
    """An address of giving."""
    return reverse(f"giving:{name}", args=args)


def confirmation(delivery: Entry) -> str:
    """The link of the recipient."""
    [one] = recipients_of(delivery)
    return at("confirm", delivery.uid, one.uid, confirmation_token(delivery, one, at=clock.now()))


def desk(house: House) -> list[str]:
    """The pages of the desk, with what stands on them."""
    delivery = delivered(house)
    gift = Transaction.objects.filter(voucher="渝-001").get()
    stock = Account.objects.get(kind="stock", undertaking=house.campaign)
    lists = ("campaigns", "new_campaign", "gifts", "pledges", "needs", "deliveries", "stock")
    of_campaign = (
        *("campaign", "new_appeal", "new_need", "pack", "bank", "bank_enter", "reconcile"),
        *("money", "pay", "buy", "count_help", "three_way", "letters"),
    )
    of_appeal = ("new_gift", "new_pledge", "new_import", "sale", "close")
    wanted, promised, meant, counted, fresh, statement = more_of(house)
    listed = looked_at(house, PASTE.encode(), "list.csv")
    enter_lines(house.campaign, lines=[LINE], by=house.clerk, at=house.at)
    return [
        *(at(name) for name in (*lists, "imports", "statements")),
        *(at(name, house.campaign.uid) for name in of_campaign),
        *(at(name, house.appeal.uid) for name in of_appeal),
        *(at(name, wanted.uid) for name in ("need", "need_match", "need_meet", "need_withdraw")),
        *(at(name, promised.uid) for name in ("pledge", "pledge_receive", "pledge_lapse")),
        at("pledge_withdraw", promised.uid),
        at("gift", meant.uid),
        at("redirect", meant.uid),
        at("payment_back", counted.uid),
        *(at(name, fresh.uid) for name in ("delivery", "send", "cancel")),
        *(at(name, statement.uid) for name in ("statement", "statement_publish", "statement_drop")),
        *(at(name, listed.uid) for name in ("import", "import_columns")),
        *(at(name, gift.uid) for name in ("gift", "take_back", "name")),
        *(at(name, delivery.uid) for name in ("delivery", "arrive", "explain")),
        at("card", stock.uid, house.masks.uid),
    ]


def more_of(house: House) -> tuple[Any, ...]:
    """A need with a source, a pledge, a designated gift, counted help, a packed batch, a statement."""
    does = {"by": house.clerk, "at": house.at}
    house.receive("李某", goods=(house.goods(500, lot="B1"),), is_meant=True)
    wanted = enter_need(house.campaign, item=house.masks, quantity=Decimal(900), **does)
    match_need(wanted, where="区红十字会", quantity=Decimal(100), **does)
    donor = Donor(name="示例丙公司", kind="company")
    promised = make_pledge(
        house.appeal, donor=donor, item=house.masks, quantity=Decimal(300), **does
    )
    meant = house.receive("赵某", cash=600, designation=Designation(purpose="隔离点"))
    helped = Helped(kind="困难家庭", households=84)
    counted = count_help(house.campaign, helped=helped, **does)
    [statement] = statements(house.clerk).filter(is_open=True)
    return wanted, promised, meant, counted, house.packed(200), statement


def public(house: House) -> list[str]:
    """The pages that anybody reads."""
    gift, link = Transaction.objects.filter(voucher="渝-001").get(), confirmation(delivered(house))
    [due] = statements(house.clerk).filter(is_open=True)
    publish_statement(due, by=house.clerk, at=house.at)
    code = house.campaign.code
    return [
        *(at("ledgers"), at("ledger", code), at("row", code, gift.uid), link),
        at("bulletin", code, 1),
    ]


@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize("face", ["desk", "portal"])
def test_every_page_fits_and_keeps_nobody_out(
    house: House, open_page: Open, live_server: Any, face: str, width: int
) -> None:
    paths = desk(house) if face == "desk" else public(house)
    who = account(house.clerk) if face == "desk" else None
    page = open_page(paths[0], width=width, who=who, language="zh-hans")

    found = {}
    for path in paths:
        page.goto(live_server.url + path)
        found[path] = (barriers(page), too_wide(page))

    assert found == dict.fromkeys(paths, ([], 0))

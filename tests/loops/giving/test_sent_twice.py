"""Every form of giving that is sent twice under one key writes once, and answers the same."""

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from django.urls import reverse

from browse import client_of
from heli.core.flow.models import Entry
from heli.core.journal.models import JournalEntry
from heli.core.ledger.models import Transaction
from heli.loops.giving.actions.banking import enter_lines, match_line
from heli.loops.giving.actions.delivering import (
    Arrived,
    explain_difference,
    note_arrival,
    settle_delivery,
)
from heli.loops.giving.actions.helped import Helped
from heli.loops.giving.actions.needing import enter_need, match_need, meet_need
from heli.loops.giving.actions.paying import count_help
from heli.loops.giving.actions.pledging import lapse_pledge, make_pledge
from heli.loops.giving.queries.bank_statements import BankLine
from heli.loops.giving.queries.funds import funds
from heli.loops.giving.queries.links import confirmation_token
from heli.loops.giving.queries.packing import recipients_of
from heli.loops.giving.queries.slips import Designation, Donor
from heli.loops.giving.queries.statements import statements
from heli.shell import clock
from heli.shell.forms import issue_key
from loops.giving.lists import begin, looked_at, run_to_the_end
from make_giving import House, giving
from security.doors import ways_in


pytestmark = pytest.mark.django_db
DAY = "2020-02-10"
Sent = tuple[list[Any], dict[str, Any]]


def arrived(house: House, stage: str = "arrived") -> Entry:
    """A delivery of which a part arrived; explained, or received, as asked."""
    delivery = house.sent(10)
    does = {"by": house.clerk, "at": house.at}
    lines = [Arrived(n=1, quantity=Decimal(8))]
    note_arrival(delivery, helped=Helped(recipient=house.hospital()), lines=lines, **does)
    if stage != "arrived":
        explain_difference(
            delivery, line=1, quantity=Decimal(2), why="miscounted", note="仍在库", **does
        )
    if stage == "received":
        settle_delivery(delivery, **does)
    return delivery


def link_of(delivery: Entry) -> list[Any]:
    """What is in the link of the recipient."""
    [one] = recipients_of(delivery)
    return [delivery.uid, one.uid, confirmation_token(delivery, one, at=clock.now())]


def confirmed(house: House) -> Entry:
    """A delivery for which its recipient signed."""
    delivery = arrived(house, "received")
    signed = {"form_key": issue_key(), "signed_by": "后勤科"}
    client_of(None).post(reverse("giving:confirm", args=link_of(delivery)), signed)
    return delivery


def due(house: House) -> Entry:
    """A public statement of a campaign of its own."""
    campaign, _appeal = house.another_campaign()
    return statements(house.clerk).get(call__undertaking=campaign)


def listed(house: House, stage: str = "checked") -> Entry:
    """An import of one gift that was looked at; running, or posted, as asked."""
    now = replace(house, at=clock.now())
    cash = 1000 + JournalEntry.objects.count()
    entry = looked_at(now, f"日期\t姓名\t金额\n{DAY}\t赵某\t{cash}\n".encode(), "list.txt")
    if stage != "checked":
        begin(now, entry, 1, str(cash))
    if stage == "posted":
        run_to_the_end(now, entry)
    return entry


def counted(entry: Entry) -> dict[str, Any]:
    """What somebody counts in the list of an import."""
    checked = entry.answers["checked"]
    return {"rows": checked["new"], "cash": checked["cash"], "is_meant": "on"}


def line(house: House, stage: str = "unmatched") -> Entry:
    """A line of the bank; matched with its receipt, as asked."""
    amount = 2000 + JournalEntry.objects.count()
    lines = [BankLine(on=date(2020, 2, 6), amount=Decimal(amount), payer="丁")]
    call = enter_lines(house.campaign, lines=lines, by=house.clerk, at=house.at)
    [found] = call.entries.filter(is_open=True)[:1]
    if stage == "matched":
        match_line(found, receipt=house.receive("丁", cash=amount), by=house.clerk, at=house.at)
    return found


def matching(house: House) -> Sent:
    """A line of the bank with the receipt that it is."""
    found = line(house)
    receipt = house.receive("戊", cash=found.answers["amount"], is_meant=True)
    return [found.uid], {"receipt": receipt.uid}


def needed(house: House, stage: str = "open") -> Entry:
    """Something that is needed; met, or just matched, as asked."""
    does = {"by": house.clerk, "at": clock.now()}
    made = enter_need(house.campaign, item=house.masks, quantity=Decimal(2), **does)
    if stage == "met":
        meet_need(made, **does)
    return made


def matched(house: House) -> uuid.UUID:
    """The act that matched a need, a moment ago."""
    does = {"by": house.clerk, "at": clock.now()}
    return match_need(needed(house), where="区里", quantity=Decimal(1), **does).act


def pledged(house: House, stage: str = "open") -> Entry:
    """Something that was pledged; lapsed, as asked."""
    does = {"by": house.clerk, "at": house.at}
    made = make_pledge(house.appeal, donor=Donor(name="示例戊公司"), quantity=Decimal(60), **does)
    if stage == "lapsed":
        lapse_pledge(made, note="不来了", **does)
    return made


def fund(house: House) -> str:
    """The money that is not designated, as a form offers it."""
    house.receive("己", cash=5000 + JournalEntry.objects.count(), is_meant=True)
    free = next(one for one in funds(house.campaign) if one.use is None)
    return f"{free.account.uid}|"


def designated(house: House) -> Transaction:
    """A gift that is for something."""
    meant = Designation(purpose="隔离点")
    cash = 3000 + JournalEntry.objects.count()
    return house.receive("庚", cash=cash, designation=meant, is_meant=True)


def counted_help(house: House) -> Transaction:
    """Help that was counted."""
    helped = Helped(kind="困难家庭", households=3)
    return count_help(house.campaign, helped=helped, by=house.clerk, at=house.at)


STATEMENT = "交易日期\t贷方发生额\t对方户名\n2020-02-06\t777\t己\n"
FORMS: dict[str, Callable[[House], Sent]] = {
    "new_campaign": lambda h: ([], {"owner": h.body.pk, "name": "再一次", "code": "once-more"}),
    "new_appeal": lambda h: (
        [h.campaign.uid],
        {"title": "再募集", "channel": h.charity.pk, "capacity": "statistical"},
    ),
    "new_need": lambda h: (
        [h.campaign.uid],
        {"item": h.masks.pk, "quantity": "5", "urgency": "urgent"},
    ),
    "new_gift": lambda h: (
        [h.appeal.uid],
        {"kind": "person", "cash": "500", "on": DAY, "publication": "anonymous"},
    ),
    "new_pledge": lambda h: (
        [h.appeal.uid],
        {"donor": "示例丙公司", "kind": "company", "quantity": "5", "on": DAY},
    ),
    "pledge_receive": lambda h: (
        [pledged(h).uid],
        {"donor": "示例戊公司", "kind": "person", "cash": "60", "on": DAY, "publication": "name"},
    ),
    "pledge_lapse": lambda h: ([pledged(h).uid], {"note": "不来了"}),
    "pledge_withdraw": lambda h: ([pledged(h).uid], {"note": "收回"}),
    "pledge_reopen": lambda h: ([pledged(h, "lapsed").uid], {"note": "又来了"}),
    "need_match": lambda h: ([needed(h).uid], {"where": "区里", "quantity": "1"}),
    "need_meet": lambda h: ([needed(h).uid], {"on": DAY}),
    "need_withdraw": lambda h: ([needed(h).uid], {"note": "已由区里解决"}),
    "need_reopen": lambda h: ([needed(h, "met").uid], {"note": "又缺了"}),
    "pay": lambda h: (
        [h.campaign.uid],
        {"fund": fund(h), "amount": "20", "on": DAY, "recipient": h.hospital().pk},
    ),
    "buy": lambda h: (
        [h.campaign.uid],
        {"fund": fund(h), "amount": "30", "on": DAY, "item": h.masks.pk, "quantity": "10"},
    ),
    "count_help": lambda h: ([h.campaign.uid], {"kind": "困难家庭", "households": "3", "on": DAY}),
    "sale": lambda h: ([h.appeal.uid], {"occasion": "书画义卖", "amount": "700", "on": DAY}),
    "payment_back": lambda h: ([counted_help(h).uid], {"reason": "重复录入"}),
    "redirect": lambda h: (
        [designated(h).uid],
        {"line": 2, "quantity": "100", "consent": "2月9日电话同意", "on": DAY},
    ),
    "close": lambda h: ([h.open(h.campaign).uid], {}),
    "undo": lambda h: ([matched(h)], {}),
    "take_back": lambda h: ([h.receive("甲", cash=700).uid], {"reason": "重复录入"}),
    "name": lambda h: ([h.receive("乙", cash=900).uid], {"publication": "anonymous"}),
    "send": lambda h: ([h.packed(3).uid], {"carrier": "示例物流", "on": DAY}),
    "arrive": lambda h: (
        [h.sent(4).uid],
        {"recipient": h.hospital().pk, "on": DAY, "arrived_1": "4"},
    ),
    "explain": lambda h: (
        [arrived(h).uid],
        {"line": 1, "quantity": "2", "why": "miscounted", "note": "仍在库"},
    ),
    "cancel": lambda h: ([h.packed(3).uid], {"note": "不送了"}),
    "settle": lambda h: ([arrived(h, "explained").uid], {}),
    "confirm": lambda h: (link_of(arrived(h, "received")), {"signed_by": "后勤科"}),
    "publish": lambda h: ([confirmed(h).uid], {}),
    "statement_publish": lambda h: ([due(h).uid], {"until": DAY}),
    "statement_drop": lambda h: ([due(h).uid], {"note": "由慈善总会统一公示"}),
    "new_import": lambda h: ([h.appeal.uid], {"paste": f"日期\t姓名\t金额\n{DAY}\t钱某\t30\n"}),
    "import_columns": lambda h: ([listed(h).uid], {"on": "0", "donor": "1", "cash": "2"}),
    "import_begin": lambda h: ([(entry := listed(h)).uid], counted(entry)),
    "import_go_on": lambda h: ([listed(h, "running").uid], {}),
    "import_back": lambda h: ([listed(h, "posted").uid], {"note": "选错表格"}),
    "import_discard": lambda h: ([listed(h).uid], {}),
    "bank_match": matching,
    "bank_aside": lambda h: ([line(h).uid], {"note": "利息"}),
    "bank_loosen": lambda h: ([line(h, "matched").uid], {"note": "配错了"}),
    "bank_enter": lambda h: ([h.campaign.uid], {"paste": STATEMENT}),
    # Last: the list of deliveries opens when the first is packed, and the house lives in 2020.
    "pack": lambda h: ([h.campaign.uid], {"item_1": h.masks.pk, "quantity_1": "5"}),
}


def twice(house: House, name: str) -> dict[str, Any]:
    """What posting a form twice under one key did: acts written each time, and the answers."""
    args, said = FORMS[name](house)
    sent = {"form_key": issue_key(), **said}
    browser = client_of(house.clerk)
    acts, answers = [JournalEntry.objects.count()], []
    for _time in range(2):
        answers.append(browser.post(reverse(f"giving:{name}", args=args), sent))
        acts.append(JournalEntry.objects.count())
    return {
        "written": [after - before for before, after in pairwise(acts)],
        "status": [one.status_code for one in answers],
        "same": answers[0].headers.get("Location") == answers[1].headers.get("Location"),
    }


def test_a_form_sent_twice_writes_once_and_answers_the_same(db: Any) -> None:
    house = giving()
    house.approve_measures()
    house.receive("示例公司", goods=(house.goods(1000),))

    told = {name: twice(house, name) for name in FORMS}

    once = {"written": [1, 0], "status": [302, 302], "same": True}
    assert {name: one for name, one in told.items() if one != once} == {}


def test_no_form_was_forgotten() -> None:
    unsafe = {
        way.name.removeprefix("giving:")
        for way in ways_in()
        if way.name.startswith("giving:") and way.door and way.door.unsafe
    }

    assert unsafe - FORMS.keys() == set()

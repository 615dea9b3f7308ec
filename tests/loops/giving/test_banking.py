"""Bank statements: entered once however often they come, matched by a person, open both ways."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from browse import client_of, send, text
from heli.core.acts import NotAllowed
from heli.core.flow.models import Entry
from heli.loops.giving.actions.banking import (
    MatchedAlready,
    OtherAmount,
    enter_lines,
    loosen_line,
    match_line,
    set_line_aside,
)
from heli.loops.giving.actions.receiving import correct_gift
from heli.loops.giving.queries.bank_statements import BankLine, NoHeader, WrongLine, lines_in
from heli.loops.giving.queries.banking import bank_lines, suggestions, totals
from heli.shell.forms import issue_key
from make_giving import House, day, giving


pytestmark = pytest.mark.django_db
STATEMENT = """示例银行 交易明细,,,,,
,,,,,
交易日期,借贷标志,交易金额,对方户名,摘要,流水号
2020-02-06,贷,500.00,王小明,捐款,1
2020-02-07,贷,88,某,,2
2020-02-07,借,120,示例物流,运费,3
2020-02-08,贷,100,热心人,捐款,
2020-02-08,贷,100,热心人,捐款,
合计,,908.00,,,
"""


@pytest.fixture
def house(db: Any) -> House:
    return giving()


def entered(house: House, *amounts: int, payer: str = "王小明") -> list[Entry]:
    """Lines of a statement, one for each amount, in their order."""
    lines = [BankLine(on=date(2020, 2, 6), amount=Decimal(n), payer=payer) for n in amounts]
    enter_lines(house.campaign, lines=lines, by=house.clerk, at=house.at)
    return list(bank_lines(house.clerk, house.campaign).order_by("pk"))


def upload(house: House, content: str = STATEMENT, **more: Any) -> Any:
    file = SimpleUploadedFile("statement.csv", content.encode("gb18030"), "text/csv")
    page = reverse("giving:bank_enter", args=[house.campaign.uid])
    return client_of(house.clerk).post(page, {"form_key": issue_key(), "file": file, **more})


def numbered(content: str) -> list[tuple[int, list[str]]]:
    return [(n, line.split(",")) for n, line in enumerate(content.splitlines(), start=1)]


def test_a_person_decides_which_receipt_a_bank_line_is(house: House) -> None:
    gift = house.receive("王小明", cash=500, on=day("02-05"))
    other = house.receive("李某", cash=600, on=day("02-05"))
    for _twice in range(2):
        line, unknown = entered(house, 500, 88)

    found = suggestions([line, unknown])
    [suggested] = found[line.pk]
    assert (suggested.receipt, suggested.why) == (gift, ("amount", "name"))
    assert found[unknown.pk] == []
    with pytest.raises(OtherAmount):
        match_line(line, receipt=other, by=house.clerk, at=house.at)
    match_line(line, receipt=gift, by=house.clerk, at=house.at)
    now = totals(house.campaign)
    assert (now.lines, now.matched, now.unmatched, now.unbanked) == (588, 500, 88, 600)


def test_one_receipt_came_in_once(house: House) -> None:
    gift = house.receive("王小明", cash=500, on=day("02-05"))
    [line] = entered(house, 500)
    match_line(line, receipt=gift, by=house.clerk, at=house.at)
    again = BankLine(on=date(2020, 2, 7), amount=Decimal(500), payer="另一人")
    enter_lines(house.campaign, lines=[again], by=house.clerk, at=house.at)
    second = bank_lines(house.clerk).get(state="unmatched")

    with pytest.raises(MatchedAlready):
        match_line(second, receipt=gift, by=house.clerk, at=house.at)
    assert suggestions([second])[second.pk] == []


def test_a_match_is_taken_back_with_its_reason_and_made_again(house: House) -> None:
    gift = house.receive("王小明", cash=500, on=day("02-05"))
    [line] = entered(house, 500)
    match_line(line, receipt=gift, by=house.clerk, at=house.at)

    with pytest.raises(NotAllowed):
        loosen_line(line, note="误配", by=house.stranger(), at=house.at)
    loosen_line(line, note="误配", by=house.clerk, at=house.at)
    assert totals(house.campaign).unmatched == 500
    [suggested] = suggestions([line])[line.pk]
    match_line(line, receipt=suggested.receipt, by=house.clerk, at=house.at)
    assert totals(house.campaign).matched == 500


def test_a_line_set_aside_can_be_matched_later(house: House) -> None:
    [line] = entered(house, 88)
    set_line_aside(line, note="利息", by=house.clerk, at=house.at)
    assert totals(house.campaign).set_aside == 88
    gift = house.receive("王小明", cash=88, on=day("02-05"))

    match_line(line, receipt=gift, by=house.clerk, at=house.at)

    assert (totals(house.campaign).set_aside, totals(house.campaign).matched) == (0, 88)


def test_equal_lines_of_a_day_are_two_and_what_went_out_is_none() -> None:
    found = lines_in(numbered(STATEMENT))

    assert [line.amount for line in found] == [500, 88, 100, 100]
    assert len({line.key for line in found}) == 4
    assert [line.key for line in lines_in(numbered(STATEMENT))] == [line.key for line in found]


@pytest.mark.parametrize(
    ("content", "refusal", "said"),
    [
        ("甲,乙\n1,2\n", NoHeader, "交易日期"),
        ("交易日期,收入\n2020-02-30,5\n", WrongLine, "第 2 行"),
        ("交易日期,收入\n2020-02-03,4.6万\n", WrongLine, "46000"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_row(
    content: str, refusal: type[Exception], said: str
) -> None:
    with pytest.raises(refusal, match=said):
        lines_in(numbered(content))


def test_a_statement_is_given_twice_and_matched_in_the_browser(house: House) -> None:
    gift = house.receive("王小明", cash=500, on=day("02-05"))
    house.receive("李某", cash=600, on=day("02-05"))
    browser, page = client_of(house.clerk), reverse("giving:bank", args=[house.campaign.uid])
    for _twice in range(2):
        assert upload(house).status_code == 302
    assert bank_lines(house.clerk).count() == 4

    shown = text(browser.get(page))
    assert all(word in shown for word in ("王小明", "the payer is the donor", "No receipt of this"))
    line = bank_lines(house.clerk).get(title__contains="王小明")
    press = {"form_key": issue_key(), "receipt": str(gift.uid)}
    match = reverse("giving:bank_match", args=[line.uid])
    for _twice in range(2):
        assert browser.post(match, press).status_code == 302
    assert "500.00 元" in text(browser.get(page, {"show": "matched"}))
    assert "李某" in text(browser.get(page, {"show": "receipts"}))

    correct_gift(gift, reason="重复", by=house.clerk, at=house.at)
    assert "Taken back" in text(browser.get(page, {"show": "matched"}))
    assert send(browser, "giving:bank_loosen", line.uid, note="").status_code == 422
    assert send(browser, "giving:bank_loosen", line.uid, note="捐款已冲回").status_code == 302
    assert send(browser, "giving:bank_aside", line.uid, note="退款").status_code == 302
    assert "退款" in text(browser.get(page, {"show": "set_aside"}))


def test_a_statement_without_a_header_is_refused_and_the_paste_stays(house: House) -> None:
    browser = client_of(house.clerk)
    answer = send(browser, "giving:bank_enter", house.campaign.uid, paste="甲\t乙\n1\t2")

    assert answer.status_code == 422
    assert "贷方发生额" in text(answer)
    assert "甲\t乙" in text(answer)


def test_strangers_neither_see_nor_match_lines(house: House) -> None:
    gift = house.receive("王小明", cash=500, on=day("02-05"))
    [line] = entered(house, 500)
    stranger, hand = client_of(house.stranger()), client_of(house.hand)

    assert stranger.get(reverse("giving:bank", args=[house.campaign.uid])).status_code == 404
    sent = {"form_key": issue_key(), "receipt": str(gift.uid)}
    match = reverse("giving:bank_match", args=[line.uid])
    assert (stranger.post(match, sent).status_code, hand.post(match, sent).status_code) == (
        404,
        403,
    )
    _foreign, appeal = house.another_campaign()
    elsewhere = house.receive("王小明", cash=500, appeal=appeal, on=day("02-05"))
    sent["receipt"] = str(elsewhere.uid)
    assert client_of(house.clerk).post(match, sent).status_code == 422
    assert totals(house.campaign).matched == 0


def test_a_line_that_waits_in_the_inbox_leads_to_the_list_it_is_in(house: House) -> None:
    [line] = entered(house, 500)
    browser, page = client_of(house.clerk), reverse("giving:bank", args=[house.campaign.uid])

    waits = reverse("giving:bank_line", args=[line.uid])
    assert waits in browser.get(reverse("shell:desk")).content.decode()
    assert browser.get(waits).url == f"{page}?show=unmatched"
    assert client_of(house.stranger()).get(waits).status_code == 404

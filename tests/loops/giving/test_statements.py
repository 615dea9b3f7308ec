"""Public statements (公示): they fall due, are looked at, published, dropped, and put right in the open."""

import io
import json
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import make
from browse import client_of, send, text
from heli.core.access.enums import Role
from heli.core.acts import NotAllowed
from heli.core.flow.models import Entry
from heli.loops.giving.actions.appealing import close_appeal
from heli.loops.giving.actions.disclosing import (
    NoDefinitions,
    OtherPeriod,
    drop_statement,
    publish_statement,
)
from heli.loops.giving.actions.naming import name_donor
from heli.loops.giving.actions.receiving import correct_gift
from heli.loops.giving.enums import Publication
from heli.loops.giving.queries.bulletins import bulletin
from heli.loops.giving.queries.statements import statements
from make_giving import House, giving


pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db: Any) -> House:
    made = giving(is_emergency=True)
    made.approve_measures()
    return made


def due(house: House) -> Entry:
    [statement] = statements(house.clerk).filter(state="due")
    return statement


def published(house: House) -> Entry:
    """The first statement of the campaign, published today."""
    return publish_statement(due(house), by=house.clerk, at=house.at)


def read(house: House, *more: Any) -> str:
    """The first statement as anybody reads it, or a file of it."""
    name = "bulletin_file" if more else "bulletin"
    answer = client_of(None).get(reverse(f"giving:{name}", args=[house.campaign.code, 1, *more]))
    assert answer.status_code == 200
    return text(answer)


def test_a_statement_is_looked_at_published_and_read_by_everybody(house: House) -> None:
    house.receive("示例甲公司", cash=500, voucher="渝-020")
    house.receive("王小明", goods=(house.goods(30),), publication=Publication.ANONYMOUS)
    browser, statement = client_of(house.clerk), due(house)

    preview = text(browser.get(reverse("giving:statement", args=[statement.uid])))
    until = {"until": make.TODAY.isoformat()}
    answer = send(browser, "giving:statement_publish", statement.uid, **until)

    assert answer.status_code == 302
    assert "500.00 元" in preview
    page = read(house)
    assert all(word in page for word in ("第1期", "示例甲公司", "渝-020", "500.00 元", "30 只"))
    assert "王小明" not in page + preview
    listed = text(client_of(None).get(reverse("giving:ledger", args=[house.campaign.code])))
    assert reverse("giving:bulletin", args=[house.campaign.code, 1]) in listed


def cells(content: bytes) -> set[Any]:
    """What stands in a workbook."""
    from openpyxl import load_workbook

    return {cell.value for row in load_workbook(io.BytesIO(content)).active for cell in row}


def test_every_file_says_the_same(house: House) -> None:
    house.receive("示例甲公司", cash=46000)
    published(house)
    client = client_of(None)
    args = [house.campaign.code, 1]

    said = json.loads(read(house, "json"))
    files = {
        form: client.get(reverse("giving:bulletin_file", args=[*args, form]))
        for form in ("xlsx", "docx", "pdf")
    }

    assert said["receipts"]["undesignated"] == {"amount": "46000.00", "n": 1}
    assert said["gifts"][0]["donor"] == "示例甲公司"
    assert "示例甲公司" in cells(files["xlsx"].content)
    with zipfile.ZipFile(io.BytesIO(files["docx"].content)) as package:
        assert "示例甲公司" in package.read("word/document.xml").decode()
    assert files["pdf"].content.startswith(b"%PDF")
    nothing = client.get(reverse("giving:bulletin_file", args=[*args, "exe"]))
    assert nothing.status_code == 404


def test_a_name_withdrawn_after_publication_is_gone_from_page_and_files(house: House) -> None:
    gift = house.receive("王小明", cash=200, voucher="渝-021")
    published(house)
    assert "王小明" in read(house)

    for publication, seen in ((Publication.INITIAL, "王"), (Publication.ANONYMOUS, "no name")):
        name_donor(gift, publication=publication, by=house.clerk, at=house.at)
        for said in (read(house), read(house, "json")):
            assert "王小明" not in said
            assert "渝-021" not in said
        assert seen in read(house)


def test_what_changed_after_publication_is_shown_old_and_new_with_its_reason(house: House) -> None:
    gift = house.receive("示例甲公司", cash=46000)
    house.receive("示例乙公司", cash=100)
    published(house)
    assert "更正说明" not in read(house)

    right = house.slip("示例甲公司", cash=4600)
    later = house.at + timedelta(hours=1)
    correct_gift(gift, reason="多写一个零", slip=right, by=house.clerk, at=later)

    page, said = read(house), json.loads(read(house, "json"))["errata"]
    assert all(word in page for word in ("更正说明", "多写一个零", "2 笔　46,100.00 元"))
    assert {
        "what": "undesignated",
        "old": "2 笔　46,100.00 元",
        "new": "2 笔　4,700.00 元",
    } in said["changed"]
    [told] = said["corrections"]
    assert (told["reason"], len(told["old"]), len(told["new"])) == ("多写一个零", 1, 1)


def test_a_statement_ends_on_a_day_that_has_passed_and_begins_where_the_last_one_ended(
    house: House,
) -> None:
    statement, today = due(house), make.TODAY

    for wrong in (today + timedelta(days=1), today - timedelta(days=1)):
        with pytest.raises(OtherPeriod):
            publish_statement(statement, until=wrong, by=house.clerk, at=house.at)
    publish_statement(statement, until=today, by=house.clerk, at=house.at)

    assert due(house).answers["since"] == (today + timedelta(days=1)).isoformat()


def test_a_statement_that_is_not_needed_says_why_and_nothing_follows(house: House) -> None:
    statement = due(house)
    said = {"note": "由慈善总会统一公示"}
    stranger = client_of(house.stranger())
    assert send(stranger, "giving:statement_drop", statement.uid, **said).status_code == 404
    with pytest.raises(NotAllowed):
        drop_statement(statement, note="x", by=house.hand, at=house.at)

    dropped = send(client_of(house.clerk), "giving:statement_drop", statement.uid, **said)

    statement.refresh_from_db()
    assert (dropped.status_code, statement.state, statement.is_open) == (302, "dropped", False)
    assert statement.steps.order_by("seq").last().note == said["note"]
    assert not statements(house.clerk).filter(state="due").exists()


def test_the_list_tells_what_is_due_and_what_is_late(house: House) -> None:
    house.another_campaign()

    listed = text(client_of(house.clerk).get(reverse("giving:statements")))
    nobody = text(client_of(house.stranger()).get(reverse("giving:statements")))

    assert listed.count("Due") >= 2
    assert "overdue" in listed
    assert house.campaign.name not in nobody


def test_the_list_asks_as_much_for_many_open_statements_as_for_one(house: House) -> None:
    browser, page = client_of(house.clerk), reverse("giving:statements")
    asked = []
    for n in (1, 5):
        while open_statements(house) < n:
            house.another_campaign()
        browser.get(page)
        with CaptureQueriesContext(connection) as queries:
            browser.get(page)
        asked.append(len(queries))

    assert asked[0] == asked[1]


def open_statements(house: House) -> int:
    return statements(house.clerk).filter(is_open=True).count()


def test_the_last_statement_speaks_of_the_whole_campaign(house: House) -> None:
    house.receive("示例甲公司", cash=500, on=make.TODAY - timedelta(days=3))
    drop_statement(due(house), note="并入总结", by=house.clerk, at=house.at)
    close_appeal(house.appeal, surplus="转入社区关爱项目", by=house.clerk, at=house.at)

    final = publish_statement(due(house), by=house.clerk, at=house.at)

    assert bulletin(final, today=make.TODAY).undesignated.amount == 500
    assert not statements(house.clerk).filter(state="due").exists()


def test_nothing_is_published_by_definitions_that_nobody_approved(db: Any) -> None:
    house = giving()
    statement = due(house)
    page = reverse("giving:statement", args=[statement.uid])

    assert "definitions are approved" in text(client_of(house.clerk).get(page))
    with pytest.raises(NoDefinitions):
        publish_statement(statement, by=house.clerk, at=house.at)
    assert client_of(house.clerk).get(page + "files/json/").status_code == 404


def test_a_signer_publishes_and_a_hand_at_the_door_does_not(house: House) -> None:
    signer = make.actor(Role.SIGNER, over=house.body)
    with pytest.raises(NotAllowed):
        publish_statement(due(house), by=house.hand, at=house.at)

    assert publish_statement(due(house), by=signer, at=house.at).state == "published"

"""Papers to take along: a packing list whose code opens the receipt, letters that name as agreed."""

import io
from typing import Any

import pytest
from django.urls import reverse

from browse import client_of, text
from heli.loops.giving.actions.helped import Helped
from heli.loops.giving.actions.naming import name_donor
from heli.loops.giving.enums import Publication
from heli.loops.giving.queries.slips import Designation
from make_giving import House, giving


pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db: Any) -> House:
    return giving()


def words_of(content: bytes) -> str:
    """Everything a docx says."""
    from docx import Document

    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def letters(house: House, **asked: str) -> Any:
    days = {"since": "2020-02-01", "until": "2020-02-28", "form": "docx"}
    page = reverse("giving:letters", args=[house.campaign.uid])
    return client_of(house.clerk).get(page, days | asked)


def test_the_packing_list_carries_a_code_for_each_recipient(house: House) -> None:
    house.receive("示例公司", goods=(house.goods(100),))
    delivery = house.packed(60, helped=Helped(recipient=house.hospital("示例第一医院")))
    browser = client_of(house.clerk)

    def file(form: str) -> bytes:
        page = reverse("giving:packing_list", args=[delivery.uid, form])
        return bytes(browser.get(page).content)

    said = words_of(file("docx"))
    assert all(
        one in said for one in ("口罩 N95 GB 19083", "60 只", "示例第一医院：收货后扫码确认")
    )
    from openpyxl import load_workbook

    cells = [c.value for row in load_workbook(io.BytesIO(file("xlsx"))).active for c in row]
    [link] = [one for one in cells if isinstance(one, str) and "/confirm/" in one]
    assert "口罩" in text(client_of(None).get(link))
    assert file("pdf").startswith(b"%PDF")
    nothing = reverse("giving:packing_list", args=[delivery.uid, "exe"])
    assert browser.get(nothing).status_code == 404


def test_a_letter_says_what_was_received_and_what_it_is_for(house: House) -> None:
    meant = Designation(purpose="隔离点")
    gift = house.receive("王小明", cash=46000, voucher="渝-001", designation=meant)

    page = reverse("giving:letter", args=[gift.uid, "docx"])
    said = words_of(client_of(house.clerk).get(page).content)

    assert all(
        one in said
        for one in ("尊敬的王小明：", "46,000.00 元", "票据号：渝-001", "隔离点", "2020年2月10日")
    )


def test_letters_name_donors_as_they_agreed_also_later(house: House) -> None:
    house.receive("示例甲公司", cash=100)
    house.receive("李某某", cash=200, publication=Publication.INITIAL)
    house.receive("赵某某", cash=300, publication=Publication.ANONYMOUS, voucher="渝-003")
    changed = house.receive("孙某某", cash=400)
    name_donor(changed, publication=Publication.ANONYMOUS, by=house.clerk, at=house.at)

    said = words_of(letters(house).content)

    assert all(one in said for one in ("尊敬的示例甲公司：", "尊敬的李姓捐赠人：", "渝-003"))
    assert said.count("尊敬的爱心人士：") == 2
    assert not any(name in said for name in ("李某某", "赵某某", "孙某某"))


def test_who_gave_twice_gets_one_letter_and_takings_and_mistakes_none(house: House) -> None:
    house.receive("王小明", cash=100)
    house.receive("王小明", cash=250)

    said = words_of(letters(house).content)

    assert said.count("感谢信") == 1
    assert all(one in said for one in ("100.00 元", "250.00 元"))
    assert "No gift of these days" in text(letters(house, since="2019-01-01", until="2019-01-02"))


def test_papers_of_others_are_not_there(house: House) -> None:
    gift = house.receive("王小明", cash=100, goods=(house.goods(5),))
    delivery, stranger = house.packed(3), client_of(house.stranger())

    for name, args in (
        ("letter", [gift.uid, "docx"]),
        ("letters", [house.campaign.uid]),
        ("packing_list", [delivery.uid, "docx"]),
    ):
        assert stranger.get(reverse(f"giving:{name}", args=args)).status_code == 404

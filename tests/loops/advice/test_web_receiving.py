"""Receiving a register from a spreadsheet: shown first, received after, nothing by half."""

import io
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from browse import client_of, downloaded, send, text
from heli.core.flow.models import Entry
from heli.loops.advice import measures
from heli.loops.advice.enums import Stage
from make_advice import TEXT, office


pytestmark = pytest.mark.django_db


def workbook(*rows: list[Any]) -> io.BytesIO:
    """A register as somebody uploads it."""
    from openpyxl import Workbook

    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    file.name = "来稿.xlsx"
    return file


HEAD = ["编号", "收稿日期", "题目", "作者", "单位", "正文"]


def test_a_register_is_shown_first_and_received_after() -> None:
    here = office()
    browser = client_of(here.clerk)
    file = workbook(HEAD, ["甲-1", date(2020, 2, 1), "第一件", "示例甲", here.society.name, TEXT])

    shown = send(browser, "advice:upload", here.call.uid, file=file)
    assert (shown.status_code, here.states()) == (200, [])

    send(browser, "advice:receive", here.call.uid, token=shown.context["token"])
    entry = Entry.objects.get(call=here.call)
    assert (entry.code, entry.title, entry.party and entry.party.name) == (
        "甲-1",
        "第一件",
        "示例甲",
    )
    assert here.count(measures.RECEIVED, first=date(2020, 2, 1), last=date(2020, 2, 1)) == 1


def test_rows_with_mistakes_are_named_and_the_good_ones_can_be_received() -> None:
    here = office()
    browser = client_of(here.clerk)
    name = here.society.name
    file = workbook(
        HEAD,
        ["1", "2020-02-30", "日期不存在", "甲", name, TEXT],
        ["2", "2020年2月3日", "好的一件", "甲", name, TEXT],
        ["2", "2020/2/4", "编号重复", "甲", name, TEXT],
        ["3", "2020-02-05", "单位不认识", "甲", "无此学会", TEXT],
        ["4", "2020-02-05", "", "甲", name, TEXT],
        ["5", "2999-01-01", "将来的事", "甲", name, TEXT],
        ["6", "2020-02-05", "涉密", "甲", name, "秘密★\n正文"],
    )

    shown = send(browser, "advice:upload", here.call.uid, file=file)

    found = shown.context["found"]
    assert shown.status_code == 422
    assert [row.title for row in found.rows] == ["好的一件"]
    assert sorted({fault.line for fault in found.faults}) == [2, 4, 5, 6, 7, 8]
    token = shown.context["token"]
    faulty = browser.get(reverse("advice:faults", args=[here.call.uid]), {"token": token})
    assert "2020-02-30 does not exist" in downloaded(faulty)[1][6]
    send(browser, "advice:receive", here.call.uid, token=token)
    assert here.states() == [Stage.RECEIVED]


def test_wrong_columns_are_said_by_name() -> None:
    here = office()

    shown = send(
        client_of(here.clerk),
        "advice:upload",
        here.call.uid,
        file=workbook(["姓名", "电话"], ["甲", "1"]),
    )

    assert shown.status_code == 422
    assert "The column “题目” is missing. The sheet has: 姓名、电话." in text(shown)


def test_a_file_that_is_no_workbook_is_refused() -> None:
    here = office()
    file = io.BytesIO(b"not a workbook")
    file.name = "来稿.xlsx"

    shown = send(client_of(here.clerk), "advice:upload", here.call.uid, file=file)

    assert shown.status_code == 422
    assert "is not an Excel file" in text(shown)


def test_a_forged_token_receives_nothing() -> None:
    here = office()

    answer = send(client_of(here.clerk), "advice:receive", here.call.uid, token="forged")

    assert (answer.status_code, "too old" in text(answer)) == (422, True)


def test_no_file_is_said_at_the_field() -> None:
    here = office()
    browser = client_of(here.clerk)

    assert browser.get(reverse("advice:upload", args=[here.call.uid])).status_code == 200
    assert send(browser, "advice:upload", here.call.uid).status_code == 422


def test_a_token_of_another_call_receives_nothing() -> None:
    here, elsewhere = office(), office()
    file = workbook(HEAD, ["1", "2020-02-01", "一件", "甲", elsewhere.society.name, TEXT])
    shown = send(client_of(elsewhere.clerk), "advice:upload", elsewhere.call.uid, file=file)

    answer = send(
        client_of(here.clerk), "advice:receive", here.call.uid, token=shown.context["token"]
    )

    assert answer.status_code == 422
    assert here.states() == []


def test_other_names_of_a_column_stand_between_signs_of_the_language() -> None:
    here = office()

    page = text(client_of(here.clerk).get(reverse("advice:upload", args=[here.call.uid])))

    assert "供稿单位, body" in page
    assert "、" not in page.partition('class="advice-bullets"')[2].partition("</ul>")[0]

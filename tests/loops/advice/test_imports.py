"""Reading the rows of a register as an office writes them."""

from datetime import date, datetime
from typing import Any

import pytest

import make
from heli.loops.advice.actions.receiving import (
    NothingToReceive,
    NumberTaken,
    receive_proposals,
)
from heli.loops.advice.queries.imports import preview
from heli.loops.advice.queries.people import Credit
from make_advice import TEXT, Office, office


pytestmark = pytest.mark.django_db
HEAD = ["编号", "收稿日期", "题目", "作者", "单位", "正文", "公开程度", "原创声明"]


def row(here: Office, **said: Any) -> list[Any]:
    """A row that is right but for what is said."""
    whole = {
        "编号": "",
        "收稿日期": "2020-02-01",
        "题目": "一件",
        "作者": "示例甲",
        "单位": here.society.name,
        "正文": TEXT,
        "公开程度": "",
        "原创声明": "是",
    }
    return [(whole | said)[name] for name in HEAD]


def faults(here: Office, *rows: list[Any]) -> list[tuple[int, str]]:
    """Line and column of what is wrong."""
    found = preview([HEAD, *rows], here.call, today=make.TODAY)
    return [(fault.line, fault.column) for fault in found.faults]


def test_an_empty_sheet_says_so() -> None:
    found = preview([], office().call, today=make.TODAY)

    assert (found.is_clean, found.total, len(found.faults)) == (False, 0, 1)


@pytest.mark.parametrize(
    "cell",
    [date(2020, 2, 3), datetime(2020, 2, 3, 9, 30), "2020-02-03", "2020/2/3", "２０２０年２月３日"],  # noqa: DTZ001  -- as spreadsheets give them
)
def test_a_day_is_read_in_every_usual_form(cell: Any) -> None:
    here = office()

    found = preview([HEAD, row(here, 收稿日期=cell)], here.call, today=make.TODAY)

    assert found.rows[0].received_on == date(2020, 2, 3)


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("收稿日期", "二月三日"),
        ("收稿日期", None),
        ("收稿日期", "2020-02-30"),
        ("收稿日期", "2020-02-11"),
        ("编号", "号 码?"),
        ("题目", "长" * 121),
        ("正文", ""),
        ("正文", "机密★\n正文"),
        ("作者", ""),
        ("作者", "甲、甲"),
        ("单位", "无此学会"),
        ("公开程度", "秘密"),
        ("原创声明", "否"),
    ],
)
def test_each_wrong_cell_is_named_by_row_and_column(column: str, cell: Any) -> None:
    here = office()

    assert faults(here, row(here), row(here, **{"题目": "另一件", column: cell})) == [(3, column)]


def test_a_body_is_known_by_its_short_name_in_either_script() -> None:
    here = office()
    body = make.society(here.body, name="示例应用社会学学会", short="社会学会")

    found = preview([HEAD, row(here, 单位="社會學會")], here.call, today=make.TODAY)

    assert found.rows[0].org == body


def test_several_authors_share_evenly_and_the_first_takes_what_is_left() -> None:
    here = office()

    found = preview([HEAD, row(here, 作者="甲、乙，丙")], here.call, today=make.TODAY)

    assert found.rows[0].authors == (Credit("甲", 34), Credit("乙", 33), Credit("丙", 33))


def test_a_row_that_repeats_another_or_what_came_before_is_named() -> None:
    here = office()
    here.received("收过的一件")

    assert faults(
        here,
        row(here, 编号="甲-1"),
        row(here, 编号="甲-1", 题目="又一件"),
        row(here, 编号="甲-2"),
        row(here, 编号="2020-0001", 题目="第三件"),
        row(here, 题目="收过的一件"),
    ) == [(3, "编号"), (4, "题目"), (5, "编号"), (6, "题目")]


def test_nothing_is_received_by_half() -> None:
    here = office()
    rows = preview(
        [HEAD, row(here), row(here, 编号="甲-1", 题目="另一件")], here.call, today=make.TODAY
    ).rows
    receive_proposals(here.call, rows=rows[1:], by=here.clerk, at=here.at)

    with pytest.raises(NumberTaken):
        receive_proposals(here.call, rows=rows, by=here.clerk, at=here.at)
    with pytest.raises(NothingToReceive):
        receive_proposals(here.call, rows=[], by=here.clerk, at=here.at)

    assert len(here.states()) == 1

"""A list of gifts: looked at, posted batch by batch, interrupted anywhere, taken back as a whole."""

import zipfile
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import make
from heli.core.acts import NotAllowed
from heli.core.flow.models import Step
from heli.core.ledger.actions import reverse_transaction
from heli.core.ledger.checking import verify_ledger
from heli.core.ledger.models import Item, Transaction
from heli.core.parties.models import Party
from heli.loops.giving import measures, tasks
from heli.loops.giving.actions.importing import (
    StillAsked,
    StillWrong,
    TooLate,
    TotalDiffers,
    go_on,
    take_back,
)
from heli.loops.giving.queries import checking
from heli.loops.giving.queries.sheets import InMultiples, require_plain, suggested
from heli.shell.documents import streaming
from heli.shell.documents.streaming import (
    HasFormulas,
    HasMergedCells,
    ListTooLarge,
    stream_numbered,
    stream_rows,
)
from loops.giving.lists import HEADER, ROWS, begin, given, looked_at, new_book, run_to_the_end
from make_giving import House, day, giving


pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db: Any) -> House:
    made = giving()
    assert made.masks.name == "口罩"
    return made


def test_a_list_is_looked_at_and_nothing_is_posted_before_it_is_confirmed(
    house: House, tmp_path: Path
) -> None:
    entry = given(house, ROWS, tmp_path)

    checked = entry.answers["checked"]
    assert (checked["rows"], checked["new"], checked["wrong"], checked["cash"]) == (
        3,
        3,
        0,
        "41879.99",
    )
    assert Transaction.objects.count() == 0
    with pytest.raises(TotalDiffers):
        begin(house, entry, 3, "41879")
    begin(house, entry, 3, "41879.99")
    run_to_the_end(house, entry)

    assert entry.state == "done"
    assert house.count(measures.CASH_RECEIVED) == Decimal("41879.99")
    assert house.count(measures.GOODS_RECEIVED, item=house.masks) == 3000
    assert house.count(measures.DONORS) == 2
    assert list(verify_ledger()) == []


def test_every_wrong_cell_is_told_with_its_row(house: House, tmp_path: Path) -> None:
    wrong = (
        ("2020-02-30", "王某", 500),
        ("2020-02-03", "王某", "4.6万"),
        ("2020-02-03", "王某", None),
        ("2021-02-03", "王某", -5),
        ("2020-02-03", "王某", None, "不存在的物资", "", 5),
    )
    entry = given(house, wrong, tmp_path)

    faults = [(line, column) for line, column, _why, _q in entry.answers["checked"]["faults"]]
    assert faults == [(2, "日期"), (3, "金额"), (4, "金额"), (5, "日期"), (5, "金额"), (6, "物资")]
    with pytest.raises(StillWrong):
        begin(house, entry, 5, "0")


def test_what_posting_would_refuse_is_told_before(house: House, tmp_path: Path) -> None:
    wrong = (
        ("2020-02-03", "王某", None, "口罩", "KN95", 5),
        ("2020-02-03", "王某", None, "口罩", None, "2.5"),
        ("2020-02-03", "王某", "500.125"),
        ("2020-02-03", "王某", None, "口罩", None, 5, None, None, "箱"),
    )
    entry = given(house, wrong, tmp_path, header=(*HEADER, "单位"))

    said = [(line, column) for line, column, _why, _q in entry.answers["checked"]["faults"]]
    assert said == [(2, "标准"), (3, "数量"), (4, "金额"), (5, "单位")]


def test_an_amount_that_may_be_in_wan_is_asked_about(house: House, tmp_path: Path) -> None:
    entry = given(house, (("2020-02-03", "王某", "4.6"),), tmp_path)

    [[line, column, why, is_question]] = entry.answers["checked"]["faults"]
    assert (line, column, is_question, "4.60 元" in why) == (2, "金额", True, True)


def test_a_column_in_wan_is_not_taken_for_yuan() -> None:
    header = ("日期", "金额（万元）")

    assert suggested(header) == {"on": 0}
    with pytest.raises(InMultiples, match="金额"):
        require_plain(header, {"on": 0, "cash": 1})


def test_a_title_and_empty_rows_do_not_shift_the_numbers(house: House, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("某会捐款明细\n\n日期,姓名,金额\n2020-02-03,王某,500\n\n2020-02-30,李某,5\n")
    entry = looked_at(house, path.read_bytes(), "list.csv")

    assert [fault[0] for fault in entry.answers["checked"]["faults"]] == [6]
    assert [n for n, _row in stream_numbered(path, name="list.csv")] == [1, 3, 4, 6]


def test_a_donor_is_registered_once_however_the_name_is_written(
    house: House, tmp_path: Path
) -> None:
    house.receive("示例A公司", kind="company", cash=500)
    rows = [("2020-02-03", "示例Ａ公司", 700, "企业"), ("2020-02-04", "示例a公司", 800, "企业")]
    entry = given(house, rows, tmp_path, header=("日期", "捐赠人", "金额", "类型"))
    begin(house, entry, 2, "1500")
    run_to_the_end(house, entry)

    assert Party.objects.filter(subkind="donor").count() == 1


def test_a_row_that_became_wrong_stops_the_import_before_its_batch(
    house: House, tmp_path: Path
) -> None:
    entry = given(house, ROWS, tmp_path)
    begin(house, entry, 3, "41879.99")
    Item.objects.filter(name="口罩").update(is_closed=True)
    run_to_the_end(house, entry)

    assert (entry.state, Transaction.objects.count()) == ("running", 0)
    assert "4" in entry.answers["trouble"]
    Item.objects.update(is_closed=False)
    go_on(entry, by=house.clerk, at=house.at)
    run_to_the_end(house, entry)
    assert (entry.state, Transaction.objects.count()) == ("done", 3)


def test_rows_that_look_alike_are_asked_about(house: House, tmp_path: Path) -> None:
    house.receive("王某", cash=500, voucher="0001", on=day("02-03"))
    entry = given(house, (*ROWS, ROWS[1]), tmp_path)

    assert entry.answers["checked"]["asked"] == 2
    with pytest.raises(StillAsked):
        begin(house, entry, 4, "83259.98")
    begin(house, entry, 4, "83259.98", is_meant=True)
    run_to_the_end(house, entry)
    assert house.count(measures.DONATIONS) == 5


def test_an_import_interrupted_at_any_batch_goes_on(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "CHUNK", 2)
    rows = [("2020-02-03", f"某{n}", 100 + n, None, None, None, f"{n:04}") for n in range(5)]
    entry = given(house, rows, tmp_path)
    begin(house, entry, 5, "510")
    first = tasks.post_batch
    asked: list[int] = []

    class Dying:
        def once(self, key: str) -> Any:
            if len(asked) == 1:
                asked.append(0)
                raise KeyboardInterrupt
            asked.append(1)
            return first.once(key)

    monkeypatch.setattr(tasks, "post_batch", Dying())
    with pytest.raises(KeyboardInterrupt):
        run_to_the_end(house, entry)
    assert house.count(measures.CASH_RECEIVED) == 201
    for _again in range(2):
        run_to_the_end(house, entry)

    assert entry.state == "done"
    assert house.count(measures.DONATIONS) == 5
    assert house.count(measures.CASH_RECEIVED) == 510
    assert Step.objects.filter(entry=entry, verb="post").count() == 3


def test_what_is_wrong_behind_a_batch_does_not_hold_it_up(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rows behind are read while a batch is written."""
    monkeypatch.setattr(checking, "CHUNK", 2)
    entry = given(house, ROWS, tmp_path)
    begin(house, entry, 3, "41879.99")
    Item.objects.filter(name="口罩").update(is_closed=True)
    run_to_the_end(house, entry)

    assert (entry.state, entry.answers["upto"], Transaction.objects.count()) == ("running", 3, 2)
    assert "4" in entry.answers["trouble"]

    monkeypatch.setattr(streaming, "MAX_ROWS", 2)
    go_on(entry, by=house.clerk, at=house.at)
    with pytest.raises(ListTooLarge):
        run_to_the_end(house, entry)
    assert Transaction.objects.count() == 2
    assert list(verify_ledger()) == []


def test_an_import_is_taken_back_within_a_day(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = given(house, ROWS, tmp_path)
    begin(house, entry, 3, "41879.99")
    run_to_the_end(house, entry)

    with pytest.raises(NotAllowed):
        take_back(entry, note="表格选错", by=house.stranger(), at=house.at)
    with pytest.raises(TooLate):
        take_back(entry, note="表格选错", by=house.clerk, at=house.at + timedelta(hours=25))
    monkeypatch.setattr(tasks, "UNDO_BATCH", 2)
    latest = Transaction.objects.latest("pk")
    reverse_transaction(latest, reason="录入有误", by=house.clerk, at=house.at)
    take_back(entry, note="表格选错", by=house.clerk, at=house.at)
    tasks.undo_import(entry=str(entry.uid), at=house.at)

    entry.refresh_from_db()
    assert entry.state == "undone"
    answers = Transaction.objects.filter(reverses__isnull=False).order_by("pk")
    assert [one.reverses_id for one in answers] == [latest.pk, latest.pk - 2, latest.pk - 1]
    assert [one.reason for one in answers] == ["录入有误", "表格选错", "表格选错"]
    assert house.count(measures.CASH_RECEIVED) == 0
    assert house.count(measures.DONATIONS) == 0
    assert list(verify_ledger()) == []


def test_columns_are_known_by_their_names() -> None:
    found = suggested(("序号", "捐款日期", "姓名", "捐款金额(元)", "备注"))

    assert found == {"on": 1, "donor": 2, "cash": 3, "note": 4}


def test_formulas_merged_cells_and_bombs_are_refused_in_words(tmp_path: Path) -> None:
    book = new_book()
    book.active.append(["金额"])
    book.active["A2"] = "=1+1"
    book.save(tmp_path / "formula.xlsx")
    with pytest.raises(HasFormulas, match="A2"):
        list(stream_rows(tmp_path / "formula.xlsx", name="a.xlsx"))

    book = new_book()
    book.active.append(["金额", "金额"])
    book.active.merge_cells("A1:B1")
    book.save(tmp_path / "merged.xlsx")
    with pytest.raises(HasMergedCells, match="A1:B1"):
        list(stream_rows(tmp_path / "merged.xlsx", name="a.xlsx"))

    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("xl/workbook.xml", "<workbook/>")
        bomb.writestr("xl/worksheets/sheet1.xml", b" " * 20_000_000)
    with pytest.raises(ListTooLarge):
        list(stream_rows(tmp_path / "bomb.xlsx", name="a.xlsx"))


def test_a_paste_from_a_spreadsheet_is_read_as_text(tmp_path: Path) -> None:
    path = tmp_path / "paste.txt"
    path.write_bytes("日期\t捐赠人\t金额\n2020-02-03\t王某\t500\n\n".encode("gb18030"))

    assert list(stream_rows(path, name="paste.txt")) == [
        ["日期", "捐赠人", "金额"],
        ["2020-02-03", "王某", "500"],
    ]


def test_uses_lots_and_bodies_of_a_list_are_asked_for_once(house: House, tmp_path: Path) -> None:
    header = (*HEADER, "定向用途", "批号", "动员单位")
    below = make.society(house.body, "桥西支部")
    asked = []
    for n in (2, 12):
        rows = [
            (
                "2020-02-03",
                "王某",
                None,
                "口罩",
                None,
                5 + n + i,
                f"{n}-{i}",
                "",
                "抗疫",
                "L1",
                below.name,
            )
            for i in range(n)
        ]
        entry = given(house, rows, tmp_path, header=header)
        begin(house, entry, n, "0", is_meant=True)
        with CaptureQueriesContext(connection) as queries:
            run_to_the_end(house, entry)
        assert entry.state == "done", entry.answers
        asked.append(len(queries))
    assert asked[1] <= asked[0]

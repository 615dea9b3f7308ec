"""Tables: each column against its total; what is no sum is left alone."""

import pytest

from heli.kit.checking import Finding
from kit.checking.asking import alarms, findings


def columns(text: str) -> list[Finding]:
    return [one for one in findings(text) if one.rule == "table.column"]


def test_each_column_adds_up_to_its_total_or_it_is_told() -> None:
    text = "区县\t队伍（支）\t人数（名）\n东区\t12\t340\n西区\t9\t215\n合计\t21\t565\n"

    first, second = columns(text)

    assert (first.verdict.value, second.verdict.value) == ("holds", "contradicts")
    assert second.message.zh == "表中“人数（名）”一列相加为 555，合计写作 565"
    assert [text[a:b] for a, b in second.spans] == ["565", "340", "215"]
    assert second.gap == 10


@pytest.mark.parametrize(
    "text",
    [
        "单位 数量\n合计 30\n东区 12\n西区 18\n",
        "| 单位 | 数量 |\n| 东区 | 12 |\n| 西区 | 18 |\n| 总計 | 30 |\n",
        "类别 数量\n甲一 3\n甲二 4\n甲小计 7\n乙一 5\n乙二 6\n乙小计 11\n合计 18\n",
        "序号 单位 金额（元） 占比\n1 甲 12,000.50 40%\n2 乙 18,000.00 60%\n合计 30,000.50 100%\n",
        "单位 数量\n东区 １２\n西区 １８\n合 计 ３０\n",
    ],
)
def test_totals_above_and_below_with_subtotals_and_signs_of_all_kinds(text: str) -> None:
    assert [one.verdict.value for one in columns(text)] == ["holds"]


@pytest.mark.parametrize(
    "text",
    [
        "区县 办结率\n东区 98.5\n西区 97.1\n合计 97.9\n",
        "区县 占比\n东区 41%\n西区 60%\n合计 100%\n",
        "区县 人均（元）\n东区 120\n西区 130\n合计 125\n",
        "2020年1月 3\n全文完 5\n合计 9\n",
        "区县 数量\n东区 12\n合计 15\n",
    ],
)
def test_what_is_no_sum_or_no_table_is_left_alone(text: str) -> None:
    assert alarms(text) == []


def test_prose_between_two_tables_keeps_them_apart() -> None:
    table = "区县 数量\n东区 12\n西区 9\n合计 21\n"

    assert len(columns(f"{table}以上是上半年。\n{table}")) == 2

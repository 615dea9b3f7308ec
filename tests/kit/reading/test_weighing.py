"""Of the phrases around a figure the one is named for which most speaks, or none."""

import json
import re
import subprocess
import sys
from decimal import Decimal
from importlib.resources import files
from pathlib import Path

import pytest

from heli.kit.reading import QUANTITIES, Role, read
from heli.kit.reading.weights import FAMILIES, PLACES, tables
from kit.reading import test_press, test_reports, test_what
from kit.reading.naming import as_read, by_grammar, sentences


TOOL = Path(__file__).parents[3] / "tools" / "weigh.py"


@pytest.mark.parametrize(
    ("text", "nouns"),
    [
        # When and where, and what somebody did: no name of what is counted.
        ("“手快的一天能挣六十块呢。”他说。", [""]),
        ("他家雇了八个帮工，每人一天130元，包一顿午饭。", ["帮工", ""]),
        ("生产总值增加到121万元，五年年均增长5.2%。", ["生产总值", "", "生产总值"]),
        # The same in a report is one.
        ("旅游收入530万元。", ["旅游收入"]),
        ("举办讲座35场，培训骨干420名，发放资料1.2万份。", ["讲座", "骨干", "资料"]),
        # What a rule of the language ties to another figure is not doubted.
        ("排查纠纷41起，就地调处36起，仅5起移交。", ["纠纷", "纠纷", "纠纷"]),
        ("他说，收购价由每斤9元滑到6元。", ["收购价", "收购价"]),
    ],
)
def test_read_names_that_for_which_most_speaks(text: str, nouns: list[str]) -> None:
    assert as_read(text) == nouns


@pytest.mark.parametrize(
    ("text", "nouns"),
    [
        ("眼前这面砖雕影壁高4.2米、宽7.5米，裂了缝。", ["砖雕影壁", "砖雕影壁"]),
        ("31条线路减至26条。", ["线路", "线路"]),
        ("水位超过警戒线3米自动报警。", ["警戒线"]),
        ("全村小麦亩均增产92斤。", ["增产"]),
        ("六个队员都是“00后”。", ["队员"]),
        ("牧民赶着320只羊从山口穿过。", ["羊"]),
        ("施工队打成90米深的水井。", ["水井"]),
        ("二十六个摊位晚晚爆满。", ["摊位"]),
        ("小巴12辆跑山线。", ["小巴"]),
        ("产业园占地18平方公里。", ["产业园"]),
        ("八张木料里挑两张。", ["木料", "木料"]),
        ("维修基金支出210万元。", ["维修基金"]),
        ("财政支出210万元。", ["财政支出"]),
    ],
)
def test_read_noun_by_its_grammar(text: str, nouns: list[str]) -> None:
    assert by_grammar(text) == nouns


def test_read_hour_and_a_half_said_with_clock() -> None:
    reading = next(r for r in read("每晚练一个半钟。") if r.kind in QUANTITIES)

    assert (reading.text, reading.low, reading.unit) == ("一个半钟", Decimal("1.5"), "小时")


def test_read_lease_is_no_approximation() -> None:
    assert [r.text for r in read("租约五年。")] == ["五年"]


def test_read_verb_said_twice_is_no_figure() -> None:
    assert [r.role for r in read("请组长再讲一讲。")] == [Role.NAME]


def test_weights_every_family_weighs_somewhere() -> None:
    weighed = tables()

    assert set(weighed) == set(PLACES)
    assert [
        family
        for family in FAMILIES
        if not any(getattr(table, family).__self__ for table in weighed.values())
    ] == []


def test_learn_on_forgets_nothing_it_is_not_asked_about(tmp_path: Path) -> None:
    text = "县里新修渡口3座，惠及渔户500户。"
    (tmp_path / "one.txt").write_text(text, "utf-8")
    labels = [(6, 8, "渡口"), (13, 17, "渔户")]
    (tmp_path / "one.jsonl").write_text(
        "".join(
            json.dumps({"start": start, "end": end, "role": "figure", "what": what}) + "\n"
            for start, end, what in labels
        ),
        "utf-8",
    )
    told = subprocess.run(
        [sys.executable, TOOL, "--on", tmp_path], capture_output=True, check=True, encoding="utf-8"
    ).stdout.splitlines()
    known = files("heli.kit.reading").joinpath("weights.tsv").read_text("utf-8").splitlines()

    assert _many(told[0]) == _many(known[0]) + len(labels)
    assert len({_sign(row) for row in known} - {_sign(row) for row in told}) < len(known) / 100


def _many(first: str) -> int:
    return int(re.findall(r"\d+", first)[0])


def _sign(row: str) -> str:
    return row.rsplit("\t", len(PLACES))[0]


def test_read_names_as_the_grammar_does_where_the_grammar_is_right() -> None:
    told = list(sentences(test_what, test_press, test_reports))
    kept = sum(as_read(text) == nouns for text, nouns in told)

    assert len(told) > 250
    assert kept / len(told) > 0.92

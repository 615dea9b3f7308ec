"""Where numbers stand as thick as in a table: every value and unit, and no guess at what is counted."""

from decimal import Decimal
from itertools import pairwise, product

import pytest

from heli.kit.reading import Role, read


ROWS = 40
COLUMNS = 5


def _table(cell: str) -> str:
    """A table of the same kind of cell with a different number in each."""
    return "\n".join(
        "\t".join(cell.format(100 + row * COLUMNS + column) for column in range(COLUMNS))
        for row in range(ROWS)
    )


@pytest.mark.parametrize(
    ("cell", "unit", "factor"),
    [
        ("{}个", "个", 1),
        ("{}.50万元", "元", 10_000),
        ("１,{}人", "人", 1),
        ("{}萬冊", "册", 10_000),
    ],
)
def test_read_table_finds_every_cell(cell: str, unit: str, factor: int) -> None:
    text = _table(cell)
    lead = "0" if "１" not in cell else "1"
    tail = ".5" if ".50" in cell else ""
    wanted = [Decimal(f"{lead}{n}{tail}") * factor for n in range(100, 100 + ROWS * COLUMNS)]

    found = read(text)

    assert [(r.low, r.high, r.unit) for r in found] == [(n, n, unit) for n in wanted]
    assert [text[r.start : r.end] for r in found] == [r.text for r in found]


def test_read_table_says_that_it_read_value_and_unit_only() -> None:
    last = read(_table("{}个"))[-1]

    assert (last.rule, last.confidence, last.what) == ("dense", 0.5, "")


def test_read_table_keeps_what_qualifies_a_number() -> None:
    last = read(_table("近{}人"))[-1]

    assert last.text == "近299人"
    assert (last.high, last.high_open) == (299, True)


def test_read_table_keeps_dates() -> None:
    text = "\n".join(f"2020年3月{day}日\t{day}0人" for day in range(1, 29)) * 5

    found = read(text)

    assert [r.iso for r in found if r.role is Role.REFERENCE][-1] == "2020-03-28"
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    "cells",
    [
        [f"{hour}:{minute:02d} " for hour in range(24) for minute in range(0, 60, 7)],
        [f"2020-{month}-{day} " for month in range(1, 13) for day in range(1, 29)],
        [f"{n % 9 + 1}/{n % 7 + 2}，" for n in range(300)],
    ],
    ids=["hours", "days", "fractions"],
)
def test_read_leaves_out_what_has_no_word_between_after_its_beginning(cells: list[str]) -> None:
    text = "".join(cells) + "共发放口罩300只。"

    found = read(text)

    assert 0 < len(found) < len(cells) / 2
    assert found[-1].text == "300只"


def test_read_table_leaves_parts_pointing_at_their_whole() -> None:
    text = _table("{}个") + "\n" + "平淡无奇的一段文字，" * 200 + "发放物资500份，其中口罩300份。"

    found = read(text)

    (part,) = [r for r in found if r.text == "300份"]
    assert part.part_of is not None
    assert found[part.part_of].text == "500份"


def test_read_prose_after_a_table_is_read_as_prose() -> None:
    places = (a + b for a, b in product("甲乙丙丁戊己庚辛壬癸", "东南西北中新老上下"))
    text = _table("{}个") + "\n"
    text += "".join(f"{at}社区共发放口罩三千余只，惠及居民近两百户。" for at in places)

    assert read(text)[-1].rule != "dense"
    assert read(text)[-1].what == "居民"


def test_read_same_words_between_a_hundred_numbers_are_a_table_that_is_told() -> None:
    text = "".join(f"同比增长{n}.3%，" for n in range(100, 250)) + "发放口罩300只。"

    found = read(text)

    assert [r.low for r in found] == [*(Decimal(f"{n}.3") for n in range(100, 250)), 300]
    assert [r.unit for r in found] == ["%"] * 150 + ["只"]
    assert found[0].rule != "dense"
    assert found[-2].rule == "dense"
    assert (found[-1].what, found[-1].rule) == ("口罩", "quantity.count")

"""Levels come from the numbering that clerks type anyway."""

import pytest

from heli.loops.briefs.queries.outline import next_number, number_of, outline, paragraph_at


def test_outline_tells_the_four_levels_of_the_standard() -> None:
    text = "一、建言献策\n（一）征集\n1. 渠道\n（1）高校\n目前收到56篇。\n\n二、落实"

    assert [(p.level, p.number) for p in outline(text)] == [
        (1, "一、"),
        (2, "（一）"),
        (3, "1."),
        (4, "（1）"),
        (0, ""),
        (1, "二、"),
    ]


def test_outline_offsets_lead_back_into_the_text() -> None:
    text = "导语\n\n  一、建言\n收到56篇"

    assert [text[p.start : p.end] for p in outline(text)] == ["导语", "  一、建言", "收到56篇"]


def test_outline_a_decimal_number_is_not_a_heading() -> None:
    assert [p.level for p in outline("1.5万元用于采购")] == [0]


@pytest.mark.parametrize(
    ("text", "level", "expected"),
    [
        ("", 1, "一、"),
        ("一、甲\n二、乙", 1, "三、"),
        ("一、甲\n（一）子\n二、乙", 2, "（一）"),
        ("二、乙\n（一）子", 2, "（二）"),
        ("（一）子\n1. 丙", 3, "2."),
    ],
)
def test_next_number_goes_on_within_its_heading(text: str, level: int, expected: str) -> None:
    assert next_number(text, level) == expected


@pytest.mark.parametrize(
    ("n", "expected"), [(10, "十、"), (11, "十一、"), (20, "二十、"), (25, "二十五、")]
)
def test_number_of_writes_chinese_numerals(n: int, expected: str) -> None:
    assert number_of(n, 1) == expected


def test_paragraph_at_counts_as_people_do() -> None:
    assert [paragraph_at("一、甲\n\n收到56篇", at) for at in (0, 5, 8)] == [1, 2, 2]

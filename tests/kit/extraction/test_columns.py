"""Scraps of text with their places: columns, headlines, gaps."""

from heli.kit.extraction.columns import Line, Scrap, in_order, lines_of, text_of


def column(
    x: float, words: str, *, rows: int = 8, top: float = 700, size: float = 10
) -> list[Line]:
    return [
        Line(x, x + 20 * size, top - n * 14, size, f"{words}{n:02d}" + "文" * 18)
        for n in range(rows)
    ]


def read(lines: list[Line]) -> str:
    return text_of(in_order(lines))


def test_scraps_of_one_height_are_one_line() -> None:
    found = lines_of(
        [Scrap(100, 700, 10, "收到"), Scrap(120.5, 700.4, 10, "56篇"), Scrap(155, 699.8, 10, "abc")]
    )

    assert [line.text for line in found] == ["收到56篇 abc"]


def test_wide_gap_parts_two_lines() -> None:
    found = lines_of([Scrap(100, 700, 10, "左栏"), Scrap(320, 700, 10, "右栏")])

    assert [line.text for line in found] == ["左栏", "右栏"]


def test_columns_are_read_one_after_the_other() -> None:
    text = read([*column(50, "左"), *column(300, "右")])

    assert text.index("左07") < text.index("右00")


def test_three_columns() -> None:
    lines = [*column(50, "甲", size=7), *column(220, "乙", size=7), *column(390, "丙", size=7)]

    text = read(lines)

    assert text.index("甲07") < text.index("乙00")
    assert text.index("乙07") < text.index("丙00")


def test_headline_across_the_columns_parts_them() -> None:
    above = [*column(50, "上左"), *column(300, "上右")]
    headline = Line(50, 500, 580, 18, "中间大标题")
    below = [*column(50, "下左", top=550), *column(300, "下右", top=550)]

    text = read([*above, headline, *below])

    order = [text.index(words) for words in ("上左07", "上右00", "中间大标题", "下左00", "下右00")]
    assert order == sorted(order)


def test_short_lines_keep_their_breaks() -> None:
    lines = [
        Line(50, 250, 700, 10, "满行" * 10),
        Line(50, 90, 686, 10, "末行。"),
        Line(50, 250, 672, 10, "另起" * 10),
    ]

    assert read(lines).split("\n") == ["满行" * 10 + "末行。", "另起" * 10, ""]


def test_wide_distance_or_another_size_begins_anew() -> None:
    far = [Line(50, 250, 700, 10, "上段" * 10), Line(50, 250, 600, 10, "下段" * 10)]
    larger = [Line(50, 250, 700, 20, "标题" * 5), Line(50, 250, 680, 10, "正文" * 10)]

    assert read(far) == "上段" * 10 + "\n" + "下段" * 10 + "\n"
    assert read(larger) == "标题" * 5 + "\n" + "正文" * 10 + "\n"


def test_latin_words_are_joined_by_a_blank() -> None:
    lines = [
        Line(50, 250, 700, 10, "received fifty six proposals of"),
        Line(50, 250, 686, 10, "members and edited them all in"),
    ]

    assert "of members" in read(lines)


def test_nothing_is_nothing() -> None:
    assert read([]) == ""
    assert lines_of([]) == []

"""What holds for every text: spans, folding, and the way back from house wording."""

from decimal import Decimal
from itertools import pairwise

from hypothesis import given, strategies as st

from heli.kit.reading import Role, default_units, fold, read
from heli.kit.wording import styles_for, word


PIECES = st.sampled_from(
    [
        "近",
        "超",
        "约",
        "不足",
        "至少",
        "捐款",
        "发放",
        "口罩",
        "社区",
        "“",
        "”",
        "《",
        "》",
        "，",
        "。",
        "、",
        "\n",
        "第",
        "每",
        "其中",
        "共计",
        "分别",
        "一",
        "两",
        "三",
        "十",
        "百",
        "千",
        "万",
        "亿",
        "余",
        "多",
        "几",
        "数",
        "半",
        "0",
        "1",
        "2",
        "5",
        ".",
        ":",
        "-",
        "%",
        "个",
        "名",
        "元",
        "篇",
        "年",
        "月",
        "日",
        "时",
        "點",
        "萬",
        "餘",
        "個",
        "以上",
        "左右",
        "以内",
        "以",
        "至",
        "成",
        "分之",
        "届",
        "首",
        "若干",
        "\u3000",
        "５",
        "％",
        "A",
        "N95",
        "http://a.b/c",
    ]
)
NUMERALS = st.text("零〇一二两三四五六七八九十百千万亿廿余多几半点分之第、是年月日", max_size=30)
TEXTS = st.one_of(st.text(max_size=60), NUMERALS, st.lists(PIECES, max_size=40).map("".join))


@given(TEXTS)
def test_read_spans_slice_back_into_the_text_as_given(text: str) -> None:
    for reading in read(text):
        assert text[reading.start : reading.end] == reading.text
        assert reading.text.strip() == reading.text != ""


@given(TEXTS)
def test_read_mentions_follow_each_other_without_overlap(text: str) -> None:
    spans = [(reading.start, reading.end) for reading in read(text)]

    assert spans == sorted(spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


@given(TEXTS)
def test_read_bounds_are_in_order(text: str) -> None:
    for reading in read(text):
        if reading.low is not None and reading.high is not None:
            assert reading.low <= reading.high


@given(TEXTS)
def test_fold_never_shifts_a_character(text: str) -> None:
    folded = fold(text)

    origins = [folded.origin(place) for place in range(len(folded.text))]
    assert origins == sorted(set(origins))
    for place, origin in enumerate(origins):
        assert fold(text[origin]).text == folded.text[place]


@given(TEXTS)
def test_fold_takes_out_blanks_only(text: str) -> None:
    folded = fold(text)

    kept = {folded.origin(place) for place in range(len(folded.text))}
    assert "".join(text[i] for i in range(len(text)) if i not in kept).strip() == ""


@given(
    value=st.one_of(
        st.integers(min_value=1, max_value=10**10),
        st.decimals(min_value=1, max_value=10**8, places=2),
    ),
    unit=st.sampled_from(["元", "人", "篇", "人次", "公斤"]),
    frozen=st.booleans(),
)
def test_read_house_wording_holds_the_value_it_was_made_from(
    *, value: int | Decimal, unit: str, frozen: bool
) -> None:
    for style in styles_for(value, unit=unit, frozen=frozen):
        wording = word(value, unit=unit, style=style)
        found = [r for r in read(f"累计{wording}。") if r.role is Role.FIGURE]

        assert [(r.text, r.unit) for r in found] == [(wording, unit)]
        (reading,) = found
        assert reading.low <= value
        assert reading.high is None or value <= reading.high


@given(st.integers(min_value=1, max_value=9), st.sampled_from([10, 100, 1000]))
def test_read_remainder_counts_in_the_place_before_it(digit: int, scale: int) -> None:
    number = digit * scale
    (before,), (after,) = read(f"{number}余万元"), read(f"{number}万余元")

    assert before.high - before.low == scale * 10_000
    assert after.high - after.low == 10_000


@given(st.integers(min_value=1, max_value=99), st.sampled_from("余多"))
def test_read_remainder_after_a_decimal_counts_in_its_place(hundredths: int, sign: str) -> None:
    (reading,) = read(f"{1 + hundredths / 100:.2f}亿{sign}元")

    assert reading.high - reading.low == 1_000_000


def test_read_measure_that_opens_speech_names_nothing() -> None:
    assert [(reading.text, reading.what) for reading in read("“5米")] == [("5米", "")]


def test_default_units_know_each_name_once() -> None:
    table = default_units()

    assert all(table.by_name[unit.name] is unit for unit in table.units)

"""House wording: never says what the value is not."""

from decimal import Decimal, localcontext

import pytest
from hypothesis import example, given, strategies as st

from heli.kit.wording import (
    EXACT,
    CannotWord,
    Form,
    Style,
    asserts,
    digits,
    english,
    styles_for,
    word,
)


values = st.one_of(
    st.integers(0, 20_000),
    st.integers(0, 10**60),
    st.decimals(0, 10**12, places=4),
    st.decimals(0, 100, places=3),
    st.sampled_from([Decimal("0E+50"), Decimal("1E-40"), Decimal("-0"), 10**199]),
    # Round numbers and their neighbours, where 余 and 近 change sides.
    st.builds(
        lambda digit, power, off: max(digit * 10**power + off, 0),
        st.integers(1, 99),
        st.integers(0, 12),
        st.integers(-2, 2),
    ),
)
styles = st.builds(Style, st.sampled_from(Form), st.integers(0, 6))
units = st.sampled_from(["", "元", "人次", "篇", "个月", " yuan"])


@given(values, styles, units)
@example(59_123_456, Style(Form.OVER, 2), "元")
def test_word_asserts_an_interval_with_the_value(
    value: Decimal | int, style: Style, unit: str
) -> None:
    unit = "" if style.form is Form.PERCENT else unit.strip()
    try:
        wording = word(value, unit=unit, style=style)
    except CannotWord:
        return

    assert asserts(wording).contains(value), wording


@given(value=values, unit=units, frozen=st.booleans())
def test_styles_for_every_value_word_it_truly(
    *, value: Decimal | int, unit: str, frozen: bool
) -> None:
    unit = unit.strip()

    wordings = [
        word(value, unit=unit, style=style) for style in styles_for(value, unit=unit, frozen=frozen)
    ]

    assert all(asserts(wording).contains(value) for wording in wordings)
    assert len(wordings) == len(set(wordings)) > 0


@given(values)
def test_percent_is_always_wordable(value: Decimal | int) -> None:
    wordings = [word(value, unit="%", style=style) for style in styles_for(value, unit="%")]

    assert all(asserts(wording).contains(value) for wording in wordings)


@given(values)
def test_english_asserts_exactly_the_value(value: Decimal | int) -> None:
    assert asserts(english(value, unit="yuan")).contains(value)
    assert asserts(english(value)).is_point


@given(st.one_of(st.integers(max_value=-1), st.decimals("-1E9", "-0.01")), styles)
def test_word_of_a_negative_is_refused(value: Decimal | int, style: Style) -> None:
    with pytest.raises(CannotWord, match="negative"):
        word(value, style=style)


@pytest.mark.parametrize(
    ("value", "style", "wording"),
    [
        (59_123_456, Style(Form.OVER, 2), "5900余万"),
        (59_123_456, Style(Form.OVER, 1), "5000余万"),
        (104_000, Style(Form.OVER, 2), "10万余"),
        (104_000, Style(Form.OVER, 1), "10余万"),
        (185_390_000, Style(Form.OVER, 3), "1.85亿余"),
        (5_400_000_000, Style(Form.OVER, 1), "50余亿"),
        (5_912, Style(Form.OVER, 2), "5900余"),
        (47, Style(Form.OVER, 1), "40余"),
        (12_345_678, Style(Form.OVER, 7), "12345670余"),
        (487, Style(Form.NEARLY, 1), "近500"),
        (17_960, Style(Form.NEARLY, 2), "近1.8万"),
        (30_960_000, Style(Form.NEARLY, 2), "近3100万"),
        (9, Style(Form.NEARLY), "近10"),
        (99_999_999, Style(Form.NEARLY, 1), "近1亿"),
        (12_200, Style(Form.WAN, 2), "1.22万"),
        (12_287, Style(Form.WAN, 2), "1.22万余"),
        (12_287, Style(Form.WAN), "1万余"),
        (70_000, Style(Form.WAN, 2), "7万"),
        (185_390_000, Style(Form.YI, 2), "1.85亿余"),
        (Decimal("41379.99"), EXACT, "41379.99"),
        (0, EXACT, "0"),
        (75, Style(Form.PERCENT, 1), "75%"),
        (Decimal("63.158"), Style(Form.PERCENT, 1), "超63.1%"),
        (Decimal("0.04"), Style(Form.PERCENT, 1), "不足0.1%"),
    ],
)
def test_word_in_each_style(value: Decimal | int, style: Style, wording: str) -> None:
    assert word(value, style=style) == wording


@pytest.mark.parametrize(
    ("value", "style"),
    [
        (500, Style(Form.OVER, 1)),
        (500, Style(Form.OVER)),
        (56, Style(Form.OVER, 0)),
        (Decimal("5.5"), Style(Form.OVER, 1)),
        (0, Style(Form.OVER, 1)),
        (500, Style(Form.NEARLY, 1)),
        (512, Style(Form.NEARLY, 1)),
        (430, Style(Form.NEARLY, 1)),
        (8, Style(Form.NEARLY)),
        (0, Style(Form.NEARLY, 1)),
        (99, Style(Form.WAN, 2)),
        (999_999, Style(Form.YI, 2)),
        (5, Style(Form.WAN, -1)),
        (5, Style(Form.WAN, 201)),
        (10**201, EXACT),
        (Decimal("NaN"), EXACT),
        (Decimal("Infinity"), EXACT),
    ],
)
def test_word_that_would_be_false_is_refused(value: Decimal | int, style: Style) -> None:
    with pytest.raises(CannotWord):
        word(value, style=style)


@pytest.mark.parametrize("unit", ["万元", "亿", "3D", "余", "多家", "%", "元/10人"])
def test_word_with_a_unit_that_reads_as_number_is_refused(unit: str) -> None:
    with pytest.raises(CannotWord, match="base unit"):
        word(5, unit=unit)


def test_word_percent_of_another_unit_is_refused() -> None:
    with pytest.raises(CannotWord, match="no other unit"):
        word(5, unit="人", style=Style(Form.PERCENT))


@pytest.mark.parametrize(
    ("wording", "interval"),
    [
        ("56篇", "[56, 56]"),
        ("5900余万元", "(59000000, 60000000)"),
        ("10万余只", "(100000, 110000)"),
        ("10余万只", "(100000, 200000)"),
        ("1亿余元", "(100000000, 200000000)"),
        ("1.2亿余元", "(120000000, 130000000)"),
        ("近1.8万人", "[17500, 18000)"),
        ("近10场", "[5, 10)"),
        ("超5万人", "(50000, 60000)"),
        ("1.22万个", "[12200, 12200]"),
        ("不足0.1%", "[0, 0.1)"),
        ("16,680 yuan", "[16680, 16680]"),
    ],
)
def test_asserts_the_interval_of_the_guide(wording: str, interval: str) -> None:
    assert str(asserts(wording)) == interval


@pytest.mark.parametrize("wording", ["近500余个", "超5900余万元", "不足10余人"])
def test_asserts_two_approximators_is_refused(wording: str) -> None:
    with pytest.raises(ValueError, match="two approximators"):
        asserts(wording)


@pytest.mark.parametrize(
    "wording",
    ["", "若干", "约500个", "500多个", "5,00人", "余500", "５００人", "近5万万", "五篇"],
)
def test_asserts_other_prose_is_refused(wording: str) -> None:
    with pytest.raises(ValueError, match="not house wording"):
        asserts(wording)


def test_styles_for_a_frozen_short_number_is_exact_only() -> None:
    assert styles_for(9_999) == (EXACT,)


def test_styles_for_a_growing_short_number_allow_rounding() -> None:
    styles = styles_for(160 + 7, unit="篇", frozen=False)

    assert [word(167, unit="篇", style=style) for style in styles] == [
        "167篇",
        "160余篇",
        "100余篇",
        "近170篇",
    ]


def test_styles_for_a_long_number_prefer_wan() -> None:
    styles = styles_for(59_123_456, unit="元")

    assert [word(59_123_456, unit="元", style=style) for style in styles] == [
        "5912.34万余元",
        "5912万余元",
        "59123456元",
        "5900余万元",
        "5000余万元",
        "近6000万元",
    ]


def test_styles_for_a_round_number_are_never_over_or_near() -> None:
    styles = styles_for(100_000_000)

    assert [word(100_000_000, style=style) for style in styles] == [
        "1亿",
        "10000万",
        "100000000",
    ]


def test_styles_for_a_unit_nobody_can_use_is_refused() -> None:
    with pytest.raises(CannotWord, match="no style"):
        styles_for(5, unit="万元")


def test_english_groups_thousands() -> None:
    assert english(16_680, unit="yuan") == "16,680 yuan"
    assert english(Decimal("5900.50")) == "5,900.50"


@pytest.mark.parametrize(
    ("value", "unit", "read"),
    [
        ("4.200000", "吨", "4.2"),
        ("11.000000", "吨", "11"),
        ("0.000001", "吨", "0.000001"),
        ("16000", "只", "16,000"),
        ("1200", "公斤", "1,200"),
        ("46000.00", "元", "46,000.00"),
        ("58059.90", "港元", "58,059.90"),
        ("58059.90", "", "58,059.90"),
        ("0.000000", "吨", "0"),
    ],
)
def test_a_quantity_has_no_zeros_at_the_end_and_money_keeps_its_fen(
    value: str, unit: str, read: str
) -> None:
    assert digits(Decimal(value), unit=unit) == read
    assert word(Decimal(value), unit=unit) == read.replace(",", "") + unit


def test_word_does_not_depend_on_the_callers_arithmetic() -> None:
    with localcontext() as context:
        context.prec = 1

        assert word(59_123_456, style=Style(Form.OVER, 2)) == "5900余万"
        assert word(30_960_000, style=Style(Form.NEARLY, 2)) == "近3100万"

"""Every number of a text is found: by the reader, or because it is made of digits."""

from datetime import date
from decimal import Decimal

from hypothesis import given, strategies as st

from heli.kit.interval import Interval
from heli.loops.briefs.queries.outline import outline
from heli.loops.briefs.queries.tokens import tokens_of


TEXT = (
    "一、建言献策\n"
    "截至2020年2月29日，累计收到咨政建议成果56篇，呈报4期《社科界咨政要报》。\n"
    "1. 津社联〔2020〕3号文件下发后，捐款5900余万元。"
)


def test_tokens_of_tells_figures_from_dates_and_document_numbers() -> None:
    assert [(t.text, t.suggestion, t.paragraph) for t in tokens_of(TEXT)] == [
        ("2020年2月29日", "structural", 2),
        ("56篇", "", 2),
        ("4期", "", 2),
        ("〔2020〕3号", "structural", 3),
        ("5900余万元", "", 3),
    ]


def test_tokens_of_gives_what_the_wording_asserts() -> None:
    last = tokens_of(TEXT)[-1]

    assert last.unit == "元"
    assert last.interval == Interval(
        Decimal(59000000), Decimal(60000000), low_open=True, high_open=True
    )


def test_tokens_of_finds_digits_that_the_reader_leaves_over() -> None:
    assert [(t.text, t.kind, t.suggestion) for t in tokens_of("型号x12y")] == [("12", "unread", "")]


def test_tokens_of_full_width_and_traditional_numbers_are_read() -> None:
    found = tokens_of("收到建議５６篇，捐款１０００萬元", on=date(2020, 3, 1))

    assert [(t.text, t.unit, t.interval.low) for t in found] == [
        ("５６篇", "篇", 56),
        ("１０００萬元", "元", 10_000_000),
    ]


@given(st.text(alphabet="收到56篇12３、，。（一）.〔2020〕号年月 \n第届%万余近x", max_size=80))
def test_tokens_of_reads_every_number_exactly_once(text: str) -> None:
    found = tokens_of(text)

    assert all(t.text == text[t.start : t.end] for t in found)
    places = [place for t in found for place in range(t.start, t.end)]
    assert len(places) == len(set(places))
    headings = [p for p in outline(text) if p.number]
    numbering = {
        place
        for p in headings
        for place in range(p.start, p.start + p.text.find(p.number) + len(p.number))
    }
    digits = {place for place, character in enumerate(text) if character.isdigit()}
    assert digits <= numbering | set(places)

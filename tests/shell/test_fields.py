"""Bad input: full-width digits, unseen characters, impossible days, far too long texts."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from heli.shell.forms import Day, Digits, KeyedForm, Lines, LongText, Quantity, Text, issue_key


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("２０２０年", "2020年"),
        ("\u3000关于\u3000社区 \u00a0食堂\u3000", "关于 社区 食堂"),
        ("建\u200b议\ufeff", "建议"),
        ("a\u202eb", "ab"),
        ("A，B", "A，B"),
    ],
)
def test_line_is_made_regular(typed: str, kept: str) -> None:
    assert Text().clean(typed) == kept


def test_paragraphs_keep_their_indent_and_lose_their_tails() -> None:
    text = LongText().clean("\u3000\u3000一、背景 \r\n\r\n\u3000\u3000２０２０年。\r")

    assert text == "\u3000\u3000一、背景\n\n\u3000\u30002020年。"


@pytest.mark.parametrize("field", [Text(), LongText(), Lines(), Digits()])
@pytest.mark.parametrize("bad", ["a\0b", "a\x08b", "a\ud800b", "\udfff"])
def test_unstorable_character_is_refused_in_words(field: Any, bad: str) -> None:
    with pytest.raises(ValidationError) as refused:
        field.clean(bad)

    assert len(refused.value.messages) == 1
    assert "Please" in refused.value.messages[0] or "Null" in refused.value.messages[0]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2020-02-28", date(2020, 2, 28)),
        ("2020/2/28", date(2020, 2, 28)),
        ("2020.2.28", date(2020, 2, 28)),
        ("２０２０年２月２８日", date(2020, 2, 28)),
        ("2020年2月28", date(2020, 2, 28)),
        (" 2020－02－28 ", date(2020, 2, 28)),
    ],
)
def test_day_is_read_as_offices_write_it(typed: str, day: date) -> None:
    assert Day().clean(typed) == day


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("2026-02-30", "impossible"),
        ("2021-02-29", "impossible"),
        ("2026-13-01", "impossible"),
        ("0000-01-01", "impossible"),
        ("next week", "invalid"),
        ("28.2.2020", "invalid"),
        ("2020-02-28; drop", "invalid"),
    ],
)
def test_day_that_is_none_is_refused(typed: str, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Day().clean(typed)

    assert refused.value.code == code


def test_quantity_takes_digits_of_either_width_and_is_kept_in_the_small_unit() -> None:
    field = Quantity(unit="万元", canonical=Decimal(10000))

    assert field.clean("１，２３４．５") == Decimal(12_345_000)


def test_digits_lose_spaces_and_dashes() -> None:
    assert Digits().clean("１３８ 0000－1234") == "13800001234"


def test_lines_are_a_list_without_empty_ones() -> None:
    assert Lines().clean("甲\n\n 乙 \n") == ["甲", "乙"]


class Proposal(KeyedForm):
    title = Text(max_length=20)
    received_on = Day()
    text = LongText(max_length=3000)


def filled(**changes: str) -> dict[str, str]:
    good = {"title": "甲", "received_on": "2020-02-28", "text": "乙", "form_key": issue_key()}
    return good | changes


def test_paste_of_ten_megabytes_is_answered_with_a_sentence_and_kept() -> None:
    paste = "建议" * 1_700_000

    with translation.override("en"):
        form = Proposal(filled(text=paste))

        assert form.errors["text"] == [
            "This text has 3400000 characters; at most 3000 can be kept. Nothing was saved and"
            " your text is still here."
        ]
    assert form["text"].value() == paste


def test_impossible_day_stays_in_the_box_as_it_was_typed() -> None:
    html = str(Proposal(filled(received_on="2026-02-30"))["received_on"])

    assert 'value="2026-02-30"' in html
    assert 'type="text"' in html


def test_possible_day_is_shown_in_the_browsers_picker() -> None:
    assert 'type="date"' in str(Proposal(filled())["received_on"])


def test_long_text_is_not_cut_off_by_the_browser() -> None:
    html = str(Proposal()["text"])

    assert "maxlength" not in html
    assert 'data-limit="3000"' in html


def test_key_is_bare_after_cleaning_and_was_issued_here() -> None:
    form = Proposal(filled())

    assert form.is_valid()
    assert len(form.key) == 36
    assert form.key[14] == "7"


@pytest.mark.parametrize("key", ["", "0190c5a0-0000-7000-8000-000000000000", "x:y", "\0"])
def test_key_that_was_not_issued_here_is_refused(key: str) -> None:
    assert "form_key" in Proposal(filled(form_key=key)).errors

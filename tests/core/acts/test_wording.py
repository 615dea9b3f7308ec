"""Words put together: each language has its own signs between them, and counts in its own way."""

import pytest
from django.utils.translation import ngettext_lazy, override

from heli.core.acts import Refusal, aside, list_of, row_of, said_of


class Faulty(Refusal):
    message = ngettext_lazy("%(n)s row cannot be used", "%(n)s rows cannot be used", "n")


@pytest.mark.parametrize(
    ("language", "row", "parts", "beside", "said"),
    [
        ("en", "masks, gloves", "a, b; c", "fund (school)", "Size: small"),
        ("zh-hans", "masks、gloves", "a、b；c", "fund（school）", "Size：small"),
        ("zh-hant", "masks、gloves", "a、b；c", "fund（school）", "Size：small"),
    ],
)
def test_signs_between_words_are_those_of_the_language(
    language: str, row: str, parts: str, beside: str, said: str
) -> None:
    with override(language):
        assert row_of(["masks", "gloves"]) == row
        assert list_of([row_of("ab"), "c"]) == parts
        assert "fund" + aside("school") == beside
        assert said_of("Size", "small") == said


def test_there_is_no_aside_where_nothing_is_said() -> None:
    assert aside("") == ""


def test_a_refusal_counts_in_the_singular() -> None:
    with override("en"):
        assert [str(Faulty(n=n)) for n in (1, 2)] == [
            "1 row cannot be used",
            "2 rows cannot be used",
        ]

"""Dates beside titles: figures under each other, the same on every page and in every language."""

from datetime import date

import pytest
from django.template import engines
from django.utils.translation import override


ROW = "{% #dated_list items=items %}"


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_day_is_written_in_figures(language: str) -> None:
    items = [{"date": day, "title": "t", "url": "/"} for day in (date(2020, 2, 3), "11-29")]

    with override(language):
        page = engines["django"].from_string(ROW).render({"items": items})

    assert [part.split("<")[0] for part in page.split('<time class="number">')[1:]] == [
        "2020-02-03",
        "11-29",
    ]

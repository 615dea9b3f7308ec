"""Hostile words in every title and text come back as words on every page (S6)."""

from collections.abc import Iterator

import pytest

from security import records
from security.doors import ways_in
from security.test_forms import record_of, who_gets_in
from security.test_matrix import TABLE
from security.world import NOBODY, World


HOSTILE = {
    "<script>alert(x)</script>": "<script>alert",
    '"><img src=x onerror=alert(x)>': "<img src=x",
    "'></textarea><svg onload=alert(x)>": "<svg onload",
    "</title><iframe src=javascript:alert(x)>": "<iframe",
    "' onmouseover='alert(x)": "' onmouseover='alert",
    '" autofocus onfocus="alert(x)': '" autofocus onfocus="alert',
    "<div hx-get=/desk/ hx-trigger=load>": "<div hx-get=/desk/",
}


@pytest.fixture(params=HOSTILE)
def hostile(request: pytest.FixtureRequest) -> Iterator[str]:
    """Words that would be code if a page took them for its own."""
    records.MARKS[0] = request.param
    yield request.param
    records.MARKS[0] = ""


@pytest.mark.django_db
def test_no_page_takes_words_for_markup(hostile: str) -> None:
    world = World.made()
    taken, shown = [], 0
    for way in ways_in():
        if "GET" not in TABLE.get(way.name, {}).get("methods", ["GET"]):
            continue
        for who in {who_gets_in(way), NOBODY}:
            response = world.clients[who].get(way.url(record_of(world, way)))
            if not response.headers["Content-Type"].startswith("text/html"):
                continue
            page = response.content.decode()
            shown += "alert(x)" in page or "hx-trigger" in page
            if HOSTILE[hostile] in page:
                taken.append(f"{way.name} by {who}")

    assert taken == []
    assert shown > 10

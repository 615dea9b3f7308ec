"""SQLite learns what its indexes tell apart, and again when there is much more."""

from typing import Any

import pytest
from django.db import connection

import make
from heli.core.journal.chores import CHORES
from heli.core.journal.sqlite import surveying


pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL learns by itself"),
]


def _known() -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT idx, stat FROM sqlite_stat1 WHERE tbl = 'places_area'")
        return dict(cursor.fetchall())


def test_it_looks_when_there_is_twice_as_much(monkeypatch: Any) -> None:
    monkeypatch.setattr(surveying, "_seen", {"pages": 0})
    for _n in range(8):
        make.area()
    [survey] = [do for name, _pause, do in CHORES if name == "journal.survey_indexes"]

    assert survey(make.AT) == 1
    before = _known()
    assert before
    for _n in range(8):
        make.area()
    assert survey(make.AT) == 0
    assert _known() == before

    monkeypatch.setitem(surveying._seen, "pages", 1)
    assert survey(make.AT) == 1
    assert _known() != before

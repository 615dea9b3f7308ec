"""A round's reports, delivered by the phone in one batch: one act, and each of them once."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import make
from browse import client_of
from heli.kit.ids import new_uid
from heli.loops.grid.models import Report
from make_grid import LAT, LON, RUBBISH, Centre, centre


pytestmark = pytest.mark.django_db
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@pytest.fixture
def here(tmp_path: Any, settings: Any) -> Iterator[Centre]:
    """A centre whose moment is now."""
    settings.HELI_DATA = tmp_path
    with time_machine.travel(make.AT, tick=False):
        yield centre()


def line(**said: str) -> dict[str, Any]:
    """A report as the phone writes it."""
    number = new_uid().int
    told = {"text": "路边有垃圾", "category": RUBBISH, "place": "示例路口", **said}
    told |= {"lat": str(LAT / 1e6), "lon": str(LON / 1e6)}
    return {
        "id": "".join(LETTERS[number >> shift & 31] for shift in range(125, -1, -5)),
        "name": "grid.report",
        "subject": "",
        "captured_at": make.AT.isoformat(),
        "said": {name: [value] for name, value in told.items()},
        "files": {},
    }


def deliver(here: Centre, lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What became of each."""
    content = {"v": 1, "operations": lines}
    answer = client_of(here.worker).post(
        reverse("shell:field_sync"), content, content_type="application/json"
    )
    found: list[dict[str, Any]] = answer.json()["outcomes"]
    return found


def test_a_batch_is_one_act_and_asks_no_more_for_each_report(here: Centre) -> None:
    deliver(here, [line()])
    with CaptureQueriesContext(connection) as few:
        assert {one["state"] for one in deliver(here, [line() for _n in range(3)])} == {"delivered"}
    with CaptureQueriesContext(connection) as many:
        found = deliver(here, [line() for _n in range(12)])
    assert {one["state"] for one in found} == {"delivered"}
    assert len({one["text"] for one in found}) == 12
    assert len(many) <= len(few)
    assert Report.objects.count() == 16
    assert len(set(Report.objects.order_by("-pk")[:12].values_list("entry__area", flat=True))) == 1


def test_what_came_in_a_batch_is_confirmed_however_it_is_sent_again(here: Centre) -> None:
    lines = [line() for _n in range(3)]
    first = deliver(here, lines)
    assert deliver(here, lines) == first
    assert deliver(here, lines[:1]) == first[:1]
    single = line()
    alone = deliver(here, [single])
    assert deliver(here, [single, *lines]) == [*alone, *first]
    assert Report.objects.count() == 4


def test_a_report_that_cannot_be_taken_holds_none_of_the_others_back(here: Centre) -> None:
    wrong, right = line(text="", place=""), line()
    wrong["said"] |= {"lat": [""], "lon": [""]}
    found = deliver(here, [wrong, right, line()])
    assert [one["state"] for one in found] == ["returned", "delivered", "delivered"]
    assert found[0]["sentence"]
